"""Weekly occurrences → the calendar of supervision by ISO week: a picture and its table (documents.md 8.4).

Each week is a square whose shape, not only its tone, says how it stood, so that it survives a black-and-white
printer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

from msgspec import Struct

from engager_docs.model.result import Occurrence, Outcome
from engager_docs.model.view import Content, Table
from engager_docs.render.adherence.period import Period
from engager_docs.render.blocks import table
from engager_docs.render.dates import MONTHS
from engager_docs.render.words import joined

Shape: TypeAlias = Literal["full", "cross", "half", "dot"]

LEFT, CELL, TOP, GAP = 130, 15, 24, 3
_SHAPES: Mapping[Outcome, Shape] = {"met": "full", "not_met": "cross", "covered": "half"}
_WORDS: Mapping[Shape, str] = {
    "full": "held", "cross": "not held", "half": "explained, such as by leave", "dot": "not due",
}  # fmt: skip


class Square(Struct, frozen=True):
    """One week of one row."""

    x: int
    y: int
    shape: Shape
    title: str


class Label(Struct, frozen=True):
    """Words beside a row or above a column."""

    x: int
    y: int
    text: str


class HeatMap(Struct, frozen=True):
    """The picture of one year with its words."""

    id: str
    title: str
    description: str
    width: int
    height: int
    rows: tuple[Label, ...]
    months: tuple[Label, ...]
    squares: tuple[Square, ...]


class WeekRow(Struct, frozen=True):
    """One line of the calendar: a practitioner's supervision or the team's meeting, by week."""

    name: str
    weeks: tuple[Occurrence, ...]


def heat_maps(rows: Sequence[WeekRow], period: Period) -> tuple[HeatMap, ...]:
    """Return a picture for each year that the period touches and in which something was due."""
    years = range(period.first.isocalendar()[0], period.last.isocalendar()[0] + 1)
    maps = (_year(rows, period, year) for year in years)
    return tuple(each for each in maps if each.squares)


def _year(rows: Sequence[WeekRow], period: Period, year: int) -> HeatMap:
    mondays = _mondays(year, period)
    shown = [row for row in rows if any(_of(row, monday) for monday in mondays)]
    squares = [
        _square(row, monday, LEFT + number * (CELL + GAP), TOP + place * (CELL + GAP + 4))
        for place, row in enumerate(shown)
        for number, monday in enumerate(mondays)
    ]
    counts = [sum(each.shape == shape for each in squares) for shape in ("full", "half", "cross")]
    return HeatMap(
        id=f"weeks-{year}",
        title=f"Weekly supervision and team meetings, {year}",
        description=f"{counts[0]} weeks held, {counts[1]} explained, {counts[2]} not held; the table below lists them.",
        width=LEFT + 53 * (CELL + GAP),
        height=TOP + len(shown) * (CELL + GAP + 4) + 4,
        rows=tuple(Label(0, TOP + place * (CELL + GAP + 4) + 14, row.name) for place, row in enumerate(shown)),
        months=tuple(_months(mondays)),
        squares=tuple(squares),
    )


def _mondays(year: int, period: Period) -> list[date]:
    """Return the Monday of each ISO week of a year whose Thursday lies in the period."""
    found = []
    monday = date.fromisocalendar(year, 1, 1)
    while monday.isocalendar()[0] == year:
        if period.holds(monday + timedelta(days=3)):
            found.append(monday)
        monday += timedelta(days=7)
    return found


def _of(row: WeekRow, monday: date) -> Occurrence | None:
    label = _label(monday)
    return next((each for each in row.weeks if each.period == label), None)


def _label(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _square(row: WeekRow, monday: date, x: int, y: int) -> Square:
    found = _of(row, monday)
    shape = _SHAPES.get(found.result, "dot") if found else "dot"
    return Square(x, y, shape, f"{row.name}, {_label(monday)}: {_WORDS[shape]}")


def _months(mondays: Iterable[date]) -> Iterable[Label]:
    last = 0
    for number, monday in enumerate(mondays):
        month = (monday + timedelta(days=3)).month
        if month != last:
            yield Label(LEFT + number * (CELL + GAP), 16, MONTHS[month - 1][:3])
        last = month


def week_table(rows: Iterable[WeekRow]) -> Table:
    """Return the same calendar in words: held of due, and the weeks that were explained or not held."""
    return table(
        "Weeks held, explained and not held",
        ("Who", "Held", "Explained", "Not held"),
        (_row(row) for row in rows if row.weeks),
        "No week was due.",
    )


def _row(row: WeekRow) -> tuple[Content, ...]:
    listed: dict[Outcome, list[str]] = {"met": [], "covered": [], "not_met": []}
    for each in row.weeks:
        if each.result in listed:
            listed[each.result].append(each.period)
    due = sum(map(len, listed.values()))
    held = f"{len(listed['met'])} of {due}" if due else "None due"
    return (row.name, held, joined(tuple(listed["covered"]), "None"), joined(tuple(listed["not_met"]), "None"))
