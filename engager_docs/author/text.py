"""A record's fields and values → the text of its file: what is known filled in, the rest said beside its blank."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TypeAlias

from msgspec import Struct, field

from engager_docs.author.fields import BOOKKEEPING, Field, Group, Many, One, Table, fields_of
from engager_docs.author.scalar import WIDTH, name, row, scalar
from engager_docs.model.records.registry import RecordKind

Held: TypeAlias = "str | list[Held] | dict[str, Held]"
"""What a file holds, all of it still text."""


class Draft(Struct, frozen=True):
    """A record to be: its values so far, what else is known of a field, what is said above it, and its body."""

    kind: RecordKind
    values: dict[str, Held]
    notes: Mapping[str, str] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    body: str = ""


class _Style(Struct, frozen=True):
    """How much is said: ``blanks`` shows fields without a value, ``said`` what each is for."""

    blanks: bool = True
    said: bool = True
    notes: Mapping[str, str] = field(default_factory=dict)


def form(draft: Draft) -> str:
    """Return the text of a new file: every field of its kind, filled in or blank, with what it may hold beside it."""
    head = [line for said in draft.head for line in _comment(said, WIDTH)]
    style = _Style(notes=draft.notes)
    return _whole(draft.kind, [*head, *_record(draft.kind, draft.values, style)], draft.body)


def entry(draft: Draft) -> str:
    """Return the text of one entry more for a file that is a list."""
    return "".join(f"{line}\n" for line in _record(draft.kind, draft.values, _Style(notes=draft.notes)))


def record(kind: RecordKind, held: Held, body: str = "") -> str:
    """Return the text of a whole record and nothing but what it holds. Raises ``Unwritable``."""
    style = _Style(blanks=False, said=False)
    entries = held if isinstance(held, list) else [held]
    lines = [line for one in entries if isinstance(one, dict) for line in _record(kind, one, style)]
    return _whole(kind, lines or ["[]" if kind.many else "{}"], body)


def _whole(kind: RecordKind, lines: Iterable[str], body: str) -> str:
    text = "".join(f"{line}\n" for line in lines)
    return f"---\n{text}---\n{body}" if kind.form == "markdown" else text


def _record(kind: RecordKind, values: dict[str, Held], style: _Style) -> list[str]:
    lines = _group(fields_of(kind.model), values, style, 2 if kind.many else 0)
    return _entry(lines) if kind.many else lines


def _group(fields: Iterable[Field], values: dict[str, Held], style: _Style, indent: int) -> list[str]:
    """Return the lines of a group, as if it stood at the margin; ``indent`` is where it will."""
    lines: list[str] = []
    for each in fields:
        value: Held | None = values.get(each.key)
        asked = style.blanks and (each.required or each.key not in BOOKKEEPING)
        if value is None and asked and each.usual:
            value = [*each.usual] if isinstance(each.holds, Many) else each.usual[0]
        if value is not None or asked:
            lines += _field(each, value, style, indent)
    return lines


def _field(one: Field, value: Held | None, style: _Style, indent: int) -> list[str]:
    written, below = _value(one, value, style, indent)
    key = f"{one.key}:{' ' + written if written else ''}"
    said = _said(one, blank=value is None) if style.said else ""
    note = style.notes.get(one.key, "")
    said = "; ".join(each for each in (said, note) if each)
    if not said or written in (">-", "|-"):
        return [key, *below]
    if indent + len(key) + len(said) + 4 <= WIDTH and not note:
        return [f"{key}  # {said}", *below]
    return [*_comment(said, WIDTH - indent), key, *below]


def _comment(said: str, width: int) -> list[str]:
    """Return words as lines of a comment; the bar between two answers ends a line and begins none."""
    held = said.replace(" | ", "\u00a0| ")
    lines = textwrap.wrap(held, width - 2, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}".replace("\u00a0", " ") for line in lines]


def _value(one: Field, value: Held | None, style: _Style, indent: int) -> tuple[str, list[str]]:
    """Return what stands on the key's line and what stands below it."""
    holds = one.other if isinstance(value, dict) and isinstance(one.other, Group) else one.holds
    inner = _Style(style.blanks, style.said)
    if isinstance(value, str):
        first, *rest = scalar(value, indent + 2)
        return first, [line[indent:] if line else line for line in rest]
    if isinstance(holds, Many):
        return _list(holds, value if isinstance(value, list) else None, inner, indent, required=one.required)
    if isinstance(holds, Group):
        lines = _group(holds.fields, value if isinstance(value, dict) else {}, inner, indent + 2)
        shown = value is not None or one.required
        return ("{}", []) if not lines else ("", [f"  {line}" if shown else f"  # {line}" for line in lines])
    if isinstance(holds, Table) and isinstance(value, dict):
        return ("", _named(value)) if value else ("{}", [])
    return "", []


def _list(
    holds: Many, value: list[Held] | None, style: _Style, indent: int, *, required: bool
) -> tuple[str, list[str]]:
    if isinstance(holds.of, One):
        texts = [each for each in value or [] if isinstance(each, str)]
        if not texts:
            return "" if required and value is None else "[]", []
        on_one_line = None if holds.of.words else row(texts)
        return (on_one_line, []) if on_one_line is not None else ("", _words(texts, indent))
    if value is None:
        sample = _entry(_group(holds.of.fields, {}, style, indent + 6)) if style.blanks else []
        return "", [f"  # {line}" for line in sample]
    lines: list[str] = []
    for number, each in enumerate(value):
        # what a field is for is said once, at the first entry
        said = style if number == 0 else _Style(style.blanks, said=False)
        inside = _group(holds.of.fields, each if isinstance(each, dict) else {}, said, indent + 4)
        lines += [f"  {line}" for line in _entry(inside)]
    return ("", lines) if lines else ("[]", [])


def _words(texts: list[str], indent: int) -> list[str]:
    lines: list[str] = []
    for text in texts:
        first, *rest = scalar(text, indent + 6)
        lines += [f"  - {first}", *(line[indent:] if line else line for line in rest)]
    return lines


def _named(values: dict[str, Held]) -> list[str]:
    lines: list[str] = []
    for key, value in values.items():
        first, *rest = scalar(value if isinstance(value, str) else "", 4)
        lines += [f"  {name(key)}: {first}", *rest]
    return lines


def _entry(lines: list[str]) -> list[str]:
    """Return the lines of a group as one entry of a list; what is said of its first field stands above the hyphen."""
    above = list(takewhile(lambda line: line.startswith("#"), lines))
    first, *rest = lines[len(above) :] or ["{}"]
    return [*above, f"- {first}", *(f"  {line}" if line else line for line in rest)]


def _said(one: Field, *, blank: bool) -> str:
    """Return what is said beside a field: whether it must be filled in, what it is, what it may hold."""
    inner = one.holds.of if isinstance(one.holds, (Many, Table)) else one.holds
    several = "any of " if isinstance(one.holds, Many) else ""
    what = one.says.rstrip(".").replace("`", "")
    if isinstance(inner, One):
        form = " | ".join(inner.choices) or (inner.form if blank else "")
        form = f"{form}, in {one.unit}" if form and one.unit else form
        what = f"{what}: {several if inner.choices else ''}{form}" if form else what
    return f"required: {what}" if one.required and blank else what
