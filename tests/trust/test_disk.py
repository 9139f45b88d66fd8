"""A disk that is full, that may not be written, or that goes away: one message, status 3, the old output stays."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.generate.repository import write_repository
from bench.generate.size import Size
from engager_docs.cli.root import run
from tests.trust.killing import ended

NOTE = "cases/AA/participants/AA-001/contacts/2017-07-04.md"
UNCHANGED = "What was there before is unchanged.\n"
WAYS = {
    "what changed": (("build", "--jobs", "1"), "site"),
    "everything": (("build", "--clean"), "site"),
    "one site": (("build", "--site", "AA"), "site"),
    "with its workbooks": (("build", "--pdf", "--jobs", "1"), "site"),
    "pack as HTML": (("pack", "workbook", "AA-001"), "book.html"),
    "pack as PDF": (("pack", "workbook", "AA-001"), "book.pdf"),
}
QUICK = ["what changed", "one site", "pack as HTML"]
MAY_MOUNT = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("mount") is None, reason="only root may mount a small disk"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_repository(tmp_path / "records", Size(2, 4, 30, 1, 1, True))
    return tmp_path / "records"


def command(root: Path, way: str, out: Path) -> list[str]:
    words, name = WAYS[way]
    return ["-C", str(root), "-q", *words, "-o", str(out / name)]


def files(folder: Path) -> Mapping[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def shown(out: Path) -> Mapping[str, bytes]:
    """Return what stands in an output folder for a reader: all but what hides beside the site."""
    return {path: content for path, content in files(out).items() if not path.startswith(".")}


def changed(root: Path) -> None:
    note = root / NOTE
    note.write_text(note.read_text("utf-8") + "\nA paragraph more. " + "It goes on and on. " * 400 + "\n", "utf-8")


@contextmanager
def small_disk(at: Path, *options: str) -> Iterator[Path]:
    """Give a disk in memory at a folder, with options such as its size."""
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", at], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


def full(disk: Path) -> Path:
    """Fill a disk to its last byte."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return filler


def refused(said: tuple[int, str], *reasons: str) -> None:
    """Hold that a command ended in one line that says why, with status 3."""
    status, words = said
    told = words.splitlines(keepends=True)
    assert status == 3, words
    assert len(told) == 1 and told[0].endswith(UNCHANGED), words
    assert any(reason in words for reason in reasons), words


def lasts(root: Path, way: str, out: Path, broken: Callable[[], None], *reasons: str) -> None:
    """Hold that a command leaves the old output when something breaks, and makes the new one when it is mended."""
    assert run(command(root, way, out)) == 0
    before, records = shown(out), files(root / "cases")
    changed(root)
    sources = files(root / "cases")
    assert sources != records
    refused(ended(command(root, way, out), broken), *reasons)
    assert shown(out) == before
    assert {each.name for each in out.glob(".*")} <= {".site.spare", ".site.lock"}
    assert files(root / "cases") == sources
    assert run(command(root, way, out)) == 0
    assert shown(out) != before
    clean = out.parent / "clean"
    assert run(command(root, way, clean)) == 0
    assert shown(out) == shown(clean)


def limited(size: int = 6000) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("way", ["what changed", "everything", "one site", "pack as HTML"])
def test_a_file_that_may_grow_no_further_ends_in_one_message(way: str, root: Path, tmp_path: Path) -> None:
    lasts(root, way, tmp_path / "out", limited, "File too large")


@pytest.mark.parametrize("way", ["with its workbooks", "pack as PDF"])
def test_a_pdf_that_cannot_be_written_leaves_the_old_one(way: str, root: Path, tmp_path: Path) -> None:
    assert run(command(root, way, tmp_path / "out")) == 0
    before = shown(tmp_path / "out")
    assert any(content.startswith(b"%PDF") for content in before.values())
    changed(root)
    refused(ended(command(root, way, tmp_path / "out"), limited), "File too large")
    assert shown(tmp_path / "out") == before


@MAY_MOUNT
@pytest.mark.parametrize("way", QUICK)
def test_a_disk_that_is_full_ends_in_one_message(way: str, root: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "out", "size=4m") as out:
        assert run(command(root, way, out)) == 0
        before = shown(out)
        changed(root)
        filler = full(out)
        refused(ended(command(root, way, out)), "No space left on device")
        filler.unlink()
        assert shown(out) == before
        assert run(command(root, way, out)) == 0
        assert shown(out) != before


