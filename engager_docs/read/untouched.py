"""Folders → marks that change with any change below them, told without reading a file (threats.md row 24).

A file that is written, replaced or given back its old time gets a new change time or another number from its system,
and nobody can set those. Where a system keeps no change times, or where a file changed too lately for its time to
tell one change from the next, what is listed is called fresh, and whoever asked reads it.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from engager_docs.read.digest import digest_of
from engager_docs.read.pieces import is_case

LATELY = 3_000_000_000
"""Nanoseconds within which two changes may bear the same time: the coarsest systems count in twos of seconds."""
LATELY_FINE = 100_000_000
"""The same where a system counts in less than hundredths of a second: its clock ticks 60 times a second or more."""
_HUNDREDTH = 10_000_000
_FOLDER = "folder"
_Row: TypeAlias = tuple[int, str, int, int, int]


def mark_of(folders: Iterable[Path]) -> str:
    """Return a mark of every name, size, number and time below ``folders``; a folder that is not there is empty.

    Raises OSError where a folder cannot be listed.
    """
    return digest_of(_stands(str(folder))[0] for folder in folders)


class Listing(Struct, frozen=True):
    """A mark of each part of the records: of every case's folder, and of every file outside them, by its path.

    Other folders are listed too, with a ``/`` at the end, for one that is empty may not stand there.
    ``fresh`` are those that changed so lately that a next change could bear the same time; without a clock all.
    """

    marks: Mapping[str, str]
    fresh: frozenset[str]

    @property
    def mark(self) -> str:
        """One mark of all."""
        return digest_of(f"{name}\0{mark}" for name, mark in sorted(self.marks.items()))


def listed(root: Path, clock: int | None = None) -> Listing:
    """Return how the records at ``root`` stand, part by part; ``clock`` is the time of their system in nanoseconds.

    Fresh is what changed so shortly before it that a next change could bear the same time, or after it. Raises OSError
    where a folder cannot be listed.
    """
    limit = -1 if clock is None else clock - (LATELY_FINE if clock % _HUNDREDTH else LATELY)
    within = len(str(root)) + 1
    marks: dict[str, str] = {}
    fresh: set[str] = set()
    waiting = [f"{root}/cases"]
    while waiting:
        below = waiting.pop()
        folders: list[str] = []
        marks[f"{below[within:]}/"] = _FOLDER
        parts = [(f"{below}/{row[1]}", digest_of([repr(row)]), row[0]) for row in _listed(below, folders)]
        for folder in folders:
            if is_case(folder[within:]):
                parts.append((folder, *_stands(folder)))
            else:
                waiting.append(folder)
        marks |= {path[within:]: mark for path, mark, _ in parts}
        fresh |= {path[within:] for path, _, latest in parts if latest > limit}
    return Listing(marks, frozenset(fresh))


def _stands(folder: str) -> tuple[str, int]:
    """Return a mark of all that stands below a folder, and the latest time of change."""
    found = blake2b(digest_size=16)
    latest = 0
    waiting = [folder]
    while waiting:
        below = waiting.pop()
        rows = _listed(below, waiting)
        if rows:
            latest = max(latest, rows[-1][0])
        # a third of the time of repr; version 2 writes the same values as the same bytes, whoever else holds them
        found.update(marshal.dumps((below, rows), 2))
    return found.hexdigest(), latest


def _listed(folder: str, waiting: list[str]) -> list[_Row]:
    """Return each file of a folder, the one that changed last at the end; add the folders in it to those that wait."""
    rows: list[_Row] = []
    below: list[str] = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                else:
                    at = entry.stat(follow_symlinks=False)
                    rows.append((at.st_ctime_ns, entry.name, at.st_ino, at.st_size, at.st_mtime_ns))
    except FileNotFoundError:
        return rows
    waiting += sorted(below)
    rows.sort()
    return rows


def head_of(root: Path) -> str | None:
    """Return what the commit of ``root`` is told from, "" without git; None where only git itself can tell."""
    git = next((each for each in (folder / ".git" for folder in (root, *root.parents)) if _there(each)), None)
    if git is None:
        return ""
    if not git.is_dir() or (git / "reftable").exists():
        return None
    head = _text(git / "HEAD")
    name = head.removeprefix("ref: ").strip()
    loose = _text(git / name) if name != head.strip() else ""
    return "\0".join((head, loose, *(_text(git / file) for file in ("packed-refs", "config", "shallow"))))


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "surrogateescape")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""
