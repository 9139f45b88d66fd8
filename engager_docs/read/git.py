"""A folder under git → the commit its records stand at, and which records differ from it.

The digests of the files are taken here: ``git status`` would run any filter the repository names for its files
(threats.md rows 27 and 28).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from engager_docs.model.view import Stamp
from engager_docs.read.digest import tree_digest
from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.fingerprint import Piece
from engager_docs.read.gitcall import ask
from engager_docs.read.pieces import piece_of
from engager_docs.read.record import MAX_BYTES
from engager_docs.read.tree import walk, walk_below


class Commit(Struct, frozen=True):
    """Where the records stand: short commit id, its committer date as ISO text, and whether files differ."""

    id: str
    date: str
    uncommitted: bool


def commit_of(root: Path, pieces: Iterable[Piece] | None = None) -> Commit | None:
    """Return the commit the records of ``root`` stand at; None without git or without a commit.

    ``pieces`` are all that the records hold, where they are known: a file is then read only where one differs.
    """
    head = ask(root, "log", "-1", "--no-show-signature", "--format=%h %cI").text
    if not head:
        return None
    name, _, day = head.strip().partition(" ")
    others = uncommitted(root) if pieces is None else differing(root, pieces)
    return Commit(name, day, next(others, None) is not None)


def uncommitted(root: Path) -> Iterator[str]:
    """Yield the records on disk that are other than those of the commit: added, missing or changed since."""
    yield from _differing_files(root, walk(root).files, _committed(root))


def differing(root: Path, pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield the names of the pieces that are other than in the commit, where ``pieces`` are all there are.

    One whose digest is another is looked at again, file by file, for its line ends.
    """
    committed: dict[str, dict[str, str]] = {}
    for file, blob in _committed(root).items():
        committed.setdefault(piece_of(file), {})[file] = blob
    trees = {piece.name: piece.tree for piece in pieces if piece.tree != tree_digest(())}
    yield from sorted(committed.keys() ^ trees.keys())
    for name in sorted(committed.keys() & trees.keys()):
        there = committed[name]
        if tree_digest(sorted(there.items())) != trees[name]:
            files = [name] if name in there else walk_below(root, name).files
            if next(_differing_files(root, files, there), None) is not None:
                yield name


def _committed(root: Path) -> dict[str, str]:
    """Return the records of the commit, each with git's own digest of it."""
    tree = ask(root, "ls-tree", "-r", "-z", "HEAD", "cases").text
    listed = [line.partition("\t") for line in tree.split("\0")]
    found = {file: meta.split()[2] for meta, _, file in listed if file}
    return {file: blob for file, blob in found.items() if not (_passed_over(file) or "/attachments/" in file)}


def _differing_files(root: Path, files: Iterable[str], committed: Mapping[str, str]) -> Iterator[str]:
    present = set(files)
    yield from sorted(present ^ committed.keys())
    for file in sorted(present & committed.keys()):
        if _digest_differs(root, file, committed[file]):
            yield file


def _passed_over(file: str) -> bool:
    """Return whether a path is none of the records: hidden, or an identity file somebody committed by mistake."""
    return any(part[0] in "._" for part in file.split("/")) or file.endswith("/identity.yaml")


def _digest_differs(root: Path, file: str, expected: str) -> bool:
    digest = hashlib.sha1 if len(expected) == 40 else hashlib.sha256
    try:
        content = read_bytes(root, file, MAX_BYTES)
    except Fault:
        return True
    as_stored = (content, content.replace(b"\r\n", b"\n"))
    return all(digest(b"blob %d\0" % len(each) + each).hexdigest() != expected for each in as_stored)


def stamp_of(commit: Commit | None, day: date, audience: str, version: str) -> Stamp:
    """Return what a site or pack says of what it was made from; without git it names no commit."""
    return Stamp(
        as_of=day,
        source_commit=commit.id if commit else "",
        uncommitted=commit.uncommitted if commit else False,
        version=version,
        audience=audience,
    )
