"""The same notes go to every generator; a round leaves the repository as it was."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.generate.repository import write_repository
from bench.generate.size import Size
from bench.measure import MIB, Run
from bench.peers.builders import Builder, ours
from bench.peers.content import notes_in, write_content
from bench.peers.rounds import AGAIN, CHANGED, COLD, STATES, UNCHANGED, Measured, rounds
from bench.peers.table import OURS, Counted, figures, verdicts

COPIES = """
import pathlib
pathlib.Path("output").mkdir(exist_ok=True)
for note in pathlib.Path("content").iterdir():
    page = pathlib.Path("output", note.stem + ".html")
    if not page.exists() or page.read_bytes() != note.read_bytes():
        page.write_bytes(note.read_bytes())
"""


def quiet(line: str) -> None:
    """Take no notice of what is told between the runs."""


def test_every_contact_and_every_case_is_a_page_and_one_page_names_all_cases(tmp_path: Path) -> None:
    write_repository(tmp_path / "small", Size(cases=3, contacts=4))
    notes = notes_in(tmp_path / "small")
    assert write_content(notes, tmp_path / "content", "index") == 3 * 4 + 3 + 1
    assert (tmp_path / "content/index.md").read_text() == (
        "---\ntitle: All cases\n---\n\n"
        "- [AA-001](/cases/AA-001/)\n- [AA-002](/cases/AA-002/)\n- [AA-003](/cases/AA-003/)\n"
    )
    text = notes.contacts[0].read_text().partition("---\n\n")[2]
    page = (tmp_path / f"content/contacts/AA-001/{notes.contacts[0].name}").read_text()
    assert page == f"---\ntitle: AA-001, {notes.contacts[0].stem}\n---\n\n{text}"


def test_a_cold_run_finds_nothing_and_what_is_written_in_each_state_is_counted(tmp_path: Path) -> None:
    for folder in ("content", "output"):
        (tmp_path / folder).mkdir()
    for name in ("first", "second"):
        (tmp_path / "content" / f"{name}.md").write_text(name)
    (tmp_path / "output/old.html").write_text("of no use")
    words = (sys.executable, "-c", COPIES)
    note = tmp_path / "content/second.md"
    measured = rounds([Builder("copies", "1", tmp_path, words, words, tmp_path / "output", note)], 2, quiet)
    assert measured.faults == {}
    assert {state: [run.written for run in measured.runs["copies", state]] for state in STATES} == {
        COLD: [2, 2],
        UNCHANGED: [0, 0],
        CHANGED: [1, 1],
        AGAIN: [1, 1],
    }
    assert note.read_text() == "second"


def test_a_builder_that_does_not_show_the_changed_note_is_named_and_not_measured(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("kept")
    words = (sys.executable, "-c", "")
    idle = Builder("idle", "1", tmp_path, words, words, tmp_path / "output", note)
    measured = rounds([idle], 1, quiet)
    assert measured.faults["idle"].startswith("the changed note is on no page below")
    assert measured.middle("idle", COLD) is None


def test_our_own_build_is_measured_and_the_changed_note_mended(tmp_path: Path) -> None:
    write_repository(tmp_path / "small", Size(cases=2, contacts=4))
    notes = notes_in(tmp_path / "small")
    before = notes.changing.read_bytes()
    measured = rounds([ours(OURS, "1", sys.executable, notes, tmp_path / "work")], 1, quiet)
    assert measured.faults == {}
    assert notes.changing.read_bytes() == before


def test_the_tables_say_what_was_reached_what_was_not_and_what_was_not_measured() -> None:
    measured = Measured(
        {
            (OURS, COLD): [Run(3, 2, 60 * MIB, 9), Run(9, 9, 90 * MIB, 9), Run(4, 3, 61 * MIB, 9)],
            (OURS, UNCHANGED): [Run(0.1, 0.1, 30 * MIB, 0), Run(0.1, 0.1, 30 * MIB, 15342)],
            ("hugo", COLD): [Run(5, 8, 900 * MIB, 7)],
            ("hugo", UNCHANGED): [Run(5, 8, 900 * MIB, 7)],
        },
        {"mkdocs": "ended with 1"},
    )
    assert list(figures([OURS, "mkdocs"], measured))[2:4] == [
        "| engager-docs | cold | 4.00 | 3.00 | 61 | 9 |",
        "| mkdocs | cold | not measured | | | |",
    ]
    assert list(verdicts(measured, Counted(cases=100, records=2600, pages=1601)))[2:] == [
        "| cold, wall against Hugo's | 0.800 x | 1.000 x | 0.500 x | must reached |",
        "| nothing changed, CPU against Hugo's | 0.013 x | 0.040 x | 0.015 x | aim reached |",
        "| nothing changed, CPU against MkDocs --dirty | not measured | 0.150 x |  | |",
        "| nothing changed, files written | 15342 files | 0 files |  | must not reached |",
        "| one note changed, CPU against Hugo's | not measured | 0.050 x | 0.025 x | |",
        "| one note changed, CPU against MkDocs --dirty | not measured | 0.250 x |  | |",
        "| one note changed again, CPU against Hugo's | not measured | 0.050 x | 0.025 x | |",
        "| one note changed again, CPU against MkDocs --dirty | not measured | 0.250 x |  | |",
        "| memory a record, cold | 24.02 KiB | 2 KiB | 0.5 KiB | must not reached |",
    ]
