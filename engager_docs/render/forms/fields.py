"""The schema of a record → the questions of a form on the site, in the order and words of the record format.

Labels, hints, allowed values and what must be answered come from the models that ``check`` uses, so that a form
cannot ask for anything a record may not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from engager_docs.model.records import scalars
from engager_docs.model.records.scalars import Shape
from engager_docs.render.words import phrase, words

Kind: TypeAlias = Literal[
    "text", "long", "lines", "date", "month", "time", "number", "truth", "choice", "choices", "pick", "picks",
    "group", "rows", "entry", "marks",
]  # fmt: skip
"""How a question is asked: ``pick`` chooses what the site knows, ``rows`` repeats, ``entry`` is the one row that a form
adds to a list, ``marks`` is a row for each core component."""

FEW = 6
"""Choices up to which all are shown; more are folded into one box."""
_LONG = frozenset({
    "barriers", "decision", "dynamic_issue", "if_i_disappear", "limits", "next_step", "not_known_because", "note",
    "outcome", "purpose", "reason", "text", "understanding",
})  # fmt: skip
"""Texts of more than a line."""
_PEOPLE = frozenset({"who", "decided_by", "person"})
"""Texts that are mostly the id of somebody: ids are suggested, a role may be written."""
_QUOTES = frozenset({"from", "to"})
"""Texts that quote an entry of the lists above them: the ends of a link."""
_LABELS = {"by": "By whom", "on": "Day", "with": "With whom"}
"""Names that say little outside a file."""
_NOUNS = {
    "actions": "action", "allocation": "member of staff", "attendance": "person", "cases": "case", "consent": "answer",
    "custody": "period", "eligibility": "criterion", "goals": "goal", "links": "link", "members": "person or agency",
    "release_dates": "date",
}  # fmt: skip


class Choice(Struct, frozen=True):
    """One allowed value, and its words."""

    code: str
    words: str


class Field(Struct, frozen=True):
    """One question: the key it fills, how it is asked, and the fields of a group or of each of its rows.

    ``source`` names what a pick chooses from or a text is helped with; ``shape`` is a pattern the answer follows in
    full; ``noun`` is what one row is called.
    """

    name: str
    label: str
    hint: str
    kind: Kind
    needed: bool = False
    options: tuple[Choice, ...] = ()
    source: str = ""
    shape: str = ""
    fields: tuple[Field, ...] = ()
    noun: str = ""

    @property
    def shown(self) -> bool:
        """Whether all choices are shown at once."""
        return len(self.options) <= FEW


def fields_of(model: type[BaseModel]) -> Iterator[Field]:
    """Yield the fields of a record or a group of fields, in its order; those every record may carry are left out."""
    everywhere = scalars.Record.model_fields if issubclass(model, scalars.Record) else ()
    for name, info in model.model_fields.items():
        if name not in everywhere:
            yield field_of(info.alias or name, info)


def field_of(name: str, info: FieldInfo) -> Field:
    """Return one field as a question."""
    asked = _asked(name, info.annotation, info.metadata)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    hint = " ".join(
        each for each in (_said(info.description or ""), _HINTS.get(asked.kind, ""), _shown_to(extra)) if each
    )
    return Field(
        name, _LABELS.get(name, words(name)), hint, asked.kind, info.is_required(), asked.options, asked.source,
        asked.shape, asked.fields, _NOUNS.get(name, "entry"),
    )  # fmt: skip


_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "date": "For example, 27/3/2016.",
        "month": "For example, 27/3/2016, or November 2015 where the day is not known.",
        "time": "For example, 14:30.",
        "lines": "One on each line.",
    }
)


def _said(description: str) -> str:
    """Return a description in words: without the file it is about, and codes as phrases."""
    plain = description.replace(", as in the file's name", "")
    return re.sub(r"`([a-z0-9_ ]+)`", lambda found: f"“{phrase(found[1])}”", plain)


def _shown_to(extra: Mapping[str, Any]) -> str:
    unit = f"In {extra['unit']}." if extra.get("unit") else ""
    hidden = "Restricted: the supervisor sees it, the team does not." if extra.get("seen_by") == "restricted" else ""
    return f"{unit} {hidden}".strip()


class _Asked(Struct, frozen=True):
    kind: Kind
    options: tuple[Choice, ...] = ()
    source: str = ""
    shape: str = ""
    fields: tuple[Field, ...] = ()


def _asked(name: str, annotation: Any, metadata: Iterable[object]) -> _Asked:
    inner, around = _plain(annotation, tuple(metadata))
    if get_origin(inner) is tuple:
        return _several(name, *_plain(get_args(inner)[0], ()))
    return _one(name, inner, around)


def _plain(annotation: Any, metadata: tuple[object, ...]) -> tuple[Any, tuple[object, ...]]:
    """Return the type inside Annotated or a choice with nothing, and what is said around it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0], (*metadata, *get_args(annotation)[1:]))
    if origin in (Union, UnionType):
        return _plain(next(each for each in get_args(annotation) if each is not NoneType), metadata)
    return annotation, metadata


def _one(name: str, inner: Any, around: tuple[object, ...]) -> _Asked:
    if get_origin(inner) is Literal:
        return _Asked("choice", _choices(inner))
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return _Asked("group", fields=tuple(fields_of(inner)))
    validator = next(each.func for each in around if isinstance(each, BeforeValidator))
    if isinstance(validator, Shape):
        return _identifier(name, validator)
    kind = _KINDS[validator]
    if kind == "text" and name in _QUOTES:
        return _Asked("pick", source="entries")
    if kind == "text":
        return _Asked("long" if name in _LONG else "text", source="people" if name in _PEOPLE else "")
    return _Asked(kind)


def _identifier(name: str, shape: Shape) -> _Asked:
    """Return how an id is asked for: its own is written, that of another thing is picked."""
    if name == "id" or shape.example not in _SOURCES:
        return _Asked("text", shape=shape.pattern, source="people" if name in _PEOPLE else "")
    return _Asked("pick", source=_SOURCES[shape.example])


def _several(name: str, inner: Any, around: tuple[object, ...]) -> _Asked:
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        fields = tuple(fields_of(inner))
        marks = fields[0].name == "component"
        return _Asked("marks", fields=fields[1:]) if marks else _Asked("rows", fields=fields)
    one = _one(name, inner, around)
    if one.kind == "choice":
        return _Asked("choices", one.options)
    return _Asked("picks", source=one.source) if one.kind == "pick" else _Asked("lines")


def _choices(literal: Any) -> tuple[Choice, ...]:
    return tuple(Choice(str(each), words(str(each))) for each in get_args(literal))


def _validator(alias: Any) -> Any:
    return next(each.func for each in get_args(alias) if isinstance(each, BeforeValidator))


_KINDS: Mapping[Any, Kind] = MappingProxyType(
    {
        _validator(scalars.Day): "date",
        _validator(scalars.PDate): "month",
        _validator(scalars.Clock): "time",
        _validator(scalars.Int): "number",
        _validator(scalars.Number): "number",
        _validator(scalars.Truth): "truth",
        _validator(scalars.Text): "text",
        _validator(scalars.Code): "text",
    }
)
_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        _validator(alias).example: source
        for alias, source in (
            (scalars.StaffId, "staff"),
            (scalars.CaseId, "cases"),
            (scalars.GoalId, "goals"),
            (scalars.MemberId, "members"),
            (scalars.OrganisationId, "organisations"),
        )
    }
)
"""What an id is picked from, by the example that its shape gives."""
