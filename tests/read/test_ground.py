"""A machine, a repository and its index → plain facts: what is missing, what is open, what would be committed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Source
from engager_docs.read.complaint import not_yaml
from engager_docs.read.index import staged, staged_listing, staged_sources
from engager_docs.read.surroundings import ground, machine
from engager_docs.read.trust import trust_in
from engager_docs.read.watching import CannotWatch, changes
from engager_docs.read.yamltree import parse
from tests.history.team import Team
from tests.history.team import team as new_team
from tests.repositories import CASE, base, write

PARTICIPANT = f"{CASE}/participant.yaml"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return new_team(tmp_path / "records")


def test_a_machine_with_everything_says_so() -> None:
    found = machine()
    assert found.python.startswith("3.") and found.git[0].isdigit() and found.libyaml
    if shutil.which("fc-list"):
        assert found.fonts and all(found.fonts)


@pytest.mark.parametrize("program", [None, b"no program"])
def test_a_machine_with_nothing_says_so(program: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if program is not None:
        (tmp_path / "fc-list").write_bytes(program)
        (tmp_path / "fc-list").chmod(0o755)
    found = machine()
    assert (found.git, found.fonts) == ("", None)


def test_without_libyaml_no_record_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(OSError, match="force-reinstall pyyaml"):
        parse("a: b\n")


def test_a_complaint_without_a_place_is_one_of_the_first_line() -> None:
    fault = not_yaml(yaml.MarkedYAMLError(problem="something else"), "a: b\n")
    assert (fault.message, fault.line, fault.column) == ("not YAML: something else", 1, 1)


def test_what_others_may_read_is_named(team: Team) -> None:
    for place in (team.root / "cases").rglob("*"):
        place.chmod(0o755 if place.is_dir() else 0o640)
    (team.root / "cases").chmod(0o755)
    assert ground(team.root).open_to_all == ()
    (team.root / PARTICIPANT).chmod(0o644)
    assert ground(team.root).open_to_all == (PARTICIPANT,)
    (team.root / CASE).chmod(0o750)
    assert ground(team.root).open_to_all == ()
    (team.root / PARTICIPANT).chmod(0o666)
    (team.root / "cases").chmod(0o700)
    assert ground(team.root).open_to_all == ()


def test_a_name_too_long_to_look_up_is_passed_over_and_its_neighbour_is_not(tmp_path: Path) -> None:
    """A folder so deep that a path to what lies in it does not fit where the name is long."""
    write(tmp_path, base())
    here, path = os.open(tmp_path / "cases", os.O_RDONLY), str(tmp_path / "cases")
    while len(path) < 3850:
        os.mkdir("d" * 200, 0o755, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        os.fchmod(below, 0o755)
        here, path = below, f"{path}/{'d' * 200}"
    for name in ("a", "b" * 250):
        file = os.open(name, os.O_CREAT | os.O_WRONLY, dir_fd=here)
        os.fchmod(file, 0o644)
        os.close(file)
    os.close(here)
    (tmp_path / "cases").chmod(0o755)
    deep = [file for file in ground(tmp_path).open_to_all if "/dddd" in file]
    assert [file.rpartition("/")[2] for file in deep] == ["a"]


@pytest.mark.parametrize(
    ("hook", "rights", "checked"),
    [
        ("engager-docs check --staged\n", 0o755, True),
        ("engager-docs check --staged\n", 0o644, False),
        ("true\n", 0o755, False),
        (None, 0o755, False),
    ],
)
def test_a_check_before_each_commit_is_seen_and_never_run(
    hook: str | None, rights: int, checked: bool, team: Team
) -> None:
    file = team.root / ".git/hooks/pre-commit"
    if hook is None:
        file.mkdir()
    else:
        file.write_text(hook)
        file.chmod(rights)
    assert ground(team.root).checked_first == checked


def test_a_folder_without_git_or_commit_or_of_another_account_is_what_it_is(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    assert not ground(root).under_git
    Team(root).git("init", "-q")
    found = ground(root)
    assert found.under_git and not found.commit and found.latest == 0
    if os.geteuid() == 0:
        os.chown(root / ".git", 65534, 65534)
        os.chown(root, 65534, 65534)
        assert (ground(root).under_git, ground(root).refusal) == (True, "another account owns this folder")


def test_a_remote_and_a_program_are_named(team: Team) -> None:
    team.git("remote", "add", "drive", "/media/drive/records.git")
    team.git("config", "core.pager", "trap")
    found = ground(team.root)
    assert (found.remotes, found.programs) == ((("drive", "/media/drive/records.git"),), ("core.pager",))
    assert (found.signed, found.latest) == (0, 1)


def test_what_speaks_against_a_history_is_found(team: Team) -> None:
    assert trust_in(team.root).sound
    first = team.git("rev-parse", "HEAD").strip()
    assert trust_in(team.root, first).anchor == "kept"
    assert not trust_in(team.root, "0" * 40).sound
    (team.root / ".git/info/grafts").write_text(f"{first}\n")
    team.git("config", "fsck.zeroPaddedFilemode", "ignore")
    found = trust_in(team.root)
    assert found.grafted and found.silenced == ("fsck.zeropaddedfilemode",) and not found.sound
    tree = team.git("rev-parse", "HEAD^{tree}").strip()
    (team.root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert any(tree in line for line in trust_in(team.root).damage)


def test_an_anchor_of_another_branch_is_lost(team: Team) -> None:
    team.git("checkout", "-q", "-b", "other")
    other = team.commit("2016-06-22", {PARTICIPANT: "referral: {}\n"})
    team.git("checkout", "-q", "main")
    assert trust_in(team.root, other).anchor == "lost"


def test_what_is_staged_is_what_would_be_committed(team: Team) -> None:
    team.git("rm", "-q", "cases/NW/staff/PRA-NW-02.yaml")
    large, new = f"{CASE}/risks.yaml", f"{CASE}/outcomes.yaml"
    write(team.root, {new: "[]\n", large: "#" * ((1 << 20) + 1), f"{CASE}/identity.yaml": "x\n"})
    (team.root / CASE / "network.yaml").symlink_to("/etc/passwd")
    team.git("add", "-f", ".")
    found = staged(team.root)
    assert found is not None
    assert found.gone == ("cases/NW/staff/PRA-NW-02.yaml",)
    assert set(found.changed) == {new, large, f"{CASE}/identity.yaml", f"{CASE}/network.yaml"}
    assert found.links == {f"{CASE}/network.yaml"} and found.unmerged == ()
    assert sorted((each.code, each.span.file) for each in staged_listing(found).diagnostics) == [
        ("E001", f"{CASE}/identity.yaml"),
        ("E005", f"{CASE}/network.yaml"),
    ]
    refused, read = staged_sources(team.root, found, [large, new])
    assert isinstance(refused, Diagnostic) and refused.code == "E004"
    assert isinstance(read, Source) and read.text == "[]\n"


def test_the_index_of_a_partial_commit_is_the_one_that_counts(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    write(team.root, {f"{CASE}/outcomes.yaml": "[]\n"})
    team.git("add", ".", GIT_INDEX_FILE=str(team.root / "other"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(team.root / "other"))
    found = staged(team.root)
    assert found is not None and f"{CASE}/outcomes.yaml" in found.changed


def test_before_the_first_commit_everything_is_new_and_without_git_nothing_is(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    assert staged(root) is None
    Team(root).git("init", "-q")
    Team(root).git("add", ".")
    found = staged(root)
    assert found is not None and (set(found.changed), found.gone) == (set(base()), ())


def test_a_change_is_told_once_somebody_listens(tmp_path: Path) -> None:
    write(tmp_path, base())
    heard = changes([tmp_path / "cases", tmp_path / "none"])
    next(heard)
    write(tmp_path, {f"{CASE}/.participant.yaml.swp": "x", f"{CASE}/a~": "x"})
    write(tmp_path, {f"{CASE}/outcomes.yaml": "[]\n"})
    next(heard)


def test_without_what_watches_the_lack_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(CannotWatch, match=r"pip install 'engager-docs\[serve\]'"):
        next(changes([tmp_path]))
