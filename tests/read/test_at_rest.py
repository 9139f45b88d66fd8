"""Records on disk → what tells that one of them changed: a digest, a mark, a moment, a place in the history."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engager_docs.read.digest import Digest, digest_of
from engager_docs.read.fingerprint import EVERYTHING, fingerprint
from engager_docs.read.git import commit_of, uncommitted
from engager_docs.read.rest import Moved, at_rest, moment, moment_of
from engager_docs.read.untouched import LATELY, head_of, mark_of
from tests.history.team import Team
from tests.history.team import team as new_team
from tests.repositories import CASE, base, whole, write

PARTICIPANT = f"{CASE}/participant.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "records", whole())


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return new_team(tmp_path / "records")


def test_two_lists_of_texts_that_differ_in_any_way_differ_in_their_digest() -> None:
    lists: list[list[str | bytes]] = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], [b"\xff"], ["c", "ab"]]
    assert len({digest_of(each) for each in lists}) == len(lists)
    one, other = Digest(), Digest()
    one.take("a", b"bc")
    other.take("ab", b"c")
    assert one.text != other.text


def test_what_changes_as_one_has_one_digest(root: Path) -> None:
    before = fingerprint(root)
    assert before.sound and set(before.files) == {*before.blobs, f"{CASE}/attachments/letter.txt"}
    write(root, {f"{CASE}/attachments/letter.txt": "another"})
    after = fingerprint(root)
    assert [each for each in before.cases if before.cases[each].digest != after.cases[each].digest] == [CASE]
    assert before.others == after.others and before.moment != after.moment


def test_a_piece_names_the_ids_it_holds_and_the_codes_of_staff(root: Path) -> None:
    write(root, {"cases/NW/staff/PRA-NW-02.yaml": base()["cases/NW/staff/PRA-NW-02.yaml"] + "    site: SW\n"})
    note = "---\ndate: 2016-06-22\n---\n\nx-12, X-34, 2016-06-22, NW-003 and PRA-NW-01; aNW-004 and NW-000005.\n"
    write(root, {f"{CASE}/contacts/2016-06-22.md": note})
    found = fingerprint(root)
    assert "SW" in found.others["cases/NW/staff/PRA-NW-02.yaml"].names
    names = found.cases[CASE].names
    assert {"NW-003", "NW-01"} <= names and not {"NW-000005", "NW-00000", EVERYTHING} & names


def test_a_letter_written_by_its_number_may_name_anybody(root: Path) -> None:
    write(root, {PARTICIPANT: 'referral: {source: "\\x4e"}\n'})
    assert EVERYTHING in fingerprint(root).cases[CASE].names


@pytest.mark.parametrize("change", ["too large", "a link", "an empty folder"])
def test_records_that_cannot_all_be_read_have_no_sound_fingerprint(change: str, root: Path) -> None:
    if change == "too large":
        with (root / PARTICIPANT).open("r+b") as file:
            file.truncate((20 << 20) + 1)
    elif change == "a link":
        (root / CASE / "ending.md").unlink(missing_ok=True)
        (root / CASE / "ending.md").symlink_to("/etc/passwd")
    else:
        (root / "cases/SW").mkdir()
    found = fingerprint(root)
    assert not found.sound
    assert (found.cases == {}) == (change == "too large")


def test_an_attachment_where_none_belongs_is_part_of_no_case(root: Path) -> None:
    write(root, {"cases/NW/participants/SW-001/attachments/a.txt": "x", f"{CASE}/attachments/a/b.txt": "x"})
    cases = fingerprint(root).cases
    assert set(cases) >= {CASE, "cases/NW/participants/SW-001"}
    assert cases["cases/NW/participants/SW-001"].attachments and not cases["cases/NW/participants/SW-001"].files


def test_any_change_below_changes_the_mark_and_a_fresh_one_leaves_none(root: Path) -> None:
    cases = root / "cases"
    mark = mark_of([cases, root / "none"])
    latest = max(file.lstat().st_ctime_ns for file in cases.rglob("*"))
    assert mark == mark_of([cases, root / "none"], latest + LATELY)
    assert mark_of([cases], latest) is None
    status = (root / PARTICIPANT).stat()
    text = (root / PARTICIPANT).read_text("utf-8")
    write(root, {PARTICIPANT: text.replace("2016", "2015", 1)})
    os.utime(root / PARTICIPANT, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert mark_of([cases, root / "none"]) != mark


def test_records_that_move_while_they_are_read_are_told(team: Team) -> None:
    before = moment(team.root)
    files = (PARTICIPANT, f"{CASE}/none.yaml")
    stood = moment_of(team.root, files)
    at_rest(team.root, before)
    team.git("commit", "-q", "--allow-empty", "-m", "x", **{
        f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    })  # fmt: skip
    with pytest.raises(Moved, match="try again when they are at rest"):
        at_rest(team.root, before)
    assert moment_of(team.root, files) == stood
    (team.root / PARTICIPANT).unlink()
    assert moment_of(team.root, files) != stood


def test_the_place_in_the_history_is_told_without_git(team: Team, tmp_path: Path) -> None:
    assert head_of(tmp_path) == ""
    seen = [head_of(team.root)]
    team.commit("2016-06-22", {})
    seen.append(head_of(team.root))
    team.git("pack-refs", "--all")
    seen.append(head_of(team.root))
    team.git("checkout", "-q", "--detach")
    seen.append(head_of(team.root))
    assert None not in seen and len(set(seen)) == len(seen)
    assert head_of(team.root / "cases/NW") == seen[-1]


def test_only_git_can_tell_where_a_worktree_or_a_table_of_names_stands(team: Team, tmp_path: Path) -> None:
    team.git("worktree", "add", "-q", str(tmp_path / "other"))
    assert head_of(tmp_path / "other") is None
    (team.root / ".git/reftable").mkdir()
    assert head_of(team.root) is None
    (tmp_path / "third").mkdir()
    (tmp_path / "third/.git").symlink_to(tmp_path / "nowhere")
    assert head_of(tmp_path / "third") is None


def test_a_record_too_large_to_read_is_not_what_was_committed(team: Team) -> None:
    team.commit("2016-06-22", {PARTICIPANT: "#" * ((1 << 20) + 1)})
    assert list(uncommitted(team.root)) == [PARTICIPANT]
    known = fingerprint(team.root).blobs
    assert list(uncommitted(team.root, known)) == []
    commit = commit_of(team.root, known)
    assert commit is not None and not commit.uncommitted
