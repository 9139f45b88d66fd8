"""A document is printed in a process of its own: what takes too much memory or time, or dies, costs that document."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bench.generate.repository import write_repository
from bench.generate.size import Size
from engager_docs.cli.root import run
from engager_docs.render import apart as limits
from engager_docs.render.apart import Exhausted, apart
from engager_docs.render.deadline import TimeUpError
from engager_docs.render.pdf import PackFault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds to a limit of memory")
NOTE = "cases/AA/participants/AA-001/contacts/2017-07-04.md"
MIB = 1 << 20


def test_the_work_is_done_elsewhere_and_its_bytes_come_back() -> None:
    made = apart(lambda: str(os.getpid()).encode() + b"x" * (3 * MIB), 60)
    assert made.endswith(b"x" * (3 * MIB))
    assert int(made.rstrip(b"x")) != os.getpid()


def test_what_it_raises_is_raised_here() -> None:
    def faulty() -> bytes:
        raise PackFault("a line that cannot be read")

    with pytest.raises(PackFault, match="a line that cannot be read"):
        apart(faulty, 60)


def test_it_may_take_as_much_memory_as_it_is_given_and_no_more() -> None:
    assert len(apart(lambda: bytes(40 * MIB), 60, 200 * MIB)) == 40 * MIB
    with pytest.raises(Exhausted):
        apart(lambda: bytes(400 * MIB)[:9], 60, 200 * MIB)


def test_a_library_that_says_in_words_of_its_own_that_memory_ran_out_is_understood() -> None:
    """Seen of one written in C: it raised SystemError where it got no more."""

    def greedy(most: int) -> bytes:
        held: list[bytes] = []
        with suppress(MemoryError):
            while len(held) < most:
                held.append(bytes(MIB))
        raise SystemError("returned NULL without setting an exception")

    with pytest.raises(Exhausted):
        apart(lambda: greedy(1000), 60, 200 * MIB)
    with pytest.raises(SystemError, match="returned NULL"):
        apart(lambda: greedy(10), 60, 200 * MIB)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTRAP])
def test_a_process_that_dies_is_told_from_one_that_ends(end: signal.Signals) -> None:
    def dying() -> bytes:
        os.kill(os.getpid(), end)
        return b""

    with pytest.raises(Exhausted):
        apart(dying, 60)


def test_what_goes_on_for_too_long_is_stopped() -> None:
    def slow() -> bytes:
        time.sleep(60)
        return b""

    started = time.perf_counter()
    with pytest.raises(TimeUpError):
        apart(slow, 0.2)
    assert time.perf_counter() - started < 4, "it is stopped by its own clock, not by the one that waits for it"


def test_what_hears_no_signal_is_stopped_too_and_no_process_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf() -> bytes:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        (tmp_path / "number").write_text(str(os.getpid()))
        time.sleep(60)
        return b""

    monkeypatch.setattr(limits, "_GRACE_SECONDS", 0.3)
    with pytest.raises(TimeUpError):
        apart(deaf, 0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "number").read_text()), 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository in which the note of one contact is a table of ten thousand cells."""
    write_repository(tmp_path / "records", Size(2, 4, 30, 1, 1, True))
    return tmp_path / "records"


def spoil(root: Path) -> None:
    row = "|" + "a|" * 500
    table = "\n".join((row, row.replace("a", "-"), *[row] * 20))
    (root / NOTE).write_text((root / NOTE).read_text("utf-8") + f"\n{table}\n", "utf-8")


def test_a_record_too_large_to_print_is_one_message_that_names_the_pack(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "book.pdf"
    monkeypatch.setattr("engager_docs.render.pdf.MEMORY", 100 * MIB)
    words = ["-C", str(root), "-q", "pack", "workbook", "AA-001", "-o", str(book)]
    assert run(words) == 0
    before = book.read_bytes()
    spoil(root)
    monkeypatch.setattr("engager_docs.render.pdf.MEMORY", 60 * MIB)
    assert run(words) == 2
    said = capsys.readouterr().err
    assert said.endswith(f"{book}: the pack takes more than 60 MiB of memory to print: ask for a shorter period\n")
    assert "Traceback" not in said
    assert book.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ""] == [book.name]


def test_one_workbook_too_large_to_print_is_named_by_the_build_and_the_old_site_stays(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    words = ["-C", str(root), "-q", "build", "--pdf", "--jobs", "2", "-o", str(site)]
    assert run(words) == 0
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    assert site / "packs/workbook-AA-001.pdf" in before
    spoil(root)
    monkeypatch.setattr("engager_docs.render.pdf.MEMORY", 60 * MIB)
    assert run(words) == 3
    assert capsys.readouterr().err == (
        "The workbook of AA-001 could not be printed, and nothing was changed: "
        "the pack takes more than 60 MiB of memory to print: ask for a shorter period.\n"
    )
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before
