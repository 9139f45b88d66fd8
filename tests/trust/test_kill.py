"""Killed at any moment, a build or a pack leaves the old or the new behind, never half; the next run mends the rest.

Hundreds of processes are killed with SIGKILL, each with all it started. After each one the output is the old or the new
byte for byte, no record has been touched, and the next run gives what a run that was never disturbed gives.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench.generate.repository import write_repository
from bench.generate.size import Size
from engager_docs.cli.root import run
from tests.trust.killing import killed_after, killed_at, started

SEED = 20170731
NOTE = "cases/AA/participants/AA-001/contacts/2017-07-04.md"
LEFT = "cases/AA/participants/AA-002/contacts/2017-09-28.md"
MODES = ("phone", "video", "in_person")
MEMORY = Path("/dev/shm")
"""A disk in memory, where there is one: a flush then waits for nobody else's files."""


@dataclass(frozen=True)
class Work:
    """A command that makes something of the records at ``root``, what it makes, and how often it is killed.

    Commands that change records themselves, such as `new` and `check --fix`, take their place in ``WORKS`` likewise:
    their output is the records, so ``sources`` is to name what they may not touch.
    """

    name: str
    words: tuple[str, ...]
    output: str
    kills: int
    sources: str = "cases"

    def command(self, root: Path) -> list[str | Path]:
        """Return the whole command."""
        return ["-C", root, "-q", *self.words, "-o", root / "out" / self.output]


WORKS = (
    Work("what changed", ("build", "--jobs", "1"), "site", 124),
    Work("everything", ("build", "--clean"), "site", 26),
    Work("one site", ("build", "--site", "AA"), "site", 10),
    Work("workbook as HTML", ("pack", "workbook", "AA-001"), "AA-001.html", 38),
    Work("workbook as PDF", ("pack", "workbook", "AA-001"), "AA-001.pdf", 2),
)


@dataclass(frozen=True)
class Records:
    """Records that are put in one of three states; with three, the tree a build goes on from is never its goal."""

    root: Path
    note: str
    contact: str | None

    def put(self, state: int) -> None:
        """Give a note as many sentences more as the state says, and a mode of its own, which pages about its site show.

        In state 1 a contact is missing, where there is one.
        """
        text = re.sub("(?m)^mode: .*", f"mode: {MODES[state]}", self.note)
        (self.root / NOTE).write_text(text + "\nOne sentence more.\n" * state, "utf-8")
        if self.contact is not None:
            contact = self.root / LEFT
            contact.unlink() if state == 1 else contact.write_text(self.contact, "utf-8")

    def made(self, work: Work) -> Mapping[str, bytes]:
        """Make something undisturbed, from what stands, and return what was made."""
        assert run([str(word) for word in work.command(self.root) if word != "--clean"]) == 0
        return files(self.root / "out" / work.output)


@pytest.fixture
def records() -> Iterator[Records]:
    with ExitStack() as stack:
        root = Path(stack.enter_context(TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None))) / "records"
        write_repository(root, Size(2, 4, 30, 1, 1, True))
        yield Records(root, (root / NOTE).read_text("utf-8"), (root / LEFT).read_text("utf-8"))


def files(folder: Path) -> Mapping[str, bytes]:
    """Return the content of each file below a folder, or of one file, by path."""
    found = [folder] if folder.is_file() else [Path(at, name) for at, _, names in os.walk(folder) for name in names]
    return {str(file): file.read_bytes() for file in found}


