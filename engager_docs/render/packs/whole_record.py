"""Any record → every field of it under its own words, passages about third parties marked (documents.md, audiences).

Used where nothing may be left out: a subject access request. It reads the schema and not the kinds of record, so a
new field is shown without a line being written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from markupsafe import Markup
from msgspec import Struct
from pydantic import BaseModel

from engager_docs.model.records.network import LiaisonEntry, Member
from engager_docs.model.records.scalars import PartialDate, is_text
from engager_docs.model.view import Content, Fact, Table, Tag
from engager_docs.render.blocks import table
from engager_docs.render.dates import time_text
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import phrase, words, yes_no

COLUMNS = 7
LEVEL = 4
"""The heading level a record's own text begins at, below the heading of its notes."""
REVIEW = Tag("Third party: review", "warn")
_PEOPLE = re.compile(
    r"\b(?:(?:grand|step|foster |half-)?(?:mother|father|mum|mam|dad|brother|sister|son|daughter|parent|child|children)"
    r"|wife|husband|partner|girlfriend|boyfriend|ex-(?:partner|wife|husband)|fianc[eé]e?|aunt|uncle|nan|nana|gran|grandad"
    r"|cousin|niece|nephew|baby|family|friend|mate|neighbour|cell-?mate|co-defendant|victim|landlord|landlady|employer"
    r"|another participant|another person)(?:'s|s|s')?\b",
    re.IGNORECASE,
)
_PRIVATE = frozenset({"family", "partner", "friend", "peer_mentor", "employer"})
"""Members of the network who are not professionals doing their work."""


class Passage(Struct, frozen=True):
    """One paragraph of a record's own text, and whether it speaks of somebody else."""

    html: Markup
    review: bool


class Group(Struct, frozen=True):
    """The fields of one record or of one part of it, and the parts inside: short ones as tables."""

    title: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    groups: tuple[Group, ...]
    review: bool


class Whole(Struct, frozen=True):
    """One record file in full."""

    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]

    @property
    def to_review(self) -> int:
        """How many passages and groups of fields are marked."""
        return sum(each.review for each in self.passages) + sum(_count(each) for each in self.groups)


def _count(group: Group) -> int:
    cells = [cell for each in group.tables for row in each.rows for cell in row.cells]
    own = sum(isinstance(each, tuple) and REVIEW in each for each in [*(fact.value for fact in group.facts), *cells])
    return group.review + own + sum(_count(each) for each in group.groups)


def speaks_of_others(text: str) -> bool:
    """Return whether a text names a relation, a friend, a victim or another participant."""
    return _PEOPLE.search(text) is not None


def whole_group(record: BaseModel, title: str, sheet: Sheet, private: frozenset[str] = frozenset()) -> Group:
    """Return every field of a record; ``private`` are the ids of third parties in its case's network."""
    facts: list[Fact] = []
    groups: list[Group] = []
    tables: list[Table] = []
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        label = words(name.rstrip("_"))
        if isinstance(value, BaseModel):
            groups.append(whole_group(value, label, sheet, private))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            inside = [whole_group(each, f"{label} {number}", sheet, private) for number, each in enumerate(value, 1)]
            if any(each.groups or each.tables or each.review or len(each.facts) > COLUMNS for each in inside):
                groups += inside
            else:
                tables.append(_table(label, inside))
        elif value is not None and value not in ((), "", {}):
            free = is_text(field.annotation, field.metadata)
            facts.append(Fact(label, _shown(value, free=free, private=private, sheet=sheet)))
    return Group(title, tuple(facts), tuple(tables), tuple(groups), _about_another(record, private))


def _table(label: str, inside: list[Group]) -> Table:
    """Return several small groups as the rows of one table."""
    heads = tuple(dict.fromkeys(fact.label for each in inside for fact in each.facts))
    rows = ({fact.label: fact.value for fact in each.facts} for each in inside)
    return table(label, heads, (tuple(row.get(head, "") for head in heads) for row in rows), "")


def _about_another(record: BaseModel, private: frozenset[str]) -> bool:
    if isinstance(record, Member):
        return record.kind in _PRIVATE
    return isinstance(record, LiaisonEntry) and record.with_ in private


def private_members(members: tuple[Member, ...]) -> frozenset[str]:
    """Return the ids of those in a network who are not there in the course of their work."""
    return frozenset(member.id for member in members if member.kind in _PRIVATE)


def _shown(value: object, *, free: bool, private: frozenset[str], sheet: Sheet) -> Content:
    texts = tuple(_text(each, free=free, sheet=sheet) for each in _values(value))
    text = "; ".join(texts)
    marked = (free and speaks_of_others(text)) or bool(private & set(texts))
    return (text + " ", REVIEW) if marked else text


def _values(value: object) -> Iterator[object]:
    if isinstance(value, tuple) and not isinstance(value, PartialDate):
        yield from value
    elif isinstance(value, dict):
        yield from (f"{name}: {each:g}" for name, each in value.items())
    else:
        yield value


def _text(value: object, *, free: bool, sheet: Sheet) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, (date, PartialDate)):
        return sheet.day(value)
    if isinstance(value, time):
        return time_text(value)
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if free or not re.fullmatch(r"[a-z][a-z0-9_]*", text) else phrase(text)


def passages(body: str, file: str, sheet: Sheet) -> tuple[Passage, ...]:
    """Return a record's own text paragraph by paragraph; one with a block of code stays whole."""
    blocks = [body] if "```" in body or "~~~" in body else re.split(r"\n\s*\n", body.strip())
    return tuple(Passage(sheet.prose(block, file, LEVEL), speaks_of_others(block)) for block in blocks if block.strip())
