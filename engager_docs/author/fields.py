"""A record model → its fields in order: what each holds, which answers it takes, whether it must be filled in.

Read from the same models that `check` types records by, so what is offered and what is accepted cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from engager_docs.model.records.registry import RecordKind
from engager_docs.model.records.scalars import AS_WORDS, Record, Shape, is_text
from engager_docs.model.source import Path

BOOKKEEPING = ("recorded_on", "recorded_by", "amendments")
"""What any record may carry besides its own fields (records.md 2)."""


class One(Struct, frozen=True):
    """One value: the answers it takes (none: any), how it is written, and whether it is words somebody wrote.

    ``pattern`` is the regular expression of an id.
    """

    choices: tuple[str, ...] = ()
    form: str = ""
    words: bool = False
    pattern: str = ""


class Group(Struct, frozen=True):
    """Fields under one key."""

    fields: tuple[Field, ...]


class Many(Struct, frozen=True):
    """A list."""

    of: One | Group


class Table(Struct, frozen=True):
    """Values by names that are the author's own."""

    of: One


Holds: TypeAlias = One | Group | Many | Table


class Field(Struct, frozen=True):
    """One field of a record as its schema has it.

    ``says`` is its description, ``unit`` that of a figure, ``usual`` what stands for a field left out: none for most.
    ``other`` is the second of two ways in which it may be written; the first is the one that is offered.
    """

    key: str
    says: str
    unit: str
    required: bool
    holds: Holds
    usual: tuple[str, ...] = ()
    other: Holds | None = None


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a model in the schema's order, those that any record may carry last, by their keys."""
    fields = [_field(info.alias or name, info) for name, info in model.model_fields.items()]
    return tuple(sorted(fields, key=lambda each: each.key in BOOKKEEPING and issubclass(model, Record)))


def field_at(kind: RecordKind, path: Path) -> Field | None:
    """Return the field that ``path`` leads to in a record of ``kind``; None where the schema has none there."""
    fields: tuple[Field, ...] = fields_of(kind.model)
    found: Field | None = None
    for step in path:
        if isinstance(step, str):
            found = next((each for each in fields if each.key == step), None)
            if found is None:
                return None
            inside = found.holds.of if isinstance(found.holds, Many) else found.holds
            fields = inside.fields if isinstance(inside, Group) else ()
    return found


def _field(key: str, info: FieldInfo) -> Field:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    holds, *others = _ways(info.annotation, tuple(info.metadata))
    unit = str(extra.get("unit", ""))
    return Field(key, info.description or "", unit, info.is_required(), holds, tuple(_usual(info.default)), *others[:1])


def _ways(annotation: Any, metadata: tuple[Any, ...] = ()) -> list[Holds]:
    """Return the ways in which a field may be written: one for nearly all, and never nothing at all."""
    read = any(isinstance(each, BeforeValidator) for each in metadata)
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated and not any(isinstance(each, BeforeValidator) for each in inner[1:]):
        return _ways(inner[0])
    if get_origin(annotation) in (Union, UnionType) and not read:
        return [way for each in inner if each is not NoneType for way in _ways(each)]
    return [_holds(annotation, metadata)]


def _usual(default: Any) -> Iterator[str]:
    for each in default if isinstance(default, tuple) else (default,):
        if each not in (None, PydanticUndefined):
            yield str(each).lower() if isinstance(each, bool) else str(each)


def _holds(annotation: Any, metadata: Iterable[Any] = ()) -> Holds:
    """Return what a type holds that is written in one way."""
    read: Any = next((each.func for each in metadata if isinstance(each, BeforeValidator)), None)
    if read is not None:
        form = f"such as {read.example}" if isinstance(read, Shape) else AS_WORDS[read]
        pattern = read.pattern if isinstance(read, Shape) else ""
        return One(form=form, words=is_text(annotation, metadata), pattern=pattern)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _holds(inner[0], inner[1:])
    if origin is Literal:
        return One(choices=tuple(map(str, inner)))
    if origin is tuple:
        return Many(_inner(inner[0]))
    if origin is dict:
        of = _inner(inner[1])
        return Table(of if isinstance(of, One) else One())
    return Group(fields_of(annotation))


def _inner(annotation: Any) -> One | Group:
    found = _holds(annotation)
    return found if isinstance(found, (One, Group)) else One()
