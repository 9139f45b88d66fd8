"""A record, what may be seen of it → the record without the rest: fields put back to their defaults (threats.md 25).

A field says in the schema who may see it: ``seen_by`` is its level among staff, ``shown_to`` names those outside.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast, get_origin

from msgspec import Struct
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from engager_docs.model.records.scalars import Audience as Level
from engager_docs.model.records.scalars import is_text

_TOOK_PLACE = frozenset({"date", "status"})
"""Of every session and meeting everybody may know that it took place."""

ModelT = TypeVar("ModelT", bound=BaseModel)


class Sight(Struct, frozen=True):
    """What an audience sees: levels of sensitivity, fields shown to it by name, and free text or only codes."""

    levels: frozenset[Level]
    name: str = ""
    text: bool = True

    def sees(self, field: FieldInfo, level: Level) -> bool:
        """Return whether the audience sees a field of this level."""
        extra = field.json_schema_extra
        named = extra.get("shown_to", ()) if isinstance(extra, dict) else ()
        shown = level in self.levels or (isinstance(named, list) and self.name in named)
        return shown and (self.text or not is_text(field.annotation, field.metadata))


class _Fields(Struct, frozen=True):
    """A record class's fields: to put back to their defaults, lists and texts to empty, and fields to look into."""

    blanked: tuple[tuple[str, FieldInfo], ...]
    emptied: tuple[str, ...]
    nested: tuple[tuple[str, Level], ...]


def redacted(value: object, sight: Sight, around: Level = "team") -> object:
    """Return a record, or several, as ``sight`` allows."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(redacted(each, sight, around) for each in value)
    if isinstance(value, BaseModel):
        return redacted_record(value, sight, around)
    return value


def redacted_record(record: ModelT, sight: Sight, around: Level = "team") -> ModelT:
    """Return one record as ``sight`` allows."""
    fields = _fields(type(record), sight, around)
    update: dict[str, object] = {name: field.get_default(call_default_factory=True) for name, field in fields.blanked}
    for name in fields.emptied:
        held: object = getattr(record, name)
        update |= {name: ()} if isinstance(held, tuple) else {name: ""} if isinstance(held, str) else {}
    for name, level in fields.nested:
        value: object = getattr(record, name)
        if name not in update and isinstance(value, (tuple, BaseModel)):
            changed = redacted(value, sight, level)
            if changed != value:
                update[name] = changed
    return record.model_copy(update=update) if update else record


def level_of(field: FieldInfo, around: Level) -> Level:
    """Return who sees a field: what it says itself, or what the field around it says when it says no more than team."""
    extra = field.json_schema_extra
    own = extra.get("seen_by", "team") if isinstance(extra, dict) else "team"
    return around if own == "team" else cast("Level", own)


@cache
def _fields(record: type[BaseModel], sight: Sight, around: Level) -> _Fields:
    """Return what becomes of each field; a required day or code stays: a session has its day."""
    blanked = []
    emptied = []
    nested = []
    for name, field in record.model_fields.items():
        level = level_of(field, around)
        if sight.sees(field, level) or name in _TOOK_PLACE:
            nested.append((name, level))
        elif field.is_required():
            if get_origin(field.annotation) is tuple or is_text(field.annotation, field.metadata):
                emptied.append(name)
            nested.append((name, level))
        else:
            blanked.append((name, field))
    return _Fields(tuple(blanked), tuple(emptied), tuple(nested))


def with_text(value: Any, change: Callable[[str], str]) -> Any:
    """Return a record, or several, with every free text changed by ``change``; codes, ids and days stay."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(with_text(each, change) for each in value)
    if not isinstance(value, BaseModel):
        return value
    update: dict[str, object] = {}
    for name, field in type(value).model_fields.items():
        held: object = getattr(value, name)
        new = _changed(held, change) if is_text(field.annotation, field.metadata) else with_text(held, change)
        if new != held:
            update[name] = new
    return value.model_copy(update=update) if update else value


def _changed(held: object, change: Callable[[str], str]) -> object:
    if isinstance(held, str):
        return change(held)
    if isinstance(held, tuple):
        return tuple(_changed(each, change) for each in held)
    return with_text(held, change)
