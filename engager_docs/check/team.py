"""Supervision and meetings → errors where people were not in role or away, or two supervised at once (E056–E061)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from engager_docs.check.duty import on_duty
from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.casebook import Site, Staff
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.staff import Role
from engager_docs.model.source import Entry

HANDOVER_DAYS = 14
_TOOK_PLACE = ("held", None)  # a record without a status was written because the meeting was held


def meetings(site: Site, frame: Frame) -> Iterator[Diagnostic]:
    """Yield E060 and E061 for who led, gave or attended what was held."""
    for session in site.clinical:
        if session.data.status in _TOOK_PLACE:
            yield from on_duty(session, ("supervisor",), session.data.date, frame)
            yield from _supervisee(session, session.staff, session.data.date, frame)
    for meeting in site.meetings:
        if meeting.data.status in _TOOK_PLACE:
            yield from on_duty(meeting, ("chair",), meeting.data.date, frame)
            yield from _present(meeting, meeting.data.date, frame)
    for shared in site.mentalisation:
        if shared.data.status in _TOOK_PLACE:
            yield from on_duty(shared, ("expert",), shared.data.date, frame)
            yield from _present(shared, shared.data.date, frame)
    for talk in site.line_management:
        if talk.data.status in _TOOK_PLACE:
            yield from on_duty(talk, ("manager",), talk.data.date, frame)
            yield from _supervisee(talk, talk.staff, talk.data.date, frame)
    for review in site.reviews:
        yield from on_duty(review, ("reviewer",), review.data.date, frame)


def _present(entry: Entry[object], day: date, frame: Frame) -> Iterator[Diagnostic]:
    status = {path[:-1]: scalar.text for path, scalar in entry.source.every("attendance.*.status")}
    for path, _ in entry.source.every("attendance.*.staff"):
        if status.get(path[:-1]) == "present":
            yield from on_duty(entry, path, day, frame)


def _supervisee(entry: Entry[object], name: str, day: date, frame: Frame) -> Iterator[Diagnostic]:
    person = frame.staff.get(name)
    if person is None:
        if not frame.knows("staff", name):
            message = f"the file's name says {name}, and there is no such staff member"
            yield error("E050", entry.source, ("date",), message, "rename the file")
    elif not person.roles_on(day):
        yield error(
            "E060",
            entry.source,
            ("date",),
            f"{name} held no role on this day",
            "mend the date, or their roles",
        )
    elif person.absent_on(day):
        yield error("E061", entry.source, ("date",), f"{name} is recorded as away on this day", "mend one of the two")


def supervisors(staff: tuple[Staff, ...]) -> Iterator[Diagnostic]:
    """Yield E056 where two supervise one site for more than a hand-over of 14 days, neither as interim (T01)."""
    posts = [
        (person, number, role)
        for person in staff
        for number, role in enumerate(person.record.data.roles)
        if role.role == "supervisor"
    ]
    posts.sort(key=lambda each: (each[2].from_, each[0].id))
    for (first, _, earlier), (second, number, later) in combinations(posts, 2):
        same_site = (earlier.site or first.home) == (later.site or second.home)
        if same_site and first.id != second.id and _days_together(earlier, later) > HANDOVER_DAYS:
            message = f"{first.id} supervises this site too, for more than {HANDOVER_DAYS} days together"
            hint = "end the earlier role, or record one of the two as interim_supervisor"
            yield error("E056", second.record.source, ("roles", number, "from"), message, hint, quote=True)


def _days_together(earlier: Role, later: Role) -> int:
    end = min(earlier.to or date.max, later.to or date.max)
    return (end - max(earlier.from_, later.from_)).days + 1
