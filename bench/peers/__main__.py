"""argv → our build beside the peers': ``python -m bench.peers DIR``, DIR made by ``python -m bench.generate``."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.peers.builders import Builder, ours, peer
from bench.peers.content import Notes, notes_in
from bench.peers.kit import PEERS, InstallFault, Kit
from bench.peers.rounds import rounds
from bench.peers.table import OURS, SMALLER, Counted, figures, verdicts


def main() -> None:
    """Install the peers, measure, print the tables."""
    given = _arguments().parse_args()
    try:
        notes = notes_in(given.folder)
        smaller = notes_in(given.smaller) if given.smaller else None
    except OSError as why:
        raise SystemExit(str(why)) from None
    with tempfile.TemporaryDirectory(prefix="peers-") as passing:
        work = (given.work or Path(passing)).resolve()
        builders = list(_builders(given, notes, smaller, work))
        measured = rounds(builders, given.runs, _say)
    cases = {contact.parents[1] for contact in notes.contacts}
    counted = Counted(
        cases=len(cases),
        records=notes.records,
        pages=len(notes.contacts) + len(cases) + 1,
        smaller=smaller.records if smaller else 0,
    )
    names = [OURS, *([SMALLER] if smaller else []), *given.only]
    machine = f"{os.cpu_count()} cores, {platform.platform(terse=True)}"
    print(f"\n{datetime.now(tz=UTC).date()}, medians of {given.runs}, {machine}")
    print(", ".join(f"{each.name} {each.version}" for each in builders))
    print(f"{counted.cases} cases, {counted.records} records of ours, {counted.pages} pages of the others'\n")
    print("\n".join(figures(names, measured)), "\n\n", "\n".join(verdicts(measured, counted)), sep="")


def _arguments() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    asked.add_argument(
        "folder", type=Path, metavar="DIR", help="a generated repository; one note is changed and mended"
    )
    asked.add_argument("--runs", type=int, default=5, help="rounds; medians are printed (default 5)")
    asked.add_argument("--python", default=sys.executable, help="the interpreter that runs us (default: this one)")
    asked.add_argument("--only", nargs="*", choices=PEERS, default=PEERS, help="these peers alone; none for none")
    asked.add_argument(
        "--smaller", type=Path, metavar="DIR", help="a repository a tenth as large, built in turn with DIR"
    )
    asked.add_argument("--work", type=Path, metavar="DIR", help="keep programs and sites here (default: thrown away)")
    return asked


def _builders(given: argparse.Namespace, notes: Notes, smaller: Notes | None, work: Path) -> Iterator[Builder]:
    version = _version(given.python)
    yield ours(OURS, version, given.python, notes, work)
    if smaller:
        yield ours(SMALLER, version, given.python, smaller, work)
    for name in given.only:
        try:
            yield peer(name, Kit(work / "kit"), notes, work)
        except InstallFault as why:
            _say(f"{name} is not measured: it cannot be installed ({why})")


def _version(python: str) -> str:
    words = [python, "-m", "engager_docs", "--version"]
    said = subprocess.run(words, capture_output=True, text=True, check=False)
    if said.returncode:
        raise SystemExit(f"{python} cannot run engager_docs:\n{said.stderr.strip()}")
    return said.stdout.split()[-1]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
