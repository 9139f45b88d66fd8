"""A record repository → its parts that change as one, each with a digest of its bytes and the ids it names.

Neither times nor sizes are believed: a file restored with its old time and size is still read (threats.md row 24).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engager_docs.read.digest import Digest
from engager_docs.read.fault import Fault
from engager_docs.read.files import LARGEST, read_bytes
from engager_docs.read.rest import moment_of
from engager_docs.read.tree import walk

EVERYTHING = "*"
"""What a file may name that writes a sign by its number, such as ``\\x4e``: nobody can tell without parsing it."""
_CASE = re.compile(r"(cases/[^/]+/participants/[^/]+)/")
# begins with the one sign that is rare, so that a note is looked through in 3 µs and not in 25
_NUMBER = re.compile(rb"-(?<=[A-Z]-)\d{2,5}(?!\d)")
_LETTERS = re.compile(rb"[A-Z]{2,4}\Z")
_CODE = re.compile(rb"(?<![A-Za-z0-9])[A-Z]{2,4}(?![A-Za-z0-9])")
_ESCAPE = re.compile(rb"\\[xuU]")


@dataclass(frozen=True, slots=True)
class Piece:
    """What changes as one: a case's folder, or one file outside the cases.

    ``names`` are the ids its bytes hold, a staff id without its first part: ``NW-001``, ``NW-02``; of a staff file
    the codes too that stand alone. It may name more than its fields do, never less.
    """

    name: str
    files: tuple[str, ...]
    attachments: tuple[str, ...]
    digest: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A repository by its parts: case folders and other files, each by its path; ``sound`` where all could be read.

    ``blobs`` are git's own digests of the files, for who compares them with a commit; ``moment`` is how all ``files``
    stood before the first of them was read.
    """

    cases: Mapping[str, Piece]
    others: Mapping[str, Piece]
    sound: bool
    blobs: Mapping[str, bytes]
    files: tuple[str, ...] = ()
    moment: str = ""


def fingerprint(root: Path) -> Fingerprint:
    """Return the parts of the repository at ``root``, every byte of it read once."""
    tree = walk(root)
    files = (*tree.files, *tree.attachments)
    moment = moment_of(root, files)
    held: dict[str, list[str]] = {}
    others: dict[str, Piece] = {}
    blobs: dict[str, bytes] = {}
    try:
        for file in tree.files:
            inside = _CASE.match(file)
            if inside is not None:
                held.setdefault(inside[1], []).append(file)
            else:
                others[file] = _piece(root, file, [file], (), blobs)
        attached = _attached(tree.attachments)
        cases = {
            folder: _piece(root, folder, held.get(folder, []), attached.get(folder, ()), blobs)
            for folder in sorted(held.keys() | attached.keys())
        }
    except Fault:
        return Fingerprint({}, {}, sound=False, blobs={})
    sound = not (tree.diagnostics or tree.empty_folders)
    return Fingerprint(cases, others, sound, blobs, files, moment)


def _attached(attachments: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for file in attachments:
        found.setdefault(file.partition("/attachments/")[0], []).append(file)
    return {folder: tuple(files) for folder, files in found.items()}


def _piece(root: Path, name: str, files: list[str], attached: tuple[str, ...], blobs: dict[str, bytes]) -> Piece:
    named: set[str] = set()
    digest = Digest()
    for file in (*files, *attached):
        content = read_bytes(root, file, LARGEST)
        digest.take(file, content)
        if file not in attached:
            named.update(_named(content))
            if "/staff/" in file:  # a role at another site names the site alone
                named.update(word.decode("ascii") for word in _CODE.findall(content))
            blobs[file] = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).digest()
    return Piece(name, tuple(files), attached, digest.text, frozenset(named))


def _named(content: bytes) -> Iterator[str]:
    for found in _NUMBER.finditer(content):
        letters = _LETTERS.search(content, max(0, found.start() - 4), found.start())
        if letters is not None:
            yield (letters[0] + found[0]).decode("ascii")
    if b"\\" in content and _ESCAPE.search(content):
        yield EVERYTHING
