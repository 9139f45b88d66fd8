"""`new liaison`, `member`, `goal` and `plan-review` add an entry to the record that holds it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from engager_docs.author.parts import ENTRIES, with_entry
from engager_docs.cli.root import run
from tests.author.test_new import LED, PLAN
from tests.repositories import CASE, base, faults, write

FILE = f"{CASE}/network.yaml"
CALL = ("with=probation-1", "direction=out", "purpose=The bus at the gate")


def new(root: Path, kind: str, *answers: str) -> int:
    sets = [word for answer in answers for word in ("--set", answer)]
    return run(["-C", str(root), "new", kind, "NW-001", "--no-input", "--date", "2016-06-28", *sets])


def entry(text: str) -> list[str]:
    """The lines of the last entry without what is said beside them."""
    lines = [line.partition("  #")[0] for line in text.splitlines() if not line.strip().startswith("#")]
    start = max(number for number, line in enumerate(lines) if line.lstrip().startswith("- "))
    return lines[start:]


def test_a_call_goes_to_the_end_of_the_log_and_every_byte_before_and_after_stays(tmp_path: Path) -> None:
    before = (
        "# who is around him\nliaison:   # oldest first\n    - on: 2016-06-20\n      with: probation-1\n"
        "      direction: in\n      outcome: |\n        # as she said it\n        He may.\n\n"
    )
    after = "# the people\nmembers:\n- {id: probation-1,   kind: probation_practitioner}\n"
    root = write(tmp_path, {**base(), f"{CASE}/participant.yaml": LED, FILE: before + after})
    assert new(root, "liaison", *CALL) == 0
    text = (root / FILE).read_text()
    assert text.startswith(before.rstrip("\n") + "\n    - on: 2016-06-28") and text.endswith("\n\n" + after)
    assert "with: probation-1" in text and "# The staff member" in text and "known: probation-1" in text
    assert [each.code for each in faults(root)] == []


def test_the_first_entry_makes_the_file(tmp_path: Path) -> None:
    root = write(tmp_path, {**base(), f"{CASE}/participant.yaml": LED})
    assert new(root, "member", "id=probation-1", "kind=probation_practitioner") == 0
    assert new(root, "liaison", *CALL) == 0
    assert [each.code for each in faults(root)] == []
    text = (root / FILE).read_text()
    assert text.startswith("members:\n  - id: probation-1") and "\nliaison:\n  - on: 2016-06-28" in text
    assert entry(text) == [
        "  - on: 2016-06-28", "    with: probation-1", "    direction: out", "    mode:",
        "    purpose: The bus at the gate",
        "    goals: []", "    outcome:", "    shared:", "    next_step:", "    by: PRA-NW-01",
    ]  # fmt: skip


def test_a_goal_takes_the_next_id_and_a_review_names_the_goals_that_are_open(tmp_path: Path) -> None:
    root = write(tmp_path, {**base(), f"{CASE}/participant.yaml": LED, f"{CASE}/action-plan.yaml": PLAN})
    assert new(root, "goal", "statement=Ring my sister", "horizon=short_term", "domain=family_and_relationships") == 0
    assert entry((root / f"{CASE}/action-plan.yaml").read_text())[:5] == [
        "  - id: G3", "    statement: Ring my sister", "    horizon: short_term",
        "    domain: family_and_relationships", "    set_on: 2016-06-28",
    ]  # fmt: skip
    assert new(root, "plan-review") == 0
    assert entry((root / f"{CASE}/action-plan.yaml").read_text()) == [
        "  - on: 2016-06-28", "    by: [PRA-NW-01]", "    agreed_with_participant:", "    note:",
        "    goals: [G1, G3]", "    given_to: []",
    ]  # fmt: skip
    assert [each.code for each in faults(root)] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("members: []\nliaison: []  # none\n", "members: []\nliaison:  # none\n  - {on: x}\n"),
        ("liaison:\n", "liaison:\n  - {on: x}\n"),
        ("liaison:  # to come\n  # - on:\n", "liaison:  # to come\n  - {on: x}\n  # - on:\n"),
        ("members: []", "members: []\nliaison:\n  - {on: x}\n"),
        ("liaison:\r\n- {on: w}\r\n", "liaison:\r\n- {on: w}\r\n- {on: x}\r\n"),
        (
            "liaison:\n  - on: w\n    outcome: |\n      said\n      # no comment\n",
            "liaison:\n  - on: w\n    outcome: |\n      said\n      # no comment\n  - {on: x}\n",
        ),
        ("liaison:\n- on: w\n# after\nmembers: []\n", "liaison:\n- on: w\n- {on: x}\n# after\nmembers: []\n"),
    ],
)
def test_however_the_list_is_written_the_entry_is_its_last(before: str, after: str) -> None:
    assert with_entry(FILE, before, "liaison", "- {on: x}\n") == after


@pytest.mark.parametrize(
    "before", ["liaison: [{on: w}]\n", "liaison: {a: b}\n", "- a\n", "liaison: [\n", "liaison: x\n"]
)
def test_where_no_place_can_be_told_the_file_is_left_to_its_author(
    before: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {**base(), FILE: before})
    assert new(root, "liaison") == 2
    assert (root / FILE).read_text() == before
    assert "open it and add the new one by hand" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("each", ENTRIES, ids=lambda each: each.name)
def test_what_is_blank_is_named(each: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = getattr(each, "name", "")
    root = write(tmp_path, base())
    assert new(root, name) == 0
    said = capsys.readouterr().err
    fields = [found.field for found in faults(root) if found.code == "E032"]
    assert fields and all(field in said.partition("still blank: ")[2] for field in fields)
    assert {found.code for found in faults(root)} == {"E032"}
