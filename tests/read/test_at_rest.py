"""Records on disk → what tells that one of them changed: a digest, a mark, a moment, a place in the history."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from engager_docs.read.digest import Digest, digest_of, tree_digest
from engager_docs.read.files import read_bytes
from engager_docs.read.fingerprint import EVERYTHING, Fingerprint, fingerprint, seen_of
from engager_docs.read.git import commit_of, differing, uncommitted
from engager_docs.read.rest import Moved, at_rest, moment
from engager_docs.read.untouched import LATELY, Listing, head_of, listed, mark_of
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


def looked_at(root: Path) -> Fingerprint:
    """Read everything there is."""
    return fingerprint(root, listed(root))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The records that are opened for a fingerprint from now on."""
    files: list[str] = []

    def noted(root: Path, file: str, limit: int) -> bytes:
        files.append(file)
        return read_bytes(root, file, limit)

    monkeypatch.setattr("engager_docs.read.fingerprint.read_bytes", noted)
    return files


def again(root: Path, before: Fingerprint) -> Fingerprint:
    """Look once more at what was looked at, by a clock that is past every change."""
    old = {each.piece.name: each for each in seen_of(replace(before, stand=settled(before.stand)))}
    return fingerprint(root, settled(listed(root)), old)


def settled(stand: Listing) -> Listing:
    return replace(stand, fresh=frozenset())


def test_two_lists_of_texts_that_differ_in_any_way_differ_in_their_digest() -> None:
    lists: list[list[str | bytes]] = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], [b"\xff"], ["c", "ab"]]
    assert len({digest_of(each) for each in lists}) == len(lists)
    one, other = Digest(), Digest()
    one.take("a", b"bc")
    other.take("ab", b"c")
    assert one.text != other.text


def test_what_changes_as_one_has_one_digest(root: Path) -> None:
    before = looked_at(root)
    assert before.sound and CASE in before.cases and "cases/service.yaml" in before.others
    write(root, {f"{CASE}/attachments/letter.txt": "another"})
    after = looked_at(root)
    assert [each for each in before.cases if before.cases[each].digest != after.cases[each].digest] == [CASE]
    assert before.cases[CASE].tree == after.cases[CASE].tree, "git is asked about records alone"
    assert before.others == after.others
    assert [each for each, mark in before.stand.marks.items() if after.stand.marks[each] != mark] == [CASE]


def test_a_piece_names_the_ids_it_holds_and_the_codes_of_staff(root: Path) -> None:
    write(root, {"cases/NW/staff/PRA-NW-02.yaml": base()["cases/NW/staff/PRA-NW-02.yaml"] + "    site: SW\n"})
    note = "---\ndate: 2016-06-22\n---\n\nx-12, X-34, 2016-06-22, NW-003 and PRA-NW-01; aNW-004 and NW-000005.\n"
    write(root, {f"{CASE}/contacts/2016-06-22.md": note})
    found = looked_at(root)
    assert "SW" in found.others["cases/NW/staff/PRA-NW-02.yaml"].names
    names = found.cases[CASE].names
    assert {"NW-003", "NW-01"} <= names and not {"NW-000005", "NW-00000", EVERYTHING} & names


def test_a_letter_written_by_its_number_may_name_anybody(root: Path) -> None:
    write(root, {PARTICIPANT: 'referral: {source: "\\x4e"}\n'})
    assert EVERYTHING in looked_at(root).cases[CASE].names


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
    found = looked_at(root)
    assert not found.sound
    assert (found.cases == {}) == (change == "too large")


def test_what_stands_as_it_stood_is_not_read_again(root: Path, opened: list[str]) -> None:
    before = looked_at(root)
    assert set(opened) > {PARTICIPANT, "cases/service.yaml"}
    opened.clear()
    after = again(root, before)
    assert opened == []
    assert (after.cases, after.others, after.sound) == (before.cases, before.others, True)


