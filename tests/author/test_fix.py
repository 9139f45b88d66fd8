"""`check --fix` mends what has one right answer, shows it first, and leaves every other byte as it was (issue 8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from engager_docs.author.edits import nearest
from engager_docs.author.keep import keep_changed
from engager_docs.cli.root import run
from engager_docs.read.repository import listing
from tests.author.terminal import at_a_terminal
from tests.repositories import CASE, base, faults, whole, write

FILE = f"{CASE}/contacts/2016-06-21.md"
FAULTY = """\
---
# written on the train
date: 2016-06-21
place:   prison      # he was on the wing
mode: In-person
outcome: atended
staff: PRA-NW-01
others: a worker, who came late
focus: [goals,   emotions]   # both
---

- one\u2028- two
"""
MENDED = """\
---
# written on the train
date: 2016-06-21
place:   prison      # he was on the wing
mode: in_person
outcome: attended
staff: [PRA-NW-01]
others: ["a worker, who came late"]
focus: [goals,   emotions]   # both
---

- one
- two
"""


def fix(root: Path, *more: str) -> int:
    return run(["-C", str(root), "check", "--fix", *more])


def test_what_has_one_right_answer_is_shown_and_mended_and_the_rest_is_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {**base(), FILE: FAULTY})
    assert fix(root, "--yes", str(root / FILE)) == 0
    assert (root / FILE).read_text() == MENDED
    assert (
        capsys.readouterr().err
        == f"""\
--- {FILE}
+++ {FILE}
@@ -4,6 +4,6 @@
 place:   prison      # he was on the wing
-mode: In-person
-outcome: atended
-staff: PRA-NW-01
-others: a worker, who came late
+mode: in_person
+outcome: attended
+staff: [PRA-NW-01]
+others: ["a worker, who came late"]
 focus: [goals,   emotions]   # both
