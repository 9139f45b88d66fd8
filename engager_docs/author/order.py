"""The text of a record → the same lines with its fields in the schema's order, each with the comment above it."""

from __future__ import annotations

from engager_docs.author.fields import fields_of
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.source import Mapping, Source


def ordered(text: str, source: Source, kind: RecordKind) -> str:
    """Return the text with the fields of its top in order; as it is where a comment might be torn from its field.

    What is said above the first field may be about the file, so it stays at the top, and the first field with it.
    """
    top = source.node
    if kind.many or not isinstance(top, Mapping) or any(key.column != 1 for key, _ in top.items):
        return text
    keys = [key.text for key, _ in top.items]
    order = [each.key for each in fields_of(kind.model)]
    wanted = sorted(keys, key=lambda key: _rank(key, order))
    lines = text.splitlines(keepends=True) if "\r" not in text.replace("\r\n", "") else []
    first = top.items[0][0].line - 1
    above_first = [line for line in lines[:first] if line.startswith("#")]
    if wanted == keys or not set(keys) <= set(order) or not lines or (above_first and wanted[0] != keys[0]):
        return text
    end = source.body_line - 2 if source.body_line else len(lines)
    return _put_together(lines, [key.line - 1 for key, _ in top.items], end, [keys.index(key) for key in wanted])


def _rank(key: str, order: list[str]) -> int:
    return order.index(key) if key in order else len(order)


def _put_together(lines: list[str], starts: list[int], end: int, order: list[int]) -> str:
    """Return the lines with their pieces in another order; the comment just above a field is part of its piece."""
    heads = [starts[0], *(_with_comment(lines, start) for start in starts[1:])]
    tail = end
    while tail > heads[-1] and lines[tail - 1].startswith("#"):
        tail -= 1
    pieces = [lines[start:stop] for start, stop in zip(heads, [*heads[1:], tail], strict=True)]
    if any(not piece[-1].endswith("\n") for piece in pieces):
        pieces[-1][-1] += "\n"
    moved = [line for number in order for line in pieces[number]]
    return "".join([*lines[: heads[0]], *moved, *lines[tail:]])


def _with_comment(lines: list[str], start: int) -> int:
    """Return where a field begins with the comment at the margin above it, which no value can hold."""
    while lines[start - 1].startswith("#"):
        start -= 1
    return start
