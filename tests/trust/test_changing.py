"""Records that change while they are read: what is made shows a state that was, or one message says to try again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.generate.repository import write_repository
from bench.generate.size import Size
from engager_docs.cli.root import run
from tests.history.team import ENVIRONMENT, Team
from tests.trust.killing import ended

CASE = "cases/AA/participants/AA-002"
LEFT = f"{CASE}/contacts/2017-09-28.md"
SCAN = f"{CASE}/attachments/scan.txt"
GONE = "no record repository at"
"""What is said where a checkout has just taken ``service.yaml`` away, before it puts the other one there."""
MOVED = (
    "The records changed while they were read: try again when they are at rest. What was there before is unchanged.\n"
)
WAYS = {
    "build": (("build", "--jobs", "1"), "site"),
    "one site": (("build", "--site", "AA"), "site"),
    "pack": (("pack", "workbook", "AA-002"), "book.html"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_repository(tmp_path / "records", Size(2, 4, 30, 1, 1, True))
    (tmp_path / "records" / SCAN).parent.mkdir()
    (tmp_path / "records" / SCAN).write_text("a letter")
    return tmp_path / "records"


def command(root: Path, way: str, out: Path) -> list[str]:
    words, name = WAYS[way]
    return ["-C", str(root), "-q", *words, "-o", str(out / name)]


def shown(out: Path) -> Mapping[str, bytes]:
    found = {str(file.relative_to(out)): file for file in out.rglob("*") if file.is_file()}
    return {path: file.read_bytes() for path, file in found.items() if not path.startswith(".")}


def clean(root: Path, way: str, out: Path) -> Mapping[str, bytes]:
    """Return what a build from nothing gives."""
    shutil.rmtree(out, ignore_errors=True)
    assert run([*command(root, way, out), *(["--clean"] if way == "build" else [])]) == 0
    return shown(out)


def vanishing(what: Path, opened: Path, time: int) -> None:
    """Have a file or a folder vanish just before a file is opened for the ``time``-th time."""
    left = [time]

    def heard(event: str, told: tuple[object, ...]) -> None:
        if event == "open" and str(told[0]) == str(opened):
            left[0] -= 1
            if left[0] == 0:
                shutil.rmtree(what) if what.is_dir() else what.unlink()

    sys.addaudithook(heard)


@pytest.mark.parametrize("time", [1, 2])
def test_a_record_that_vanishes_before_it_is_read_is_not_there(time: int, root: Path, tmp_path: Path) -> None:
    said = ended(command(root, "build", tmp_path / "out"), lambda: vanishing(root / LEFT, root / LEFT, time))
    assert said == (0, "")
    assert not (root / LEFT).exists()
    assert shown(tmp_path / "out") == clean(root, "build", tmp_path / "clean")


@pytest.mark.parametrize("way", ["one site", "pack"])
def test_where_everything_is_made_a_record_that_vanishes_ends_in_one_message(
    way: str, root: Path, tmp_path: Path
) -> None:
    before = clean(root, way, tmp_path / "out")
    said = ended(command(root, way, tmp_path / "out"), lambda: vanishing(root / LEFT, root / LEFT, 1))
    assert said == (3, MOVED)
    assert shown(tmp_path / "out") == before
    assert ended(command(root, way, tmp_path / "out")) == (0, "")


@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize("what", [CASE, "cases"], ids=["a case", "all records"])
def test_a_folder_that_vanishes_ends_in_one_message_or_is_not_there(
    what: str, way: str, root: Path, tmp_path: Path
) -> None:
    before = clean(root, way, tmp_path / "out")
    (root / LEFT).write_text((root / LEFT).read_text("utf-8") + "\nMore.\n", "utf-8")
    said = ended(command(root, way, tmp_path / "out"), lambda: vanishing(root / what, root / LEFT, 1))
    if (way, what) == ("build", CASE):
        assert said == (0, "")
        assert shown(tmp_path / "out") == clean(root, way, tmp_path / "clean")
    else:
        gone = "cases:1:1: error E018: the folder cannot be read: No such file or directory\n"
        assert said == (3, MOVED) or (way == "build" and said[0] == 1 and said[1].startswith(gone))
        assert shown(tmp_path / "out") == before


def test_an_attachment_that_vanishes_is_named(root: Path, tmp_path: Path) -> None:
    before = clean(root, "one site", tmp_path / "out")
    said = ended(command(root, "one site", tmp_path / "out"), lambda: vanishing(root / SCAN, root / SCAN, 1))
    reason = "the file cannot be opened: No such file or directory: make it readable for your account"
    assert said == (3, f"{SCAN}: {reason}\n")
    assert shown(tmp_path / "out") == before


def test_a_check_names_a_record_that_vanishes(root: Path) -> None:
    status, said = ended(["-C", root, "check"], lambda: vanishing(root / LEFT, root / LEFT, 1))
    assert status == 1
    assert f"{LEFT}:1:1: error E018: the file cannot be opened: No such file or directory" in said


@pytest.fixture
def team(root: Path) -> Team:
    """Two branches whose records differ in two dozen files."""
    team = Team(root)
    team.git("init", "-q", "-b", "one")
    # as with any team, what is made here is no record
    team.commit("2017-10-01", {".gitignore": "out/\n.engager-docs/\n"})
    team.git("switch", "-q", "-c", "two")
    (root / LEFT).unlink()
    changed = {
        str(file.relative_to(root)): file.read_text("utf-8").replace("label: ", "label: Other ", 1) + "\n# two\n"
        for file in root.glob("cases/**/*.yaml")
    }
    changed |= {
        str(file.relative_to(root)): file.read_text("utf-8") + "\nOne sentence more.\n"
        for file in root.glob(f"{CASE}/contacts/*.md")
    }
    team.commit("2017-10-02", changed)
    return team


def discard(team: Team) -> None:
    """Put the files back to those of the commit, whatever an interrupted checkout left."""
    team.git("add", "-A")
    team.git("reset", "-q", "--hard")


def states(team: Team, way: str, out: Path) -> list[Mapping[str, bytes]]:
    """Return what each state gives that a checkout passes through at rest: the files of one, the tip of the other."""
    found = []
    for tip, files in (("one", "one"), ("two", "two"), ("one", "two"), ("two", "one")):
        discard(team)
        team.git("switch", "-q", tip)
        team.git("restore", "--source", files, "--worktree", "--no-overlay", ".")
        found.append(clean(team.root, way, out))
    discard(team)
    team.git("switch", "-q", "one")
    return found


@contextmanager
def checkouts(team: Team, pause: float) -> Iterator[None]:
    """Check the two branches out in turn, again and again, with a pause between."""
    loop = f"while :; do git switch -q two; sleep {pause}; git switch -q one; sleep {pause}; done"
    running = subprocess.Popen(
        ["sh", "-c", loop], cwd=team.root, env=ENVIRONMENT, start_new_session=True, stderr=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()  # ends with the last process that could write there, git's own too
        for lock in (team.root / ".git").rglob("*.lock"):  # of the index, or of HEAD
            lock.unlink()


@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize(("pause", "rounds"), [(0.3, 12), (0.05, 5)], ids=["now and then", "all the time"])
def test_a_build_during_a_checkout_shows_a_state_that_was_or_says_to_try_again(
    pause: float, rounds: int, way: str, team: Team, tmp_path: Path
) -> None:
    allowed = states(team, way, tmp_path / "clean")
    out = tmp_path / "out"
    assert run(command(team.root, way, out)) == 0
    with checkouts(team, pause):
        for _ in range(rounds):
            before = shown(out)
            said = ended(command(team.root, way, out))
            assert said in ((0, ""), (3, MOVED)) or (said[0] == 2 and GONE in said[1]), said
            assert shown(out) == before if said[0] else shown(out) in allowed
    discard(team)
    assert run(command(team.root, way, out)) == 0
    assert shown(out) in allowed[:2]
