"""Dates in a record → errors where one ends before it starts or lies too late (E053, E058, E059)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from typing import Any

from engager_docs.check.fields import by_kind, scalars
from engager_docs.check.finding import error, most
from engager_docs.check.frame import Frame
from engager_docs.check.misfit import blank
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Entry, Path

# record kind, the earlier field, the later field of the same group
PERIODS: tuple[tuple[str, str, str], ...] = (
    ("service", "legal_holds.*.from", "legal_holds.*.to"),
    ("site", "opened_on", "closed_on"),
    ("staff", "roles.*.from", "roles.*.to"),
    ("staff", "absences.*.from", "absences.*.to"),
    ("participant", "referral.received_on", "referral.decided_on"),
    ("participant", "referral.received_on", "closure.on"),
    ("participant", "custody.*.from", "custody.*.to"),
    ("participant", "allocation.*.from", "allocation.*.to"),
    ("action-plan", "goals.*.set_on", "goals.*.closed_on"),
    ("risks", "*.opened_on", "*.closed_on"),
    ("risks", "*.opened_on", "*.reviewed_on"),
    ("variations", "*.from", "*.to"),
    ("adherence-review", "period.from", "period.to"),
    ("contact", "date", "next_contact"),
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
    ("training", "date"),
    ("training", "attendance.*.catch_up.on"),
    ("adherence-review", "date"),
    ("adherence-review", "signed_off_on"),
)
# what any record may carry besides its own fields (records.md 2), in a file of one record and in a list
ON_ANY_RECORD = ("recorded_on", "amendments.*.on")
# record kind, a field that dates something done with the participant: it cannot lie after the closure
WITH_PARTICIPANT: tuple[tuple[str, str], ...] = (
    ("contact", "date"),
    ("shared-understanding", "date"),
    ("shared-understanding", "agreed.on"),
    ("action-plan", "goals.*.set_on"),
    ("action-plan", "reviews.*.on"),
    ("release-day", "actual.on"),
    ("release-day", "again.*.actual.on"),
)
# as above, for what may follow a closure and cannot follow a death
OF_THE_LIVING: tuple[tuple[str, str], ...] = (
    ("participant", "consent.*.on"),
    ("participant", "custody.*.from"),
    ("shared-understanding", "copy_given_on"),
    ("outcomes", "*.on"),
    ("ending", "letter_given_on"),
)


_PERIODS = {kind: [(start, end) for name, start, end in PERIODS if name == kind] for kind, _, _ in PERIODS}
_HAPPENED = by_kind(((kind, field, "") for kind, field in HAPPENED), [(field, "") for field in ON_ANY_RECORD])
_WITH_PARTICIPANT = by_kind((kind, field, "") for kind, field in WITH_PARTICIPANT)
_OF_THE_LIVING = by_kind((kind, field, "") for kind, field in (*WITH_PARTICIPANT, *OF_THE_LIVING))


def own_dates(kind: str, entry: Entry[Any], today: date | None) -> Iterator[Diagnostic]:
    """Yield what is wrong with a record's dates by themselves: E058, and E053 for the dates that E058 leaves."""
    late = [] if today is None else list(most(happened(kind, entry, today)))
    yield from late
    told = {(each.span.line, each.span.column) for each in late}
    yield from periods(kind, entry, told)


def periods(kind: str, entry: Entry[Any], told: Container[tuple[int, int]] = ()) -> Iterator[Diagnostic]:
    """Yield E053 for each end that lies before its start (records.md 5), but for places that are ``told`` already."""
    for start, end in _PERIODS.get(kind, ()):
        ends = [(path, scalar) for path, scalar in entry.source.every(end) if not blank(scalar)]
        starts = {path[: start.count(".")]: scalar for path, scalar in entry.source.every(start)} if ends else {}
        for path, scalar in ends:
            # a closure is a group of its own: where no list is in between, the one start there is counts
            first = starts.get(path[:-1]) or (next(iter(starts.values()), None) if "*" not in start else None)
            if first is None or (first.line, first.column) in told or (scalar.line, scalar.column) in told:
                continue
            if scalar.text < first.text:
                begun = start.rpartition(".")[2]
                message = f"this lies before `{begun}` on line {first.line}"
                yield error("E053", entry.source, path, message, f"`{path[-1]}` is never before `{begun}`")


def happened(kind: str, entry: Entry[Any], today: date) -> Iterator[Diagnostic]:
    """Yield E058 for each thing said to have happened after the service's own date (records.md 5)."""
    for _, path, scalar in scalars(_HAPPENED[kind], entry.source):
        if scalar.text > today.isoformat():
            yield _late(entry, path, today)
    if kind == "contact" and entry.data.outcome != "planned" and entry.data.date > today:
        yield _late(entry, ("date",), today)


def _late(entry: Entry[Any], path: Path, today: date) -> Diagnostic:
    hint = "check the year; only a contact with outcome planned lies ahead"
    return error("E058", entry.source, path, f"this lies after the service's own date, {today.isoformat()}", hint)


def closed(kind: str, entry: Entry[Any], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E059 for what is dated after the case closed, or after the participant's death (records.md 5)."""
    closure = frame.closure
    if frame.participant is None or closure is None:
        return
    fields = _OF_THE_LIVING if closure.reason == "died" else _WITH_PARTICIPANT
    for _, path, scalar in scalars(fields[kind], entry.source):
        if scalar.text > closure.on.isoformat():
            line = frame.participant.source.span(("closure", "on")).line
            message = f"this lies after the case closed, by line {line} of participant.yaml"
            yield error("E059", entry.source, path, message, "mend the date, or the closure")
