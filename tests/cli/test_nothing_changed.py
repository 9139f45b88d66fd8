"""A build of records that stand as they stood is told without a look inside; any change at all is looked at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from engager_docs.publish.recall import clock_of
from engager_docs.read import untouched
from engager_docs.read.untouched import LATELY, LATELY_FINE, head_of, listed
from tests.engine.service import demonstration, tree
from tests.history.team import Team

NOTE = "cases/SW/participants/SW-006/contacts"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = demonstration(tmp_path_factory.mktemp("still"))
    for case in (root / "cases/NW/participants").iterdir():
        if case.name != "NW-003":
            shutil.rmtree(case)
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("site/\n.site.*\n.engager-docs/\n", "utf-8")
    Team(root).commit("2017-06-30", {})
    assert run(["-C", str(root), "-q", "build", "-o", str(root / "site")]) == 0
    return root


@pytest.fixture
def still(service: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The service, built and noted; files are believed however lately they changed, so that no test has to wait."""
    for limit in ("LATELY", "LATELY_FINE"):
        monkeypatch.setattr(untouched, limit, -(1 << 60))
    build(service)
    yield service
    git(service, "reset", "-q", "--hard")
    git(service, "clean", "-q", "-f", "-d")


def build(root: Path) -> None:
    assert run(["-C", str(root), "-q", "build", "-o", str(root / "site")]) == 0


BELIEVING = "from engager_docs.read import untouched; untouched.LATELY = untouched.LATELY_FINE = -(1 << 60); "


