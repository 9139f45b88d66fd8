"""A record repository → whether it stayed as it was while something was made of it (threats.md row 23).

A checkout, a synchronised folder or a colleague may change records while they are read one after the other; what is
made of them would then show a state that never was.
"""

from __future__ import annotations

from pathlib import Path

from engager_docs.read.history import tip_of
from engager_docs.read.untouched import mark_of


class Moved(Exception):
    """A record changed between the moment it was listed and the moment that all of them were read."""

    def __init__(self) -> None:
        super().__init__(
            "The records changed while they were read: try again when they are at rest. "
            "What was there before is unchanged."
        )


def moment(root: Path) -> str:
    """Return how all files of the records at ``root`` stand, and at which commit; no record is opened for it."""
    tip = tip_of(root)
    return f"{mark_of([root / 'cases'])} {tip if isinstance(tip, str) else ''}"


def at_rest(root: Path, before: str) -> None:
    """Raise ``Moved`` where the records no longer stand as they did at ``before``."""
    if moment(root) != before:
        raise Moved
