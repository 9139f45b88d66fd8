"""A site's folder → what in it is not as it was built, told by its manifest (threats.md row 32)."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from engager_docs.publish.site import MANIFEST
from engager_docs.publish.standing import standing

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_LARGEST = 256 << 20
"""Bytes: the manifest of a million pages takes half of it."""
_ATTEMPTS = 3


class NoManifest(Exception):
    """The folder cannot be compared; the message says why and what to do."""


class Compared(Struct, frozen=True):
    """A site compared with its manifest: paths that changed, are missing, or were added, and what it was held by.

    ``digest`` is the SHA-256 of the manifest itself, ``files`` how many it names.
    """

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    files: int
    digest: str

    @property
    def as_built(self) -> bool:
        """Whether every file stands as it was written, and no other."""
        return not (self.changed or self.missing or self.added)


def compared(site: Path) -> Compared:
    """Compare the site at ``site`` with its manifest, opening nothing but regular files below it.

    Where a build puts another site there meanwhile, that one is compared. Raises ``NoManifest``, OSError.
    """
    for _ in range(_ATTEMPTS):
        manifest = _manifest(site)
        found = _against(site, manifest)
        if found.as_built or _manifest(site) == manifest:
            return found
    raise NoManifest(f"{site} kept changing while it was compared: try again when no build runs")


def _manifest(site: Path) -> bytes:
    try:
        status = (site / MANIFEST).lstat()
    except (FileNotFoundError, NotADirectoryError):
        status = None
    if status is None or not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        raise NoManifest(f"{site} holds no {MANIFEST}: name the folder that build wrote, such as site")
    return (site / MANIFEST).read_bytes()


def _against(site: Path, manifest: bytes) -> Compared:
    named = _digests(manifest)
    if named is None:
        raise NoManifest(f"{site / MANIFEST} is not as build wrote it: the site cannot be compared, build it again")
    there = standing(site).keys() - {MANIFEST}
    return Compared(
        changed=tuple(sorted(path for path in named.keys() & there if digest_of_file(site / path) != named[path])),
        missing=tuple(sorted(named.keys() - there)),
        added=tuple(sorted(there - named.keys())),
        files=len(named),
        digest=hashlib.sha256(manifest).hexdigest(),
    )


def _digests(manifest: bytes) -> Mapping[str, str] | None:
    """Return the digests by path; None where the text is not that of a manifest."""
    try:
        found = json.loads(manifest)
    except (ValueError, RecursionError):
        return None
    files = found.get("files") if isinstance(found, dict) and found.get("version") == 1 else None
    if not isinstance(files, dict) or not all(isinstance(each, str) for each in files.values()):
        return None
    return files


def digest_of_file(file: Path) -> str:
    """Return the SHA-256 of a regular file; "" for a link, a pipe or a device, and for a file that has gone.

    Raises OSError for a file that may not be read.
    """
    try:
        handle = os.open(file, _FLAGS)
    except OSError as fault:
        if isinstance(fault, PermissionError):
            raise
        return ""
    with os.fdopen(handle, "rb") as content:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return ""
        return hashlib.file_digest(content, "sha256").hexdigest()
