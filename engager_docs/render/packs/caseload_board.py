"""A site's open cases → the boards of the meeting: who carries what, who comes out when, what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.result import CaseAssessment
from engager_docs.model.view import Content, Table
from engager_docs.render import course
from engager_docs.render.blocks import lines, table
from engager_docs.render.dashboard.tiles import may_come_forward, release_ahead
from engager_docs.render.dates import long_day
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, words

WEEKS = 4
WINDOW_DAYS = (28, 112)
"""The description's window from referral to release; P01 judges by the service's own figures (§32)."""


def caseload_table(cases: tuple[Case, ...], found: Mapping[str, CaseAssessment], book: Casebook, sheet: Sheet) -> Table:
    """Return each lead with their cases by phase and the minutes of contact in the last four weeks."""
    leads: dict[str, list[Case]] = {}
    for case in cases:
        lead = course.allocated(case, "lead", sheet.as_of)
        leads.setdefault(lead.staff if lead else "Nobody yet", []).append(case)
    since = sheet.as_of - timedelta(weeks=WEEKS)

    def minutes(staff: str) -> int:
        entries = (entry.data for case in book.cases for entry in case.contacts)
        return sum(one.minutes or 0 for one in entries if staff in one.staff and since < one.date <= sheet.as_of)

    rows: list[tuple[Content, ...]] = []
    for staff, own in sorted(leads.items()):
        phases = Counter(words(found[case.id].phase) for case in own if case.id in found)
        rows.append(
            (staff, str(len(own)), lines(f"{number} {phase}" for phase, number in phases.items()), str(minutes(staff)))
        )
    heads = ("Lead", "Cases", "By phase", f"Minutes in {WEEKS} weeks")
    return table("Cases for each practitioner", heads, rows, "No case is open.", numbers=(1, 3))


def releases_table(cases: tuple[Case, ...], sheet: Sheet) -> Table:
    """Return the releases of the next four weeks, marked where the day may come forward."""
    near = [(day, case) for case in cases if (day := release_ahead(case, sheet.as_of)) is not None]
    return table(
        "Releases in the next four weeks",
        ("Day", "Case", "Plan for the day", "Remark"),
        (
            (
                long_day(day, sheet.service.settings.date_style),
                case.id,
                "Yes" if case.release_day and case.release_day.data.plan else "Not yet",
                "May be brought forward" if may_come_forward(day) else "",
            )
            for day, case in sorted(near, key=lambda each: (each[0], each[1].id))
        ),
        "No release is expected.",
    )


def waiting_table(cases: tuple[Case, ...], sheet: Sheet) -> Table:
    """Return the referrals not yet decided, with the days left until the window to release closes."""
    return table(
        "Referrals waiting",
        ("Case", "Referred", "Expected release", "Window"),
        (_waiting(case, sheet) for case in cases if case.participant.data.referral.decision == "pending"),
        "No referral is waiting.",
    )


def _waiting(case: Case, sheet: Sheet) -> tuple[Content, ...]:
    referral = case.participant.data.referral
    release = course.expected_release(case)
    window = "No date is known"
    if release is not None:
        left = (release - sheet.as_of).days - WINDOW_DAYS[0]
        window = f"{counted(left, 'day')} left" if left >= 0 else f"closed {counted(-left, 'day')} ago"
    return (case.id, sheet.day(referral.received_on), sheet.day(release, "Not known"), window)


def barriers_table(cases: tuple[Case, ...], sheet: Sheet) -> Table:
    """Return the barriers to the goals of the caseload, by part of life."""
    rows = sorted(_barriers(cases, sheet), key=lambda each: (str(each[0]), str(each[1])))
    return table("Barriers to goals", ("Part of life", "Case", "Goal", "Barriers"), rows, "No barrier is recorded.")


def _barriers(cases: tuple[Case, ...], sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    for case in cases:
        for goal in case.plan.data.goals if case.plan else ():
            if goal.status in (None, "active") and goal.barriers and goal.set_on <= sheet.as_of:
                yield (words(goal.domain), case.id, f"{goal.id}: {goal.statement}", lines(goal.barriers))
