"""A body of text and a number of seconds → whether it can be laid out in that time (threats.md row 11)."""

from __future__ import annotations

from engager_docs.model.source import Entry
from engager_docs.render.deadline import TimeUpError, deadline
from engager_docs.render.markdown import Surroundings, render_body

SECONDS = 2.0
LONG = 16 << 10
"""Characters below which no text takes a tenth of the limit; longer ones are tried once before the site is made."""


def slow(entry: Entry[object], seconds: float = SECONDS) -> bool:
    """Return whether the text of a record takes more than ``seconds`` to lay out."""
    return len(entry.body) > LONG and too_slow(entry.body, seconds)


def too_slow(body: str, seconds: float = SECONDS) -> bool:
    """Return whether ``body`` takes more than ``seconds`` to lay out.

    The limit needs the main thread of a system with interval timers; elsewhere only the size limit holds.
    """
    try:
        with deadline(seconds):
            render_body(body, Surroundings(reference=_nowhere, file=_nowhere))
    except TimeUpError:
        return True
    return False


def _nowhere(_: str) -> None:
    return None
