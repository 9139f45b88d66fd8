"""Outcome scores of a case → the coordinates of a simple line for each questionnaire, its cut-off marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from engager_docs.model.records.wellbeing import OutcomeScore
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import words

WIDTH, HEIGHT = 640, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 74, 24, 44
_SCALES: dict[str, tuple[float, float | None]] = {
    "core_om": (40, 10),
    "core_10": (40, 11),
    "phq9": (27, 10),
    "gad7": (21, 8),
}
"""The highest total of each questionnaire and the published cut-off of the clinical range."""


class Point(Struct, frozen=True):
    """One score: where it stands, its figure, and the words below it."""

    x: float
    y: float
    value: str
    label: str
    day: str


class ScoreChart(Struct, frozen=True):
    """One questionnaire over time."""

    id: str
    title: str
    description: str
    width: int
    height: int
    left: float
    right: float
    bottom: float
    points: tuple[Point, ...]
    line: str
    grid: tuple[tuple[float, str], ...]
    cut_off: tuple[float, str] | None


def charts_of(scores: tuple[OutcomeScore, ...], case: str, sheet: Sheet) -> tuple[ScoreChart, ...]:
    """Return a chart for each questionnaire that has a scale and two totals or more."""
    in_order = sorted(scores, key=lambda each: (each.instrument, each.on))
    found = []
    for instrument, group in groupby(in_order, key=lambda each: each.instrument):
        filled = [(each, each.total) for each in group if each.total is not None]
        if instrument in _SCALES and len(filled) > 1:
            found.append(_chart(instrument, filled, case, sheet))
    return tuple(found)


def cut_off(instrument: str) -> str:
    """Return the cut-off of a questionnaire as printed beside its totals."""
    scale = _SCALES.get(instrument)
    return f"{scale[1]:g}" if scale and scale[1] is not None else "None set"


def _chart(instrument: str, filled: list[tuple[OutcomeScore, float]], case: str, sheet: Sheet) -> ScoreChart:
    top, limit = _SCALES[instrument]
    points = tuple(_points(filled, top, sheet))
    return ScoreChart(
        id=f"scores-{case}-{instrument}",
        title=f"{words(instrument)} of {case}",
        description="; ".join(f"{point.label}, {point.day}: {point.value}" for point in points)
        + (f". Cut-off {limit:g}." if limit is not None else "."),
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        bottom=HEIGHT - _BOTTOM,
        points=points,
        line=" ".join(f"{point.x:g},{point.y:g}" for point in points),
        grid=tuple((_y(top * part / 4, top), f"{top * part / 4:g}") for part in range(5)),
        cut_off=None if limit is None else (_y(limit, top), f"cut-off {limit:g}"),
    )


def _points(filled: list[tuple[OutcomeScore, float]], top: float, sheet: Sheet) -> Iterator[Point]:
    first, last = filled[0][0].on, filled[-1][0].on
    for score, total in filled:
        part = (score.on - first).days / max(1, (last - first).days)
        x = round(_LEFT + 40 + (WIDTH - _LEFT - _RIGHT - 80) * part, 1)
        yield Point(x, _y(total, top), f"{total:g}", words(score.timepoint), sheet.day(score.on))


def _y(value: float, top: float) -> float:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * min(value, top) / top, 1)
