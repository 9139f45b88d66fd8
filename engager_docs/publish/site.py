"""Outputs → a site folder, written beside the old one and exchanged for it whole (threats.md rows 20, 21, 32)."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import json

from engager_docs.model.view import Output
from engager_docs.publish.exchange import aside_of, exchange

MANIFEST = "manifest.json"


class Refused(Exception):
    """The output cannot go where it was sent; the message says why and what to do."""


def publish_site(outputs: Iterable[Output], target: Path) -> int:
    """Write ``outputs`` as the site ``target`` and return how many files it has.

    The site is written to a sibling folder, flushed, and exchanged for the old one; any error before that
    leaves the old site as it was. Raises ``Refused`` when ``target`` holds something else than a site of
    ours, OSError when the disk refuses.
    """
    refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target)
    staged = Path(tempfile.mkdtemp(prefix=f".{target.name}.staged-", dir=target.parent))
    try:
        digests = {output.path: _write(staged, output) for output in outputs}
        _write(staged, Output(MANIFEST, manifest_of(digests)))
        staged.chmod(0o755)
        swap(staged, target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return len(digests)


def refuse_foreign(target: Path) -> None:
    """Raise ``Refused`` where ``target`` holds something else than a site of ours."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Refused(f"{target} is not a folder: name another with -o")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise Refused(f"{target} holds files that are no site of ours: name another folder with -o")


def sweep(target: Path) -> None:
    """Remove what an interrupted build left beside the site; a site that had only stepped aside comes back."""
    aside = aside_of(target)
    if aside.is_dir() and not aside.is_symlink() and not target.exists():
        aside.rename(target)
    for left in (aside, *target.parent.glob(f".{target.name}.staged-*")):
        shutil.rmtree(left, ignore_errors=True)


def _write(folder: Path, output: Output) -> str:
    """Write one output below ``folder`` and return the SHA-256 of its bytes."""
    parts = PurePosixPath(output.path).parts
    if not parts or ".." in parts or parts[0] == "/":
        raise ValueError("an output's path leaves its folder")
    file = folder.joinpath(*parts)
    if not file.parent.is_dir():
        folders_below(folder, "/".join(parts))
    with file.open("wb") as handle:
        handle.write(output.content)
    return hashlib.sha256(output.content).hexdigest()


def folders_below(folder: Path, path: str) -> None:
    """Make the folders that the file ``path`` stands in, below ``folder``, which is there already.

    Where it has vanished, with the drive it was on, it is not made again: it would hold half a site. Raises OSError.
    """
    for above in list(PurePosixPath(path).parents)[-2::-1]:
        (folder / above).mkdir(exist_ok=True)


def manifest_of(digests: Mapping[str, str]) -> bytes:
    """Return the manifest of a site: the SHA-256 of every file by its path (threats.md row 32)."""
    return json.format(json.encode({"version": 1, "files": dict(sorted(digests.items()))}), indent=1) + b"\n"


def swap(staged: Path, target: Path) -> None:
    """Put the finished tree ``staged`` in the place of ``target``, which takes its name where there is one."""
    _flush(staged)
    if target.is_dir():
        exchange(staged, target)
    else:
        staged.rename(target)
    _flush(target.parent)


def _flush(folder: Path) -> None:
    """Ask the system to keep what was written, before a name points to it."""
    if hasattr(os, "sync") and os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
