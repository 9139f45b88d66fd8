"""argv → the three figures about PDFs: ``python -m bench.pdfs``, which makes its own records."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import median

import pikepdf
import weasyprint  # type: ignore[import-untyped]  # it brings no types

from bench.generate.repository import write_repository
from bench.generate.size import Size
from bench.pdfs.books import Books, books_of
from bench.pdfs.growth import growth
from bench.pdfs.plain import plain_html
from bench.peers.builders import ours
from bench.peers.content import notes_in
from bench.peers.rounds import CHANGED, COLD, UNCHANGED, rounds
from bench.peers.table import OURS, Ratio

SHORT = "SW-007"  # the shortest workbook of the demonstration
_DEMONSTRATION = Path(__file__).parents[2]


def main() -> None:
    """Measure what is asked for and print the table."""
    given = _arguments().parse_args()
    ratios: list[Ratio] = []
    if given.runs:
        ratios += _one_workbook(books_of(_DEMONSTRATION), given.runs)
    if given.documents:
        ratios += _memory(given.documents)
    if given.workbooks:
        ratios += _one_changed(given.workbooks, given.python)
    print("| work | measured | must | aim | |\n|---|---|---|---|---|")
    print("\n".join(ratio.line() for ratio in ratios))


def _arguments() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(prog="python -m bench.pdfs", description=__doc__)
    asked.add_argument("--runs", type=int, default=5, help="of one workbook beside plain WeasyPrint (0: leave out)")
    asked.add_argument("--documents", type=int, default=1000, help="printed in one process (0: leave out)")
    asked.add_argument("--workbooks", type=int, default=100, help="built, one of them changed (0: leave out)")
    asked.add_argument("--python", default=sys.executable, help="the interpreter that builds the workbooks")
    return asked


def _one_workbook(books: Books, runs: int) -> Iterator[Ratio]:
    """Print the demonstration's shortest workbook and the same text laid out plainly, in turn."""
    text = plain_html(books.html(SHORT))
    printers: dict[str, Callable[[], bytes]] = {
        OURS: lambda: books.pdf(SHORT),
        "plain": lambda: bytes(weasyprint.HTML(string=text).write_pdf()),
    }
    taken: dict[str, list[float]] = {name: [] for name in printers}
    for name, printer in printers.items():
        _say(f"{name}: {_pages(printer())} pages")
    for _ in range(runs):
        for name, printer in printers.items():
            gc.collect()
            started = _spent()
            printer()
            taken[name].append(_spent() - started)
            _say(f"{name:14} {taken[name][-1]:.2f} s CPU")
    yield Ratio("one workbook, CPU against plain WeasyPrint", median(taken[OURS]) / median(taken["plain"]), 0.7, 0.5)


def _spent() -> float:
    """Return the CPU seconds of this process and of those it waited for: each of our documents has its own."""
    return sum(os.times()[:4])


def _pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def _memory(documents: int) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory(prefix="pdfs-") as folder:
        write_repository(Path(folder, "cases-of-four"), Size(cases=20, contacts=4, words=40))
        books = books_of(Path(folder, "cases-of-four"))
    each, end = growth(books.pdf, books.cases, documents)
    _say(f"{documents} documents in one process, {end:.0f} MiB at the end")
    yield Ratio(f"memory for each further of {documents} PDFs in one process", each, 0.1, 0.03, "MiB")


def _one_changed(workbooks: int, python: str) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory(prefix="pdfs-") as folder:
        write_repository(Path(folder, "cases"), Size(cases=workbooks, contacts=4, words=40))
        notes = notes_in(Path(folder, "cases"))
        builder = replace(ours(OURS, "", python, notes, Path(folder), "--pdf"), counted="*.pdf")
        measured = rounds([builder], 1, _say, (COLD, UNCHANGED, CHANGED))
    cold, same, changed = (measured.middle(OURS, state) for state in (COLD, UNCHANGED, CHANGED))
    share = changed.cpu / cold.cpu if changed and cold else None
    yield Ratio(f"{workbooks} workbooks, one case changed, CPU against all of them", share, 0.03, 0.02)
    yield Ratio(
        f"{workbooks} workbooks, nothing changed, PDFs written", same.written if same else None, 0, None, "files"
    )


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
