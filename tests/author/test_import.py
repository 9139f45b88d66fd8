"""`import` shows what becomes of every row of a table, and writes all records or none (issue 8)."""

from __future__ import annotations

import stat
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from engager_docs.author.keep import keep_new
from engager_docs.cli.root import run
from tests.repositories import CASE, base, faults, write

CONTACTS = """\
Ref,Date,Where,Result,Worker,Mins,About,Note
NW-001,21/06/2016,HMP,Seen,PRA-NW-01; SUP-NW-01,45,goals;emotions,He was well.
NW-001,22/06/2016,HMP,DNA,PRA-NW-01,,,
"""
MAPPING = """\
kind: contact
subject: Ref
days: DD/MM/YYYY
columns:
  date: Date
  place: Where
  outcome: Result
  staff: Worker
  minutes: Mins
  focus: About
fixed:
  mode: in_person
values:
  place: {HMP: prison}
  outcome: {Seen: attended, DNA: did_not_attend}
body: Note
"""
FIRST = """\
---
date: 2016-06-21
minutes: 45
place: prison
mode: in_person
outcome: attended
staff: [PRA-NW-01, SUP-NW-01]
focus: [goals, emotions]
recorded_on: 2016-06-30
---

He was well.
"""


def taken_in(root: Path, table: str | bytes, mapping: str = MAPPING, *more: str, name: str = "t.csv") -> int:
    write(root, {name: table, "m.yaml": mapping})
    return run(["-C", str(root), "import", str(root / name), str(root / "m.yaml"), *more])


def records(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in (root / "cases").rglob("*.*")}


def test_a_dry_run_shows_every_row_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, base())
    before = records(root)
    assert taken_in(root, CONTACTS) == 0
    said = capsys.readouterr()
    assert said.out == (
        f"row 2: would be written to {CASE}/contacts/2016-06-21.md\n"
        f"row 3: would be written to {CASE}/contacts/2016-06-22.md\n"
    )
    assert said.err == "2 rows, 2 new records: say --write to have them written.\n"
    assert records(root) == before


def test_rows_become_records_that_check_clean_and_a_second_time_they_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    assert taken_in(root, CONTACTS, MAPPING, "--write") == 0
    assert (root / f"{CASE}/contacts/2016-06-21.md").read_text() == FIRST
    assert [each.code for each in faults(root)] == []
    before = records(root)
    capsys.readouterr()
    assert taken_in(root, CONTACTS, MAPPING, "--write") == 0
    assert capsys.readouterr().out == (
        f"row 2: {CASE}/contacts/2016-06-21.md is there already\n"
        f"row 3: {CASE}/contacts/2016-06-22.md is there already\n"
    )
    assert records(root) == before


def test_problems_are_told_by_row_and_column_and_then_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    before = records(root)
    rows = [
        "NW-001,24/06/2016,HMP,Seen,PRA-NW-01,5,,well",
        "NW-01,21/06/2016,HMP,Seen,PRA-NW-01,5,,",
        "NW-001,31/06/2016,HMP,Seen,PRA-NW-01,5,,",
        "NW-001,21/06/2016,HMP,Sene,PRA-NW-09,an hour,,",
        "NW-001,22/06/2016,,Seen,PRA-NW-09,5,golas,",
        "NW-001,23/06/2016,HMP,Seen,PRA-NW-09,5,,ring 07700 900123",
    ]
    assert taken_in(root, CONTACTS.splitlines()[0] + "\n" + "\n".join(rows) + "\n", MAPPING, "--write") == 1
    said = capsys.readouterr()
    assert said.out == (
        f"row 2: would be written to {CASE}/contacts/2016-06-24.md\n"
        "row 3, column Ref: no participant NW-01; did you mean NW-001?\n"
        "row 4, column Date: write DD/MM/YYYY\n"
        "row 5, column Mins: not a whole number; write digits only, without quotation marks\n"
        "row 5, column Result: unknown value; one of attended, attended_late, late_not_seen, cancelled_by_participant, "
        "did_not_attend, refused_on_arrival, cancelled_by_provider, no_reply, planned\n"
        "row 6, column Where: place is missing here; add place:\n"
        "row 6, column About: unknown value; did you mean 'goals'?\n"
        "row 7, column Worker: unknown staff member; did you mean 'PRA-NW-02'?\n"
        "row 7, column Note: a telephone number stands in this record; write whose number it is by role, or "
        "allow a helpline in service.yaml\n"
    )
    assert records(root) == before


def test_referrals_get_ids_of_their_own_in_the_order_of_the_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    table = "Site;Received;From;Lead\nNW;2016-06-21;self;PRA-NW-01\nNW;2016-06-22;peer;\n"
    mapping = """\
kind: participant
subject: Site
columns:
  referral.received_on: Received
  referral.source: From
  allocation.1.staff: Lead
fixed: {referral.decision: accepted}
"""
    lead = mapping.replace("fixed: {", "fixed: {allocation.1.role: lead, allocation.1.from: 2016-06-21, ")
    assert taken_in(root, table, mapping) == 1
    said = capsys.readouterr().out
    assert "row 2, column Lead" not in said and "row 2: allocation.role: role is missing here; add role:\n" in said
    assert taken_in(root, table.replace(";\n", ";PRA-NW-02\n"), lead, "--write") == 0
    first = (root / "cases/NW/participants/NW-002/participant.yaml").read_text()
    assert first.partition("    role:")[0] == (
        "referral:\n  received_on: 2016-06-21\n  source: self\n  decision: accepted\n"
        "allocation:\n  - staff: PRA-NW-01\n"
    )
    assert "PRA-NW-02" in (root / "cases/NW/participants/NW-003/participant.yaml").read_text()
    assert [each.code for each in faults(root)] == []


