"""Records → the table of what was put right in them later: a correction is never hidden (records.md 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from engager_docs.model.records.scalars import Record
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Table
from engager_docs.render.blocks import lines, table
from engager_docs.render.sheet import Sheet


def records_of(entry: Entry[Any]) -> tuple[Record, ...]:
    """Return the records of a file: one, or each item of the list it is."""
    return entry.data if isinstance(entry.data, tuple) else (entry.data,)


def amended(entries: Iterable[Entry[Any] | None], sheet: Sheet) -> Table | None:
    """Return the later corrections of some records, or None where nothing was corrected."""
    rows = tuple(_rows(entries, sheet))
    return table("Amended later", ("Day", "By", "What was put right"), rows, "") if rows else None


def _rows(entries: Iterable[Entry[Any] | None], sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    for entry in entries:
        for record in records_of(entry) if entry else ():
            for each in record.amendments:
                yield (sheet.day(each.on), sheet.person(each.by), each.text)


def late_or_amended(entries: Iterable[Entry[Any]], sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    """Yield a row for each record that was typed later or corrected: the record, when, by whom, what."""
    for entry in entries:
        name = entry.file.split("/", 4)[-1]
        for record in records_of(entry):
            if record.amendments or record.recorded_on is not None:
                yield (
                    sheet.record(name, entry.file),
                    sheet.day(record.recorded_on, "On the day"),
                    lines((sheet.day(each.on) for each in record.amendments), "Never"),
                    lines((sheet.person(each.by) for each in record.amendments), sheet.person(record.recorded_by)),
                    lines((each.text for each in record.amendments), "Entered later"),
                )
