"""A body of text and a number of seconds → whether it can be laid out in that time (threats.md row 11)."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from engager_docs.model.source import Entry
from engager_docs.render.markdown import Surroundings, render_body

SECONDS = 2.0
LONG = 16 << 10
"""Characters below which no text takes a tenth of the limit; longer ones are tried once before the site is made."""


class _TooSlowError(Exception):
    """The time is up."""


def slow(entry: Entry[object], seconds: float = SECONDS) -> bool:
    """Return whether the text of a record takes more than ``seconds`` to lay out."""
    return len(entry.body) > LONG and too_slow(entry.body, seconds)


def too_slow(body: str, seconds: float = SECONDS) -> bool:
    """Return whether ``body`` takes more than ``seconds`` to lay out.

    The limit needs the main thread of a system with interval timers; elsewhere only the size limit holds.
    """
    try:
        with _limited(seconds):
            render_body(body, Surroundings(reference=_nowhere, file=_nowhere))
    except _TooSlowError:
        return True
    return False


def _nowhere(_: str) -> None:
    return None


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _TooSlowError