ATTENDANCE = """\
kind: training
subject: Town
columns: {date: Day, place: Town, attendance.person: Who, attendance.status: There}
values:
  attendance.status: {x: attended, "": apologies}
"""


def workbook(file: Path) -> bytes:
    book = Workbook()
    book.remove(book.active or book.create_sheet())
    sheet = book.create_sheet("June")
    sheet.append(["Town", "Day", "Who", "There", "Hours"])
    for who, there in (("PRA-NW-01", "x"), ("SUP-NW-01", "x"), ("researchers: 3", "x")):
        sheet.append(["Exeter", date(2016, 6, 21), who, there, time(10, 30)])
    sheet.append([None, None])
    sheet.append(["Truro", date(2016, 6, 22), "PRA-NW-02", "x", 1.5])
    book.create_sheet("Other").append(["nothing"])
    book.save(file)
    return file.read_bytes()


def test_a_workbooks_rows_are_gathered_to_one_record_for_each_training_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "records", base())
    table = workbook(tmp_path / "book.xlsx")
    assert taken_in(root, table, ATTENDANCE, "--write", "--sheet", "June", name="t.xlsx") == 0
    assert capsys.readouterr().out.splitlines() == [
        *(f"row {row}: written to cases/training/2016-06-21-exeter.md" for row in (2, 3, 4)),
        "row 6: written to cases/training/2016-06-22-truro.md",
    ]
    text = (root / "cases/training/2016-06-21-exeter.md").read_text()
    assert text == (
        "---\ndate: 2016-06-21\nplace: Exeter\nattendance:\n"
        "  - person: PRA-NW-01\n    status: attended\n  - person: SUP-NW-01\n    status: attended\n"
        "  - person: 'researchers: 3'\n    status: attended\nrecorded_on: 2016-06-30\n---\n"
    )
    assert [each.code for each in faults(root)] == []
    wrong = ATTENDANCE.replace("x: attended", "x: atended")
    assert taken_in(write(tmp_path / "again", base()), table, wrong, name="t.xlsx") == 1
    assert "row 3, column There: unknown value; did you mean 'attended'?\n" in capsys.readouterr().out


def test_when_writing_fails_half_way_what_was_written_is_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, base())
    before = records(root)
    left = [1]

    def full(*words: object, **more: object) -> str | None:
        if not left:
            raise OSError(28, "No space left on device")
        left.pop()
        return keep_new(*words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("engager_docs.author.rows.keep_new", full)
    assert taken_in(root, CONTACTS, MAPPING, "--write") == 3
    assert records(root) == before and not (root / CASE / "contacts").exists()


@pytest.mark.parametrize(
    ("table", "mapping", "said"),
    [
        (
            CONTACTS,
            MAPPING.replace("subject: Ref", "subject: Case"),
            "the table has no column 'Case': it has Ref, Date",
        ),
        (CONTACTS, MAPPING.replace("kind: contact", "kind: contcat"), "did you mean 'contact'?"),
        (CONTACTS, "kind: contact\n", "m.yaml:1:1: error E032 `subject`: subject is missing here"),
        (CONTACTS.replace("Mins", "Date"), MAPPING, "two columns are called 'Date': rename one of them"),
        ("Ref,Date\n", MAPPING, "the table holds no rows below its header"),
        ('a,b\n"x\n', MAPPING, "not CSV: "),
        (b"PK\x03\x04 and no more", MAPPING, "not a workbook that can be read (BadZipFile): save it again as CSV"),
        (b"Ref\n\xff\n", MAPPING, "not UTF-8: the byte 0xFF cannot be read here"),
    ],
)
def test_what_is_no_table_or_no_mapping_is_said(
    table: str | bytes, mapping: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    assert taken_in(root, table, mapping) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_the_mapping_that_the_readme_shows_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text("utf-8").partition("## A table you have already\n")[2]
    shown = text.partition("```yaml\n")[2].partition("```")[0]
    table = "Participant,Date,Where,Result,Workers,Notes\nNW-001,21/06/2016,Home,Seen,PRA-NW-01; PRA-NW-02,A walk.\n"
    root = write(tmp_path, base())
    assert taken_in(root, table, shown, "--write") == 0, capsys.readouterr()
    assert "staff: [PRA-NW-01, PRA-NW-02]\n" in (root / f"{CASE}/contacts/2016-06-21.md").read_text()
    assert [each.code for each in faults(root)] == []


def test_a_field_that_there_is_not_is_told_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, base())
    assert taken_in(root, CONTACTS, MAPPING.replace("outcome: Result", "outcom: Result")) == 1
    assert "row 2, column Result: unknown field 'outcom'; did you mean outcome?" in capsys.readouterr().out


def test_a_table_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, base())
    assert taken_in(root, "Ref,Date\n\x1b[2J,2016-06-21\n", "kind: contact\nsubject: Ref\ncolumns: {date: Date}\n") == 1
    said = capsys.readouterr().out
    assert said.startswith("row 2, column Ref: no participant \\x1b[2J; ") and "\x1b" not in said


def test_no_formula_is_run_or_kept(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    note = "=cmd|' /C calc'!A0"
    assert taken_in(root, CONTACTS.replace("He was well.", note), MAPPING, "--write") == 0
    file = root / f"{CASE}/contacts/2016-06-21.md"
    assert note in file.read_text() and not file.stat().st_mode & stat.S_IXUSR
