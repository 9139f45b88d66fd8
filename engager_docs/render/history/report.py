"""Edits → who changed which field, when, in words: for a terminal, or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from engager_docs.model.history import Change, ChangePath, Edit, Item
from engager_docs.model.records.registry import RecordKind
from engager_docs.render.diagnostics import clean
from engager_docs.render.history.field import EVERYTHING, field_of
from engager_docs.render.history.past import kind_of
from engager_docs.render.history.people import author_name
from engager_docs.render.history.sentences import Told, sentences
from engager_docs.render.words import counted

_TOLD = Told(EVERYTHING, body=True)
_ATTACHED = {"added": "Attachment added", "removed": "Attachment removed"}


def as_text(edits: Mapping[str, Sequence[Edit]]) -> str:
    """Return the history of each file, newest first, a line for each field."""
    return "\n".join("".join(f"{line}\n" for line in _file(file, each)) for file, each in edits.items())


def as_json(edits: Mapping[str, Sequence[Edit]], head: str) -> str:
    """Return the same for programs; no words somebody wrote are repeated, before or after."""
    told = [_revision(each, kind_of(file)) for file, found in edits.items() for each in found]
    whole = {"version": 1, "head": head, "revisions": told}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def summary(edits: Mapping[str, Sequence[Edit]]) -> str:
    """Return how much there is, in one line."""
    revisions = sum(len(each) for each in edits.values())
    people = {each.revision.commit.author for found in edits.values() for each in found}
    who = counted(len(people), "person", "people")
    return f"{counted(revisions, 'revision')} of {counted(len(edits), 'file')} by {who}"


def _file(file: str, edits: Sequence[Edit]) -> list[str]:
    lines = [clean(file)]
    for edit in edits:
        commit = edit.revision.commit
        lines.append(f"  {commit.written.isoformat()} {author_name(commit.author)}, commit {commit.id[:12]}")
        lines += [f"    {clean(each)}" for each in said(edit)]
    return lines


def said(edit: Edit) -> tuple[str, ...]:
    """Return what an edit changed to somebody who may read the files themselves."""
    kind = kind_of(edit.revision.file)
    if kind is not None:
        return sentences(edit, kind, _TOLD)
    return (_ATTACHED.get(edit.revision.kind, "Attachment changed"),)


def _revision(edit: Edit, kind: RecordKind | None) -> dict[str, Any]:
    revision = edit.revision
    return {
        "file": clean(revision.file),
        "commit": revision.commit.id,
        "on": revision.commit.written.isoformat(),
        "by": author_name(revision.commit.author),
        "kind": revision.kind,
        "was": clean(revision.was) or None,
        "changes": [_change(each, kind) for each in edit.changes] if kind is not None else [],
        "note": {"added": edit.lines_added, "removed": edit.lines_removed} if edit.note_changed else None,
        "readable": not edit.unread,
    }


def _change(change: Change, kind: RecordKind) -> dict[str, Any]:
    field = field_of(change.path, kind, EVERYTHING)
    hidden = change.whole or field is None or field.text
    did = "added" if change.before is None else "removed" if change.after is None else "changed"
    return {
        "field": clean(_dotted(change.path)),
        "change": did,
        "from": None if hidden or change.before is None else clean(change.before),
        "to": None if hidden or change.after is None else clean(change.after),
    }


def _dotted(path: ChangePath) -> str:
    return ".".join((each.name or str(each.position)) if isinstance(each, Item) else each for each in path)
