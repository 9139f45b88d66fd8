"""A file that has faults with one right answer → the same file mended, every other byte as it was.

Mended are line ends, a scalar where a list is due, an enumeration's word of which one spelling is nearest, the order of
fields, and a file's name that says another day than the record. What could mean two things is left to its author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from msgspec import Struct

from engager_docs.author.edits import Edit, edited, edits
from engager_docs.author.held import held
from engager_docs.author.keep import digest
from engager_docs.author.order import ordered
from engager_docs.check.schema import typed
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.source import Source
from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.record import MAX_BYTES
from engager_docs.read.repository import source_from
from engager_docs.read.text import decode

_BOM = b"\xef\xbb\xbf"
_LINE_ENDS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_MISNAMED = "E038"


class Mended(Struct, frozen=True):
    """A file and what became of it; ``before`` is the digest of what was read, ``date`` the day its name should say."""

    place: Place
    before: str
    old: str
    new: str
    content: bytes
    date: str = ""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.old != self.new or self.date != ""

    def names(self) -> Iterator[str]:
        """Yield the names that fit the record's own day, the plain one first (records.md 1)."""
        folder, _, name = self.place.file.rpartition("/")
        stem, _, ending = name.rpartition(".")
        whose = f"-{self.place.staff}" if self.place.staff else ""
        # a training session's name goes on with its place; any other only counts the records of its day
        rest = self.date + (stem.removeprefix(self.place.date) if self.place.kind.name == "training" else whose)
        yield f"{folder}/{rest}.{ending}"
        yield from (f"{folder}/{rest}-{number}.{ending}" for number in range(2, 100))


def mended(root: FilePath, place: Place) -> Mended | None:
    """Return a file with its faults mended; None where it cannot be read, or nothing in it has one right answer."""
    try:
        content = read_bytes(root, place.file, MAX_BYTES)
        old = decode(content)
    except Fault:
        return None
    end = "\r\n" if old.count("\r\n") * 2 > old.count("\n") else "\n"
    text = _LINE_ENDS.sub(end, old)
    text, date = _fields(text, place)
    bom = _BOM if content.startswith(_BOM) else b""
    found = Mended(place, digest(content), old, text, bom + text.encode(), date)
    return found if found.changed else None


def _fields(text: str, place: Place) -> tuple[str, str]:
    """Return the text with its fields mended, and the day that its name should say instead."""
    source = _read(text, place)
    if source is None:
        return text, ""
    _, found = typed(source, place)
    for each in edits(source, place.kind, found):
        text = _if_better(text, each, place)
    source = _read(text, place)
    if source is None:
        return text, ""
    again = ordered(text, source, place.kind)
    after = _read(again, place)
    if after is not None and (held(after.node), after.body) == (held(source.node), source.body):
        text, source = again, after
    _, found = typed(source, place)
    misnamed = [each for each in found if each.code == _MISNAMED]
    return text, misnamed[0].found if misnamed and len(misnamed[0].found) == len(place.date) else ""


def _if_better(text: str, edit: Edit, place: Place) -> str:
    """Return the text with one edit, if by it one fault is gone and none has come."""
    new = edited(text, edit)
    before, after = _faults(text, place), _faults(new, place)
    return new if after is not None and before is not None and len(after) < len(before) and after <= before else text


def _faults(text: str, place: Place) -> frozenset[tuple[str, int, str]] | None:
    source = _read(text, place)
    if source is None:
        return None
    # a name is looked at once all else is right, so an edit may bring that one fault to light
    found = (each for each in typed(source, place)[1] if each.code != _MISNAMED)
    return frozenset((each.code, each.span.line, each.field) for each in found)


def _read(text: str, place: Place) -> Source | None:
    found = source_from(place.file, text.encode())
    return None if isinstance(found, Diagnostic) else found
