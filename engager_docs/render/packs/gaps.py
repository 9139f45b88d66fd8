"""Cases and a stretch of days → what is missing from their records, for the first page of a pack.

A reader who does not know what was never entered, or late, takes the pack for the whole (documents.md, common).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engager_docs.model.casebook import Case
from engager_docs.model.records.contact import Contact
from engager_docs.model.source import Entry
from engager_docs.render import course
from engager_docs.render.dashboard.tiles import waiting_for
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted

LATE_DAYS = 5
"""A record typed more than five days after the event counts as late (rules.md 5)."""


def gaps(cases: Sequence[Case], sheet: Sheet, span: tuple[date, date] | None = None) -> Iterator[str]:
    """Yield what the records of ``cases`` lack in ``span``, or at all: a sentence for each kind of gap, or none."""
    first, last = span or (date.min, sheet.as_of)
    waiting = [(case.id, day) for case in cases if course.is_open(case) for day in waiting_for(case, sheet.as_of)]
    if waiting:
        told = ", ".join(f"{case} {sheet.day(day)}" for case, day in waiting)
        yield f"{counted(len(waiting), 'appointment')} without an outcome: {told}."
    entries = [(case.id, entry) for case in cases for entry in case.contacts if first <= entry.data.date <= last]
    bare = sum(not entry.body.strip() for _, entry in entries if entry.data.outcome != "planned")
    if bare and sheet.service.stamp.audience != "research":  # research is shown no note at all
        yield f"{counted(bare, 'contact')} without a note."
    late = [f"{case} {sheet.day(entry.data.date)}" for case, entry in entries if is_late(entry)]
    if late:
        yield f"Entered more than {LATE_DAYS} days late: {', '.join(late)}."


def is_late(entry: Entry[Contact]) -> bool:
    """Return whether a contact was entered long after its day."""
    record = entry.data
    return record.recorded_on is not None and (record.recorded_on - record.date).days > LATE_DAYS
