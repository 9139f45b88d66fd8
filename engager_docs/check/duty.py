"""Who did what on which day → errors where they held no role then, or were away (E060, E061, E071)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from engager_docs.check.finding import error
from engager_docs.check.frame import SUPERVISING, Frame
from engager_docs.model.casebook import Supervised
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.course import Variation
from engager_docs.model.records.meetings import AdherenceReview, LineManagement, TeamMeeting
from engager_docs.model.records.network import Network
from engager_docs.model.records.participant import Participant
from engager_docs.model.records.plan import ActionPlan
from engager_docs.model.records.session import Attendance
from engager_docs.model.records.supervision import ClinicalSupervision, MentalisationSession, SupervisorSupervision
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.source import Entry, Path

_UNSEEN = ("planned", "cancelled_by_provider")
_NOT_HELD = ("cancelled", "rearranged")


def contact(entry: Entry[Contact], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for the staff of a contact that somebody was there for."""
    if entry.data.outcome not in _UNSEEN:
        for number, name in enumerate(entry.data.staff):
            yield from on_duty(entry, ("staff", number), name, entry.data.date, frame)


def authors(entry: Entry[SharedUnderstanding], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for who wrote a version down."""
    for number, name in enumerate(entry.data.authors):
        yield from on_duty(entry, ("authors", number), name, entry.data.date, frame)


def reviews(entry: Entry[ActionPlan], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for who reviewed the plan."""
    for number, review in enumerate(entry.data.reviews):
        for place, name in enumerate(review.by):
            yield from on_duty(entry, ("reviews", number, "by", place), name, review.on, frame)


def liaison(entry: Entry[Network], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for who was in touch with the network."""
    for number, one in enumerate(entry.data.liaison):
        if one.by is not None:
            yield from on_duty(entry, ("liaison", number, "by"), one.by, one.on, frame)


def allocated(entry: Entry[Participant], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 for an allocation to somebody who held no role on its first or its last day."""
    for number, one in enumerate(entry.data.allocation):
        for end, day in (("from", one.from_), ("to", one.to)):
            if day is not None and frame.in_role(one.staff, day) is False:
                yield _no_role(entry, ("allocation", number, end))
                break


def authorised(entry: Entry[tuple[Variation, ...]], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E071 for a variation authorised by somebody who was not a supervisor that day."""
    for number, variation in enumerate(entry.data):
        if frame.in_role(variation.authorised_by, variation.recorded_on, SUPERVISING) is False:
            message = "not a supervisor on the day this was recorded"
            hint = "a variation is authorised by the supervisor of that day"
            yield error("E071", entry.source, (number, "authorised_by"), message, hint)


def clinical(entry: Supervised[ClinicalSupervision], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for a clinical supervision session."""
    if entry.data.status not in _NOT_HELD:
        yield from on_duty(entry, ("supervisor",), entry.data.supervisor, entry.data.date, frame)
        yield from _named_in_file(entry, entry.data.date, frame)


def supervisors_own(entry: Supervised[SupervisorSupervision], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for a session of the supervisor's own supervision."""
    if entry.data.status not in _NOT_HELD:
        if isinstance(entry.data.provided_by, str):
            yield from on_duty(entry, ("provided_by",), entry.data.provided_by, entry.data.date, frame)
        yield from _named_in_file(entry, entry.data.date, frame)


def line_management(entry: Supervised[LineManagement], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for a line management meeting."""
    if entry.data.status not in _NOT_HELD:
        yield from on_duty(entry, ("manager",), entry.data.manager, entry.data.date, frame)
        yield from _named_in_file(entry, entry.data.date, frame)


def meeting(entry: Entry[TeamMeeting], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for a team meeting."""
    if entry.data.status not in _NOT_HELD:
        yield from on_duty(entry, ("chair",), entry.data.chair, entry.data.date, frame)
        yield from _present(entry, entry.data.attendance, entry.data.date, frame)


def mentalisation(entry: Entry[MentalisationSession], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for a mentalisation session."""
    if entry.data.status not in _NOT_HELD:
        yield from on_duty(entry, ("expert",), entry.data.expert, entry.data.date, frame)
        yield from _present(entry, entry.data.attendance, entry.data.date, frame)


def reviewed(entry: Entry[AdherenceReview], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for who reviewed adherence."""
    yield from on_duty(entry, ("reviewer",), entry.data.reviewer, entry.data.date, frame)


def on_duty(entry: Entry[Any], path: Path, name: str, day: date, frame: Frame) -> Iterator[Diagnostic]:
    """Yield an error when the staff member ``name`` at ``path`` held no role on ``day`` or was away that day."""
    person = frame.staff.get(name)
    if person is None or frame.over(day):
        return
    if not person.roles_on(day):
        yield _no_role(entry, path)
    elif person.absent_on(day):
        message = "was away on this day, by their own file"
        yield error("E061", entry.source, path, message, "name who was there, or mend the absence")


def _no_role(entry: Entry[Any], path: Path) -> Diagnostic:
    message = "held no role on this day, by their own file"
    return error("E060", entry.source, path, message, "name who was there, or mend the day or the roles")


def _present(entry: Entry[Any], attendance: tuple[Attendance, ...], day: date, frame: Frame) -> Iterator[Diagnostic]:
    for number, one in enumerate(attendance):
        if one.status == "present":
            yield from on_duty(entry, ("attendance", number, "staff"), one.staff, day, frame)


def _named_in_file(entry: Supervised[Any], day: date, frame: Frame) -> Iterator[Diagnostic]:
    """Judge the staff member whom a supervision or line management record names in its file's name alone."""
    if not frame.knows("staff", entry.staff):
        message = "the staff member in this file's name has no file in staff/"
        yield error("E050", entry.source, ("date",), message, "rename this file, or add theirs")
    yield from on_duty(entry, ("date",), entry.staff, day, frame)
