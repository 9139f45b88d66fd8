"""A CSV file or a workbook → its rows as text by column, each with the number it has on a screen."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

from msgspec import Struct

from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.text import decode

MAX_TABLE_BYTES = 20 << 20
_MAX_UNPACKED = 200 << 20
MAX_ROWS = 100_000
_LAST = 1 << 20
"""The last row of a spreadsheet, which may hold nothing: a file that speaks of a later one is not believed."""


class Unreadable(Exception):
    """A table that cannot be read; the message says why, and what to do about it."""


class Row(Struct, frozen=True):
    """One row below the header: its number from 1, as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: Mapping[str, str]


def rows(file: Path, sheet: str = "") -> tuple[Row, ...]:
    """Return the rows of a table that are not empty. Raises ``Unreadable``, and ImportError without openpyxl."""
    try:
        content = read_bytes(file.parent, file.name, MAX_TABLE_BYTES)
    except Fault as fault:
        raise Unreadable(f"{file}: {fault.message}; {fault.hint}") from None
    packed = content.startswith(b"PK\x03\x04")
    lines = _workbook(content, sheet) if packed else _csv(content)
    return tuple(_rows(enumerate(lines, 1)))


def _rows(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    header: list[str] = []
    for number, cells in lines:
        held = [cell.strip() for cell in cells]
        if number > (MAX_ROWS if any(held) else _LAST):
            raise Unreadable(f"the table has more than {MAX_ROWS} rows: split it")
        if not any(held):
            continue
        if not header:
            header = held
            twice = [name for name in header if name and header.count(name) > 1]
            if twice:
                raise Unreadable(f"two columns are called {twice[0]!r}: rename one of them")
            continue
        yield Row(number, dict(zip(header, held + [""] * (len(header) - len(held)), strict=False)))


def _csv(content: bytes) -> Iterator[Sequence[str]]:
    """Yield the lines of a CSV file; what stands between its cells is told from its first line."""
    try:
        text = decode(content)
    except Fault as fault:
        raise Unreadable(f"line {fault.line}: {fault.message}; {fault.hint}") from None
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    except csv.Error as fault:
        raise Unreadable(f"not CSV: {fault}; save it again as CSV, or as a workbook") from None


def _workbook(content: bytes, sheet: str) -> Iterator[Sequence[str]]:
    """Yield the lines of one sheet of an .xlsx file: what its formulas last came to, never what they are."""
    from openpyxl import load_workbook  # noqa: PLC0415  an optional dependency

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MAX_UNPACKED:
                raise Unreadable("the workbook unpacks to more than 200 MiB: save the sheet alone, as CSV")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        if sheet and sheet not in book.sheetnames:
            raise Unreadable(f"there is no sheet {sheet!r}: there is {', '.join(book.sheetnames)}")
        found = book[sheet or book.sheetnames[0]]
        found.reset_dimensions()  # the size it says it has may be too small, and what lies beyond would be lost
        for line in found.iter_rows(values_only=True):
            yield [_cell(each) for each in line]
    except Unreadable:
        raise
    except Exception as fault:  # whatever the library and what it parses with say of a file that is broken inside
        raise Unreadable(f"not a workbook that can be read ({type(fault).__name__}): save it again as CSV") from None


def _cell(value: object) -> str:
    """Return a cell as a record would say it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value:g}" if isinstance(value, float) else str(value)