@pytest.mark.parametrize("change", ["content", "content, size and time", "a swap", "a new file", "a hidden file"])
def test_only_what_changed_is_read_again(change: str, root: Path, opened: list[str]) -> None:
    """The time of change is the system's own: to give a file back its size and its time does not help."""
    other = "cases/NW/participants/NW-002/participant.yaml"
    write(root, {other: whole()[PARTICIPANT]})
    before = looked_at(root)
    opened.clear()
    file, status = root / PARTICIPANT, (root / PARTICIPANT).stat()
    time.sleep(0.02)  # the clock of an older system ticks a hundred times a second
    if change == "content, size and time":
        file.write_bytes(file.read_bytes().replace(b"2016", b"2015", 1))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif change == "a swap":  # another file of the same size and time in its place
        file.with_name("swap").write_bytes(file.read_bytes().replace(b"2016", b"2015", 1))
        os.utime(file.with_name("swap"), ns=(status.st_atime_ns, status.st_mtime_ns))
        file.with_name("swap").replace(file)
    elif change == "content":
        file.write_bytes(file.read_bytes() + b"# more\n")
    else:
        write(root, {f"{CASE}/{'.draft' if change == 'a hidden file' else 'other'}.md": "x"})
    after = again(root, before)
    assert PARTICIPANT in opened and {each.startswith(f"{CASE}/") for each in opened} == {True}
    assert after == replace(looked_at(root), stand=after.stand)


def test_what_changed_lately_is_read_again_and_never_remembered(root: Path, opened: list[str]) -> None:
    """Within one tick of a clock two changes bear the same time, so that a mark cannot tell them apart."""
    latest = max(file.lstat().st_ctime_ns for file in (root / "cases").rglob("*"))
    before = fingerprint(root, listed(root, latest))
    remembered = {each.piece.name for each in seen_of(before)}
    assert remembered < {each.name for each in before.pieces}
    later = fingerprint(root, listed(root, latest + 2 * LATELY))
    assert [each.piece for each in seen_of(later)] == list(later.pieces)
    opened.clear()
    fingerprint(root, listed(root), {each.piece.name: each for each in seen_of(looked_at(root))})
    assert PARTICIPANT in opened and "cases/service.yaml" in opened, "without a clock nothing is believed"
    assert not list(seen_of(looked_at(root)))


def test_an_empty_folder_is_listed_since_it_may_not_stand_there(root: Path) -> None:
    before = listed(root)
    (root / "cases/SW").mkdir()
    assert listed(root).mark != before.mark
    (root / "cases/SW").rmdir()
    assert listed(root).mark == before.mark
    (root / CASE / "drafts").mkdir()
    assert listed(root).mark != before.mark


@pytest.mark.parametrize("stray", ["cases/NW/participants/nw-001/participant.yaml", "cases/NW/participants/CON/a.yaml"])
def test_a_name_that_may_not_stand_is_noticed_beside_folders_that_are_not_looked_into(stray: str, root: Path) -> None:
    before = looked_at(root)
    write(root, {stray: "x: y\n"})
    assert before.sound and not again(root, before).sound


def test_an_attachment_where_none_belongs_is_part_of_no_case(root: Path) -> None:
    write(root, {"cases/NW/participants/SW-001/attachments/a.txt": "x", f"{CASE}/attachments/a/b.txt": "x"})
    cases = looked_at(root).cases
    assert set(cases) >= {CASE, "cases/NW/participants/SW-001"}
    assert cases["cases/NW/participants/SW-001"].tree == tree_digest(())


def test_any_change_below_changes_the_mark_and_a_fresh_one_leaves_none(root: Path) -> None:
    cases = root / "cases"
    mark = mark_of([cases, root / "none"])
    latest = max(file.lstat().st_ctime_ns for file in cases.rglob("*"))
    assert mark == mark_of([cases, root / "none"])
    assert not listed(root, latest + LATELY).fresh
    assert listed(root, latest).fresh
    status = (root / PARTICIPANT).stat()
    text = (root / PARTICIPANT).read_text("utf-8")
    write(root, {PARTICIPANT: text.replace("2016", "2015", 1)})
    os.utime(root / PARTICIPANT, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert mark_of([cases, root / "none"]) != mark


def test_records_that_move_while_they_are_read_are_told(team: Team) -> None:
    before = moment(team.root)
    stood = listed(team.root)
    at_rest(team.root, before)
    team.git("commit", "-q", "--allow-empty", "-m", "x", **{
        f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    })  # fmt: skip
    with pytest.raises(Moved, match="try again when they are at rest"):
        at_rest(team.root, before)
    assert listed(team.root) == stood
    (team.root / PARTICIPANT).unlink()
    assert listed(team.root) != stood


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
    known = list(looked_at(team.root).pieces)
    assert list(differing(team.root, known)) == []
    commit = commit_of(team.root, known)
    assert commit is not None and not commit.uncommitted
