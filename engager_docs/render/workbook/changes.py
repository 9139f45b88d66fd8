"""Two versions of a Shared Understanding → what changed between them, in sentences (documents.md 1.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.view import Fact, Items
from engager_docs.render.words import counted, phrase

ALIKE = 0.5
"""Two entries that share this much of their words are the same thing said anew."""
_WORD = re.compile(r"\w+")
_LISTS = (
    ("Emotions", "emotions"), ("Thoughts", "thoughts"), ("Behaviours", "behaviours"), ("Links", "links"),
    ("Needs", "needs"), ("Problems", "problems"), ("Strengths", "strengths"), ("Resources", "resources"),
    ("What sets it off", "triggers"), ("What helps", "what_helps"), ("If I disappear", "if_i_disappear"),
)  # fmt: skip


class Comparison(Struct, frozen=True):
    """A sentence on the whole, then sentences for each list that changed."""

    summary: str
    lists: tuple[Fact, ...]


class _Sorted(NamedTuple):
    """The entries of one list, sorted by what became of them."""

    new: tuple[str, ...]
    reworded: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]


def comparison(before: SharedUnderstanding, after: SharedUnderstanding, since: str) -> Comparison:
    """Return what changed between two versions; ``since`` is the day of the earlier one in words."""
    found = {label: _sorted(_entries(before, name), _entries(after, name)) for label, name in _LISTS}
    changed = {label: each for label, each in found.items() if each.new or each.reworded or each.gone}
    same = [phrase(label) for label, each in found.items() if label not in changed and each.kept]
    return Comparison(
        _summary(len(changed), same, since),
        tuple(Fact(label, Items(tuple(_sentences(each)))) for label, each in changed.items()),
    )


def _entries(version: SharedUnderstanding, name: str) -> tuple[str, ...]:
    if name == "links":
        return tuple(f"{link.from_} leads to {link.to}" for link in version.links)
    if name == "if_i_disappear":
        return (version.if_i_disappear,) if version.if_i_disappear else ()
    entries: tuple[str, ...] = getattr(version, name)
    return entries


def _summary(changed: int, same: list[str], since: str) -> str:
    if not changed:
        return f"Nothing on the lists has changed since the version of {since}."
    rest = f" As before: {', '.join(same)}." if same else ""
    return f"Since the version of {since}, {counted(changed, 'list')} changed.{rest}"


def _sorted(old: tuple[str, ...], new: tuple[str, ...]) -> _Sorted:
    added = [each for each in new if each not in old]
    gone = [each for each in old if each not in new]
    reworded = []
    for was in tuple(gone):
        nearest = max(added, key=lambda each: _likeness(was, each), default=None)
        if nearest is not None and _likeness(was, nearest) >= ALIKE:
            reworded.append((was, nearest))
            gone.remove(was)
            added.remove(nearest)
    return _Sorted(tuple(added), tuple(reworded), tuple(gone), tuple(each for each in new if each in old))


def _likeness(one: str, other: str) -> float:
    """Return the share of their words that two entries have in common."""
    words, others = (set(_WORD.findall(each.lower())) for each in (one, other))
    return len(words & others) / max(1, len(words | others))


def _sentences(entries: _Sorted) -> Iterator[str]:
    if entries.new:
        yield f"New: {_listed(entries.new)}."
    yield from (f"{_quoted(was)} is now {_quoted(now)}." for was, now in entries.reworded)
    if entries.gone:
        yield f"No longer there: {_listed(entries.gone)}."
    if entries.kept:
        yield f"Still there: {_listed(entries.kept)}."


def _listed(entries: tuple[str, ...]) -> str:
    *most, last = map(_quoted, entries)
    return f"{', '.join(most)} and {last}" if most else last


def _quoted(entry: str) -> str:
    """Return an entry in quotation marks: one in the participant's own words has them already."""
    return entry if entry[:1] in '"“' else f"“{entry.rstrip('.')}”"