@@ -11,3 +11,4 @@
{" "}
-- one\\u2028- two
+- one
+- two
{" "}
1 file mended.
1 records as of 2016-06-30: 1 adherence
"""
    )


def test_line_ends_and_a_mark_at_the_beginning_stay_those_of_the_file(tmp_path: Path) -> None:
    before = b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").encode()
    root = write(tmp_path, {**base(), FILE: before})
    assert fix(root, "--yes", str(root / FILE)) == 0
    assert (root / FILE).read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()


def test_without_a_terminal_and_without_a_yes_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {**base(), FILE: FAULTY})
    assert fix(root) == 1
    assert (root / FILE).read_text() == FAULTY
    assert "Nothing was changed: say --yes" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "after"), [("y", MENDED), ("n", FAULTY)])
def test_at_a_terminal_each_file_is_asked_about(answer: str, after: str, tmp_path: Path) -> None:
    root = write(tmp_path, {**base(), FILE: FAULTY})
    at_a_terminal(root, ["check", "--fix", FILE], [("Write this? [Y/n]: ", answer)])
    assert (root / FILE).read_text() == after


def test_a_file_named_for_another_day_is_given_the_name_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = FAULTY.replace("2016-06-21", "2016-06-22").replace("atended", "attended")
    root = write(tmp_path, {**base(), FILE: other, f"{CASE}/contacts/2016-06-22.md": MENDED.replace("-21", "-22")})
    assert fix(root, "--yes", str(root / FILE)) == 0
    names = sorted(file.name for file in (root / CASE / "contacts").iterdir())
    assert names == ["2016-06-22-2.md", "2016-06-22.md"]
    assert f"{FILE} → {CASE}/contacts/2016-06-22.md" in capsys.readouterr().err
    assert (root / CASE / "contacts/2016-06-22-2.md").read_text() == MENDED.replace("-21", "-22")
    assert [each.code for each in faults(root)] == []


def test_a_name_keeps_whom_the_record_is_about(tmp_path: Path) -> None:
    old = "cases/NW/supervision/clinical/2016-06-21-PRA-NW-12-2.md"
    text = "---\ndate: 2016-06-22\nsupervisor: SUP-NW-01\nmode: video\nstatus: held\ncases: []\n---\n"
    root = write(tmp_path, {**base(), old: text})
    fix(root, "--yes", str(root / old))
    assert [file.name for file in (root / old).parent.iterdir()] == ["2016-06-22-PRA-NW-12.md"]


def test_fields_go_into_the_order_of_the_schema_each_with_its_comment(tmp_path: Path) -> None:
    file = f"{CASE}/participant.yaml"
    before = "allocation: []\n\n# since he moved here\nprevious_case:\n# as we heard it\nreferral:\n"
    inside = "  received_on: 2016-06-20\n  # inside\n  source: self\n\n  decision: pending\n# at the end\n"
    root = write(tmp_path, {**base(), file: before + inside})
    assert fix(root, "--yes", str(root / file)) == 0
    assert (root / file).read_text() == (
        "# as we heard it\nreferral:\n  received_on: 2016-06-20\n  # inside\n  source: self\n\n  decision: pending\n"
        "allocation: []\n\n# since he moved here\nprevious_case:\n# at the end\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("outcome: attended", "outcome: cancelled"),  # by whom?
        ("outcome: attended", "outcome: yes"),
        ("date: 2016-06-21", "date: 2016-06-31"),
        ("mode: in_person", "mdoe: in_person"),
        ("place:   prison", "place:   [prison]"),
        ("staff: [PRA-NW-01]", "staff: a worker"),
        ("staff: [PRA-NW-01]", "staff: PRA-NW-01 PRA-NW-02"),
    ],
)
def test_what_could_mean_two_things_is_left_to_its_author(before: str, after: str, tmp_path: Path) -> None:
    text = MENDED.replace(before, after)
    root = write(tmp_path, {**base(), FILE: text})
    fix(root, "--yes", str(root / FILE))
    assert (root / FILE).read_text() == text


def test_what_is_said_above_the_first_field_may_be_about_the_file_so_no_field_is_put_above_it(tmp_path: Path) -> None:
    file = f"{CASE}/participant.yaml"
    text = "# about this file\nallocation: []\nreferral: {received_on: 2016-06-20, source: self, decision: pending}\n"
    root = write(tmp_path, {**base(), file: text})
    fix(root, "--yes", str(root / file))
    assert (root / file).read_text() == text


def test_a_file_changed_since_it_was_read_is_left_as_it_is_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {**base(), FILE: FAULTY})

    def meanwhile(where: Path, file: str, before: str, content: bytes) -> None:
        (root / file).write_text("somebody else's\n")
        keep_changed(where, file, before, content)

    monkeypatch.setattr("engager_docs.cli.fix.keep_changed", meanwhile)
    fix(root, "--yes")
    assert (root / FILE).read_text() == "somebody else's\n"
    assert f"{FILE} was changed by somebody else since it was read" in capsys.readouterr().err
    assert [file.name for file in (root / CASE / "contacts").iterdir()] == ["2016-06-21.md"]


def test_mended_once_it_is_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {**whole(), FILE: FAULTY})
    fix(root, "--yes")
    files = {place.file: (root / place.file).read_bytes() for place in listing(root).records}
    capsys.readouterr()
    fix(root, "--yes")
    assert {place.file: (root / place.file).read_bytes() for place in listing(root).records} == files
    assert "Nothing here has one right answer that --fix could write." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("atended", "attended"),
        ("Attended late", "attended_late"),
        ("did not attend", "did_not_attend"),
        ("DNA", ""),
        ("cancelled_by_p", ""),
        ("attended_", "attended"),
        ("", ""),
    ],
)
def test_a_spelling_is_taken_for_an_answer_where_no_other_is_near(written: str, meant: str) -> None:
    choices = ("attended", "attended_late", "cancelled_by_participant", "cancelled_by_provider", "did_not_attend")
    assert nearest(written, choices) == meant