def looked_inside(root: Path, *more: str, globally: tuple[str, ...] = (), before: str = BELIEVING) -> bool:
    """Return whether a build, in a process of its own, loaded what reads records."""
    words = ["-C", str(root), "-q", *globally, "build", "-o", str(root / "site"), *more]
    program = (
        f"import sys; {before}from engager_docs.cli.root import run; status = run(sys.argv[1:]); "
        "print('pydantic' in sys.modules); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip() == "True"


def git(root: Path, *words: str) -> None:
    Team(root).git(*words)


def some(root: Path) -> Path:
    return sorted((root / NOTE).iterdir())[0]


def restored(root: Path) -> None:
    """Change one letter of a note and give the file its old time back."""
    file = some(root)
    at = file.stat()
    file.write_bytes(file.read_bytes().replace(b"the ", b"teh ", 1))
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (at.st_size, at.st_mtime_ns)


def renamed(root: Path) -> None:
    """Move a contact to the day before, its old time and all."""
    file = some(root)
    at, old = file.stat(), file.stem
    new = (date.fromisoformat(old) - timedelta(1)).isoformat()
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    file.rename(root / NOTE / f"{new}.md")


def spoiled(root: Path) -> None:
    page = root / "site/index.html"
    page.write_bytes(page.read_bytes()[::-1])


def amended(root: Path) -> None:
    someone = {"GIT_COMMITTER_NAME": "Sam", "GIT_COMMITTER_EMAIL": "sam@example.org"}
    Team(root).git("commit", "-q", "--amend", "-m", "other words", **someone)


def overridden(root: Path) -> None:
    (root / "site_templates/css").mkdir(parents=True)
    (root / "site_templates/css/tokens.css").write_text(":root { --space: 4px; }\n", "utf-8")


CHANGES: list[Callable[[Path], object]] = [
    restored,
    renamed,
    spoiled,
    amended,
    overridden,
    lambda root: some(root).unlink(),
    lambda root: (root / "site/index.html").unlink(),
    lambda root: (root / "site/more.html").write_text("mine", "utf-8"),
]


@pytest.mark.parametrize("change", CHANGES, ids=[
    "edit with time restored", "renamed", "page spoiled", "amended", "template", "deleted",
    "page deleted", "page added",
])  # fmt: skip
def test_any_change_is_looked_at_and_the_site_is_that_of_a_clean_build(
    still: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    assert not looked_inside(still)
    change(still)
    assert looked_inside(still)
    assert run(["-C", str(still), "-q", "build", "-o", str(tmp_path / "clean")]) == 0
    assert tree(still / "site") == tree(tmp_path / "clean")


def test_an_empty_folder_is_a_change_and_a_fault(still: Path) -> None:
    empty = still / "cases/NW/participants/NW-900"
    empty.mkdir()
    assert run(["-C", str(still), "-q", "build", "-o", str(still / "site")]) == 1
    empty.rmdir()
    assert not looked_inside(still)


def test_what_is_asked_otherwise_is_looked_at(still: Path) -> None:
    assert looked_inside(still, "--clean")
    assert not looked_inside(still)
    assert looked_inside(still, globally=("--as-of", "2017-01-31"))
    assert looked_inside(still, "--audience", "supervisor")
    assert looked_inside(still), "the site at that place is now another"


def test_a_site_with_errors_says_so_every_time(still: Path, capsys: pytest.CaptureFixture[str]) -> None:
    some(still).write_text("---\noutcome: atended\n---\n", "utf-8")
    for _ in range(2):
        assert run(["-C", str(still), "build", "-o", str(still / "site")]) == 1
        assert "nothing was made, and what was there before is unchanged" in capsys.readouterr().err


def test_a_site_is_known_from_its_first_build_on(service: Path, tmp_path: Path) -> None:
    root = tmp_path / "service"
    shutil.copytree(service, root, ignore=shutil.ignore_patterns("site", ".site*", ".engager-docs"))
    time.sleep(0.2)
    assert looked_inside(root, before="")
    assert not looked_inside(root, before="")
    with some(root).open("a", encoding="utf-8") as note:
        note.write("One more sentence.\n")
    time.sleep(0.2)
    assert looked_inside(root, before="")
    assert not looked_inside(root, before="")


@pytest.mark.parametrize(("tick", "limit"), [(1, LATELY_FINE), (10**9, LATELY)],
                         ids=["a clock that counts finely", "a clock that counts in seconds"])  # fmt: skip
def test_a_file_that_changed_a_moment_ago_is_fresh(tmp_path: Path, tick: int, limit: int) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "service.yaml").write_text("x", "utf-8")
    changed = (folder / "service.yaml").stat().st_ctime_ns
    soon = changed // tick * tick + tick  # the clock's next tick
    soon += 1 if tick == 1 and soon % 10_000_000 == 0 else 0
    assert listed(tmp_path, soon).fresh
    assert not listed(tmp_path, soon + limit).fresh
    assert listed(tmp_path, soon - 3600 * 10**9).fresh, "a clock that was set back"


def test_a_system_without_times_of_change_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a system gives the time that was set for both: seen here through a folder that cannot be made."""
    (tmp_path / ".engager-docs").write_text("a file in its place", "utf-8")
    assert clock_of(tmp_path) is None, "no folder for the probe"
    (tmp_path / ".engager-docs").unlink()
    assert abs((clock_of(tmp_path) or 0) - time.time_ns()) < 5_000_000_000
    assert (tmp_path / ".engager-docs/.gitignore").read_text("utf-8") == "*\n"
    monkeypatch.setattr(os, "name", "nt")
    assert clock_of(tmp_path) is None


def test_a_checkout_of_another_kind_is_left_to_git(tmp_path: Path) -> None:
    assert head_of(tmp_path) == ""
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert head_of(tmp_path) is None


def test_where_the_head_stands_is_told_of_loose_and_packed_refs_and_of_none(tmp_path: Path) -> None:
    with suppress(FileExistsError):
        (tmp_path / "cases").mkdir()
    git(tmp_path, "init", "-q")
    unborn = head_of(tmp_path)
    (tmp_path / "cases/service.yaml").write_text("x", "utf-8")
    Team(tmp_path).commit("2017-06-30", {})
    loose = head_of(tmp_path)
    git(tmp_path, "pack-refs", "--all")
    packed = head_of(tmp_path)
    git(tmp_path, "checkout", "-q", "--detach")
    assert len({unborn, loose, packed, head_of(tmp_path)}) == 4
