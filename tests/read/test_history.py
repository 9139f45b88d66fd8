"""A folder under git → the revisions of each file, what each changed, and when a review was signed off."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from engager_docs.model.history import Change, History, NoHistory, Revision
from engager_docs.read.edits import edits, sources
from engager_docs.read.gitcall import ask
from engager_docs.read.history import (
    UNREADABLE,
    UnknownRevision,
    history_of,
    is_before,
    places_of,
    tip_of,
    whole_history,
)  # fmt: skip
from engager_docs.read.signoffs import signoffs
from engager_docs.read.versions import raw_objects, versions
from tests.history.team import Team
from tests.history.team import team as new_team
from tests.repositories import CASE, base, write

CONTACT = f"{CASE}/contacts/2016-06-22.md"
NOTE = "---\ndate: 2016-06-22\nplace: prison\n---\n\n## What we did\n\nWe met on the wing.\n"
REVIEW = "cases/NW/adherence-reviews/2016-06-30.md"
SIGNED = "---\nperiod:\n  from: 2016-06-01\n  to: 2016-06-28\nsigned_off_on: 2016-06-30\n---\n"
UNSIGNED = SIGNED.replace("signed_off_on: 2016-06-30\n", "")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return new_team(tmp_path / "records")


def history(team: Team, since: str = "") -> History:
    found = history_of(team.root, since)
    assert isinstance(found, History)
    return found


def kinds(team: Team, file: str) -> list[str]:
    return [each.kind for each in history(team).revisions[file]]


def reason(found: History | NoHistory | str) -> str:
    assert isinstance(found, NoHistory)
    return found.reason


def test_a_record_is_followed_through_a_new_name_in_its_folder(team: Team) -> None:
    team.commit("2016-06-22", {CONTACT: NOTE})
    team.git("mv", CONTACT, CONTACT.replace(".md", "-2.md"))
    team.commit("2016-06-23", {})
    team.commit("2016-06-24", {CONTACT.replace(".md", "-2.md"): NOTE.replace("wing", "yard"), CONTACT: "---\n"})
    assert kinds(team, CONTACT.replace(".md", "-2.md")) == ["changed", "renamed", "added"]
    assert kinds(team, CONTACT) == ["added"]
    team.git("rm", "-q", CONTACT)
    team.commit("2016-06-25", {})
    assert kinds(team, CONTACT) == ["removed", "added"]


def test_what_moves_to_another_folder_leaves_one_record_and_begins_another(team: Team) -> None:
    team.commit("2016-06-22", {CONTACT: NOTE})
    (team.root / "cases/NW/team-meetings").mkdir()
    team.git("mv", CONTACT, "cases/NW/team-meetings/2016-06-22.md")
    team.commit("2016-06-23", {})
    assert kinds(team, CONTACT) == ["removed", "added"]
    assert kinds(team, "cases/NW/team-meetings/2016-06-22.md") == ["added"]


def test_a_copy_is_a_record_of_its_own_whatever_the_repository_wishes(team: Team) -> None:
    team.git("config", "diff.renames", "copies")
    team.commit("2016-06-22", {CONTACT: NOTE})
    copy = CONTACT.replace(".md", "-2.md")
    team.commit("2016-06-23", {CONTACT: NOTE.replace("wing", "yard"), copy: NOTE})
    assert (kinds(team, copy), kinds(team, CONTACT)) == (["added"], ["changed", "added"])


@pytest.mark.parametrize(("merged", "kind"), [("We met in the yard.", "changed"), (None, "removed"), ("new", "added")])
def test_what_a_merge_makes_that_neither_side_had_is_told(merged: str | None, kind: str, team: Team) -> None:
    file = CONTACT if kind != "added" else CONTACT.replace(".md", "-2.md")
    team.commit("2016-06-22", {CONTACT: NOTE})
    team.git("checkout", "-q", "-b", "other")
    team.commit("2016-06-23", {CONTACT: NOTE.replace("wing", "landing")})
    team.git("checkout", "-q", "main")
    team.commit("2016-06-24", {CONTACT: NOTE.replace("wing", "ward")})
    team.git("-c", "user.name=t", "-c", "user.email=t@example.org", "merge", "-q", "-s", "ours", "--no-commit", "other")
    if merged is None:
        (team.root / CONTACT).unlink()
    team.commit("2016-06-25", {} if merged is None else {file: NOTE.replace("We met on the wing.", merged)})
    newest = history(team).revisions[file][0]
    assert (newest.kind, newest.commit.written) == (kind, date(2016, 6, 25))


def test_a_day_that_no_calendar_has_is_the_first(team: Team) -> None:
    team.git(
        "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--allow-empty", "-m", "far",
        GIT_AUTHOR_DATE="@300000000000 +0000",
    )  # fmt: skip
    write(team.root, {CONTACT: NOTE})
    team.git("add", ".")
    team.git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--amend", "--no-edit")
    assert history(team).revisions[CONTACT][0].commit.written == date.min


def test_a_history_may_begin_after_a_commit_and_have_places(team: Team) -> None:
    first = tip_of(team.root)
    assert isinstance(first, str)
    second = team.commit("2016-06-22", {CONTACT: NOTE})
    assert set(history(team, since=first).revisions) == {CONTACT}
    assert places_of(team.root) == {second: 0, first: 1}
    assert is_before(team.root, first, second) and not is_before(team.root, second, first)
    with pytest.raises(UnknownRevision):
        history_of(team.root, since="--output=/tmp/x")


def test_every_branch_is_looked_at_by_who_has_to_find_all(team: Team) -> None:
    team.git("checkout", "-q", "-b", "other")
    team.commit("2016-06-22", {CONTACT: NOTE})
    team.git("checkout", "-q", "main")
    whole = whole_history(team.root)
    assert isinstance(whole, History)
    assert CONTACT in whole.revisions and CONTACT not in history(team).revisions


def test_why_there_is_no_history_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, base())
    assert reason(history_of(root)) == "These records are not kept under git, so there is no history."
    Team(root).git("init", "-q")
    assert reason(whole_history(root)) == "Nothing has been committed yet, so there is no history."
    assert places_of(root) == {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reason(tip_of(root)).startswith("git is not installed")


def test_a_folder_of_another_account_is_named_with_what_allows_it(team: Team) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give a folder to another account")
    os.chown(team.root / ".git", 65534, 65534)
    os.chown(team.root, 65534, 65534)
    assert reason(tip_of(team.root)).endswith(f"git config --global --add safe.directory {team.root}")


def test_a_history_that_lacks_an_object_is_no_history(team: Team) -> None:
    tree = team.git("rev-parse", "HEAD^{tree}").strip()
    team.commit("2016-06-22", {CONTACT: NOTE})
    (team.root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert reason(history_of(team.root)) == UNREADABLE


def test_a_git_that_does_not_answer_is_not_waited_for(team: Team) -> None:
    answer = ask(team.root, "log", seconds=0)
    assert not answer.well and answer.complaint == "no answer within 0 seconds"


def test_each_change_is_told_by_its_fields_and_lines(team: Team) -> None:
    team.commit("2016-06-22", {CONTACT: NOTE, f"{CASE}/attachments/letter.md": "a\n"})
    changed = NOTE.replace("prison", "community").replace("wing", "yard")
    team.commit("2016-06-23", {CONTACT: changed, f"{CASE}/attachments/letter.md": "b\n"})
    found = dict(edits(team.root, history(team).revisions))
    newest, oldest = found[CONTACT]
    assert newest.changes == (Change(("place",), "prison", "community"),)
    assert (newest.lines_added, newest.lines_removed, newest.note_changed) == (1, 1, True)
    assert oldest.changes == ()
    assert [each.changes for each in found[f"{CASE}/attachments/letter.md"]] == [(), ()]


@pytest.mark.parametrize(
    "broken", [b"---\ndate: [\n---\n", b"---\n\xff\n---\n", b"---\na: b\n---\n" + b"x" * (1 << 20)]
)
def test_a_version_that_cannot_be_read_is_said_to_be_one(broken: bytes, team: Team) -> None:
    team.commit("2016-06-22", {CONTACT: NOTE})
    team.commit("2016-06-23", {CONTACT: broken})
    newest = dict(edits(team.root, history(team).revisions))[CONTACT][0]
    assert newest.unread and newest.changes == ()
    read = dict(sources(team.root, history(team).revisions))[CONTACT]
    assert [read[each.after] is None for each in history(team).revisions[CONTACT]] == [True, False]


def test_versions_that_are_missing_or_of_another_kind_are_none(team: Team) -> None:
    commit = team.git("rev-parse", "HEAD").strip()
    blob = team.git("rev-parse", "HEAD:cases/NW/site.yaml").strip()
    asked = [commit, "0" * 40, blob]
    assert [content for _, content in versions(team.root, asked)] == [None, None, base()["cases/NW/site.yaml"].encode()]
    assert [content.partition(b" ")[0] for content in raw_objects(team.root, asked)] == [b"tree"]


def test_a_sign_off_counts_as_first_said_and_each_later_move_is_told(team: Team) -> None:
    team.commit("2016-06-29", {REVIEW: UNSIGNED})
    team.commit("2016-06-30", {REVIEW: SIGNED}, entered="2016-07-02")
    team.commit("2016-07-04", {REVIEW: SIGNED.replace("2016-06-30", "2016-06-29")})
    team.commit("2016-07-05", {REVIEW: UNSIGNED})
    signed, moved = signoffs(team.root, history(team))
    assert [(each.site, each.first, each.last, each.on, each.known) for each in signed] == [
        ("NW", date(2016, 6, 1), date(2016, 6, 28), date(2016, 6, 30), date(2016, 7, 2))
    ]
    assert [(each.before, each.after) for each in moved] == [
        (date(2016, 6, 30), date(2016, 6, 29)),
        (date(2016, 6, 29), None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        UNSIGNED,
        SIGNED.replace("2016-06-30", "soon"),
        SIGNED.replace("  to: 2016-06-28\n", ""),
        SIGNED.replace("2016-06-30", "[]"),
        "---\n[\n",
    ],
)
def test_a_review_that_says_no_day_is_not_signed_off(text: str, team: Team) -> None:
    team.commit("2016-06-30", {REVIEW: text})
    assert signoffs(team.root, history(team)) == ((), ())


def test_a_revision_tells_nothing_where_nothing_is_compared(team: Team) -> None:
    commit = team.commit("2016-06-22", {CONTACT: NOTE})
    (added,) = history(team).revisions[CONTACT]
    assert (added.kind, added.before, added.commit.id) == ("added", "", commit)
    assert isinstance(added, Revision)
