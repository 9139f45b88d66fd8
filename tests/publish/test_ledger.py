"""What a ledger says is believed only where it proves itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from engager_docs.publish.ledger import Part, Written, keep, open_ledger, part_of, settle, text_of, tree_of

PART = Part({"records": "1"}, {"index.html": Written("ab", 3, 7)}, {"closed_on": "2016-07-01"})
TEXT = "what later parts need\nin two lines"


def filled(file: Path) -> None:
    ledger = open_ledger(file)
    keep(ledger, "case NW-001", PART, TEXT)
    settle(ledger, {"case NW-001": PART.key}, {})
    ledger.connection.close()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    filled(tmp_path / "kept/site.db")
    ledger = open_ledger(tmp_path / "kept/site.db")
    assert part_of(ledger, "case NW-001", PART.key) == PART
    assert text_of(ledger, "case NW-001", PART.key) == TEXT
    assert text_of(ledger, "case NW-002", PART.key) is None
    assert (tree_of(ledger, "live"), tree_of(ledger, "spare")) == ({"case NW-001": PART.key}, {})
    assert (tmp_path / "kept/site.db").stat().st_mode & 0o077 == 0
    assert (tmp_path / "kept/.gitignore").read_text() == "*\n"


def test_a_row_that_was_changed_is_not_believed(tmp_path: Path) -> None:
    filled(tmp_path / "kept/site.db")
    with sqlite3.connect(tmp_path / "kept/site.db") as other:
        other.execute("UPDATE part SET row = replace(row, '2016', '2015')")
        other.execute("UPDATE part SET row = row || ' ' WHERE name LIKE 'tree%'")
    ledger = open_ledger(tmp_path / "kept/site.db")
    assert part_of(ledger, "case NW-001", PART.key) is None
    assert text_of(ledger, "case NW-001", PART.key) is None
    assert tree_of(ledger, "live") == {}


def test_a_text_that_was_changed_is_not_believed_and_the_part_is(tmp_path: Path) -> None:
    filled(tmp_path / "kept/site.db")
    with sqlite3.connect(tmp_path / "kept/site.db") as other:
        other.execute("UPDATE part SET text = 'another text'")
    ledger = open_ledger(tmp_path / "kept/site.db")
    assert text_of(ledger, "case NW-001", PART.key) is None
    assert part_of(ledger, "case NW-001", PART.key) == PART


def test_a_file_that_is_no_ledger_or_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "kept/site.db"
    filled(file)
    file.write_bytes(b"not a database, and long enough to be looked at" * 20)
    assert tree_of(open_ledger(file), "live") == {}
    filled(file)
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA user_version = 99")
    assert tree_of(open_ledger(file), "live") == {}


def test_what_no_tree_holds_is_forgotten(tmp_path: Path) -> None:
    filled(tmp_path / "kept/site.db")
    ledger = open_ledger(tmp_path / "kept/site.db")
    settle(ledger, {}, {})
    assert part_of(ledger, "case NW-001", PART.key) is None


def test_a_damaged_ledger_stops_no_build_and_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "kept/site.db"
    filled(file)
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    filled(file)
    filled(file)
    assert tree_of(open_ledger(file), "live") == {"case NW-001": PART.key}


def test_a_ledger_that_can_grow_no_further_is_given_up(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "kept/site.db")
    ledger.connection.execute("PRAGMA max_page_count = 4")
    for number in range(500):
        keep(ledger, f"case NW-{number:03}", PART)
    settle(ledger, {"case NW-001": PART.key}, {})
    assert not (tmp_path / "kept/site.db").exists()
    filled(tmp_path / "kept/site.db")
    assert tree_of(open_ledger(tmp_path / "kept/site.db"), "live") == {"case NW-001": PART.key}
