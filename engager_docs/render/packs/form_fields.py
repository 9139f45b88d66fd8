"""A record class → the lines of a form on paper, in the order and words of the record format (documents.md 9).

What is written on paper is typed back field by field, so a form names each field as the record does, and offers the
values that the record allows as boxes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, time
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel

from engager_docs.render.words import phrase, words

Kind: TypeAlias = Literal["line", "wide", "space", "boxes", "grid"]

SPACE_LINES = 3
_SHORT = (date, time, int, float)
_BRIEF = frozenset({"staff", "others", "goals", "authors", "by", "given_to"})
"""Lists of ids, which one line holds."""
_LONG = frozenset({
    "statement", "if_i_disappear", "what", "tried", "outcome", "decision", "dynamic_issue", "barriers", "note",
    "input_planned", "example",
})  # fmt: skip
"""Texts of a sentence or two, which take more than one line by hand."""
_EVERYWHERE = frozenset({"recorded_on", "recorded_by", "amendments"})


class FormLine(Struct, frozen=True):
    """One field: its words, and a short or wide line, some space, or boxes to fill in.

    A ``grid`` is a table of empty rows, ``lines`` of them, with the ``options`` as its heads.
    """

    label: str
    kind: Kind
    options: tuple[str, ...] = ()
    lines: int = SPACE_LINES


def form_lines(record: type[BaseModel], leave_out: Collection[str] = ()) -> Iterator[FormLine]:
    """Yield a line for each field of a record that is written by hand; groups of fields have forms of their own."""
    for name, field in record.model_fields.items():
        if name in _EVERYWHERE or name in leave_out:
            continue
        line = _line(words(name.rstrip("_")), field.annotation)
        if line is not None:
            yield _roomy(name, line)


def _roomy(name: str, line: FormLine) -> FormLine:
    if name in _BRIEF:
        return FormLine(line.label, "wide")
    return FormLine(line.label, "space", lines=2) if name in _LONG and line.kind == "wide" else line


def grid(record: type[BaseModel], label: str, rows: int, leave_out: Collection[str] = ()) -> FormLine:
    """Return a table with a column for each field of a group and ``rows`` empty rows."""
    heads = tuple(words(name.rstrip("_")) for name in record.model_fields if name not in leave_out)
    return FormLine(label, "grid", heads, rows)


def _line(label: str, annotation: Any) -> FormLine | None:
    inner, several = _plain(annotation)
    if get_origin(inner) is Literal:
        return FormLine(label, "boxes", tuple(phrase(str(each)) for each in get_args(inner)))
    if inner is bool:
        return FormLine(label, "boxes", ("yes", "no"))
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return None
    if several:
        return FormLine(label, "space")
    return FormLine(label, "line" if isinstance(inner, type) and issubclass(inner, _SHORT) else "wide")


def _plain(annotation: Any) -> tuple[Any, bool]:
    """Return the type inside Annotated, a choice with nothing, or a list; and whether it was a list."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _plain(next(each for each in get_args(annotation) if each is not NoneType))
    if origin is tuple:
        return _plain(get_args(annotation)[0])[0], True
    return annotation, False
