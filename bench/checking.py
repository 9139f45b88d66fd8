"""A record repository → how long `check` takes, whole and for one file, beside a bare interpreter's start.

``python -m bench.checking`` times the demonstration, ``python -m bench.checking DIR`` any other repository. Figures
are CPU seconds, medians of several runs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median

from bench.measure import run
from bench.peers.content import notes_in
from bench.peers.table import Ratio

ROOT = Path(__file__).parents[1]
BARE, ONE, ALL = "a bare interpreter", "check of one file", "check of everything"


def main() -> None:
    """Time the three in turn, run by run, so that a drifting machine drifts for all of them."""
    asked = argparse.ArgumentParser(prog="python -m bench.checking", description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?", default=ROOT, metavar="DIR")
    asked.add_argument("--runs", type=int, default=7)
    asked.add_argument("--python", default=sys.executable, help="the interpreter that runs us (default: this one)")
    given = asked.parse_args()
    notes = notes_in(given.folder)
    check = [given.python, "-m", "engager_docs", "-q", "-C", str(notes.repository), "check"]
    one = str(notes.contacts[0].relative_to(notes.repository))
    commands = {BARE: [given.python, "-c", "pass"], ONE: [*check, one], ALL: check}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(given.runs):
        for name, words in commands.items():
            # 1: something must be put right, as in the demonstration; anything else is a fault of the measurement
            times[name].append(run(words, notes.repository, fine=(0, 1)).cpu)
    start, single, whole = (median(times[name]) for name in (BARE, ONE, ALL))
    for name in commands:
        print(f"{name:22} {median(times[name]):7.3f} s CPU")
    each = (whole - start) / notes.records * 1e6
    print(f"{notes.records} records, start-up of our own program included\n")
    print("| work | measured | must | aim | |\n|---|---|---|---|---|")
    print(Ratio("check of everything, CPU a record", each, 250, 120, "µs").line())
    print(Ratio("check of one file against a bare interpreter", single / start, 12, 6).line())


if __name__ == "__main__":
    main()
