"""The demonstration service → how long `check` takes, whole and for one file, beside a bare interpreter's start.

Run from the checkout: ``python -m bench.checking``. Figures are CPU seconds, medians of several runs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
ONE = "cases/NW/participants/NW-001/contacts/2016-01-26.md"
RUNS = 7


def cpu(words: list[str]) -> float:
    """Return the CPU seconds of one run of a command, as the system counted them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Time the three in turn, run by run, so that a drifting machine drifts for all of them."""
    python = sys.executable
    commands = {
        "a bare interpreter": [python, "-c", "pass"],
        "check of one file": [python, "-m", "engager_docs", "-q", "check", ONE],
        "check of everything": [python, "-m", "engager_docs", "-q", "check"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, words in commands.items():
            times[name].append(cpu(words))
    records = sum(1 for file in (ROOT / "cases").rglob("*.*") if file.suffix in (".md", ".yaml"))
    start = median(times["a bare interpreter"])
    for name, taken in times.items():
        print(f"{name:22} {median(taken):7.3f} s CPU   {median(taken) / start:6.1f} x a bare interpreter")
    each = (median(times["check of everything"]) - start) / records * 1e6
    print(f"{records} records, {each:.0f} µs of CPU a record, start-up included")


if __name__ == "__main__":
    main()
