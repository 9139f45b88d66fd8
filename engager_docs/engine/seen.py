"""How the records stand, and how they stood at the last build → their fingerprint, for which only others are read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engager_docs.publish.ledger import NOTED, Ledger, Part, note, part_of
from engager_docs.publish.recall import clock_of
from engager_docs.read.fingerprint import Fingerprint, Piece, Seen, fingerprint, seen_of
from engager_docs.read.untouched import Listing, listed

ROW = "records"


def looked_at(root: Path, ledger: Ledger, stand: Listing | None = None) -> Fingerprint:
    """Return the fingerprint of the records at ``root``, and note it for the next build. Raises OSError.

    ``stand`` is how they stand, where they have just been listed.
    """
    before = _noted(ledger)
    found = fingerprint(root, stand or listed(root, clock_of(root)), _seen(before))
    if found.sound:
        # a record that changes meanwhile stands by another mark from then on, and is read again
        now = {each.piece.name: _text(each) for each in seen_of(found)}
        if now != before:
            note(ledger, ROW, Part({}, {}, now))
    return found


def _noted(ledger: Ledger) -> Mapping[str, str]:
    last = part_of(ledger, ROW, NOTED)
    return last.facts if last is not None else {}


def _text(seen: Seen) -> str:
    piece = seen.piece
    return " ".join((seen.mark, piece.digest, piece.tree, *sorted(piece.names)))


def _seen(noted: Mapping[str, str]) -> dict[str, Seen]:
    found: dict[str, Seen] = {}
    for name, text in noted.items():
        mark, digest, tree, *names = text.split(" ")
        found[name] = Seen(mark, Piece(name, digest, frozenset(names), tree))
    return found