class Disturbed:
    """Some work on records that go from state to state, killed again and again."""

    def __init__(self, records: Records, work: Work) -> None:
        """Make all three states undisturbed, the first from nothing and the others from what stands."""
        self.records, self.work, self.state = records, work, 0
        self.states = []
        for state in (0, 1, 2):
            records.put(state)
            self.states.append(records.made(work))
        records.put(0)
        start = time.perf_counter()
        assert os.waitpid(started(work.command(records.root)), 0)[1] == 0
        self.took = time.perf_counter() - start
        assert files(records.root / "out" / work.output) == self.states[0]

    def by(self, kill: Callable[[], bool]) -> str:
        """Put the records in the next state, kill the work on them, and return what is there then.

        Fails where that is half of something, where a record was touched, or where the next run does not mend it.
        """
        root, work = self.records.root, self.work
        old, self.state = self.states[self.state], (self.state + 1) % 3
        new = self.states[self.state]
        self.records.put(self.state)
        sources = files(root / work.sources)
        in_time = kill()
        found = files(root / "out" / work.output)
        assert found in (old, new), sorted(path for path in found if found[path] != old.get(path))
        assert files(root / work.sources) == sources
        assert self.records.made(work) == new
        beside = {each.name for each in (root / "out").iterdir()}
        assert beside <= {work.output, f".{work.output}.spare", f".{work.output}.lock"}
        if not in_time:
            return "ended"
        return "old" if found == old else "new"


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_killed_at_a_random_moment_it_leaves_the_old_or_the_new(work: Work, records: Records) -> None:
    moments = random.Random(f"{SEED} {work.name}")
    disturbed = Disturbed(records, work)
    seen: Counter[str] = Counter()
    while seen["old"] + seen["new"] < work.kills:
        # every other kill comes near the end, where files change their names
        earliest, latest = (0.75, 1.05) if seen.total() % 2 else (0.0, 1.0)
        moment = disturbed.took * moments.uniform(earliest, latest)
        ended = seen["ended"]
        seen[disturbed.by(partial(killed_after, work.command(records.root), moment))] += 1
        # how long it takes changes with all else that runs on the machine
        disturbed.took *= 0.95 if seen["ended"] > ended else 1.01
        assert seen["ended"] <= work.kills, "most of the kills came too late"


def test_there_are_two_hundred_kills() -> None:
    assert sum(work.kills for work in WORKS) == 200


@pytest.mark.parametrize(("work", "least"), [(WORKS[0], 40), (WORKS[3], 4)], ids=["what changed", "workbook as HTML"])
def test_killed_before_a_step_that_writes_it_leaves_the_old_or_the_new(
    work: Work, least: int, records: Records
) -> None:
    """Every third step is tried, and each of the last twelve, where files change their names."""
    # each state takes as many steps as the others, so that none is passed over
    disturbed = Disturbed(replace(records, contact=None), work)

    def killed(step: int) -> str:
        return disturbed.by(partial(killed_at, work.command(records.root), step, records.root / "out"))

    step = 0
    while killed(step) != "ended":
        step += 3
    assert step > least
    seen = [killed(each) for each in range(max(0, step - 12), step + 1)]
    # whether the last steps note that nothing changed depends on how long ago it did, so some runs end a step earlier
    new = [each != "old" for each in seen]
    assert new == sorted(new), f"what is new never becomes old again: {seen}"
    assert work.output != "site" or "new" in seen


@pytest.mark.parametrize("lost", ["what was written", "what was written and half the ledger"])
def test_where_the_power_fails_what_had_not_reached_the_disk_is_made_again(records: Records, lost: str) -> None:
    """Files written since the last flush are there and empty; the records then go back to what they were before."""
    root, work = records.root, WORKS[0]
    disturbed = Disturbed(records, work)
    for step in range(2, 40, 6):
        before = time.time_ns()
        # the site shows the state 0, and the tree beside it still holds the state 2
        records.put(1)
        assert killed_at(work.command(root), step, root / "out")
        for file in (root / "out/.site.spare").rglob("*"):
            if file.is_file() and file.stat().st_mtime_ns > before:
                file.write_bytes(b"")
        ledger = next((root / ".engager-docs").glob("*.db"))
        if "ledger" in lost:
            ledger.write_bytes(ledger.read_bytes()[: ledger.stat().st_size // 2])
        for state in (2, 0):
            records.put(state)
            assert records.made(work) == disturbed.states[state]
