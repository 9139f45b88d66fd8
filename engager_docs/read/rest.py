"""A record repository → whether it stayed as it was while something was made of it (threats.md row 23).

A checkout, a synchronised folder or a colleague may change records while they are read one after the other; what is
made of them would then show a state that never was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
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


def moment_of(root: Path, files: Iterable[str]) -> str:
    """Return how some files stand, in a digest: the place, the size and the times of each.

    A file that was written has another time of change, whatever else was put back as it was; that is enough between
    two moments, and never believed from one build to the next.
    """
    found = hashlib.blake2b(digest_size=16)
    for file in files:
        try:
            status = os.lstat(f"{root}/{file}")
        except OSError:
            found.update(b"none")
        else:
            stands = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            found.update(f"{file} {stands}".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def at_rest(root: Path, before: str) -> None:
    """Raise ``Moved`` where the records no longer stand as they did at ``before``."""
    if moment(root) != before:
        raise Moved
