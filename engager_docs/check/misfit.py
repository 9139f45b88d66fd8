"""What the schema says of a record → one diagnostic a wrong value, each at its place (codes E030–E037)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engager_docs.check.finding import MOST, error
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.source import Mapping, Node, Path, Scalar, Sequence, Source

BLANK = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands where nothing is written: the empty and null values of YAML 1.2."""
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
# what a value is not, where the schema says only what to write instead
_SAID = {
    "truth_shape": "neither true nor false",
    "steps_shape": "neither of the two forms of this field",
    "provider_shape": "neither of the two forms of this field",
}
_TRUTHS = ("yes", "Yes", "YES", "on", "On", "ON", "no", "No", "NO", "off", "Off", "OFF", "y", "n")


def blank(node: Node) -> bool:
    """Return whether nothing is written at a node."""
    return isinstance(node, Scalar) and node.plain and node.text in BLANK


def misfits(source: Source, kind: RecordKind, invalid: ValidationError) -> Iterator[Diagnostic]:
    """Yield what is wrong with a record that did not type, one diagnostic a wrong value."""
    # no more are told than `most` keeps, and finding the place of ten thousand would take seconds
    first = invalid.errors(include_url=False)[: 2 * MOST]
    details = [(_path_in(source.node, detail), detail) for detail in first]
    # a required field whose name is misspelt is one fault: told as the unknown field, not as a missing one too
    unknown = [path for path, detail in details if detail["type"] == "extra_forbidden"]
    seen: set[Path] = {(*path[:-1], near) for path in unknown[:MOST] if (near := _nearest_key(kind, path))}
    for path, detail in details:
        if path not in seen:
            seen.add(path)
            if detail["type"] == "extra_forbidden":
                yield unknown_key(source, kind, path)
            else:
                # named by the schema's own word: a key of the file may be the author's
                yield replace(_misfit(source, path, detail), field=field_at(kind.model, path))


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


def unknown_key(source: Source, kind: RecordKind, path: Path) -> Diagnostic:
    """Return E030 for the key at ``path``, with the nearest that may stand there."""
    near = _nearest_key(kind, path)
    hint = f"did you mean '{near}'?" if near else f"the fields here are {', '.join(keys_at(kind.model, path))}"
    found = error("E030", source, path, "unknown field", hint, key=True, quote=True)
    return replace(found, field=field_at(kind.model, path[:-1]))


def _nearest_key(kind: RecordKind, path: Path) -> str:
    near = get_close_matches(str(path[-1]), keys_at(kind.model, path), 1, 0.6)
    return near[0] if near else ""


def _misfit(source: Source, path: Path, detail: ErrorDetails) -> Diagnostic:
    problem = detail["type"]
    node = source.at(path)
    if problem == "missing":
        return _missing(source, path, node)
    if node is not None and path and blank(node):
        return error("E032", source, path, "an entry of this list is left blank", "fill it in, or delete it")
    if problem == "literal_error" and isinstance(node, Scalar):
        return _unknown_value(source, path, node, detail)
    if problem in _CODES:
        message, _, hint = detail["msg"].partition(": ")
        if problem in _SAID:
            message, hint = _SAID[problem], detail["msg"]
        return error(_CODES[problem], source, path, message, _advice(problem, node) or hint, quote=True)
    return _wrong_shape(source, path, problem)


def _advice(problem: str, node: Node | None) -> str:
    """Return what to write where a value looks right and is not: YAML 1.1 read it otherwise than 1.2."""
    if problem == "truth_shape" and isinstance(node, Scalar) and node.text in _TRUTHS:
        return "in this field write true or false, not yes or no"
    if problem in ("number_shape", "truth_shape") and isinstance(node, Scalar) and not node.plain:
        return "take the quotation marks away"
    return "check the day and the month" if problem == "date_impossible" else ""


def _missing(source: Source, path: Path, node: Node | None) -> Diagnostic:
    if node is not None:
        return error("E032", source, path, "left blank", "fill it in: this field is required", key=True)
    return error("E032", source, path[:-1], f"{path[-1]} is missing here", f"add {path[-1]}:")


def _unknown_value(source: Source, path: Path, node: Scalar, detail: ErrorDetails) -> Diagnostic:
    allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    near = get_close_matches(node.text, allowed, 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"one of {', '.join(allowed)}"
    return error("E031", source, path, "unknown value", hint, quote=True)


def _wrong_shape(source: Source, path: Path, problem: str) -> Diagnostic:
    message, hint = "text is expected here, not a list or a group of keys", "write one value"
    if problem == "tuple_type":
        message, hint = "a list is expected here", "write it as [one, two], or one line each"
    elif problem in ("model_type", "model_attributes_type", "dict_type"):
        message, hint = "a group of fields is expected here", "write key: value lines under it"
    return error("E033", source, path, message, hint)


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys a record may have where the last step of ``path`` stands; none where it is no group."""
    here: Any = model
    for step in path[:-1]:
        if isinstance(step, str):
            found = _fields(here).get(step)
            here = _group(found) if found is not None else None
    return list(_fields(here))


def field_at(model: type[BaseModel], path: Path) -> str:
    """Return the last step of ``path`` that is a field's name, and not a word of the author's own."""
    here: Any = model
    name = ""
    for step in (step for step in path if isinstance(step, str)):
        found = _fields(here).get(step)
        if found is None:
            break
        name, here = step, _group(found)
    return name


def _fields(model: type[BaseModel] | None) -> dict[str, Any]:
    if model is None:
        return {}
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _group(annotation: Any) -> type[BaseModel] | None:
    """Return the group of fields inside a type such as ``tuple[Goal, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_group(part) for part in get_args(annotation) if part is not Ellipsis)
    return next((part for part in inner if part is not None), None)
