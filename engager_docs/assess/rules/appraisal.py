"""S11: staff member → the annual appraisal."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from engager_docs.assess.calendar import days_after, year_later
from engager_docs.assess.due import WARNING_DAYS
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.rules.line_management import NOT_IN_THE_TEAM, Meeting, meetings_of
from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import first_day, last_day
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.result import Occurrence, Spot

LONG_ABSENCE_DAYS = 28
LITTLE_LATE_DAYS = 30


def annual_appraisal(records: StaffRecords) -> Verdict:
    """S11: an appraisal within twelve months of the start, then within twelve months of the last (§21).

    29 February is followed by 28 February. An absence of more than 28 days puts the day off by its length. Up to
    30 days beyond the grace it is information. Whoever leaves before the day owes none.
    """
    expected = "within 12 months"
    start, end = first_day(records.staff), last_day(records.staff)
    if start is None or end is None:
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    appraised = [one for one in meetings_of(records) if one.data.appraisal is not None and one.data.date >= start]
    found: list[Occurrence] = []
    base = start
    for one in appraised:
        found.append(_held(records, base, one))
        base = one.data.date
    due = due_after(records, base)
    ahead = _still(records, due, end)
    verdict = together(
        [*found, *([ahead] if ahead else [])],
        expected,
        Words("appraisal", "appraisals", "In time in", "Left before an appraisal was due"),
        "Hold the appraisal, or enter the one that was held",
    )
    near = (
        ahead is not None
        and ahead.result == "not_due_yet"
        and records.service.setting.as_of >= days_after(due, -WARNING_DAYS)
    )
    return replace(verdict, due_on=due if ahead else None, due_soon=near)


def due_after(records: StaffRecords, base: date) -> date:
    """Return the last day for the appraisal that follows ``base``."""
    due = year_later(base)
    for away in sorted(records.staff.record.data.absences, key=lambda one: one.from_):
        length = (away.to - away.from_).days + 1
        if length > LONG_ABSENCE_DAYS and base <= away.from_ <= due:
            due = days_after(due, length)
    return due


def _held(records: StaffRecords, base: date, one: Meeting) -> Occurrence:
    due, day = due_after(records, base), one.data.date
    if day <= days_after(due, records.parameters.appraisal.grace_days):
        return Occurrence(due.isoformat(), "met", f"Held on {in_words(day)}")
    return _late(records, due, day, f"Held on {in_words(day)}", Spot(one.file, ("appraisal",)))


def _still(records: StaffRecords, due: date, end: date) -> Occurrence | None:
    """Return how the next appraisal stands, None where the person left before it was due."""
    as_of = records.service.setting.as_of
    if end < due and end < as_of:
        return None
    if as_of <= days_after(due, records.parameters.appraisal.grace_days):
        return Occurrence(due.isoformat(), "not_due_yet", f"Due by {in_words(due)}")
    return _late(records, due, min(as_of, end), "None is recorded", None)


def _late(records: StaffRecords, due: date, day: date, said: str, spot: Spot | None) -> Occurrence:
    days = (day - due).days
    little = days <= records.parameters.appraisal.grace_days + LITTLE_LATE_DAYS
    why = f"{said}, {counted(days, 'day')} after it was due on {in_words(due)}"
    return Occurrence(due.isoformat(), "not_met", why, "info" if little else None, spot)
