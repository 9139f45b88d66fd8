"""A record repository's folder → the paths of its records, and what may not stand there (threats.md 12–14)."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.read.fault import Fault

MAX_LEVELS = 8
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|[. ]$')
_ATTACHMENTS = re.compile(r"cases/[A-Z]{2,4}/participants/[A-Z]{2,4}-\d{3,5}/attachments(/|$)")


@dataclass(frozen=True, slots=True)
class Tree:
    """The files below ``cases/``, in order, relative to the record repository, with ``/``."""

    files: tuple[str, ...]
    attachments: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path | None:
    """Return the nearest folder at or above ``start`` that holds ``cases/service.yaml`` (records.md 1)."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "cases" / "service.yaml").is_file():
            return folder
    return None


def walk(root: Path, below: str = "cases") -> Tree:
    """Return every file below ``below``; names that begin with ``.`` or ``_`` are passed over."""
    files: list[str] = []
    attachments: list[str] = []
    diagnostics: list[Diagnostic] = []
    for path, fault in _entries(root, below, 0):
        if fault is not None:
            diagnostics.append(fault.diagnostic(_printable(path)))
        elif _ATTACHMENTS.match(path):
            attachments.append(path)
        else:
            files.append(path)
    return Tree(tuple(sorted(files)), tuple(sorted(attachments)), tuple(diagnostics))


def _entries(root: Path, folder: str, level: int) -> Iterator[tuple[str, Fault | None]]:
    if level > MAX_LEVELS:
        yield folder, Fault("E001", "folders are nested deeper than records go", "move the files up")
        return
    try:
        with os.scandir(f"{root}/{folder}") as listing:
            entries = sorted((each for each in listing if each.name[0] not in "._"), key=lambda each: each.name)
    except OSError as error:
        yield folder, Fault("E018", f"the folder cannot be read: {error.strerror}", "check its permissions")
        return
    seen: dict[str, str] = {}
    for entry in entries:
        path = f"{folder}/{entry.name}"
        fault = _name_fault(entry.name, seen) or _kind_fault(entry)
        if fault is None and entry.is_dir(follow_symlinks=False):
            yield from _entries(root, path, level + 1)
        else:
            yield path, fault


def _kind_fault(entry: os.DirEntry[str]) -> Fault | None:
    if entry.is_symlink() or not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
        return Fault("E005", "not a regular file: links, pipes and devices are not opened", "put the file itself here")
    return None


def _name_fault(name: str, seen: dict[str, str]) -> Fault | None:
    """Refuse names that another system could not keep, or would take for the same name as another."""
    if not name.isprintable() or _UNSAFE.search(name) or _RESERVED.fullmatch(name) or _too_long(name):
        hint = "use letters, digits, hyphens and a dot"
        return Fault("E019", "the name cannot be kept on every system", hint)
    folded = unicodedata.normalize("NFKC", name).casefold()
    if folded in seen:
        return Fault("E006", "two names here differ only by case or by the form of a letter", "rename one of the two")
    seen[folded] = name
    return None


def _too_long(name: str) -> bool:
    return len(name.encode("utf-8", "surrogateescape")) > 255


def _printable(path: str) -> str:
    """Return a path that can be printed: what cannot is shown as its escape."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in path)
