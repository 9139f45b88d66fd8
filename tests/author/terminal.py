"""Words for the tool → what a person at a terminal sees: a pseudo-terminal, and answers typed when asked."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and all that stood on the screen."""

    status: int
    screen: str


def at_a_terminal(root: Path, words: Sequence[str], answers: Sequence[tuple[str, str]] = ()) -> Ended:
    """Run the tool in ``root``; each answer is typed once its question stands on the screen after the last."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return words_at_a_terminal(root, [sys.executable, "-m", "engager_docs", *words], answers, env)


def words_at_a_terminal(
    root: Path, command: Sequence[str], answers: Sequence[tuple[str, str]], env: Mapping[str, str]
) -> Ended:
    """Run any command in ``root``, as above."""
    ours, theirs = pty.openpty()
    env = {**env, "TERM": "dumb", "COLUMNS": "200"}
    with subprocess.Popen(
        command, cwd=root, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True,
        preexec_fn=_take_the_terminal,  # noqa: PLW1509  the tests start no thread
    ) as running:  # fmt: skip
        os.close(theirs)
        try:
            screen = _talk(ours, list(answers))
        except BaseException:
            running.kill()
            raise
        finally:
            os.close(ours)
    return Ended(running.returncode, screen)


def _take_the_terminal() -> None:
    """Make the terminal the new session's own, so that Control-C reaches it, also below a job in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _talk(ours: int, answers: list[tuple[str, str]]) -> str:
    screen, seen, until = "", 0, time.monotonic() + _SECONDS
    while True:
        if answers and (found := screen.find(answers[0][0], seen)) >= 0:
            seen = found + len(answers[0][0])
            os.write(ours, f"{answers.pop(0)[1]}\n".encode())
        ready, _, _ = select.select([ours], [], [], max(0, until - time.monotonic()))
        assert ready, f"the tool waits for {answers}, and the screen says:\n{screen}"
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # the other side is closed
            piece = b""
        if not piece:
            assert not answers, f"it never asked for {answers}:\n{screen}"
            return screen
        screen += piece.decode("utf-8", "replace").replace("\r\n", "\n")
