"""A folder under git → the commit its records stand at, and which records differ from it.

The digests of the files are taken here: ``git status`` would run any filter the repository names for its files
(threats.md rows 27 and 28).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.gitcall import ask
from engager_docs.read.record import MAX_BYTES
from engager_docs.read.tree import walk


@dataclass(frozen=True, slots=True)
class Commit:
    """Where the records stand: short commit id, its committer date as ISO text, and whether files differ."""

    id: str
    date: str
    uncommitted: bool


def commit_of(root: Path, blobs: Mapping[str, bytes] | None = None) -> Commit | None:
    """Return the commit the records of ``root`` stand at; None without git or without a commit.

    ``blobs`` are git's own digests of every record there is, where they are known: no file is then read for them.
    """
    head = ask(root, "log", "-1", "--no-show-signature", "--format=%h %cI").text
    if not head:
        return None
    name, _, day = head.strip().partition(" ")
    return Commit(name, day, next(uncommitted(root, blobs), None) is not None)


def uncommitted(root: Path, blobs: Mapping[str, bytes] | None = None) -> Iterator[str]:
    """Yield the records on disk that are other than those of the commit: added, missing or changed since.

    ``blobs`` as in ``commit_of``; a file whose known digest is another is looked at again, for its line ends.
    """
    tree = ask(root, "ls-tree", "-r", "-z", "HEAD", "cases").text
    listed = [line.partition("\t") for line in tree.split("\0")]
    committed = {file: meta.split()[2] for meta, _, file in listed if file}
    present = set(walk(root).files) if blobs is None else set(blobs)
    known = {file for file in committed if not _passed_over(file)} - _attachments(committed)
    yield from sorted(present ^ known)
    for file in sorted(present & known):
        known_as = blobs[file].hex() if blobs is not None else ""
        if known_as != committed[file] and _digest_differs(root, file, committed[file]):
            yield file


def _passed_over(file: str) -> bool:
    """Return whether a path is none of the records: hidden, or an identity file somebody committed by mistake."""
    return any(part[0] in "._" for part in file.split("/")) or file.endswith("/identity.yaml")


def _attachments(files: dict[str, str]) -> set[str]:
    return {file for file in files if "/attachments/" in file}


def _digest_differs(root: Path, file: str, expected: str) -> bool:
    digest = hashlib.sha1 if len(expected) == 40 else hashlib.sha256
    try:
        content = read_bytes(root, file, MAX_BYTES)
    except Fault:
        return True
    as_stored = (content, content.replace(b"\r\n", b"\n"))
    return all(digest(b"blob %d\0" % len(each) + each).hexdigest() != expected for each in as_stored)
