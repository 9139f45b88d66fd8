"""What `check` says of a record → the edits that put it right where there is one right answer, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from engager_docs.author.fields import Many, One, field_at
from engager_docs.author.paths import values
from engager_docs.author.scalar import name
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.source import Path, Scalar, Source

_NEAR, _APART = 0.8, 0.1
"""How alike two spellings must be, and how much less alike the next one, for one to be the only one meant."""
_IN_FLOW = re.compile(r"[,\[\]{}]")


class Edit(Struct, frozen=True):
    """A stretch of one line, from 1, and what stands there instead."""

    line: int
    column: int
    end_column: int
    text: str


def edited(text: str, edit: Edit) -> str:
    """Return the text with one edit; its line ends stay as they are."""
    lines = text.split("\n")
    line = lines[edit.line - 1]
    lines[edit.line - 1] = line[: edit.column - 1] + edit.text + line[edit.end_column - 1 :]
    return "\n".join(lines)


def edits(source: Source, kind: RecordKind, found: Iterable[Diagnostic]) -> Iterator[Edit]:
    """Yield the edits for what was found, from the end of the file so that each finds its place as it was."""
    places = {(scalar.line, scalar.column): (path, scalar) for path, scalar in values(source.node)}
    for each in sorted(found, key=lambda one: (-one.span.line, -one.span.column)):
        path, scalar = places.get((each.span.line, each.span.column), ((), None))
        if scalar is not None and scalar.line == scalar.end_line:
            text = _instead(each, kind, path, scalar, source)
            if text:
                yield Edit(scalar.line, scalar.column, scalar.end_column, text)


def nearest(written: str, choices: Iterable[str]) -> str:
    """Return the one answer that was meant; empty where two are near, or none."""
    plain = re.sub(r"[\s-]+", "_", written.strip().casefold())
    alike = sorted(((SequenceMatcher(None, plain, each).ratio(), each) for each in choices), reverse=True)
    if not alike or alike[0][0] < _NEAR or (len(alike) > 1 and alike[0][0] - alike[1][0] < _APART):
        return alike[0][1] if alike and alike[0][0] == 1 else ""
    return alike[0][1]


def _instead(found: Diagnostic, kind: RecordKind, path: Path, scalar: Scalar, source: Source) -> str:
    field = field_at(kind, path)
    if field is None:
        return ""
    of = field.holds.of if isinstance(field.holds, Many) else field.holds
    if found.code == "E031" and isinstance(of, One):
        return nearest(scalar.text, of.choices)
    if found.code == "E033" and isinstance(of, One) and isinstance(field.holds, Many) and isinstance(path[-1], str):
        written = source.line(scalar.line)[scalar.column - 1 : scalar.end_column - 1]
        apart = scalar.plain and of.words and _IN_FLOW.search(scalar.text)
        return f"[{name(scalar.text, quoted=True) if apart else written}]"
    return ""
