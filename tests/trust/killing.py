"""A command of ours → a process of its own that is killed, with all it started, at a moment of the test's choosing."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from engager_docs.cli.root import run

CHANGING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.truncate", "ctypes.dlsym")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def started(words: Sequence[str | Path], before: Callable[[], None] | None = None, said: str = os.devnull) -> int:
    """Fork a process that runs a command in a group of its own, and return its number; ``said`` is to hold its words.

    It goes on from the modules this one has loaded, so that hundreds can be started.
    """
    number = os.fork()
    if number:
        return number
    gc.freeze()  # else the collector goes through all that the tests have made, and each page of it is copied
    os.setsid()
    spoken = os.open(said, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    for handle, at in ((os.open(os.devnull, os.O_RDONLY), 0), (spoken, 1), (spoken, 2)):
        os.dup2(handle, at)
    sys.stdout = sys.stderr = os.fdopen(2, "w", encoding="utf-8", buffering=1, closefd=False)
    status = 70
    try:
        if before is not None:
            before()
        status = run([str(word) for word in words])
    finally:
        os._exit(status)


def ended(words: Sequence[str | Path], before: Callable[[], None] | None = None) -> tuple[int, str]:
    """Run a command in a process of its own, after ``before`` has run in it; return its exit status and its words."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as said:
        status = os.waitpid(started(words, before, said.name), 0)[1]
        return os.waitstatus_to_exitcode(status), said.read()


def killed_after(words: Sequence[str | Path], seconds: float) -> bool:
    """Run a command and kill it, and all it started, after some seconds; return whether it was still at work."""
    number = started(words)
    time.sleep(seconds)
    try:
        os.killpg(number, signal.SIGKILL)
    except ProcessLookupError:  # it has not come as far as a group of its own, or has ended
        os.kill(number, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(number, 0)[1])


def killed_at(words: Sequence[str | Path], step: int, folder: Path) -> bool:
    """Run a command and kill it just before the ``step``-th of the steps in which it writes; return if it came so far.

    A step makes, opens, renames or removes something, or opens ``folder``, which is done to flush it. They are what
    Python reports of itself: what SQLite writes is not among them.
    """
    return os.WIFSIGNALED(os.waitpid(started(words, lambda: _die_at(step, folder)), 0)[1])


def _die_at(step: int, folder: Path) -> None:
    left = [step]

    def heard(event: str, told: tuple[object, ...]) -> None:
        opens = event == "open" and isinstance(told[2], int) and (told[2] & _WRITES or str(told[0]) == str(folder))
        if opens or event in CHANGING:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
