"""Two versions of a record → the fields that differ, each with its path and both values.

Entries of a list are matched by what names them (an id, a code, a person), else by what they hold, so that a new
entry at the top does not make every other one look changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TypeAlias

from engager_docs.model.history import Change, ChangePath, Item
from engager_docs.model.source import Mapping, Node, Scalar

Held: TypeAlias = "str | list[Held] | dict[str, Held]"

_IDS = ("id", "code", "participant", "person", "staff", "component")
_DAYS = ("on", "date", "recorded_on", "from", "opened_on", "set_on")
_MATCHED = 200
"""Entries: beyond it a list is compared place by place, since matching costs the square."""


def changes(before: Node, after: Node) -> tuple[Change, ...]:
    """Return what differs between two versions' fields, in the order of the newer one."""
    return tuple(_differing(_held(before), _held(after), ()))


def _held(node: Node) -> Held:
    """Return what a node holds without its place; a field left blank is one not filled in."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _held(value) for key, value in node.items if not _blank(value)}
    return [_held(each) for each in node.items]


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.text


def _differing(before: Held, after: Held, path: ChangePath) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in (*after, *(key for key in before if key not in after)):
            yield from _field(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for old, new, step in _matched(before, after):
            yield from _field(old, new, (*path, step))
    else:
        yield _came_or_went(before, after, path)


def _field(before: Held | None, after: Held | None, path: ChangePath) -> Iterator[Change]:
    if before is None or after is None:
        filled = before if after is None else after
        if isinstance(path[-1], str) and isinstance(filled, list) and filled:
            # a list that came or went is told entry by entry
            for old, new, step in _matched([] if before is None else filled, [] if after is None else filled):
                yield _came_or_went(old, new, (*path, step))
        else:
            yield _came_or_went(before, after, path)
    else:
        yield from _differing(before, after, path)


def _came_or_went(before: Held | None, after: Held | None, path: ChangePath) -> Change:
    whole = not all(each is None or isinstance(each, str) for each in (before, after))
    said = [None if each is None else each if isinstance(each, str) else "" for each in (before, after)]
    return Change(path, said[0], said[1], whole)


def _matched(before: list[Held], after: list[Held]) -> Iterator[tuple[Held | None, Held | None, Item]]:
    """Yield entries that belong together, None where one came or went."""
    key = _naming_key(before, after)
    if key:
        old = {_name(each, key): each for each in before}
        for place, each in enumerate(after):
            yield old.pop(_name(each, key), None), each, Item(place, key, _name(each, key))
        for place, each in enumerate(before):
            if _name(each, key) in old:
                yield each, None, Item(place, key, _name(each, key))
    else:
        yield from _aligned(before, after)


def _aligned(before: list[Held], after: list[Held]) -> Iterator[tuple[Held | None, Held | None, Item]]:
    for old, new in _runs(before, after):
        for number in range(max(len(old), len(new))):
            left = before[old[number]] if number < len(old) else None
            right = after[new[number]] if number < len(new) else None
            place = new[number] if number < len(new) else old[number]
            yield left, right, _item(right if right is not None else left, place)


def _runs(before: list[Held], after: list[Held]) -> Iterator[tuple[range, range]]:
    """Yield the stretches of two lists that differ; long lists are one stretch."""
    if max(len(before), len(after)) > _MATCHED:
        yield range(len(before)), range(len(after))
        return
    matcher = SequenceMatcher(None, [repr(each) for each in before], [repr(each) for each in after], autojunk=False)
    for kind, start, end, start_after, end_after in matcher.get_opcodes():
        if kind != "equal":
            yield range(start, end), range(start_after, end_after)


def _naming_key(before: list[Held], after: list[Held]) -> str:
    """Return the key whose values name the entries of both lists, each once; empty where none does."""
    for key in _IDS:
        names = ([_name(each, key) for each in before], [_name(each, key) for each in after])
        if all(all(each) and len(set(each)) == len(each) for each in names):
            return key
    return ""


def _name(entry: Held, key: str) -> str:
    value = entry.get(key) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _item(entry: Held | None, place: int) -> Item:
    for key in (*_IDS, *_DAYS):
        name = _name(entry, key) if entry is not None else ""
        if name:
            return Item(place, key, name)
    return Item(place)
