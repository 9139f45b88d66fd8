"""One version of a Shared Understanding → the coordinates of its diagram: three columns of boxes and arrows.

The same links stand beside the picture as a list, so nothing is told by the picture alone (§33).
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import bidirectional

from msgspec import Struct

from engager_docs.model.records.understanding import SharedUnderstanding

WIDTH = 760
_COLUMN, _SPACE = 200, 80
_LINE, _PAD, _BETWEEN, _TOP = 18, 10, 22, 44
_MIDDLE = _COLUMN + _SPACE
_CHARACTERS = 25
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_HEADS = ("Emotions", "Thoughts", "Behaviours")


class Line(Struct, frozen=True):
    """One line of text and where its baseline begins."""

    x: float
    y: float
    text: str


class Box(Struct, frozen=True):
    """One entry of a list, wrapped."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


class Arrow(Struct, frozen=True):
    """One link: a curve, its head, and its number in the list of links."""

    path: str
    head: str
    number: int
    x: float
    y: float


class Diagram(Struct, frozen=True):
    """The whole picture with its words."""

    id: str
    title: str
    description: str
    width: int
    height: float
    heads: tuple[Line, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def diagram_of(version: SharedUnderstanding, name: str) -> Diagram | None:
    """Return the diagram of a version, or None where it lists nothing to draw; ``name`` makes its id unique."""
    columns = (version.emotions, version.thoughts, version.behaviours)
    if not any(columns):
        return None
    placed = [
        tuple(_boxes(_drawable(texts, _HEADS[column]), column * (_COLUMN + _SPACE)))
        for column, texts in enumerate(columns)
    ]
    boxes = tuple(box for column in placed for box in column)
    where = {
        text: (column, box)
        for column, texts in enumerate(columns)
        for text, box in zip(texts, placed[column], strict=True)
    }
    return Diagram(
        id=f"diagram-{name}",
        title=f"Shared Understanding of {name}",
        description=_description(version),
        width=WIDTH,
        height=max(box.y + box.height for box in boxes) + _BETWEEN,
        heads=tuple(Line(column * (_COLUMN + _SPACE), 18, head) for column, head in enumerate(_HEADS)),
        boxes=boxes,
        arrows=tuple(_arrows(version, where)),
    )


def _description(version: SharedUnderstanding) -> str:
    links = "; ".join(f"{link.from_} leads to {link.to}" for link in version.links)
    return f"{links}." if links else "No link between the entries is written down."


def _drawable(texts: tuple[str, ...], head: str) -> tuple[str, ...]:
    """Return texts as a picture can show them: on paper it sets letter by letter, left to right.

    An entry in a script that runs the other way, or joins its letters, is named by its place in the list beside.
    """
    return tuple(
        f"{head}, number {number} of the list" if any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in text) else text
        for number, text in enumerate(texts, 1)
    )


def _boxes(texts: tuple[str, ...], x: float) -> Iterator[Box]:
    y: float = _TOP
    for text in texts:
        wrapped = textwrap.wrap(text, _CHARACTERS, max_lines=6, placeholder=" …") or [""]
        height = len(wrapped) * _LINE + 2 * _PAD - 4
        lines = (Line(x + 12, y + _PAD + 11 + _LINE * row, line) for row, line in enumerate(wrapped))
        yield Box(x, y, _COLUMN, height, tuple(lines))
        y += height + _BETWEEN


def _arrows(version: SharedUnderstanding, where: dict[str, tuple[int, Box]]) -> Iterator[Arrow]:
    used: Counter[tuple[str, str]] = Counter()
    lanes = _Lanes(tuple(box for column, box in where.values() if column == 1))
    for number, link in enumerate(version.links, 1):
        start, end = where.get(link.from_), where.get(link.to)
        if start is None or end is None or start == end:
            continue
        down, along = 9 * used["out", link.from_], 9 * used["in", link.to]
        used["out", link.from_] += 1
        used["in", link.to] += 1
        yield _arrow(number, start, end, (down, along), lanes)


class _Lanes(NamedTuple):
    """The boxes of the middle column, between which an arrow passes that skips it."""

    middle: tuple[Box, ...]

    def between(self, y: float, number: int) -> float:
        """Return the height of the free lane nearest to ``y``, a little apart for each arrow."""
        free = [_TOP - _BETWEEN / 2, *(box.y + box.height + _BETWEEN / 2 for box in self.middle)]
        return min(free, key=lambda lane: abs(lane - y)) + (number % 3 - 1) * 5


def _arrow(
    number: int, start: tuple[int, Box], end: tuple[int, Box], shift: tuple[float, float], lanes: _Lanes
) -> Arrow:
    (column, box), (target, other) = start, end
    right_out = target >= column and column < 2
    right_in = target < column or (target == column and column < 2)
    x1 = box.x + box.width if right_out else box.x
    x2 = other.x + other.width if right_in else other.x
    y1 = box.y + min(box.height / 2 - 6 + shift[0], box.height - 5)
    y2 = other.y + min(other.height / 2 + 6 + shift[1], other.height - 5)
    out, into, tip = (40 if right_out else -40), (40 if right_in else -40), (8 if right_in else -8)
    path = f"M {x1:g} {y1:g} "
    if abs(target - column) == 2:
        lane = lanes.between((y1 + y2) / 2, number)
        near, far = (_MIDDLE, _MIDDLE + _COLUMN) if right_out else (_MIDDLE + _COLUMN, _MIDDLE)
        path += f"C {x1 + out:g} {y1:g} {near - out:g} {lane:g} {near:g} {lane:g} L {far:g} {lane:g} "
        path += f"C {far + out:g} {lane:g} {x2 + into:g} {y2:g} {x2 + tip / 2:g} {y2:g}"
    else:
        path += f"C {x1 + out:g} {y1:g} {x2 + into:g} {y2:g} {x2 + tip / 2:g} {y2:g}"
    return Arrow(
        path=path,
        head=f"{x2:g},{y2:g} {x2 + tip:g},{y2 - 4:g} {x2 + tip:g},{y2 + 4:g}",
        number=number,
        x=x1 + (14 if right_out else -14),
        y=y1,
    )
