"""A text that would hold up every build is named, with its record, before anything is made (threats.md row 11)."""

from __future__ import annotations

from pathlib import Path

from engager_docs.build import examine
from engager_docs.model.asked import Asked
from engager_docs.publication import slow_texts
from engager_docs.render.diagnostics import as_text
from engager_docs.render.pace import LONG, too_slow
from tests.repositories import TODAY, base, write

NEVER_CLOSED = "[ a_" * 20_000
CONTACT = "cases/NW/participants/NW-001/contacts/2016-01-26.md"


def test_brackets_that_are_never_closed_take_too_long() -> None:
    assert too_slow(NEVER_CLOSED, 0.05)


def test_twenty_thousand_words_do_not() -> None:
    assert not too_slow("He had slept, and *said so*.\n\n" * 4000)


def test_the_limit_leaves_no_alarm_behind() -> None:
    too_slow(NEVER_CLOSED, 0.05)
    assert not too_slow("short", 5)


def test_below_the_length_that_is_tried_no_text_takes_a_tenth_of_the_limit() -> None:
    for pattern in ("[ a_", "[", "![[", "*a _a ", "**x* ", "[a](b", "`a``b"):
        assert not too_slow((pattern * LONG)[:LONG], 1.0), pattern


def test_the_error_names_the_record_and_what_to_look_for(tmp_path: Path) -> None:
    fields = "date: 2016-01-26\nplace: prison\nmode: in_person\noutcome: attended\nstaff: [PRA-NW-01]"
    write(tmp_path, {**base(), CONTACT: f"---\n{fields}\n---\n\n{NEVER_CLOSED}\n"})
    casebook = examine(tmp_path, Asked(TODAY)).casebook
    assert casebook is not None
    (found,) = slow_texts(casebook, 0.05)
    assert (found.code, found.span.file) == ("E020", CONTACT)
    assert "takes more than 0.05 seconds" in as_text([found])
    assert slow_texts(examine(tmp_path, Asked(TODAY)).casebook or casebook, 60) == []
