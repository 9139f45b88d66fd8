"""A command → its wall time, the processor time of its whole process tree, and the most memory that tree held at once.

Processor time is what the system counted for the command and every process it waited for. Memory is the sum of the
proportional set sizes of all its processes, so that what forked processes share counts once; it is sampled, and never
less than the largest single process as the system saw it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20
_SHORTEST = 0.02  # seconds between two samples
_REST = 20  # and at least this many times what a sample takes, so that sampling costs a twentieth at most


class RunFault(Exception):
    """A command that is measured did not end well; the message holds the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds of wall and of processor, bytes of memory at the highest, files written."""

    wall: float
    cpu: float
    peak: int
    written: int = 0


def run(words: Sequence[str], folder: Path, extra: Mapping[str, str] | None = None, fine: Sequence[int] = (0,)) -> Run:
    """Run a command in ``folder`` and measure it. Raises RunFault when its exit status is none of ``fine``.

    Python keeps its compiled modules, as it does for a user, whatever the shell says that starts the benchmark.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=folder, env=environment | dict(extra or {}), stdout=said, stderr=said, start_new_session=True
        )
        with _sampling(process.pid) as sampled:
            _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in fine:
            said.seek(0)
            end = said.read()[-2000:].decode("utf-8", "replace").strip()
            raise RunFault(f"{' '.join(map(str, words))} ended with {process.returncode}:\n{end}")
    return Run(wall, used.ru_utime + used.ru_stime, max(sampled[0], used.ru_maxrss * 1024))


@contextlib.contextmanager
def _sampling(session: int) -> Iterator[list[int]]:
    """Sample the memory of a session's processes in a thread; the list holds the highest sum seen."""
    highest, over = [0], threading.Event()

    def sample() -> None:
        pause = _SHORTEST
        while not over.wait(pause):
            begun = time.perf_counter()
            highest[0] = max(highest[0], sum(_share(each) for each in _members(session)))
            pause = max(_SHORTEST, _REST * (time.perf_counter() - begun))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield highest
    finally:
        over.set()
        thread.join()


def _members(session: int) -> Iterator[Path]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                # after the name in brackets: state, parent, group, session
                fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
                if int(fields[3]) == session:
                    yield folder


def _share(process: Path) -> int:
    """Return the proportional set size of a process in bytes, 0 when it is gone."""
    with contextlib.suppress(OSError):
        for line in (process / "smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0