@MAY_MOUNT
def test_a_disk_that_takes_no_more_files_ends_in_one_message(root: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "out", "size=9m", "nr_inodes=80") as out:
        refused(ended(command(root, "what changed", out)), "No space left on device")
        assert not (out / "site").exists()


@MAY_MOUNT
def test_a_full_disk_below_the_records_costs_the_ledger_and_not_the_site(root: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=2m") as disk:
        shutil.copytree(root / "cases", disk / "cases")
        out, clean = tmp_path / "out", tmp_path / "clean"
        assert run(command(disk, "what changed", out)) == 0
        changed(disk)
        full(disk)
        assert ended(command(disk, "what changed", out)) == (0, "")
        assert run(command(disk, "everything", clean)) == 0
        assert files(out / "site") == files(clean / "site")


def test_a_ledger_that_may_grow_no_further_costs_time_alone(root: Path, tmp_path: Path) -> None:
    note = root / NOTE
    for number in range(80):  # whose search entries the ledger keeps
        note.with_name(f"2017-07-04-{number + 2}.md").write_text(note.read_text("utf-8"), "utf-8")
    out, clean = tmp_path / "out", tmp_path / "clean"
    assert run(command(root, "everything", clean)) == 0
    ledger = max(each.stat().st_size for each in (root / ".engager-docs").glob("*.db"))
    largest = max(len(each) for each in files(clean / "site").values())
    assert ledger > largest + 4096
    assert ended(command(root, "what changed", out), lambda: limited(largest)) == (0, "")
    assert files(out / "site") == files(clean / "site")


@contextmanager
def unwritable(out: Path) -> Iterator[Path]:
    """Give an output folder that nobody may write to, with what stood in it."""
    if os.geteuid():
        out.chmod(0o555)
        yield out
        out.chmod(0o755)
        return
    kept = out.rename(out.with_name("kept"))
    with small_disk(out, "size=9m"):
        shutil.copytree(kept, out, dirs_exist_ok=True)
        subprocess.run(["mount", "-o", "remount,ro", out], check=True)
        yield out


@pytest.mark.parametrize("way", QUICK)
def test_a_folder_that_may_not_be_written_ends_in_one_message(way: str, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(command(root, way, out)) == 0
    changed(root)
    with unwritable(out):
        before = files(out)
        refused(ended(command(root, way, out)), "Read-only file system", "Permission denied")
        assert files(out) == before


@MAY_MOUNT
@pytest.mark.parametrize("way", QUICK)
def test_an_output_on_another_file_system_is_the_same(way: str, root: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "other", "size=9m") as other:
        for _ in range(3):
            changed(root)
            assert run(command(root, way, other)) == 0
            assert run(command(root, way, tmp_path / "out")) == 0
            assert shown(other) == shown(tmp_path / "out")


@MAY_MOUNT
@pytest.mark.parametrize("way", ["what changed", "one site"])
def test_a_site_folder_that_is_a_disk_of_its_own_cannot_be_exchanged_and_stays(
    way: str, root: Path, tmp_path: Path
) -> None:
    assert run(command(root, way, tmp_path)) == 0
    kept = (tmp_path / "site").rename(tmp_path / "kept")
    with small_disk(tmp_path / "site", "size=9m") as site:
        shutil.copytree(kept, site, dirs_exist_ok=True)
        changed(root)
        refused(ended(command(root, way, tmp_path)), "Device or resource busy")
        assert files(site) == files(kept)


@pytest.mark.parametrize(
    ("way", "step", "count"),
    [("what changed", "open", 3), ("one site", "open", 3), ("one site", "os.mkdir", 2), ("pack as HTML", "open", 1)],
)
def test_a_folder_that_vanishes_while_it_is_written_ends_in_one_message_and_is_not_made_again(
    way: str, step: str, count: int, root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(command(root, way, out)) == 0
    changed(root)

    def vanishing() -> None:
        left = [count]

        def heard(event: str, told: tuple[object, ...]) -> None:
            if event == step and str(told[0]).startswith(f"{out}/.") and ".lock" not in str(told[0]):
                left[0] -= 1
                if left[0] == 0:
                    out.rename(tmp_path / "gone")

        sys.addaudithook(heard)

    refused(ended(command(root, way, out), vanishing), "No such file or directory")
    assert not out.exists()
