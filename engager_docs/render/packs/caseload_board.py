"""A site's open cases → the boards of the meeting: who carries what, who comes out when, what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from engager_docs.model.bank_holidays import named_holidays
from engager_docs.model.casebook import Case, Casebook, Staff
from engager_docs.model.result import CaseAssessment
from engager_docs.model.view import Content, Table
from engager_docs.render import course
from engager_docs.render.blocks import lines, table
from engager_docs.render.dashboard.tiles import may_come_forward, release_ahead
from engager_docs.render.dates import long_day
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, words

WEEKS = 4
SATURDAY = 5
WINDOW_DAYS = (28, 112)
"""The description's window from referral to release; P01 judges by the service's own figures (§32)."""


def caseload_table(
    cases: tuple[Case, ...], found: Mapping[str, CaseAssessment], book: Casebook, team: tuple[Staff, ...], sheet: Sheet
) -> Table:
    """Return each practitioner with their cases by phase, minutes of contact, and the time they have ahead."""
    leads: dict[str, list[Case]] = {person.id: [] for person in team if _practises(person, sheet.as_of)}
    for case in cases:
        lead = course.allocated(case, "lead", sheet.as_of)
        leads.setdefault(lead.staff if lead else "Nobody yet", []).append(case)
    people = {person.id: person for person in team}
    rows: list[tuple[Content, ...]] = []
    for staff, own in sorted(leads.items()):
        phases = Counter(words(found[case.id].phase) for case in own if case.id in found)
        told = lines((f"{number} {phase}" for phase, number in phases.items()), "None")
        minutes = str(_minutes(staff, book, sheet.as_of))
        rows.append(
            (
                staff,
                _post(people.get(staff), sheet.as_of),
                str(len(own)),
                told,
                minutes,
                _ahead(people.get(staff), sheet.as_of),
            )
        )
    heads = (
        "Practitioner",
        "Post",
        "Cases",
        "By phase",
        f"Minutes in {WEEKS} weeks",
        f"Days at work in the next {WEEKS}",
    )
    return table("Cases and capacity of each practitioner", heads, rows, "No case is open.", numbers=(2, 4, 5))


def _practises(person: Staff, day: date) -> bool:
    return any(role.role == "practitioner" for role in person.roles_on(day))


def _minutes(staff: str, book: Casebook, as_of: date) -> int:
    since = as_of - timedelta(weeks=WEEKS)
    entries = (entry.data for case in book.cases for entry in case.contacts)
    return sum(one.minutes or 0 for one in entries if staff in one.staff and since < one.date <= as_of)


def _post(person: Staff | None, day: date) -> str:
    """Return the part of a full post somebody holds, 1 being full time."""
    held = [role.fte for role in person.roles_on(day) if role.fte is not None] if person else []
    return f"{sum(held):g}" if held else "Not recorded"


def _ahead(person: Staff | None, as_of: date) -> str:
    """Return how many of the next four weeks' working days somebody is not away."""
    if person is None:
        return ""
    days = [as_of + timedelta(days=number) for number in range(1, 7 * WEEKS + 1)]
    working = [day for day in days if day.weekday() < SATURDAY and day not in dict(named_holidays(day.year))]
    return f"{sum(not person.absent_on(day) for day in working)} of {len(working)}"


def calendar_table(cases: tuple[Case, ...], first: date, sheet: Sheet) -> Table:
    """Return the releases of this week and the four after it as a calendar, a row a week."""
    near = [(day, case.id) for case in cases if (day := release_ahead(case, sheet.as_of)) is not None]

    def cell(day: date) -> str:
        named = [case for release, case in near if release == day]
        free = ["bank holiday"] if day in dict(named_holidays(day.year)) else []
        return " ".join((str(day.day), *sorted(named), *free))

    rows: list[tuple[Content, ...]] = [
        (sheet.day(monday), *(cell(monday + timedelta(days=number)) for number in range(7)))
        for monday in (first + timedelta(weeks=week) for week in range(WEEKS + 1))
    ]
    heads = ("Week of", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return table("Calendar of releases", heads, rows if near else (), "")


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
    """Return the barriers to the goals of the whole caseload by part of life, the most common first."""
    board: dict[str, list[tuple[str, str]]] = {}
    for domain, case, told in _barriers(cases, sheet):
        board.setdefault(domain, []).append((case, told))
    order = sorted(board.items(), key=lambda each: (-len({case for case, _ in each[1]}), each[0]))
    rows: list[tuple[Content, ...]] = [
        (domain, str(len({case for case, _ in told})), lines(f"{case} {text}" for case, text in told))
        for domain, told in order
    ]
    heads = ("Part of life", "Cases", "Goal, and what stands in its way")
    return table("Barriers to goals, by part of life", heads, rows, "No barrier is recorded.", numbers=(1,))


def _barriers(cases: tuple[Case, ...], sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    for case in cases:
        for goal in case.plan.data.goals if case.plan else ():
            if goal.status in (None, "active") and goal.barriers and goal.set_on <= sheet.as_of:
                yield words(goal.domain), case.id, f"{goal.id} {goal.statement}: {'; '.join(goal.barriers)}"
