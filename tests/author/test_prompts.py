"""At a terminal `new` asks for what is required, one question at a time, and takes a number for an answer."""

from __future__ import annotations

from pathlib import Path

from tests.author.terminal import at_a_terminal
from tests.repositories import CASE, base, faults, write

DAY = "2016-06-21"


def test_required_fields_are_asked_for_until_the_answer_fits(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    answers = [
        ("place: ", "1"),
        ("mode: ", "in person"),
        ("did you mean 'in_person'?\nmode: ", "in_person"),
        ("outcome: ", "attended"),
        ("staff: ", "PRA-NW-01, SUP-NW-01"),
    ]
    ended = at_a_terminal(root, ["new", "contact", "NW-001", "--date", DAY], answers)
    assert ended.status == 0
    assert "place: Where the participant is, also during a call.\n  1  prison\n  2  community\n" in ended.screen
    assert f"Nothing required is blank. Then: engager-docs check {CASE}/contacts/{DAY}.md" in ended.screen
    assert [each.code for each in faults(root)] == []
    text = (root / f"{CASE}/contacts/{DAY}.md").read_text()
    assert "\nplace: prison  # Where" not in text and "\nplace: prison\n" in text
    assert "\nstaff: [PRA-NW-01, SUP-NW-01]  # The staff who took part\n" in text


def test_enter_leaves_a_field_blank_and_it_is_named_at_the_end(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    ended = at_a_terminal(root, ["new", "risks", "NW-001", "--date", DAY], [("type: ", "")])
    assert ended.status == 0
    assert f"Required and still blank: type. Then: engager-docs check {CASE}/risks.yaml" in ended.screen
    assert [(each.code, each.field) for each in faults(root)] == [("E032", "type")]


def test_control_c_at_a_question_writes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    before = sorted(root.rglob("*"))
    ended = at_a_terminal(root, ["new", "contact", "NW-001", "--date", DAY], [("place: ", "\x03")])
    assert ended.status == 1
    assert "Stopped; nothing was changed." in ended.screen
    assert sorted(root.rglob("*")) == before


def test_no_input_asks_nothing_at_a_terminal_either(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    ended = at_a_terminal(root, ["new", "contact", "NW-001", "--date", DAY, "--no-input"])
    assert ended.status == 0
    assert "still blank: place, mode, outcome, staff." in ended.screen
