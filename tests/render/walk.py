"""A casebook → every record in it, and the same casebook with some of its texts replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel

from engager_docs.model.records.scalars import Audience as Level
from engager_docs.model.source import Entry, Source
from engager_docs.render.redaction import level_of


def models(value: object, around: Level = "team") -> Iterator[tuple[BaseModel, Level]]:
    """Yield every record and every part of one below ``value``, with the level of the field around it."""
    if isinstance(value, BaseModel):
        yield value, around
        for name, field in type(value).model_fields.items():
            yield from models(getattr(value, name), level_of(field, around))
    elif isinstance(value, tuple):
        for each in value:
            yield from models(each, around)
    elif isinstance(value, Struct) and not isinstance(value, Source):
        for name in value.__struct_fields__:
            yield from models(getattr(value, name), around)


def entries(value: object) -> Iterator[Entry[Any]]:
    """Yield every entry below ``value``."""
    if isinstance(value, Entry):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from entries(each)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from entries(getattr(value, name))


Change = Callable[[Level, str], str]


def rewritten(value: Any, change: Change, body: Callable[[Entry[Any]], str], around: Level = "team") -> Any:
    """Return ``value`` with every text changed by ``change(level, text)`` and every body by ``body(entry)``."""
    if isinstance(value, Entry):
        source = replace(value.source, body=body(value))
        return replace(value, data=rewritten(value.data, change, body), source=source)
    if isinstance(value, BaseModel):
        update = {
            name: rewritten(getattr(value, name), change, body, level_of(field, around))
            for name, field in type(value).model_fields.items()
        }
        return value.model_copy(update=update)
    if isinstance(value, str):
        return change(around, value)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(rewritten(each, change, body, around) for each in value)
    if isinstance(value, Struct):
        names = [name for name in value.__struct_fields__ if name not in {"id", "site", "home", "staff", "source"}]
        names += [name for name in ("staff",) if isinstance(getattr(value, name, None), tuple)]
        return replace(value, **{name: rewritten(getattr(value, name), change, body, around) for name in names})
    return value
