"""A record repository's folder → the paths of its records, and what may not stand there (threats.md 12–14)."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.read.fault import Fault
from engager_docs.read.files import NOT_REGULAR

MAX_LEVELS = 8
MAX_NAME_BYTES = 200
"""The longest name: file systems keep 255 bytes, and what is made of a record has a longer one."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|[. ]$')
_CASE = r"cases/[A-Z]{2,4}/participants/[A-Z]{2,4}-[0-9]{3,5}"
_CASE_FOLDER = re.compile(_CASE)
_SPINE = "participant.yaml"
"""What every case has, and by which it is told that there is one."""
_ATTACHMENTS = re.compile(rf"{_CASE}/attachments(/|$)")
_IDENTITY = re.compile(rf"{_CASE}/identity\.yaml")


class Tree(Struct, frozen=True):
    """The files and the empty folders below ``cases/``, in order, relative to the record repository, with ``/``."""

    files: tuple[str, ...]
    empty_folders: tuple[str, ...]
    attachments: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path | None:
    """Return the nearest folder at or above ``start`` that holds ``cases/service.yaml`` (records.md 1)."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "cases" / "service.yaml").is_file():
            return folder
    return None


def walk(root: Path, paths: Sequence[str] = (), known: Container[str] = ()) -> Tree:
    """Return what stands below ``cases/``; names that begin with ``.`` or ``_`` are passed over, as is identity.yaml.

    An identity file names a person: no check, no list and no link may know that it is there (records.md 2).
    With ``paths`` a case's folder that has nothing to do with them is told by its participant.yaml alone; a ``known``
    folder is not looked into, and nothing is told of it.
    """
    return _sorted_out(_entries(root, "cases", 0, paths, known))


def walk_below(root: Path, folder: str) -> Tree:
    """Return the same of one folder below ``cases/``."""
    return _sorted_out(_entries(root, folder, folder.count("/")))


def tree_of(paths: Iterable[str], links: Container[str] = ()) -> Tree:
    """Return the same of the ``paths`` of files that lie in no folder, such as git's index; ``links`` are no files."""
    return _sorted_out(_named(sorted(paths), links))


def _named(paths: Iterable[str], links: Container[str]) -> Iterator[tuple[str, Fault | None]]:
    """Yield each path, or the first part of it that may not stand, once."""
    seen: dict[str, set[str]] = {}
    faults: dict[str, Fault | None] = {}
    for path in paths:
        steps = path.split("/")
        if any(step[:1] in "._" for step in steps):
            continue
        for number in range(1, len(steps) + 1):
            here = "/".join(steps[:number])
            if here not in faults:
                faults[here] = _name_fault(steps[number - 1], seen.setdefault("/".join(steps[: number - 1]), set()))
                if faults[here] is not None:
                    yield here, faults[here]
            if faults[here] is not None:
                break
        else:
            yield path, Fault("E005", NOT_REGULAR, "put the file itself here") if path in links else None


def _sorted_out(entries: Iterable[tuple[str, Fault | None]]) -> Tree:
    files: list[str] = []
    attachments: list[str] = []
    empty: list[str] = []
    diagnostics: list[Diagnostic] = []
    for path, fault in entries:
        if fault is not None:
            diagnostics.append(fault.diagnostic(_printable(path)))
        elif path.endswith("/"):
            empty.append(path)
        elif _ATTACHMENTS.match(path):
            attachments.append(path)
        elif not _IDENTITY.fullmatch(path):
            files.append(path)
    return Tree(tuple(sorted(files)), tuple(sorted(empty)), tuple(sorted(attachments)), tuple(diagnostics))


def _entries(
    root: Path, folder: str, level: int, paths: Sequence[str] = (), known: Container[str] = ()
) -> Iterator[tuple[str, Fault | None]]:
    """Yield what stands in a folder, and below it; a folder with nothing in it ends in ``/``."""
    if level > MAX_LEVELS:
        yield folder, Fault("E001", "folders are nested deeper than records go", "move the files up")
        return
    try:
        if level == 0 and root.joinpath(folder).is_symlink():
            yield folder, Fault("E005", NOT_REGULAR, "put the folder itself here")
            return
        with os.scandir(f"{root}/{folder}") as listing:
            entries = sorted((each for each in listing if each.name[0] not in "._"), key=lambda each: each.name)
    except OSError as error:
        hint = "make it readable for your account"
        yield folder, Fault("E018", f"the folder cannot be read: {error.strerror}", hint)
        return
    if not entries:
        yield f"{folder}/", None
    seen: set[str] = set()
    for entry in entries:
        path = f"{folder}/{entry.name}"
        fault = _name_fault(entry.name, seen) or _kind_fault(entry)
        if fault is None and paths and _is_other_case(root, path, paths):
            yield f"{path}/{_SPINE}", None
        elif fault is None and entry.is_dir(follow_symlinks=False):
            if path not in known:
                yield from _entries(root, path, level + 1, paths, known)
        else:
            yield path, fault


def _is_other_case(root: Path, path: str, paths: Sequence[str]) -> bool:
    """Return whether a path is the folder of a case that none of ``paths`` lies in or holds."""
    if not _CASE_FOLDER.fullmatch(path):
        return False
    if any(each in (".", path) or path.startswith(f"{each}/") or each.startswith(f"{path}/") for each in paths):
        return False
    try:
        return stat.S_ISREG(os.lstat(f"{root}/{path}/{_SPINE}").st_mode)
    except OSError:
        return False


def _kind_fault(entry: os.DirEntry[str]) -> Fault | None:
    if entry.is_symlink() or not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
        return Fault("E005", NOT_REGULAR, "put the file itself here")
    return None


def _name_fault(name: str, seen: set[str]) -> Fault | None:
    """Refuse names that another system could not keep, or would take for the same name as another."""
    too_long = len(name.encode("utf-8", "surrogateescape")) > MAX_NAME_BYTES
    if not name.isprintable() or _UNSAFE.search(name) or _RESERVED.fullmatch(name) or too_long:
        return Fault("E019", "the name cannot be kept on every system", "use letters, digits, hyphens and a dot")
    folded = unicodedata.normalize("NFKC", name).casefold()
    if folded in seen:
        return Fault("E006", "two names here differ only by case or by the form of a letter", "rename one of the two")
    seen.add(folded)
    return None


def _printable(path: str) -> str:
    """Return a path that can be printed: what cannot is shown as its escape."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in path)
