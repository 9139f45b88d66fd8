"""A record that comes from rows of a table → what is wrong in it, by row and column, among all records there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.author.mapping import Mapping
from engager_docs.author.paths import pointed_at
from engager_docs.check.repository import check
from engager_docs.check.schema import typed
from engager_docs.model.diagnostic import BLOCKING, Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.source import Source
from engager_docs.read.repository import listing, load, placed, source_from


class Problem(Struct, frozen=True):
    """What is wrong with a row, and the column it stands in (empty where no column holds it)."""

    row: int
    column: str
    message: str


class Incoming(Struct, frozen=True):
    """One record to be: the rows it comes from, its file and text, whether it is there already, what is wrong."""

    rows: tuple[int, ...]
    file: str = ""
    text: str = ""
    there: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def new(self) -> bool:
        """Whether it may be written."""
        return bool(self.file) and not self.there and not self.problems


def judged(one: Incoming, by: Mapping) -> Incoming:
    """Return the record with what `check` says of it by itself."""
    source, place = source_from(one.file, one.text.encode()), placed(one.file)
    if isinstance(place, Diagnostic):
        return replace(one, problems=(Problem(one.rows[0], by.subject, f"{place.message}; {place.hint}"),))
    if isinstance(source, Diagnostic):
        return replace(one, problems=(Problem(one.rows[0], "", f"{source.message}; {source.hint}"),))
    return replace(one, problems=tuple(_problem(one, source, each, by) for each in typed(source, place)[1]))


def among_all(root: Path, found: Sequence[Incoming], by: Mapping, today: date) -> tuple[Incoming, ...]:
    """Return the records with what `check` says of them among all there are: unknown ids, closed cases, roles held."""
    added = {each.file: _located(each) for each in found if each.new}
    listed = listing(root)
    files = frozenset(listed.attachments) | {place.file for place in listed.records} | set(added)
    there = ((place, load(root, place.file)) for place in listed.records)
    read = [(place, source) for place, source in there if isinstance(source, Source)]
    places = [*listed.records, *(place for place, _ in added.values())]
    checked = check(places, [*read, *added.values()], files, today) if added else None
    told: dict[str, list[Diagnostic]] = {}
    for each in checked.diagnostics if checked is not None else ():
        if each.severity in BLOCKING:
            told.setdefault(each.span.file, []).append(each)
    return tuple(
        replace(one, problems=tuple(_problem(one, added[one.file][1], each, by) for each in told.get(one.file, ())))
        if one.new
        else one
        for one in found
    )


def _located(one: Incoming) -> tuple[Place, Source]:
    """Return a record that was judged well, with its place."""
    source, place = source_from(one.file, one.text.encode()), placed(one.file)
    if isinstance(source, Diagnostic) or isinstance(place, Diagnostic):  # it was read a moment ago
        raise TypeError(one.file)
    return place, source


def _problem(one: Incoming, source: Source, found: Diagnostic, by: Mapping) -> Problem:
    """Return a finding as the table has it: which row, and which column fills the field."""
    path = pointed_at(source, found)
    said = f"{found.message}; {found.hint}" if found.hint else found.message
    if 0 < source.body_line <= found.span.line:
        return Problem(one.rows[0], by.body or "", said)
    dotted = ".".join(step for step in path if isinstance(step, str))
    column = next((by.columns[key] for key in by.columns if re.sub(r"\.\d+", "", key) == dotted), "")
    entry = next((step for step in path if isinstance(step, int)), 0)
    row = one.rows[entry] if by.kind == "training" and entry < len(one.rows) else one.rows[0]
    return Problem(row, column, said if column or not dotted else f"{dotted}: {said}")
