"""Two folders on one file system → the same two with their names exchanged, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> None:
    """Exchange the names of two folders, so that a reader finds one of the two at every moment.

    Where the system has no such call the old folder steps aside first; the moment between is a few
    microseconds, and the next build puts it back where this one was killed in it. Raises OSError.
    """
    if sys.platform == "linux" and _renameat2(new, old):
        return
    aside = aside_of(old)
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)


def aside_of(folder: Path) -> Path:
    """Return where a folder steps aside to."""
    return folder.with_name(f".{folder.name}.aside")


def _renameat2(new: Path, old: Path) -> bool:
    """Return whether the kernel exchanged the two; False where it or the file system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = call(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE)
    return int(done) == 0
