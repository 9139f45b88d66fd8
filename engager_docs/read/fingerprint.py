"""A record repository → its parts that change as one, each with a digest of its bytes and the ids it names.

A file restored with its old time and size is still read (threats.md row 24): what is believed is the time at which
its system says it changed, which nobody can set, and only where the system proves that it keeps such times.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from engager_docs.read.digest import Digest, tree_digest
from engager_docs.read.fault import Fault
from engager_docs.read.files import LARGEST, read_bytes
from engager_docs.read.pieces import is_case, piece_of
from engager_docs.read.tree import walk
from engager_docs.read.untouched import Listing

EVERYTHING = "*"
"""What a file may name that writes a sign by its number, such as ``\\x4e``: nobody can tell without parsing it."""
# begins with the one sign that is rare, so that a note is looked through in 3 µs and not in 25
_NUMBER = re.compile(rb"-(?<=[A-Z]-)\d{2,5}(?!\d)")
_LETTERS = re.compile(rb"[A-Z]{2,4}\Z")
_CODE = re.compile(rb"(?<![A-Za-z0-9])[A-Z]{2,4}(?![A-Za-z0-9])")
_ESCAPE = re.compile(rb"\\[xuU]")


class Piece(NamedTuple):
    """What changes as one: a case's folder, or one file outside the cases.

    ``names`` are the ids its bytes hold, a staff id without its first part: ``NW-001``, ``NW-02``; of a staff file
    the codes too that stand alone. It may name more than its fields do, never less. ``tree`` is a digest of git's own
    digests of its records, to be compared with a commit.
    """

    name: str
    digest: str
    names: frozenset[str]
    tree: str


class Seen(NamedTuple):
    """A piece as it was read once, and the mark by which it stood then."""

    mark: str
    piece: Piece


NOTHING_SEEN: Mapping[str, Seen] = MappingProxyType({})


class Fingerprint(Struct, frozen=True):
    """A repository by its parts: case folders and other files, each by its path; ``sound`` where all could be read.

    ``stand`` is how all of them stood before the first was read.
    """

    cases: Mapping[str, Piece]
    others: Mapping[str, Piece]
    sound: bool
    stand: Listing

    @property
    def pieces(self) -> Iterator[Piece]:
        """All parts, cases first."""
        return chain(self.cases.values(), self.others.values())


def fingerprint(root: Path, stand: Listing, seen: Mapping[str, Seen] = NOTHING_SEEN) -> Fingerprint:
    """Return the parts of the repository at ``root``, which is listed in ``stand``.

    Every byte is read once, but for what was ``seen`` to stand by the same mark, where the listing had a clock:
    nobody can give a file that was changed the time of change it had.
    """
    old = {name: seen[name] for name in stand.marks.keys() & seen.keys() - stand.fresh}
    same = {name: each.piece for name, each in old.items() if stand.marks[name] == each.mark}
    tree = walk(root, known=same.keys())
    held: dict[str, list[str]] = {}
    others: dict[str, Piece] = {}
    try:
        for file in tree.files:
            name = piece_of(file)
            if name != file:
                held.setdefault(name, []).append(file)
            else:
                others[file] = same.get(file) or _piece(root, file, [file], ())
        attached = _attached(tree.attachments)
        cases = {
            folder: _piece(root, folder, held.get(folder, []), attached.get(folder, ()))
            for folder in held.keys() | attached.keys()
        }
    except Fault:
        return Fingerprint({}, {}, sound=False, stand=stand)
    cases |= {name: piece for name, piece in same.items() if is_case(name)}
    sound = not (tree.diagnostics or tree.empty_folders)
    return Fingerprint(dict(sorted(cases.items())), others, sound, stand)


def seen_of(found: Fingerprint) -> Iterator[Seen]:
    """Yield what need not be read again while its mark is the same: all but what changed too lately to tell."""
    for piece in found.pieces:
        mark = found.stand.marks.get(piece.name)
        if mark is not None and piece.name not in found.stand.fresh:
            yield Seen(mark, piece)


def _attached(attachments: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for file in attachments:
        found.setdefault(file.partition("/attachments/")[0], []).append(file)
    return {folder: tuple(files) for folder, files in found.items()}


def _piece(root: Path, name: str, files: list[str], attached: tuple[str, ...]) -> Piece:
    named: set[str] = set()
    digest = Digest()
    blobs: list[tuple[str, str]] = []
    for file in (*files, *attached):
        content = read_bytes(root, file, LARGEST)
        digest.take(file, content)
        if file not in attached:
            named.update(_named(content))
            if "/staff/" in file:  # a role at another site names the site alone
                named.update(word.decode("ascii") for word in _CODE.findall(content))
            blobs.append((file, hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()))
    return Piece(name, digest.text, frozenset(named), tree_digest(blobs))


def _named(content: bytes) -> Iterator[str]:
    for found in _NUMBER.finditer(content):
        letters = _LETTERS.search(content, max(0, found.start() - 4), found.start())
        if letters is not None:
            yield (letters[0] + found[0]).decode("ascii")
    if b"\\" in content and _ESCAPE.search(content):
        yield EVERYTHING
