"""Dates in a record → errors where a period ends before it starts, or a thing is dated too late (E053, E058)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.check.finding import error
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Entry, Path, Scalar

# record kind, the group that holds both, the earlier field, the later field
_PERIODS: tuple[tuple[str, str, str, str], ...] = (
    ("site", "", "opened_on", "closed_on"),
    ("staff", "roles.*", "from", "to"),
    ("staff", "absences.*", "from", "to"),
    ("participant", "referral", "received_on", "decided_on"),
    ("participant", "custody.*", "from", "to"),
    ("participant", "allocation.*", "from", "to"),
    ("action-plan", "goals.*", "set_on", "closed_on"),
    ("risks", "*", "opened_on", "closed_on"),
    ("risks", "*", "opened_on", "reviewed_on"),
    ("variations", "*", "from", "to"),
    ("ending", "", "planned_from", "planned_on"),
    ("adherence-review", "period", "from", "to"),
    ("contact", "", "date", "next_contact"),
)
# record kind, a field that says when something happened: it cannot lie after the service's own date
HAPPENED: tuple[tuple[str, str], ...] = (
    ("staff", "characteristics.*.on"),
    ("participant", "referral.received_on"),
    ("participant", "referral.decided_on"),
    ("participant", "consent.*.on"),
    ("participant", "custody.*.from"),
    ("participant", "release_dates.*.recorded_on"),
    ("participant", "release_dates.*.told_team_on"),
    ("participant", "closure.on"),
    ("shared-understanding", "date"),
    ("shared-understanding", "agreed.on"),
    ("shared-understanding", "copy_given_on"),
    ("action-plan", "goals.*.set_on"),
    ("action-plan", "goals.*.closed_on"),
    ("action-plan", "goals.*.actions.*.done_on"),
    ("action-plan", "reviews.*.on"),
    ("network", "liaison.*.on"),
    ("release-day", "actual.on"),
    ("release-day", "again.*.actual.on"),
    ("outcomes", "*.on"),
    ("risks", "*.opened_on"),
    ("risks", "*.reviewed_on"),
    ("risks", "*.closed_on"),
    ("incidents", "*.on"),
    ("incidents", "*.staff_support.offered_on"),
    ("variations", "*.recorded_on"),
    ("ending", "planned_on"),
    ("ending", "letter_given_on"),
    ("clinical-supervision", "date"),
    ("clinical-supervision", "agreed_by_both"),
    ("clinical-supervision", "actions.*.done_on"),
    ("supervisor-supervision", "date"),
    ("supervisor-supervision", "research_team_support.*.on"),
    ("supervisor-supervision", "actions.*.done_on"),
    ("mentalisation", "date"),
    ("team-meeting", "date"),
    ("team-meeting", "actions.*.done_on"),
    ("line-management", "date"),
    ("line-management", "actions.*.done_on"),
    ("training", "attendance.*.catch_up.on"),
    ("adherence-review", "date"),
    ("adherence-review", "signed_off_on"),
)
_ANY_RECORD = ("recorded_on", "amendments.*.on")


def periods(kind: str, entry: Entry[object]) -> Iterator[Diagnostic]:
    """Yield E053 for each end that lies before its start (records.md 5)."""
    for name, group, start, end in _PERIODS:
        if name != kind:
            continue
        prefix = f"{group}." if group else ""
        starts = {path[:-1]: scalar for path, scalar in entry.source.every(prefix + start)}
        for path, scalar in entry.source.every(prefix + end):
            first = starts.get(path[:-1])
            if first is not None and _day(scalar) < _day(first):
                message = f"this is before {start}, {first.text} on line {first.line}"
                yield error("E053", entry.source, path, message, f"{end} is never before {start}", quote=True)


def _day(scalar: Scalar) -> date:
    return date.fromisoformat(scalar.text)


def happened(kind: str, entry: Entry[object], today: date) -> Iterator[Diagnostic]:
    """Yield E058 for each thing said to have happened after the service's own date (records.md 5)."""
    fields = [field for name, field in HAPPENED if name == kind]
    for field in (*fields, *_ANY_RECORD):
        for path, scalar in entry.source.every(field):
            if scalar.text > today.isoformat():
                yield late(entry, path, today)


def late(entry: Entry[object], path: Path, today: date) -> Diagnostic:
    """Return E058 for the date at ``path``."""
    hint = "check the year; only a contact with outcome planned lies ahead"
    message = f"this lies after the service's own date, {today.isoformat()}"
    return error("E058", entry.source, path, message, hint, quote=True)
