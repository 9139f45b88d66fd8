"""A folder → how each file in it stands, and one mark of them all, told without opening a file."""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

Standing: TypeAlias = Mapping[str, tuple[int, int]]
"""The files of a tree by path, each with its size and its time in nanoseconds."""


def standing(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file below ``folder``; nothing where there is no folder."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(f"{folder}/{below}") as listing:
                for entry in listing:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{below}{entry.name}/")
                    else:
                        status = entry.stat(follow_symlinks=False)
                        found[f"{below}{entry.name}"] = (status.st_size, status.st_mtime_ns)
        except FileNotFoundError:
            continue
    return found


def mark_of(there: Standing) -> str:
    """Return a mark of every path, size and time."""
    return blake2b(marshal.dumps(sorted(there.items()), 2), digest_size=16).hexdigest()
