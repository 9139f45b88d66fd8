"""A changed field's path, what an audience sees → the field in words, or nothing where it may not be named.

In doubt a field is hidden: one the schema does not know (an older version may hold anything), and one inside a
field that is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from msgspec import Struct
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from engager_docs.model.history import ChangePath, Item
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.records.scalars import Audience, is_text
from engager_docs.render.redaction import Sight, level_of
from engager_docs.render.words import words

EVERYTHING = Sight(frozenset({"service", "team", "restricted", "line-manager", "identity"}))
"""What somebody sees who reads the files themselves."""


class Field(Struct, frozen=True):
    """A field in words, step by step; ``text`` says that it holds words somebody wrote."""

    steps: tuple[str, ...]
    text: bool
    known: bool = True


def field_of(path: ChangePath, kind: RecordKind, sight: Sight) -> Field | None:
    """Return the field at ``path`` of a record, or None where ``sight`` does not reach it."""
    steps: list[str] = []
    groups: tuple[type[BaseModel], ...] = (kind.model,)
    around: Audience = "team"
    found: FieldInfo | None = None
    for step in path:
        if isinstance(step, Item):
            steps.append(_entry(step, groups, sight, around))
            continue
        found = _named(step, groups)
        if found is None:
            return Field((*steps, words(step)), text=True, known=False) if sight == EVERYTHING else None
        around = level_of(found, around)
        if not sight.sees(found, around):
            return None
        steps.append(words(step))
        groups = tuple(_groups(found.annotation))
    text = found is None or (is_text(found.annotation, found.metadata) and not groups)
    return Field(tuple(steps), text)


def _entry(step: Item, groups: tuple[type[BaseModel], ...], sight: Sight, around: Audience) -> str:
    """Return what an entry of a list is called: by its name where the audience sees that, else by its place."""
    naming = _named(step.key, groups)
    seen = naming is not None and sight.sees(naming, level_of(naming, around))
    if not seen or naming is None or is_text(naming.annotation, naming.metadata):
        return f"entry {step.position + 1}"
    return step.name


def _named(key: str, groups: tuple[type[BaseModel], ...]) -> FieldInfo | None:
    for group in groups:
        for name, found in group.model_fields.items():
            if key == (found.alias or name):
                return found
    return None


def _groups(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the groups of fields inside a type such as ``tuple[Goal, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _groups(part)
