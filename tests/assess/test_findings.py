"""What a check shows of the rules: from which records, at which line, and when it keeps silent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from engager_docs.assess.due_list import AHEAD_DAYS, state_of
from engager_docs.assess.findings import findings
from engager_docs.assess.service import assess
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.due import DueItem
from tests.stories.builder import any_casebook
from tests.stories.story import loaded

SERVICE = """
opened_on: 2016-01-04
as_of: 2016-02-08
staff: {SUP-NW-01: supervisor, PRA-NW-01: practitioner, PRA-NW-02: practitioner, LIN-NW-01: line_manager}
cases: {NW-001: PRA-NW-01 2016-01-05}
clinical: [2016-01-06 PRA-NW-01 cases=NW-001, 2016-01-13 PRA-NW-01 status=cancelled]
"""
MISSED = """
referral_date: 2016-01-11
contacts: [2016-02-02 prison in_person did_not_attend]
as_of: 2016-02-15
"""


def found(story: str, wrong: Iterable[str] = (), **how: bool) -> list[Diagnostic]:
    casebook = any_casebook(loaded(story))
    return list(findings(casebook, assess(casebook), wrong, **how))


def codes(diagnostics: list[Diagnostic], subject: str) -> set[str]:
    return {one.code for one in diagnostics if one.subject == subject}


def test_a_cancelled_session_is_where_the_week_without_one_is_shown() -> None:
    (weekly,) = [one for one in found(SERVICE) if (one.subject, one.code) == ("PRA-NW-01", "S01")]
    assert weekly.span.file == "cases/NW/supervision/clinical/2016-01-13-PRA-NW-01.md"
    assert weekly.severity == "adherence"
    assert weekly.cites == ("§13", "§44")
    assert weekly.message.startswith("Held in 1 of 5 weeks; 2016-W02: none held is recorded")


def test_a_finding_without_a_record_to_mend_stands_at_the_subject_s_own() -> None:
    (weekly,) = [one for one in found(SERVICE) if (one.subject, one.code) == ("PRA-NW-02", "S01")]
    assert weekly.span.file == "cases/NW/staff/PRA-NW-02.yaml"
    (meeting,) = [one for one in found(SERVICE) if (one.subject, one.code) == ("NW", "S12")]
    assert meeting.span.file == "cases/NW/site.yaml"


def test_an_error_in_a_site_s_records_keeps_its_team_findings_back() -> None:
    wrong = ["cases/NW/supervision/clinical/2016-01-20-PRA-NW-01.md"]
    assert found(SERVICE)
    assert not [one for one in found(SERVICE, wrong) if one.code[0] in "ST"]
    assert [one for one in found(SERVICE, ["cases/SW/site.yaml"]) if one.code[0] in "ST"]


def test_an_error_above_all_sites_keeps_every_team_finding_back() -> None:
    for wrong in ("cases/organisations.yaml", "cases/training/2015-11-exeter.md"):
        assert not [one for one in found(SERVICE, [wrong]) if one.code[0] in "ST"]


def test_an_error_in_a_case_keeps_only_that_case_s_findings_back() -> None:
    wrong = ["cases/NW/participants/NW-900/contacts/2016-02-02.md"]
    assert codes(found(MISSED), "NW-900") >= {"P19", "N03"}
    assert codes(found(MISSED, wrong), "NW-900") == set()


def test_when_only_some_records_were_read_nothing_is_concluded_from_the_others() -> None:
    few = found(MISSED, every_record=False)
    assert "P19" not in codes(few, "NW-900") and "N03" in codes(few, "NW-900")
    assert not [one for one in found(SERVICE, every_record=False) if one.code[0] in "ST"]


def test_with_later_entries_left_out_a_finding_stands_at_the_list_and_not_at_a_neighbour() -> None:
    story = """
    referral_date: 2016-01-11
    risks:
    - {type: overdose, level: low, opened_on: 2016-01-20, closed_on: 2016-01-21}
    - {type: suicide_self_harm, acct: open, opened_on: 2016-02-01, next_review_on: 2016-02-03}
    as_of: 2016-02-15
    """
    places = {
        whole: next(one.span.line for one in found(story, whole=whole) if one.code == "A01") for whole in (True, False)
    }
    assert places[True] > places[False]


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2016, 2, 7), "overdue"), (date(2016, 2, 8), "today"), (date(2016, 2, 9), "upcoming")],
)
def test_a_day_is_overdue_from_the_day_after_it(on: date, state: str) -> None:
    assert state_of(on, date(2016, 2, 8)) == state


def due(story: str) -> tuple[DueItem, ...]:
    return assess(any_casebook(loaded(story))).due


def test_supervision_of_every_kind_is_due_by_the_end_of_its_week_or_month() -> None:
    story = """
    opened_on: 2016-02-01
    as_of: 2016-02-09
    staff: {SUP-NW-01: supervisor, PRA-NW-01: practitioner, LIN-NW-01: line_manager}
    clinical: [2016-02-03 PRA-NW-01]
    meetings: [2016-02-01 present=SUP-NW-01+PRA-NW-01]
    """
    listed = [(one.on, one.state, one.kind, one.subject) for one in due(story)]
    assert listed == [
        (date(2016, 2, 12), "upcoming", "clinical_supervision", "PRA-NW-01"),
        (date(2016, 2, 12), "upcoming", "team_meeting", "NW"),
        (date(2016, 2, 29), "upcoming", "adherence_review", "NW"),
        (date(2016, 2, 29), "upcoming", "line_management", "PRA-NW-01"),
        (date(2016, 2, 29), "upcoming", "line_management", "SUP-NW-01"),
        (date(2016, 2, 29), "upcoming", "supervisor_supervision", "SUP-NW-01"),
    ]


def test_last_week_s_missing_session_is_overdue_beside_this_week_s() -> None:
    story = """
    opened_on: 2016-02-01
    as_of: 2016-02-09
    staff: {SUP-NW-01: supervisor, PRA-NW-01: practitioner}
    """
    listed = [(one.on, one.state) for one in due(story) if one.kind == "clinical_supervision"]
    assert listed == [(date(2016, 2, 5), "overdue"), (date(2016, 2, 12), "upcoming")]


@pytest.mark.parametrize(("as_of", "listed"), [("2016-01-17", 0), ("2016-01-18", 1)])
def test_the_list_looks_four_weeks_ahead(as_of: str, listed: int) -> None:
    story = f"""
    opened_on: 2016-01-04
    as_of: {as_of}
    staff: {{SUP-NW-01: supervisor, MBX-NW-01: mba_expert}}
    """
    assert len([one for one in due(story) if one.kind == "mentalisation"]) == listed
    assert AHEAD_DAYS == 28


def test_actions_of_the_plan_are_due_until_they_are_settled() -> None:
    story = """
    referral_date: 2016-01-11
    as_of: 2016-02-15
    files:
      action-plan.yaml:
        goals:
        - id: G1
          statement: Somewhere safe
          horizon: short_term
          domain: accommodation
          set_on: 2016-02-01
          actions:
          - {id: A1, what: ring the hostel, who: PRA-NW-02, due_on: 2016-02-12, status: to_do}
          - {id: A2, what: find the letter, who: participant, due_on: 2016-02-15}
          - {id: A3, what: done already, who: participant, due_on: 2016-02-12, status: done}
    """
    listed = [(one.on, one.state, one.what) for one in due(story) if one.kind == "action"]
    assert listed == [
        (date(2016, 2, 12), "overdue", "Action A1 of goal G1"),
        (date(2016, 2, 15), "today", "Action A2 of goal G1"),
    ]


@pytest.mark.parametrize("ending", ["closure: withdrew\nend_date: 2016-02-10", "decision: declined\nas_of: 2016-02-10"])
def test_nothing_is_due_in_a_case_that_has_ended(ending: str) -> None:
    story = f"referral_date: 2016-01-11\nexpected_release_date_at_referral: 2016-02-20\n{ending}\n"
    assert [one for one in due(story) if one.subject == "NW-900"] == []


def test_after_a_death_nobody_is_reminded_of_anything() -> None:
    story = """
    referral_date: 2016-01-11
    risks: [{type: overdose, level: high, opened_on: 2016-01-20, next_review_on: 2016-02-01}]
    end_date: 2016-02-10
    closure: died
    """
    assert [one for one in due(story) if one.subject == "NW-900"] == []
