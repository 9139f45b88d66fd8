"""One staff member → a picture of their time: roles, absences, cases one below the other, supervision received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from engager_docs.model.casebook import Casebook, Staff
from engager_docs.render import addresses
from engager_docs.render.sheet import Sheet
from engager_docs.render.timeline import (
    WIDTH,
    Band,
    Lane,
    Mark,
    Scale,
    Shape,
    Timeline,
    band,
    ticks,
)
from engager_docs.render.words import counted, phrase, words

_STEP, _TOP, _LEFT, _RIGHT = 26, 20, 104, 16
_LEGEND: tuple[tuple[Shape, str], ...] = (("seen", "supervision held"), ("missed", "supervision not held"))


class _Stretch(NamedTuple):
    """Days in a lane: from and to, the colour, the label, the words."""

    lane: str
    days: tuple[date, date | None]
    kind: str
    label: str
    title: str


def staff_timeline(person: Staff, casebook: Casebook, sheet: Sheet) -> Timeline | None:
    """Return the picture of a staff member's time, up to the as-of day; None for somebody without a role yet."""
    stretches = [each for each in _stretches(person, casebook, sheet) if each.days[0] <= sheet.as_of]
    if not stretches:
        return None
    scale = Scale(min(each.days[0] for each in stretches), sheet.as_of + timedelta(days=1))
    names = tuple(dict.fromkeys(each.lane for each in stretches))
    sessions = list(_sessions(person, casebook))
    lanes = tuple(Lane(name, _TOP + _STEP * row) for row, name in enumerate((*names, "Supervision")))
    height = {lane.label: lane.y for lane in lanes}
    bottom = _TOP + _STEP * len(lanes)
    return Timeline(
        id=f"timeline-{person.id}",
        title=f"Time of {person.id}",
        description=_description(person, stretches, sessions, sheet),
        width=WIDTH,
        height=bottom + 24,
        top=_TOP,
        bottom=bottom,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        lanes=lanes,
        bands=tuple(_bands(stretches, scale, height)),
        ticks=tuple(ticks(scale, bottom + 16)),
        marks=tuple(_marks(sessions, scale, lanes[-1].y, sheet)),
        keys=(),
        legend=_LEGEND,
    )


def _stretches(person: Staff, casebook: Casebook, sheet: Sheet) -> Iterator[_Stretch]:
    for role in person.record.data.roles:
        name = words(role.role)
        yield _Stretch("Roles", (role.from_, role.to), "community", name, f"{name}: {sheet.span(role.from_, role.to)}")
    for away in person.record.data.absences:
        title = f"{words(away.type)}: {sheet.span(away.from_, away.to)}"
        yield _Stretch("Away", (away.from_, away.to), "elsewhere", "", title)
    for case in casebook.cases:
        for part in case.participant.data.allocation:
            if part.staff == person.id:
                title = f"{case.id}, {phrase(part.role)}: {sheet.span(part.from_, part.to)}"
                yield _Stretch(case.id, (part.from_, part.to), "prison", words(part.role), title)


def _bands(stretches: list[_Stretch], scale: Scale, height: dict[str, float]) -> Iterator[Band]:
    for each in stretches:
        yield band(scale, height[each.lane], each.days, each.kind, each.label, each.title)


def _sessions(person: Staff, casebook: Casebook) -> Iterator[tuple[date, str, str]]:
    """Yield the day, the status and the file of each session of supervision somebody received."""
    for site in casebook.sites:
        for one in site.clinical:
            if one.staff == person.id:
                yield one.data.date, one.data.status or "held", one.file
        for own in site.supervisor:
            if own.staff == person.id:
                yield own.data.date, own.data.status or "held", own.file


def _marks(sessions: list[tuple[date, str, str]], scale: Scale, y: float, sheet: Sheet) -> Iterator[Mark]:
    for day, status, file in sessions:
        shape: Shape = "seen" if status == "held" else "missed"
        href = sheet.href(addresses.address_of(file).path) or ""
        yield Mark(scale.x(day), y, shape, f"{sheet.day(day)}: {phrase(status)}", href)


def _description(person: Staff, stretches: list[_Stretch], sessions: list[tuple[date, str, str]], sheet: Sheet) -> str:
    cases = len({each.lane for each in stretches} - {"Roles", "Away"})
    held = sum(status == "held" for _, status, _ in sessions)
    since = sheet.day(min(each.days[0] for each in stretches))
    return (
        f"Since {since}: {counted(cases, 'case')}, {counted(len(person.record.data.absences), 'absence')}, "
        f"{counted(held, 'session')} of supervision held and {len(sessions) - held} not. "
        "The same dates stand in the tables."
    )
