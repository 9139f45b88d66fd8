"""Who did what on which day → errors where they held no role then, or were away (E060, E061, E071)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.check.finding import error
from engager_docs.check.frame import SUPERVISING, Frame
from engager_docs.model.casebook import Case
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Entry, Path

_UNSEEN = ("planned", "cancelled_by_provider")


def case_duty(case: Case, frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for the staff of one case's contacts, versions, reviews and liaison."""
    for contact in case.contacts:
        if contact.data.outcome not in _UNSEEN:
            for path, _ in contact.source.every("staff.*"):
                yield from on_duty(contact, path, contact.data.date, frame)
    for version in case.understandings:
        for path, _ in version.source.every("authors.*"):
            yield from on_duty(version, path, version.data.date, frame)
    for number, review in enumerate(case.plan.data.reviews if case.plan else ()):
        for path, _ in _below(case.plan, f"reviews.{number}", "by"):
            yield from on_duty(case.plan, path, review.on, frame)
    for number, liaison in enumerate(case.network.data.liaison if case.network else ()):
        yield from on_duty(case.network, ("liaison", number, "by"), liaison.on, frame)
    yield from _authorised(case, frame)


def _below(entry: Entry[object] | None, group: str, field: str) -> Iterator[tuple[Path, str]]:
    top, number = group.split(".")
    if entry is not None:
        for path, scalar in entry.source.every(f"{top}.*.{field}.*"):
            if path[1] == int(number):
                yield path, scalar.text


def on_duty(entry: Entry[object] | None, path: Path, day: date, frame: Frame) -> Iterator[Diagnostic]:
    """Yield an error when the staff member at ``path`` held no role on ``day`` or was away that day."""
    node = entry.source.at(path) if entry is not None else None
    name = getattr(node, "text", "")
    person = frame.staff.get(name)
    if entry is None or person is None:
        return
    if not person.roles_on(day):
        message = f"{name} held no role on {day.isoformat()}"
        yield error("E060", entry.source, path, message, "name who was there, or mend the roles in their file")
    elif person.absent_on(day):
        message = f"{name} is recorded as away on {day.isoformat()}"
        yield error("E061", entry.source, path, message, "name who was there, or mend the absence in their file")


def _authorised(case: Case, frame: Frame) -> Iterator[Diagnostic]:
    entry = case.variations
    for number, variation in enumerate(entry.data if entry else ()):
        in_role = frame.in_role(variation.authorised_by, variation.recorded_on, SUPERVISING)
        if entry is not None and in_role is False:
            message = f"{variation.authorised_by} was not a supervisor on {variation.recorded_on.isoformat()}"
            path = (number, "authorised_by")
            yield error("E071", entry.source, path, message, "a variation is authorised by the supervisor of that day")
