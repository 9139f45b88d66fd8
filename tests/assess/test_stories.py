"""The eight stories of the demonstration: every figure and every finding, and what small changes do to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from engager_docs.assess.registry import RULES
from engager_docs.assess.service import assess
from engager_docs.model.result import CaseAssessment, Gap
from tests.assess.pages import result, setting_for
from tests.stories.builder import SCENARIOS, casebook_of
from tests.stories.story import story

STORIES = sorted(SCENARIOS)
CODES = {rule.code for rule in RULES}


def assessed(name: str, **changes: Any) -> CaseAssessment:
    casebook = casebook_of(SCENARIOS[name], **changes)
    return assess(casebook, setting_for(casebook).parameters).cases[0]


def findings(assessment: CaseAssessment, severity: str) -> list[str]:
    """The rules not met or covered that count for so much."""
    return [
        one.rule
        for one in assessment.results
        if one.result in ("not_met", "covered") and one.severity == severity and one.rule[0] == "P"
    ]


def known(codes: Iterable[str]) -> list[str]:
    """The codes of a story's expectation that there are rules for yet."""
    return [code for code in codes if code in CODES]


def without_misses(name: str) -> list[str]:
    return [line for line in SCENARIOS[name]["contacts"] if "did_not_attend" not in line]


def gap_text(gap: Gap) -> str:
    return f"{gap.start}>{gap.end}={gap.days}/{gap.allowed}"


@pytest.mark.parametrize("name", STORIES)
def test_every_figure_of_a_story_is_measured(name: str) -> None:
    measures = assessed(name).measures
    told = dict(SCENARIOS[name]["computed"])
    # the story's total leaves its attempts to follow up out; as records they are contacts too (rules.md 6.10)
    told["contacts"] += len(SCENARIOS[name].get("attempts", ()))
    found = {field: getattr(measures, field) for field in measures.__struct_fields__}
    for field in ("prison_gaps", "community_gaps"):
        found[field] = [gap_text(gap) for gap in found[field]]
    assert found == told


@pytest.mark.parametrize("name", STORIES)
def test_a_story_has_its_adherence_findings_and_no_other(name: str) -> None:
    assert findings(assessed(name), "adherence") == known(SCENARIOS[name]["expect"])


@pytest.mark.parametrize("name", STORIES)
def test_a_story_has_its_findings_for_information_and_no_other(name: str) -> None:
    assert findings(assessed(name), "info") == known(SCENARIOS[name]["expect_info"])


@pytest.mark.parametrize("name", STORIES)
def test_what_is_due_soon_in_a_story_is_said(name: str) -> None:
    due = [one.rule for one in assessed(name).results if one.due_soon]
    assert due == known(SCENARIOS[name].get("expect_due", ()))


def test_the_leap_day_story_referred_a_day_later_has_no_findings() -> None:
    changed = assessed("SW-001", referral_date=story(SCENARIOS["SW-001"]).referral_date.replace(month=3, day=1))
    assert changed.measures.referral_days == 112
    assert findings(changed, "adherence") == findings(changed, "info") == []


def test_a_recall_that_does_not_stop_the_clock_makes_the_work_too_long() -> None:
    changed = assessed("NW-004", parameters={"community.pause_on_recall": False})
    assert findings(changed, "adherence") == ["P10"]
    assert result(changed, "P10").value == changed.measures.community_days_net == 127


def test_days_of_release_left_out_leave_both_releases_out() -> None:
    changed = assessed("NW-004", parameters={"dose.release_day_counts": False})
    assert result(changed, "P08").value == changed.measures.community_sessions_excluding_release_day == 13


def test_a_recall_is_told_gap_by_gap() -> None:
    weekly = result(assessed("NW-004"), "P06")
    assert [(one.period, one.result) for one in weekly.occurrences] == [
        ("2016-11-09..2016-11-17", "not_met"),
        ("2016-12-22..2017-01-05", "covered"),
    ]
    assert [gap.kind for gap in assessed("NW-004").measures.community_gaps] == ["moved", "covered"]


def test_missed_meetings_alone_are_attempts() -> None:
    changed = assessed("SW-006", attempts=[])
    assert [gap.kind for gap in changed.measures.community_gaps] == ["attempted"]
    assert changed.measures.contacts == 30
    assert "P06" in findings(changed, "info")


def test_attempts_alone_are_attempts() -> None:
    changed = assessed("SW-006", contacts=without_misses("SW-006"))
    assert [gap.kind for gap in changed.measures.community_gaps] == ["attempted"]
    assert changed.measures.missed == 0


def test_a_gap_in_which_nobody_tried_is_an_adherence_finding() -> None:
    changed = assessed("SW-006", contacts=without_misses("SW-006"), attempts=[])
    assert [gap.kind for gap in changed.measures.community_gaps] == ["no_attempt"]
    assert findings(changed, "adherence") == ["P06"]


def test_leave_written_down_in_time_covers_the_gap_it_left() -> None:
    leave = {"rule": "P06", "from": "2016-12-22", "to": "2017-01-02", "reason": "practitioner_leave"}
    signed = {"authorised_by": "SUP-SW-02", "recorded_on": "2016-12-20"}
    changed = assessed("SW-003", variations=[{**leave, **signed}])
    assert findings(changed, "adherence") == []
    assert findings(changed, "info") == ["P06"]


def test_an_extension_written_down_too_late_leaves_the_finding() -> None:
    variations = [{**one, "recorded_on": "2017-07-05"} for one in SCENARIOS["SW-006"]["variations"][1:]]
    changed = assessed("SW-006", variations=variations)
    assert findings(changed, "adherence") == ["P05", "P10"]
    assert "explanation: needs-based extension, recorded on 5 July 2017" in result(changed, "P10").why


@pytest.mark.parametrize(
    ("name", "phase", "beside", "closing", "lead"),
    [
        ("NW-001", "closed", (), "completed", "PRA-NW-02"),
        ("NW-003", "closed", (), "completed", "PRA-NW-04"),
        ("NW-007", "closed", (), "early", "PRA-NW-04"),
        ("SW-007", "pre_release", (), None, "PRA-SW-01"),
    ],
)
def test_a_story_stands_where_it_says(
    name: str, phase: str, beside: tuple[str, ...], closing: str | None, lead: str
) -> None:
    found = assessed(name)
    assert (found.phase, found.beside, found.closure_class, found.lead) == (phase, beside, closing, lead)
