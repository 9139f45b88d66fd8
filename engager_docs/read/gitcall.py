"""Words for git → its answer, running no program the repository names and believing no replaced history.

The repository's own configuration is not believed: no hooks, no file-system monitor, no replaced objects, no
grafts, no commit graph, nothing fetched (threats.md rows 27 and 28).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, cast

from msgspec import Struct

_SAFE = (
    "git",
    "--no-replace-objects",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.untrackedCache=false",
    # a graph file repeats parents and dates, and could tell other ones than the commits do
    "-c",
    "core.commitGraph=false",
    "-c",
    "log.follow=false",
)
_SECONDS = 120
_NOT_THERE, _TOO_SLOW = 127, 124


class Answer(Struct, frozen=True):
    """What git said, what it complained of, and its exit status."""

    status: int
    text: str
    complaint: str = ""

    @property
    def well(self) -> bool:
        """Whether git did what it was asked."""
        return self.status == 0

    @property
    def no_git(self) -> bool:
        """Whether there is no git on this machine."""
        return self.status == _NOT_THERE


def ask(root: Path, *words: str, seconds: int = _SECONDS, index: str = "") -> Answer:
    """Return git's answer in ``root``; text that is not UTF-8 is shown with replacement characters.

    ``index`` names another file than git's usual one for what is about to be committed.
    """
    try:
        done = subprocess.run(
            [*_SAFE, *words],
            cwd=root,
            env=_environment() | ({"GIT_INDEX_FILE": index} if index else {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except OSError as fault:
        return Answer(_NOT_THERE, "", str(fault.strerror))
    except subprocess.TimeoutExpired:
        return Answer(_TOO_SLOW, "", f"no answer within {seconds} seconds")
    return Answer(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@contextmanager
def streaming(root: Path, lines: Iterable[str], *words: str, seconds: int = _SECONDS) -> Iterator[IO[bytes]]:
    """Give git ``lines`` and yield what it says as it says it: a long history is never held whole."""
    with tempfile.TemporaryFile() as given:
        given.writelines(f"{line}\n".encode() for line in lines)
        given.seek(0)
        running = subprocess.Popen(
            [*_SAFE, *words],
            cwd=root,
            env=_environment(),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=1 << 16,
        )
        clock = Timer(seconds, running.kill)
        clock.start()
        try:
            yield cast("IO[bytes]", running.stdout)
        finally:
            clock.cancel()
            running.kill()
            running.communicate()


def _environment() -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": os.devnull,
        # a partial clone fetches the objects it lacks through whatever program its remote names
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
