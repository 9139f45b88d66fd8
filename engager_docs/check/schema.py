"""A source → the typed record its kind describes, or one diagnostic a wrong value (codes E030–E038)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from engager_docs.check.finding import error
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.records.scalars import Quoted
from engager_docs.model.source import Mapping, Node, Path, Scalar, Sequence, Source

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_CODES = {
    "date_shape": "E035",
    "date_impossible": "E035",
    "time_shape": "E036",
    "number_shape": "E034",
    "truth_shape": "E034",
    "text_shape": "E033",
    "id_shape": "E037",
    "steps_shape": "E033",
    "provider_shape": "E033",
}
_TRUTHS = ("yes", "Yes", "YES", "on", "On", "ON", "no", "No", "NO", "off", "Off", "OFF", "y", "n")


def typed(source: Source, place: Place) -> tuple[Any, list[Diagnostic]]:
    """Return the record (None if it does not type) and what is wrong with it, one finding a wrong value."""
    wrong_top = _wrong_top(source, place.kind)
    if wrong_top is not None:
        return None, [wrong_top]
    try:
        record = _adapter(place.kind).validate_python(plain(source.node), by_alias=True, by_name=False)
    except ValidationError as invalid:
        return None, list(_diagnostics(source, place.kind, invalid))
    return record, list(_misdated(source, place))


def plain(node: Node) -> Any:
    """Return a node as text, lists and dicts; a key left blank is left out, as if it were not there."""
    if isinstance(node, Scalar):
        return node.text if node.plain else Quoted(node.text)
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.items if not _blank(value)}


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in _NULL


@cache
def _adapter(kind: RecordKind) -> TypeAdapter[Any]:
    return TypeAdapter(tuple[kind.model, ...] if kind.many else kind.model)  # type: ignore[name-defined]


def _wrong_top(source: Source, kind: RecordKind) -> Diagnostic | None:
    if kind.many and not isinstance(source.node, Sequence):
        return error("E033", source, (), "this file holds a list", "begin each entry with a hyphen")
    if not kind.many and not isinstance(source.node, Mapping):
        return error("E033", source, (), "this file holds fields, not a list", "write key: value lines")
    return None


def _misdated(source: Source, place: Place) -> Iterator[Diagnostic]:
    """Refuse a date in the file that is not the one in its name (records.md 1)."""
    if place.kind.dated and place.date:
        said = next((scalar.text for _, scalar in source.every("date")), place.date)
        if said != place.date:
            hint = f"write {place.date}, or rename the file"
            yield error("E038", source, ("date",), "not the date in the file's name", hint, quote=True)


def _diagnostics(source: Source, kind: RecordKind, invalid: ValidationError) -> Iterator[Diagnostic]:
    seen: set[Path] = set()
    for detail in invalid.errors(include_url=False, include_context=True):
        path = _path_in(source.node, detail)
        if path not in seen:
            seen.add(path)
            yield _diagnostic(source, kind, path, detail)


def _path_in(node: Node, detail: ErrorDetails) -> Path:
    """Join an error's location to the file: the names that unions add are no steps of the record."""
    path: list[str | int] = []
    steps = list(detail["loc"])
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        child = _child(node, step)
        if child is not None:
            path.append(step)
            node = child
        elif last and detail["type"] == "missing":
            path.append(step)
    return tuple(path)


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return next((value for key, value in node.items if key.text == step), None)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _diagnostic(source: Source, kind: RecordKind, path: Path, detail: ErrorDetails) -> Diagnostic:
    problem = detail["type"]
    if problem == "extra_forbidden":
        return _unknown_key(source, kind, path)
    if problem == "missing":
        return _missing(source, path)
    if problem == "literal_error":
        return _unknown_value(source, path, detail)
    if problem in _CODES:
        hint = _advice(problem, source, path)
        return error(_CODES[problem], source, path, detail["msg"], hint, quote=True)
    return _wrong_shape(source, path, problem)


def _advice(problem: str, source: Source, path: Path) -> str:
    node = source.at(path)
    if problem == "truth_shape" and isinstance(node, Scalar) and node.text in _TRUTHS:
        return "in this field write true or false, not yes or no"
    if problem == "number_shape" and isinstance(node, Scalar) and not node.plain:
        return "take the quotation marks away"
    return ""


def _unknown_key(source: Source, kind: RecordKind, path: Path) -> Diagnostic:
    known = _keys_at(kind.model, path)
    near = get_close_matches(str(path[-1]), known, 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"the fields here are {', '.join(known)}"
    return error("E030", source, path, "unknown field", hint, key=True)


def _missing(source: Source, path: Path) -> Diagnostic:
    name = path[-1] if path else ""
    if source.at(path) is not None:
        return error("E032", source, path, "left blank", f"fill in {name}", key=True)
    return error("E032", source, path[:-1], f"the field {name} is missing here", f"add {name}:")


def _unknown_value(source: Source, path: Path, detail: ErrorDetails) -> Diagnostic:
    node = source.at(path)
    if not isinstance(node, Scalar):
        return _wrong_shape(source, path, "string_type")
    allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    near = get_close_matches(node.text, allowed, 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"one of {', '.join(allowed)}"
    return error("E031", source, path, "unknown value", hint, quote=True)


def _wrong_shape(source: Source, path: Path, problem: str) -> Diagnostic:
    if problem == "tuple_type":
        return error("E033", source, path, "a list is expected here", "write it as [one, two], or one line each")
    if problem in ("model_type", "model_attributes_type", "dict_type"):
        return error("E033", source, path, "a group of fields is expected here", "write key: value lines under it")
    return error("E033", source, path, "text is expected here, not a list or a group of keys", "write one value")


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys a record may have where the last step of ``path`` stands."""
    here: Any = model
    for step in path[:-1]:
        if isinstance(step, str):
            fields = [] if here is None else list(here.model_fields.items())
            found = [field for name, field in fields if step in (name, field.alias)]
            here = _group(found[0].annotation) if found else None
    if here is None:
        return []
    return [field.alias or name for name, field in here.model_fields.items()]


def _group(annotation: Any) -> type[BaseModel] | None:
    """Return the group of fields inside a type such as ``tuple[Goal, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_group(part) for part in get_args(annotation) if part is not Ellipsis)
    return next((part for part in inner if part is not None), None)
