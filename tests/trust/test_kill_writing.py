"""Killed at any moment, `new` and `check --fix` leave a record as it was or as it is to be, and touch no other."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.repositories import base, write
from tests.trust.killing import ended, killed_after, killed_at
from tests.trust.test_kill import MEMORY, SEED, files

FOLDER = "cases/NW/participants/NW-001/contacts"
NEW = f"{FOLDER}/2016-02-03.md"
SLIP = f"{FOLDER}/2016-02-10.md"
RECORD = """\
---
date: 2016-02-10
place: prison
mode: in_person
outcome: {outcome}
staff: [PRA-NW-01]
---

## What we did

We met.
"""


@dataclass(frozen=True)
class Writing:
    """A command that writes one record, how often it is killed, and how the records are put back before it."""

    name: str
    words: tuple[str, ...]
    record: str
    before: str | None
    kills: int


WORKS = (
    Writing("new", ("new", "contact", "NW-001", "--date", "2016-02-03", "--no-input"), NEW, None, 30),
    Writing("check --fix", ("check", "--fix", "--yes"), SLIP, RECORD.format(outcome="atended"), 20),
)


@pytest.fixture
def root() -> Iterator[Path]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)))
        yield write(folder / "records", {**base(), SLIP: RECORD.format(outcome="attended")})


class Disturbed:
    """A command that is killed again and again; before each time the records stand as they stood."""

    def __init__(self, root: Path, work: Writing) -> None:
        self.root, self.work, self.record = root, work, root / work.record
        self.put_back()
        begun = time.perf_counter()
        assert ended(self.command)[0] in (0, 1), "a new record has blanks, which check names"
        self.took = time.perf_counter() - begun
        self.made = self.record.read_bytes()
        assert self.made != (work.before or "").encode()

    @property
    def command(self) -> list[str | Path]:
        about = [] if self.work.before is None else [self.record]
        return ["-C", self.root, "-q", *self.work.words, *about]

    def put_back(self) -> None:
        if self.work.before is None:
            self.record.unlink(missing_ok=True)
        else:
            self.record.write_text(self.work.before, "utf-8")

    def by(self, kill: Callable[[], bool]) -> str:
        """Kill the command and return what is there; fails where that is half a record, or another was touched."""
        self.put_back()
        before = files(self.root / "cases")
        in_time = kill()
        after = files(self.root / "cases")
        new = {**before, str(self.record): self.made}
        left = {path for path in after if path.endswith(".unfinished")}
        seen = {path: content for path, content in after.items() if path not in left}
        assert seen in (before, new)
        assert len(left) <= 1
        self.put_back()
        ended(self.command)
        assert files(self.root / "cases") == new, "the next run writes the record and sweeps up what was left"
        if not in_time:
            return "ended"
        return "old" if seen == before else "new"


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_killed_at_a_random_moment_it_leaves_the_record_as_it_was_or_is_to_be(work: Writing, root: Path) -> None:
    moments = random.Random(f"{SEED} {work.name}")
    disturbed = Disturbed(root, work)
    in_time = late = 0
    while in_time < work.kills:
        moment = disturbed.took * moments.uniform(0.0, 1.0)
        if disturbed.by(partial(killed_after, disturbed.command, moment)) == "ended":
            late += 1
            disturbed.took *= 0.9  # the first run loads what later ones have; and machines are busy now and then
        else:
            in_time += 1
            disturbed.took *= 1.01
        assert late <= 2 * work.kills, "most of the kills came too late"


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_killed_before_each_step_that_writes_it_leaves_the_record_as_it_was_or_is_to_be(
    work: Writing, root: Path
) -> None:
    disturbed = Disturbed(root, work)
    seen: list[str] = []
    while not seen or seen[-1] != "ended":
        seen.append(disturbed.by(partial(killed_at, disturbed.command, len(seen), disturbed.record.parent)))
    assert len(seen) > 4
    assert seen == sorted(seen, key=["old", "new", "ended"].index), "what is new never becomes old again"
    assert "new" in seen
