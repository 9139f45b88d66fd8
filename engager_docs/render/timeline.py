"""One case → the coordinates of its timeline: places as bands, contacts and versions as marks, key dates as lines.

Every length is in the picture's own units; the same picture serves screen and paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, TypeAlias

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.contact import Contact
from engager_docs.render import addresses, course
from engager_docs.render.dates import MONTHS
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, words

Shape: TypeAlias = Literal["seen", "joint", "missed", "planned", "understanding", "plan"]

WIDTH = 760
_LEFT, _RIGHT = 104, 16
_KEY_ROWS, _KEY_STEP = 3, 17
_LANE_STEP = 28
_LANES = ("Place", "Contacts", "Not seen", "Understanding", "Plan")
_LEGEND: tuple[tuple[Shape, str], ...] = (
    ("seen", "attended"), ("joint", "attended, joint"), ("missed", "not seen"), ("planned", "planned"),
    ("understanding", "version of the Shared Understanding"), ("plan", "version of the plan"),
)  # fmt: skip
_LANE_OF: dict[Shape, int] = {
    "seen": 1, "joint": 1, "planned": 1, "missed": 2, "understanding": 3, "plan": 4,
}  # fmt: skip


class Band(Struct, frozen=True):
    """A stretch of time: in one place, in a role, with a case; ``kind`` gives its colour."""

    x: float
    y: float
    width: float
    kind: str
    label: str
    title: str


class Mark(Struct, frozen=True):
    """One contact, or one version of a document, and where its page is; on paper it leads nowhere."""

    x: float
    y: float
    shape: Shape
    title: str
    href: str = ""


class KeyDate(Struct, frozen=True):
    """A vertical line with its words above; ``anchor`` keeps the words inside the picture."""

    x: float
    y: float
    label: str
    anchor: Literal["start", "middle", "end"]


class Lane(Struct, frozen=True):
    """One row of the picture and its name at the left."""

    label: str
    y: float


class Timeline(Struct, frozen=True):
    """The whole picture with its words: a title and a description for those who do not see it."""

    id: str
    title: str
    description: str
    width: int
    height: int
    top: float
    bottom: float
    left: float
    right: float
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    ticks: tuple[KeyDate, ...]
    marks: tuple[Mark, ...]
    keys: tuple[KeyDate, ...]
    legend: tuple[tuple[Shape, str], ...]

    @property
    def linked(self) -> bool:
        """Whether any mark leads to a page."""
        return any(mark.href for mark in self.marks)


class Scale(Struct, frozen=True):
    """A stretch of days laid along the width of a picture."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """Return where a day stands; a day outside stands at the edge."""
        whole = max(1, (self.end - self.start).days)
        part = min(max((day - self.start).days, 0), whole)
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * part / whole, 1)


def timeline_of(case: Case, sheet: Sheet) -> Timeline:
    """Return the timeline of a case from its referral to its closure, or to the as-of day and what is ahead."""
    days = tuple(_days(case, sheet.as_of))
    scale = Scale(min(days), max(days) + timedelta(days=2))
    top = _KEY_ROWS * _KEY_STEP + 12
    lanes = tuple(Lane(label, top + 14 + _LANE_STEP * row) for row, label in enumerate(_LANES))
    return Timeline(
        id=f"timeline-{case.id}",
        title=f"Timeline of {case.id}",
        description=_description(case, sheet, scale),
        width=WIDTH,
        height=top + _LANE_STEP * len(_LANES) + 24,
        top=top - 4,
        bottom=top + _LANE_STEP * len(_LANES),
        left=_LEFT,
        right=WIDTH - _RIGHT,
        lanes=lanes,
        bands=tuple(_bands(case, sheet, scale, lanes[0].y)),
        ticks=tuple(ticks(scale, top + _LANE_STEP * len(_LANES) + 16)),
        marks=tuple(_marks(case, sheet, scale, lanes)),
        keys=tuple(_keys(course.key_dates(case), scale)),
        legend=_LEGEND,
    )


def _days(case: Case, as_of: date) -> Iterator[date]:
    yield case.participant.data.referral.received_on
    yield from (entry.data.date for entry in case.contacts)
    yield from (day for day, _ in course.key_dates(case))
    if case.participant.data.closure is None:
        yield as_of


def _description(case: Case, sheet: Sheet, scale: Scale) -> str:
    seen = sum(course.attended(entry.data) for entry in case.contacts)
    missed = sum(course.missed(entry.data) for entry in case.contacts)
    joint = sum(course.joint(entry.data, sheet.service.people) for entry in case.contacts)
    return (
        f"{sheet.day(scale.start)} to {sheet.day(scale.end - timedelta(days=2))}: "
        f"{counted(seen, 'contact')} attended, {joint} of them joint, {missed} missed, "
        f"{counted(len(case.understandings), 'version')} of the Shared Understanding, "
        f"{counted(len(course.plan_versions(case)), 'version')} of the plan. The same dates stand in the tables."
    )


def _bands(case: Case, sheet: Sheet, scale: Scale, y: float) -> Iterator[Band]:
    for period in case.participant.data.custody:
        if min(period.to or scale.end, scale.end) > scale.start:
            kind = period.place if period.place in {"prison", "community"} else "elsewhere"
            title = f"{words(period.place)}: {sheet.span(period.from_, period.to)}"
            yield band(scale, y, (period.from_, period.to), kind, words(period.place), title)


def band(scale: Scale, y: float, days: tuple[date, date | None], kind: str, label: str, title: str) -> Band:
    """Return a stretch of days as a band; its label is left out where it would not fit."""
    left, right = scale.x(max(days[0], scale.start)), scale.x(min(days[1] or scale.end, scale.end))
    fitting = label if right - left > 7 * len(label) + 8 else ""
    return Band(left, y, max(1.0, round(right - left, 1)), kind, fitting, title)


def _shape(contact: Contact, sheet: Sheet) -> Shape:
    if contact.outcome == "planned":
        return "planned"
    if not course.attended(contact):
        return "missed"
    return "joint" if course.joint(contact, sheet.service.people) else "seen"


def _marks(case: Case, sheet: Sheet, scale: Scale, lanes: tuple[Lane, ...]) -> Iterator[Mark]:
    for entry in case.contacts:
        shape = _shape(entry.data, sheet)
        title = f"{sheet.day(entry.data.date)}: {words(entry.data.outcome)}"
        yield Mark(scale.x(entry.data.date), lanes[_LANE_OF[shape]].y, shape, title, _page(entry.file, sheet))
    for number, understanding in enumerate(case.understandings, 1):
        day = understanding.data.date
        title = f"{sheet.day(day)}: version {number} of the Shared Understanding"
        yield Mark(scale.x(day), lanes[3].y, "understanding", title, _page(understanding.file, sheet))
    for number, (day, _) in enumerate(course.plan_versions(case), 1):
        title = f"{sheet.day(day)}: version {number} of the plan"
        yield Mark(scale.x(day), lanes[4].y, "plan", title, "" if sheet.paper is not None else "#goals")


def _page(file: str, sheet: Sheet) -> str:
    """Return the address of a record's page, for a screen."""
    return "" if sheet.paper is not None else sheet.href(addresses.address_of(file).path) or ""


def ticks(scale: Scale, y: float) -> Iterator[KeyDate]:
    """Yield the first of each month, or of every few, below a picture."""
    year, month = scale.start.year, scale.start.month
    step = 1 + (scale.end - scale.start).days // 500
    while True:
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        first = date(year, month, 1)
        if first >= scale.end - timedelta(days=8):
            return
        label = MONTHS[month - 1][:3] + (f" {year}" if month <= step or first < scale.start else "")
        yield KeyDate(scale.x(first), y, label, "start")


def _keys(dates: tuple[tuple[date, str], ...], scale: Scale) -> Iterator[KeyDate]:
    free = [float("-inf")] * _KEY_ROWS
    for day, label in dates:
        x, half = scale.x(day), len(label) * 3.6
        anchor: Literal["start", "middle", "end"] = "middle"
        left = x - half
        if left < 0:
            anchor, left = "start", x
        elif x + half > WIDTH:
            anchor, left = "end", x - 2 * half
        row = next((row for row, end in enumerate(free) if end + 8 < left), free.index(min(free)))
        free[row] = left + 2 * half
        yield KeyDate(x, _KEY_STEP * (row + 1) - 3, label, anchor)
