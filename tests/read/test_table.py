"""A CSV file or a workbook → its rows as text, or what is wrong with it in words somebody can act on."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engager_docs.read.table import MAX_ROWS, Row, Unreadable, rows


def refusal(folder: Path, content: bytes, sheet: str = "") -> str:
    file = folder / "table"
    file.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        rows(file, sheet)
    return str(caught.value)


def workbook(*lines: list[Any], iso_dates: bool = False) -> bytes:
    book, kept = Workbook(iso_dates=iso_dates), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    for line in lines:
        book.active.append(line)
    book.save(kept)
    return kept.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_what_stands_between_cells_is_told_from_the_first_line(between: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f'\ufeffRef{between}Note\r\n\r\nNW-001{between}"He said: a, b; c"\r\nNW-002\r\n', "utf-8")
    assert rows(file) == (
        Row(3, {"Ref": "NW-001", "Note": "He said: a, b; c"}),
        Row(4, {"Ref": "NW-002", "Note": ""}),
    )


def test_a_cell_of_a_workbook_is_written_as_a_record_would_say_it(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    midnight, morning = (datetime.combine(date(2016, 6, 21), each) for each in (time(), time(9, 30)))
    said = [None, True, midnight, morning, time(9, 30), 45.0, 1.5, 7, "text"]
    file.write_bytes(workbook([f"c{number}" for number in range(len(said))], said))
    (row,) = rows(file)
    assert list(row.cells.values()) == [
        "", "true", "2016-06-21", "2016-06-21 09:30", "09:30", "45", "1.5", "7", "text",
    ]  # fmt: skip


def test_a_sheet_is_found_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    file.write_bytes(workbook(["Ref"], ["NW-001"]))
    assert rows(file, "Sheet") == rows(file) == (Row(2, {"Ref": "NW-001"}),)
    assert refusal(tmp_path, workbook(["Ref"]), "Contacts") == "there is no sheet 'Contacts': there is Sheet"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfea\x00", "line 1: the file is written in UTF-16, not UTF-8; save the file as UTF-8"),
        (b'Ref\n"NW-001" x\n', "not CSV: ',' expected after '\"'; save it again as CSV, or as a workbook"),
        (b"Ref,Note,Ref\n", "two columns are called 'Ref': rename one of them"),
        (b"Ref\n" + b"x\n" * MAX_ROWS, "the table has more than 100000 rows: split it"),
        (b"PK\x03\x04 and no more", "not a workbook that can be read (BadZipFile): save it again as CSV"),
        (zipped("a", b"b"), "not a workbook that can be read (KeyError): save it again as CSV"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_mends_it(content: bytes, said: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, content) == said


def test_a_workbook_that_unpacks_to_a_disk_full_is_not_unpacked(tmp_path: Path) -> None:
    assert refusal(tmp_path, zipped("xl/workbook.xml", bytes(201 << 20))).startswith("the workbook unpacks to more")


def test_a_table_is_a_regular_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        rows(tmp_path / "none.csv")
    assert "the file cannot be opened: No such file or directory" in str(caught.value)


def test_a_day_alone_is_a_day(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    file.write_bytes(workbook(["On"], [date(2016, 6, 21)], iso_dates=True))
    assert rows(file) == (Row(2, {"On": "2016-06-21"}),)


def sheet(before: bytes, after: bytes) -> bytes:
    """Return a workbook in which each ``before`` of its one sheet reads ``after``."""
    kept = io.BytesIO()
    whole = workbook(["Ref", "On"], ["NW-001", date(2016, 6, 21)], iso_dates=True)
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            inside = name == "xl/worksheets/sheet1.xml"
            assert not inside or before in old.read(name)
            new.writestr(name, old.read(name).replace(before, after) if inside else old.read(name))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (b"2016-06-21", b"2016-13-45", "ValueError"),
        (b"</row>", b"", "ParseError"),
        (b'r="A2"', b'r="??"', "ValueError"),
    ],
)
def test_a_workbook_that_is_broken_inside_is_no_fault_of_ours(
    before: bytes, after: bytes, kind: str, tmp_path: Path
) -> None:
    assert refusal(tmp_path, sheet(before, after)) == (
        f"not a workbook that can be read ({kind}): save it again as CSV"
    )


def test_a_row_that_the_workbook_forgot_to_count_is_read(tmp_path: Path) -> None:
    """Some programs write a size of their sheet that is too small, and what lies beyond it would be lost."""
    file = tmp_path / "table.xlsx"
    file.write_bytes(sheet(b'<dimension ref="A1:B2"', b'<dimension ref="A1"'))
    assert rows(file) == (Row(2, {"Ref": "NW-001", "On": "2016-06-21"}),)


def test_a_row_no_spreadsheet_has_is_not_counted_up_to(tmp_path: Path) -> None:
    far = sheet(b'<row r="2"', b'<row r="99999999999"')
    assert refusal(tmp_path, far) == "the table has more than 100000 rows: split it"
