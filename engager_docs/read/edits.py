"""Revisions of files → what each changed in its record, field by field; the versions are read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engager_docs.model.history import Edit, Revision
from engager_docs.model.source import Source
from engager_docs.read.changes import changes
from engager_docs.read.fault import Fault
from engager_docs.read.record import source_of
from engager_docs.read.text import decode, normalised
from engager_docs.read.versions import versions


def edits(root: Path, revisions: Mapping[str, Sequence[Revision]]) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Yield each file with its edits, newest first, holding one file's versions at a time."""
    wanted = {file: _wanted(each) for file, each in revisions.items()}
    told = versions(root, [blob for blobs in wanted.values() for blob in blobs])
    for file, each in revisions.items():
        found = dict(next(told) for _ in wanted[file])
        sources = {blob: _source(file, content) for blob, content in found.items()}
        yield file, tuple(_edit(revision, sources) for revision in each)


def sources(
    root: Path, revisions: Mapping[str, Sequence[Revision]]
) -> Iterator[tuple[str, Mapping[str, Source | None]]]:
    """Yield each file with its versions after each revision, by name; None for one that cannot be read."""
    wanted = {file: tuple(dict.fromkeys(one.after for one in each if one.after)) for file, each in revisions.items()}
    told = versions(root, [blob for blobs in wanted.values() for blob in blobs])
    for file, blobs in wanted.items():
        found = dict(next(told) for _ in blobs)
        yield file, {blob: _source(file, content) for blob, content in found.items()}


def _wanted(revisions: Sequence[Revision]) -> tuple[str, ...]:
    """Return the versions that are compared, each once: those of a change, where both sides are records."""
    blobs = [blob for each in revisions if _compared(each) for blob in (each.before, each.after)]
    return tuple(dict.fromkeys(blobs))


def _compared(revision: Revision) -> bool:
    record = revision.file.endswith((".md", ".yaml")) and "/attachments/" not in revision.file
    return record and revision.before not in ("", revision.after) and revision.after != ""


def _source(file: str, content: bytes | None) -> Source | None:
    try:
        return None if content is None else source_of(file, normalised(decode(content)))
    except Fault:
        return None


def _lines(body: str) -> Counter[str]:
    """Return the lines that hold text, and how often each stands there: comparing them takes no longer."""
    return Counter(line for line in body.split("\n") if line.strip())


def _edit(revision: Revision, sources: Mapping[str, Source | None]) -> Edit:
    if not _compared(revision):
        return Edit(revision)
    before, after = sources[revision.before], sources[revision.after]
    if before is None or after is None:
        return Edit(revision, unread=True)
    old, new = _lines(before.body), _lines(after.body)
    return Edit(
        revision,
        changes(before.node, after.node),
        lines_added=(new - old).total(),
        lines_removed=(old - new).total(),
        note_changed=before.body != after.body,
    )
