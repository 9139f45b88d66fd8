"""``key=value`` as somebody gave it → the values of a draft with it put in its place.

A path has dots: ``referral.source=self``. A list takes its answers one after the other or with commas; an entry of a
list is named by its number from 1, or by what its first field says: ``cases.NW-001.progress=on_track``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from difflib import get_close_matches

from engager_docs.author.fields import Field, Group, Many, One, Table, fields_of
from engager_docs.author.target import Refused
from engager_docs.author.text import Draft, Held


def answered(draft: Draft, answers: Iterable[str]) -> Draft:
    """Return the draft with every answer in its place. Raises ``Refused`` for a path that leads nowhere."""
    values = copy.deepcopy(draft.values)
    given: set[str] = set()
    for answer in answers:
        path, equals, text = answer.partition("=")
        if not equals or not path:
            raise Refused(f"{answer!r}: write --set key=value, such as --set place=prison")
        _put(fields_of(draft.kind.model), values, path.split("."), text, adds=path in given)
        given.add(path)
    return Draft(draft.kind, values, draft.notes, draft.head, draft.body)


def _put(fields: tuple[Field, ...], values: dict[str, Held], steps: list[str], text: str, *, adds: bool) -> None:
    field = next((each for each in fields if each.key == steps[0]), None)
    if field is None:
        near = get_close_matches(steps[0], [each.key for each in fields], 1, 0.6)
        meant = f"did you mean {near[0]}?" if near else f"the fields here are {', '.join(each.key for each in fields)}"
        raise Refused(f"unknown field {steps[0]!r}; {meant}")
    holds, rest = field.holds, steps[1:]
    if isinstance(holds, One) or (isinstance(holds, Many) and isinstance(holds.of, One)):
        if rest:
            raise Refused(f"{field.key} has no fields of its own: write --set {field.key}=…")
        values[field.key] = text if isinstance(holds, One) else _list(holds, values.get(field.key), text, adds=adds)
    elif not rest:
        raise Refused(f"{field.key} is a group or a list of groups: name the field, such as {_example(field)}")
    elif isinstance(holds, Group):
        _put(holds.fields, _within(values, field.key), rest, text, adds=adds)
    elif isinstance(holds, Table):
        _within(values, field.key)[".".join(rest)] = text
    elif isinstance(holds.of, Group):
        _entry(field, holds.of, values, rest, text, adds=adds)


def _list(holds: Many, before: Held | None, text: str, *, adds: bool) -> Held:
    """Return a list with an answer more; what was known before gives way to the first that is given."""
    words = isinstance(holds.of, One) and holds.of.words
    new: list[Held] = [text] if words else [each.strip() for each in text.split(",") if each.strip()]
    return [*before, *new] if adds and isinstance(before, list) else new


def _entry(field: Field, of: Group, values: dict[str, Held], steps: list[str], text: str, *, adds: bool) -> None:
    """Put an answer into one entry of a list of groups: one that is there, or the next."""
    entries = values.setdefault(field.key, [])
    if not isinstance(entries, list) or len(steps) == 1:
        raise Refused(f"{field.key} is a list of groups: name an entry and its field, such as {_example(field)}")
    number = _number(entries, of.fields[0].key, steps[0])
    if number is None:
        raise Refused(f"{field.key} has no entry {steps[0]}: the next new one is {field.key}.{len(entries) + 1}")
    if number == len(entries):
        entries.append({})
    one = entries[number]
    if isinstance(one, dict):
        _put(of.fields, one, steps[1:], text, adds=adds)


def _number(entries: list[Held], first: str, step: str) -> int | None:
    named = [number for number, each in enumerate(entries) if isinstance(each, dict) and each.get(first) == step]
    if named:
        return named[0]
    return int(step) - 1 if step.isdecimal() and 1 <= int(step) <= len(entries) + 1 else None


def _within(values: dict[str, Held], key: str) -> dict[str, Held]:
    inside = values.setdefault(key, {})
    return inside if isinstance(inside, dict) else {}


def _example(field: Field) -> str:
    of = field.holds.of if isinstance(field.holds, Many) else field.holds
    first = of.fields[0].key if isinstance(of, Group) else "NAME"
    return f"--set {field.key}.{'1.' if isinstance(field.holds, Many) else ''}{first}=…"
