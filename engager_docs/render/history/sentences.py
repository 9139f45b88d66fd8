"""An edit, what an audience sees → what was changed, one sentence a field.

What somebody wrote in their own words is never repeated: a text is often put right because it said too much, and
git keeps the old one for who may read the files. Codes, days, figures and ids are told before and after.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from engager_docs.model.history import Change, Edit, Item
from engager_docs.model.records.registry import RecordKind
from engager_docs.render.history.field import Field, field_of
from engager_docs.render.redaction import Sight
from engager_docs.render.words import counted, phrase

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TRUTHS = {"true": "yes", "false": "no"}
_LONGEST = 60


class Told(Struct, frozen=True):
    """One audience's way to be told: what it sees, whether it sees the note, and how it writes a day."""

    sight: Sight
    body: bool
    day: Callable[[date], str] = date.isoformat


def sentences(edit: Edit, kind: RecordKind, told: Told) -> tuple[str, ...]:
    """Return what an edit changed, field by field, then the note; never empty."""
    revision = edit.revision
    if revision.kind == "added":
        return ("Record added",)
    if revision.kind == "removed":
        return ("Record removed",)
    said = list(_all(edit, kind, told))
    if revision.kind == "renamed":
        said.insert(0, f"Renamed from {revision.was.rpartition('/')[2]}")
    if edit.unread:
        said.append("The record could not be read before or after this change, so its fields are not compared")
    return tuple(said) or ("Layout or comments only",)


def _all(edit: Edit, kind: RecordKind, told: Told) -> Iterator[str]:
    hidden = 0
    for change in edit.changes:
        field = field_of(change.path, kind, told.sight)
        if field is None:
            hidden += 1
        else:
            yield f"{_label(change, field, told)}: {_what(change, field, told)}"
    if edit.note_changed and told.body:
        yield f"Note: {_lines(edit)}"
    hidden += edit.note_changed and not told.body
    if hidden:
        yield "A field not shown to this audience" if hidden == 1 else f"{hidden} fields not shown to this audience"


def _label(change: Change, field: Field, told: Told) -> str:
    steps = [_step(each, told) for each in field.steps]
    if isinstance(change.path[-1], Item) and len(steps) > 1 and not change.whole and not field.text:
        steps.pop()  # a code in a list of codes says itself
    label = ", ".join(steps)
    return label[:1].upper() + label[1:]


def _step(step: str, told: Told) -> str:
    return f"entry of {_value(step, told)}" if _DAY.fullmatch(step) else phrase(step)


def _what(change: Change, field: Field, told: Told) -> str:
    if change.before is None or change.after is None:
        did = "added" if change.before is None else "removed"
        value = change.after if change.before is None else change.before
        return did if change.whole or field.text else f"{_value(value or '', told)} {did}"
    if change.whole:
        return "written in another way"
    if field.text:
        return "reworded"
    return f"was {_value(change.before, told)}, now {_value(change.after, told)}"


def _value(value: str, told: Told) -> str:
    """Return a code, a day, a figure or an id in words."""
    if _DAY.fullmatch(value):
        try:
            return told.day(date.fromisoformat(value))
        except ValueError:
            return value
    text = _TRUTHS.get(value) or phrase(value) or "nothing"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _lines(edit: Edit) -> str:
    if not edit.lines_added and not edit.lines_removed:
        return "lines moved or spaced"
    added = f"{counted(edit.lines_added, 'line')} added" if edit.lines_added else ""
    removed = f"{counted(edit.lines_removed, 'line')} removed" if edit.lines_removed else ""
    return ", ".join(each for each in (added, removed) if each)
