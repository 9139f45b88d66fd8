"""The demonstration service as it lies in ``cases/``: what the rules find in its supervision, team and cases."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engager_docs.build import Examined, examine
from engager_docs.model.asked import Asked
from engager_docs.model.due import DueItem
from engager_docs.model.result import CaseAssessment, Occurrence, RuleResult, SubjectAssessment

ROOT = Path(__file__).parents[2]


@cache
def demonstration() -> Examined:
    return examine(ROOT, Asked(date(2026, 1, 1)))


def result(subject: str, rule: str) -> RuleResult:
    found = demonstration().assessment
    assert found is not None
    subjects: tuple[CaseAssessment | SubjectAssessment, ...] = (*found.cases, *found.staff, *found.sites, found.service)
    for one in subjects:
        if one.id == subject:
            return next(each for each in one.results if each.rule == rule)
    raise AssertionError(f"there is no {subject}")


def occurrence(subject: str, rule: str, period: str) -> Occurrence:
    return next(one for one in result(subject, rule).occurrences if one.period == period)


def test_mentalisation_sessions_are_in_time_late_and_early() -> None:
    days = ("2016-02-16", "2016-03-29", "2016-05-17", "2016-06-07")
    found = [occurrence("NW", "S17", day) for day in days]
    assert [one.result for one in found] == ["met", "met", "not_met", "not_met"]
    assert [one.severity for one in found] == [None, None, None, "info"]


@pytest.mark.parametrize("week", ["2016-W32", "2016-W33"])
def test_two_weeks_of_leave_are_covered(week: str) -> None:
    assert occurrence("PRA-SW-02", "S01", week).result == "covered"


def test_a_colleague_s_visit_keeps_contact_weekly_during_leave() -> None:
    assert result("SW-001", "P06").result == "met"


def test_the_vacancy_of_the_supervisor_s_post_shows_wherever_it_was_felt() -> None:
    assert occurrence("SW", "T01", "2016-11-02..2016-11-13").result == "not_met"
    for subject, rule in (("PRA-SW-01", "S01"), ("PRA-SW-02", "S01"), ("SW", "S12")):
        found = occurrence(subject, rule, "2016-W45")
        assert found.result == "not_met"
        assert "supervisor vacancy" in found.why
        assert {occurrence(subject, rule, week).result for week in ("2016-W44", "2016-W46")} == {"met"}
    for subject, rule in (("PRA-SW-01", "S05"), ("SW", "S16")):
        assert result(subject, rule).result == "not_met"
        assert "vacant 2 to 13 November 2016" in result(subject, rule).why


def test_a_meeting_moved_from_a_bank_holiday_to_tuesday_is_held() -> None:
    assert occurrence("NW", "S12", "2016-W18").result == "met"


def test_the_practitioner_who_was_absent_without_leave_is_named() -> None:
    assert occurrence("PRA-NW-03", "S13", "2016-11-21").result == "not_met"
    assert result("PRA-NW-02", "S13").result == "covered"


def test_there_were_two_or_three_practitioners_on_every_day() -> None:
    assert {result(site, "T02").result for site in ("NW", "SW")} == {"met"}


def test_joiners_waited_for_training_as_long_as_the_description_says() -> None:
    people = ("PRA-NW-03", "PRA-NW-04", "PRA-NW-05", "SUP-SW-02", "PRA-NW-01", "SUP-NW-01")
    found = [result(person, "T08") for person in people]
    assert [one.result for one in found] == ["not_met", "not_met", "met", "met", "met", "met"]
    assert {one.severity for one in found} == {"info"}


def findings(subject: str) -> list[str]:
    return [one.code for one in demonstration().diagnostics if one.subject == subject]


@pytest.mark.parametrize(
    ("case", "codes"),
    [
        ("NW-001", []),
        ("NW-003", ["N05", "P01", "P02", "P03", "P05", "P07"]),
        ("NW-004", ["P06"]),
        ("NW-007", ["P08", "P10"]),
        ("SW-001", ["P01"]),
        ("SW-003", ["N05", "P06"]),
        ("SW-006", ["P05", "P06"]),
        ("SW-007", ["A01", "P05"]),
    ],
)
def test_a_check_shows_each_case_s_departures_and_no_other(case: str, codes: list[str]) -> None:
    assert sorted(findings(case)) == codes


def test_every_finding_stands_at_a_line_of_its_own_site() -> None:
    for one in demonstration().diagnostics:
        site = one.subject if len(one.subject) == 2 else one.subject.replace("PRA-", "").replace("SUP-", "")[:2]
        assert one.span.file.startswith(f"cases/{site}/")
        assert (ROOT / one.span.file).is_file()
        assert one.message


def test_a_finding_stands_at_the_record_that_would_put_it_right() -> None:
    places = {(one.subject, one.code): one.span.file.removeprefix("cases/") for one in demonstration().diagnostics}
    assert places["PRA-NW-03", "S13"] == "NW/team-meetings/2016-11-21.md"
    assert places["NW", "S17"] == "NW/supervision/mentalisation/2016-05-17.md"
    assert places["SW-003", "P06"] == "SW/participants/SW-003/contacts/2016-12-20.md"
    assert places["SW-007", "A01"] == "SW/participants/SW-007/risks.yaml"


def due(kind: str) -> list[DueItem]:
    found = demonstration().assessment
    assert found is not None
    return [one for one in found.due if one.kind == kind]


def test_what_is_due_is_listed_once_for_dashboard_pack_and_diary() -> None:
    contacts = [(one.subject, one.on, one.state) for one in due("contact")]
    assert contacts == [
        ("SW-007", date(2017, 6, 28), "overdue"),
        ("SW-006", date(2017, 7, 4), "upcoming"),
    ]
    release = date(2017, 7, 4)
    for kind in ("joint_meeting", "release_day", "understanding", "plan", "liaison"):
        assert [(one.subject, one.on, one.who) for one in due(kind)] == [("SW-007", release, "PRA-SW-01")]
    assert [(one.subject, one.on) for one in due("risk_review")] == [("SW-007", date(2017, 7, 3))]
    assert [(one.subject, one.on) for one in due("mentalisation")] == [("NW", date(2017, 7, 11))]
    assert {one.on for one in due("adherence_review")} == {date(2017, 7, 27)}


def test_nothing_says_that_adherence_improves_outcomes() -> None:
    folders = ("tests/assess/rules", "site_templates", "engager_docs/render")
    texts = (
        file.read_text("utf-8")
        for folder in folders
        for file in (ROOT / folder).rglob("*.*")
        if file.suffix in (".md", ".html", ".py")
    )
    claims = ("improves outcomes", "better outcomes", "leads to recovery", "reduces reoffending", "more effective")
    assert not [claim for text in texts for claim in claims if claim in text]
