"""Labels and values → summary lists and tables: short ways to write the blocks most pages are made of."""

from __future__ import annotations

from collections.abc import Iterable

from engager_docs.model.view import Column, Content, Fact, Items, Link, Row, Table, Tag
from engager_docs.render.words import NOT_RECORDED

NARROW = 17
"""Characters: the length of "30 September 2016"."""


def facts(*pairs: tuple[str, Content | None]) -> tuple[Fact, ...]:
    """Return a summary list; a missing value says that it is not recorded."""
    return tuple(Fact(label, NOT_RECORDED if value is None or value in {"", ()} else value) for label, value in pairs)


def table(
    caption: str,
    heads: tuple[str, ...],
    rows: Iterable[tuple[Content, ...] | Row],
    empty: str,
    numbers: tuple[int, ...] = (),
) -> Table:
    """Return a table; ``numbers`` are the columns (from 0) set to the right."""
    filled = tuple(row if isinstance(row, Row) else Row(row) for row in rows)
    columns = (
        Column(head, place in numbers, _narrow(row.cells[place] for row in filled)) for place, head in enumerate(heads)
    )
    return Table(caption, tuple(columns), filled, empty)


def _narrow(cells: Iterable[Content]) -> bool:
    """Return whether every value is a few short words, such as a date, that read best on one line."""
    return all(_length(cell) <= NARROW for cell in cells)


def _length(cell: Content) -> int:
    if isinstance(cell, str):
        return len(cell)
    if isinstance(cell, (Link, Tag)):
        return len(cell.text)
    return max(map(_length, cell.items), default=0) if isinstance(cell, Items) else sum(map(_length, cell))


def lines(texts: Iterable[Content], none: Content = NOT_RECORDED) -> Content:
    """Return several values of one place, one to a line, or ``none``."""
    items = tuple(texts)
    if not items:
        return none
    return items[0] if len(items) == 1 else Items(items)


def or_none(text: str | None, none: str = NOT_RECORDED) -> str:
    """Return a text, or ``none`` where it was not filled in."""
    return text or none
