"""Builders → their runs, interleaved: each round all of them cold, all unchanged, all with a note changed, and again.

A machine that drifts so drifts for all of them.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from bench.measure import Run, RunFault, run
from bench.peers.builders import Builder

COLD, UNCHANGED, CHANGED, AGAIN = "cold", "nothing changed", "one note changed", "one note changed again"
STATES = (COLD, UNCHANGED, CHANGED, AGAIN)
"""The first change after a cold build may find things still to be set up; the second is what somebody meets all day."""
Tell = Callable[[str], None]


@dataclass
class Measured:
    """Every run of every builder by its state, and those that did not end well with the reason."""

    runs: dict[tuple[str, str], list[Run]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def middle(self, name: str, state: str) -> Run | None:
        """Return the medians of a builder's runs in a state, each figure by itself; None where it has no run."""
        runs = self.runs.get((name, state)) if name not in self.faults else None
        if not runs:
            return None
        return Run(
            wall=median(each.wall for each in runs),
            cpu=median(each.cpu for each in runs),
            peak=int(median(each.peak for each in runs)),
            written=max(each.written for each in runs),
        )


def rounds(builders: Sequence[Builder], number: int, tell: Tell, states: Sequence[str] = STATES) -> Measured:
    """Run every builder ``number`` times in each of some states, and leave every note as it was."""
    measured = Measured()
    before = {builder.note: builder.note.read_bytes() for builder in builders}
    try:
        for turn in range(1, number + 1):
            for state in states:
                for builder in (each for each in builders if each.name not in measured.faults):
                    _one(builder, state, f"roundmark{turn}x{states.index(state)}", measured, tell)
    except KeyboardInterrupt:
        tell("stopped: the medians are those of the runs so far")
    finally:
        for note, text in before.items():
            note.write_bytes(text)
    return measured


def _one(builder: Builder, state: str, mark: str, measured: Measured, tell: Tell) -> None:
    if state == COLD:
        forget((builder.output, *builder.caches))
    elif state != UNCHANGED:
        with builder.note.open("a", encoding="utf-8") as note:
            note.write(f"\n\nAdded in this round, {mark}.\n")
    try:
        done = _run(builder, builder.cold if state == COLD else builder.warm)
        if state in (CHANGED, AGAIN) and not shown(builder.output, mark):
            raise RunFault(f"the changed note is on no page below {builder.output}")
    except RunFault as fault:
        measured.faults[builder.name] = str(fault)
        tell(f"{builder.name}: {fault}")
        return
    measured.runs.setdefault((builder.name, state), []).append(done)
    tell(f"{builder.name:10} {state:22} {done.wall:8.2f} s  {done.cpu:8.2f} s CPU  {done.peak >> 20:6} MiB")


def _run(builder: Builder, words: Sequence[str]) -> Run:
    time.sleep(0.05)  # so that what earlier runs wrote is older than the start, by the file system's coarse clock
    started = time.time() - 0.02
    done = run(words, builder.folder, builder.extra)
    return replace(done, written=_newer(builder, started))


def forget(places: Iterable[Path]) -> None:
    """Remove output and caches, so that the next run is cold."""
    for place in places:
        shutil.rmtree(place, ignore_errors=True)


def shown(output: Path, words: str) -> bool:
    """Return whether some page below ``output`` holds the words."""
    wanted = words.encode()
    return any(wanted in page.read_bytes() for page in output.rglob("*.html"))


def _newer(builder: Builder, started: float) -> int:
    """Return how many files were written since; a file that was only linked to another place is not written."""
    places = (builder.output, *builder.caches)
    files = (file for place in places if place.exists() for file in place.rglob(builder.counted))
    return sum(file.stat().st_mtime >= started for file in files if file.is_file())
