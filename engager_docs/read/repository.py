"""A record repository → its listing, and each listed file → a source or the fault that keeps it unread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.source import Source
from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.layout import classify
from engager_docs.read.record import MAX_BYTES, source_of
from engager_docs.read.text import decode
from engager_docs.read.tree import walk


@dataclass(frozen=True, slots=True)
class Listing:
    """The records a repository holds, by path; nothing has been opened yet."""

    records: tuple[Place, ...]
    attachments: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def listing(root: Path) -> Listing:
    """Return what stands below ``cases/``: records, attachments, and a diagnostic for what may not stand there."""
    tree = walk(root)
    records: list[Place] = []
    diagnostics = list(tree.diagnostics)
    for file in tree.files:
        try:
            records.append(classify(file))
        except Fault as fault:
            diagnostics.append(fault.diagnostic(file))
    return Listing(tuple(records), tree.attachments, tuple(diagnostics))


def load(root: Path, file: str) -> Source | Diagnostic:
    """Return ``file`` as a source, or the diagnostic that says why it cannot be read; one pass over the file."""
    text = ""
    try:
        text = decode(read_bytes(root, file, MAX_BYTES))
        return source_of(file, text)
    except Fault as fault:
        return fault.diagnostic(file, text)
