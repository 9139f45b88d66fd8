"""A record repository → its listing, and each listed file → a source or the fault that keeps it unread."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.records.scalars import SITE
from engager_docs.model.source import Source
from engager_docs.read.fault import Fault
from engager_docs.read.files import LARGEST, read_bytes, too_large
from engager_docs.read.layout import classify, refuse_empty
from engager_docs.read.record import MAX_BYTES, source_of
from engager_docs.read.text import decode, legible, normalised
from engager_docs.read.tree import Tree, walk

_SITE_OR_CASE = re.compile(rf"(?P<site>cases/{SITE})/(?:(?P<case>participants/{SITE}-[0-9]{{3,5}})/)?")


class Listing(Struct, frozen=True):
    """The records a repository holds, by path; nothing has been opened yet."""

    records: tuple[Place, ...]
    attachments: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def listing(root: Path, paths: Sequence[str] = ()) -> Listing:
    """Return what stands below ``cases/``: records, attachments, and a diagnostic for what may not stand there.

    With ``paths`` only what a check of them needs is listed: of any other case that it is there.
    """
    tree = walk(root, paths)
    found = listing_of(tree)
    return replace(found, diagnostics=(*found.diagnostics, *_too_large(root, tree.attachments)))


def listing_of(tree: Tree) -> Listing:
    """Return the listing of the files that ``tree`` names."""
    records: list[Place] = []
    diagnostics = list(tree.diagnostics)
    for file in tree.files:
        found = placed(file)
        if isinstance(found, Diagnostic):
            diagnostics.append(found)
        else:
            records.append(found)
    folders: list[str] = []
    for folder in tree.empty_folders:
        try:
            refuse_empty(folder)
            folders.append(folder)
        except Fault as fault:
            diagnostics.append(fault.diagnostic(folder.removesuffix("/")))
    named = [place.file for place in records]
    diagnostics += _absent([*named, *tree.attachments, *folders], {each.span.file for each in diagnostics})
    return Listing(tuple(records), tree.attachments, tuple(diagnostics))


def _too_large(root: Path, attachments: Iterable[str]) -> Iterator[Diagnostic]:
    for file in attachments:
        with suppress(OSError):  # whoever reads it says what is wrong with it
            if os.lstat(root / file).st_size > LARGEST:
                yield too_large(LARGEST).diagnostic(file)


def _absent(paths: Sequence[str], refused: Container[str]) -> Iterator[Diagnostic]:
    """Yield E021 for a case folder without participant.yaml and a site's folder without site.yaml."""
    held = frozenset(paths)
    needed: set[str] = set()
    for path in held:
        inside = _SITE_OR_CASE.match(path)
        if inside is not None:
            needed.add(f"{inside['site']}/site.yaml")
            needed |= {f"{inside['site']}/{inside['case']}/participant.yaml"} if inside["case"] else set()
    for file in sorted(needed - held):
        if file not in refused:
            name = file.rsplit("/", 1)[-1]
            yield Fault("E021", f"{name} is missing in this folder", f"add {name}").diagnostic(file)


def placed(file: str) -> Place | Diagnostic:
    """Return what ``file`` is by its path, or the diagnostic that says what the path should have been."""
    try:
        return classify(file)
    except Fault as fault:
        return fault.diagnostic(file)


def load(root: Path, file: str) -> Source | Diagnostic:
    """Return ``file`` as a source, or the diagnostic that says why it cannot be read; one pass over the file."""
    try:
        content = read_bytes(root, file, MAX_BYTES)
    except Fault as fault:
        return fault.diagnostic(file, legible(b""))
    return source_from(file, content)


def source_from(file: str, content: bytes) -> Source | Diagnostic:
    """Return the bytes of ``file`` as a source, or the diagnostic that says why they cannot be read."""
    text = ""
    try:
        text = decode(content)
        return source_of(file, normalised(text))
    except Fault as fault:
        return fault.diagnostic(file, text or legible(content))
