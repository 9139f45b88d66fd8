"""Parts of a site → its folder, of which only what changed is written, exchanged for the old one whole.

Two trees are used in turn: the site, and the one it replaced, which waits beside it under a hidden name. A build
brings the waiting tree up to date, linking what the site already has, and the two change names. At no moment is a
page of the site itself written to (threats.md rows 20 and 21).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from engager_docs.model.view import Output
from engager_docs.publish.flush import flush
from engager_docs.publish.ledger import Ledger, Part, Written, part_of, tree_of
from engager_docs.publish.site import MANIFEST, folders_below, manifest_of, refuse_foreign, swap, sweep
from engager_docs.publish.standing import Standing, mark_of, standing


class Stage(Struct, frozen=True):
    """A site being made: where it will stand, the tree it is made in, the parts in both, and the files in that tree."""

    target: Path
    folder: Path
    live: Mapping[str, str]
    spare: Mapping[str, str]
    in_folder: Standing


def staged(target: Path, ledger: Ledger) -> Stage:
    """Return the stage for a site at ``target``. Raises ``Refused`` where something else stands there, OSError."""
    refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target)
    folder = target.parent / f".{target.name}.spare"
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(exist_ok=True)
    return Stage(target, folder, tree_of(ledger, "live"), tree_of(ledger, "spare"), standing(folder))


def unchanged(stage: Stage, parts: Mapping[str, Part]) -> str:
    """Return the mark of the site at the target where it holds just these parts, as they were written; else ""."""
    files = {path: written for part in parts.values() for path, written in part.files.items()}
    there = standing(stage.target)
    same = there.keys() - files.keys() == {MANIFEST} and _intact(files, there.get)
    return mark_of(there) if same else ""


def taken(stage: Stage, ledger: Ledger, name: str, key: str, last: Part | None = None) -> Part | None:
    """Return a part that need not be made again, its files now in the stage's folder; None where it must be made.

    ``last`` is the part as it stands in the site, where it has been read already.
    """
    here, there = stage.spare.get(name) == key, stage.live.get(name) == key
    part = last if there and last is not None else part_of(ledger, name, key) if here or there else None
    if part is None:
        return None
    if here and _intact(part.files, stage.in_folder.get):
        return part
    return part if there and _kept(part.files, stage) else None


def written(stage: Stage, outputs: Iterable[Output], last: Part | None = None) -> dict[str, Written]:
    """Bring files below the stage's folder and return how they stand. Raises ValueError for a path that would leave it.

    ``last`` is the part as it stands in the site: of a page that came out the same its file is kept, for a shared drive
    and whoever copies the site take a file that is written for one that changed.
    """
    before = last.files if last is not None else {}
    return {output.path: _brought(stage, output, before.get(output.path)) for output in outputs}


def finish(stage: Stage, parts: Mapping[str, Part], *, spare: bool) -> str:
    """Exchange the finished tree for the site, and return its mark.

    With ``spare`` the old one stays beside it for the next build.
    """
    files = {path: each for part in parts.values() for path, each in part.files.items()}
    manifest = Output(MANIFEST, manifest_of({path: each.sha256 for path, each in files.items()}))
    stand = {path: (each.size, each.time) for path, each in files.items()}
    stand[MANIFEST] = _write(stage.folder, manifest, stage.in_folder)
    _prune(stage, files.keys() | {MANIFEST})
    stage.folder.chmod(0o755)
    flush(stage.folder)
    swap(stage.folder, stage.target)
    if not spare:
        shutil.rmtree(stage.folder, ignore_errors=True)
    return mark_of(stand)


def _intact(files: Mapping[str, Written], standing: Callable[[str], tuple[int, int] | None]) -> bool:
    """Return whether files stand as they were written; ``standing`` gives size and time of one, None without it."""
    return all(standing(path) == (each.size, each.time) for path, each in files.items())


def _kept(files: Mapping[str, Written], stage: Stage) -> bool:
    """Bring files of the site into the stage, where they stand there as they were written; return whether they do."""
    # of the site few files are asked for, each by itself
    if not _intact(files, partial(_one_standing, stage.target)):
        return False
    # after a build that was interrupted most of them are there, though nobody wrote down that they are
    _link((path for path, each in files.items() if stage.in_folder.get(path) != (each.size, each.time)), stage)
    return True


def _one_standing(folder: Path, path: str) -> tuple[int, int] | None:
    try:
        status = os.lstat(f"{folder}/{path}")
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _link(files: Iterable[str], stage: Stage) -> None:
    for path in files:
        here, there = f"{stage.folder}/{path}", f"{stage.target}/{path}"
        if path in stage.in_folder:
            os.unlink(here)
        try:
            os.link(there, here)
        except FileNotFoundError:
            folders_below(stage.folder, path)
            _link_or_copy(there, here)
        except OSError:
            _link_or_copy(there, here)


def _link_or_copy(there: str, here: str) -> None:
    try:
        os.link(there, here)
    except OSError:  # a file system without links
        shutil.copy2(there, here)


def _brought(stage: Stage, output: Output, before: Written | None) -> Written:
    """Return how a file of the stage stands that holds what is put out: kept from before, or written."""
    digest = hashlib.sha256(output.content).hexdigest()
    if before is not None and before.sha256 == digest and _kept({output.path: before}, stage):
        return before
    return Written(digest, *_write(stage.folder, output, stage.in_folder))


def _write(folder: Path, output: Output, standing: Standing) -> tuple[int, int]:
    """Write a file, and return its size and its time."""
    parts = output.path.split("/")
    if not all(parts) or ".." in parts:
        raise ValueError("an output's path leaves its folder")
    file = f"{folder}/{output.path}"
    if output.path in standing:  # never written to in place: the site may hold the same file under its name
        with suppress(FileNotFoundError):
            os.unlink(file)
    handle = _created(folder, output.path)
    with os.fdopen(handle, "wb") as out:
        out.write(output.content)
        out.flush()
        status = os.fstat(handle)
    return status.st_size, status.st_mtime_ns


def _created(folder: Path, path: str) -> int:
    file = f"{folder}/{path}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(file, flags, 0o644)
    except FileNotFoundError:
        folders_below(folder, path)
        return os.open(file, flags, 0o644)


def _prune(stage: Stage, wanted: Iterable[str]) -> None:
    """Remove what nobody makes any more, and folders left empty."""
    kept = set(wanted)
    gone = [path for path in stage.in_folder if path not in kept]
    for path in gone:
        with suppress(FileNotFoundError):
            os.unlink(f"{stage.folder}/{path}")
    for folder in sorted({each for path in gone for each in _above(path)}, key=len, reverse=True):
        with suppress(OSError):
            os.rmdir(f"{stage.folder}/{folder}")


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
