"""The schema of records → the data dictionary: every field with its type, values, meaning, source and who may see it.

One list serves the page of the site and the CSV, and both are made from the models that ``check`` uses.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.render.schema import declared
from engager_docs.render.words import words

COLUMNS = ("record", "file", "field", "label", "type", "required", "values", "meaning", "statements", "seen_by")
_SEEN_BY = {"service": "everybody", "team": "team", "restricted": "supervisor", "line-manager": "line manager"}
_WRITTEN = {"2016-01-26": "date", "2015-11": "date or month", "09:30": "time", "researchers: 3": "id or group"}
"""What a text with a pattern is, by the example that the schema gives."""
_NOBODYS = {"NW-001": "NW-000"}
"""An id that no case is given, in the place of one that somebody has: who looks for all that names a case finds it."""
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


class Entry(Struct, frozen=True):
    """One field: ``field`` is its path in the record, ``[]`` after a list; the texts are those of the schema."""

    record: str
    file: str
    field: str
    label: str
    type: str
    required: str
    values: str
    meaning: str
    statements: str
    seen_by: str


@cache
def entries_of(kind: RecordKind) -> tuple[Entry, ...]:
    """Return each field of a kind of record, those of a group after it; the page and the file both ask for them."""
    schema = declared(kind)
    top = schema["items"] if kind.many else schema
    around = kind.seen_by if kind.seen_by in ("restricted", "line-manager") else "team"
    return tuple(_fields(_resolved(top, schema), "[]." if kind.many else "", around, kind, schema))


def _fields(
    group: dict[str, Any], above: str, around: str, kind: RecordKind, schema: dict[str, Any]
) -> Iterator[Entry]:
    """Yield the fields of a group; what a field says no more of than team, the field around it decides."""
    needed = group.get("required", ())
    for name, field in group.get("properties", {}).items():
        shapes = tuple(_shapes(field, schema))
        seen_by = around if field["seen_by"] == "team" else field["seen_by"]
        yield Entry(
            record=kind.name,
            file=file_of(kind),
            field=f"{above}{name}",
            label=words(name),
            type=" or ".join(dict.fromkeys(_type(shape, schema) for shape in shapes)),
            required="yes" if name in needed else "no",
            values=" | ".join(value for shape in shapes for value in _values(shape, schema)),
            meaning=_meaning(field),
            statements=" ".join(field.get("cites", ())),
            seen_by=_SEEN_BY[seen_by],
        )
        for shape in shapes:
            inner = _inside(shape, schema)
            step = "[]." if shape.get("type") == "array" else "."
            yield from _fields(inner, f"{above}{name}{step}", seen_by, kind, schema)


def _meaning(field: dict[str, Any]) -> str:
    unit = f" In {field['unit']}." if field.get("unit") else ""
    return re.sub("`([^`]+)`", r"“\1”", field["description"]) + unit


def _shapes(field: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the ways a field may be written, without that of leaving it out."""
    found = _resolved(field, schema)
    several = found.get("anyOf", found.get("oneOf"))
    if several is not None:
        for each in several:
            yield from _shapes(each, schema)
    elif found.get("type") != "null":
        yield found


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = str(shape.get("$ref", "")).rpartition("/")[2]
    return schema["$defs"][name] if name else shape


def _inside(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a list holds, or the shape itself."""
    return _resolved(shape["items"], schema) if shape.get("type") == "array" and "items" in shape else shape


def _type(shape: dict[str, Any], schema: dict[str, Any]) -> str:
    if shape.get("type") == "array":
        return f"list of: {' or '.join(dict.fromkeys(_type(each, schema) for each in _shapes(shape['items'], schema)))}"
    if "properties" in shape:
        return "group of fields"
    if "additionalProperties" in shape:
        return "names with values"
    if "enum" in shape or "const" in shape:
        return "one of the values"
    if "pattern" in shape:
        example = shape["examples"][0]
        return f"{_WRITTEN.get(example, 'id')}, such as {_NOBODYS.get(example, example)}"
    kind = shape.get("type")
    return "text" if isinstance(kind, list) else _TYPES.get(str(kind), "text")


def _values(shape: dict[str, Any], schema: dict[str, Any]) -> Sequence[str]:
    held = _inside(shape, schema)
    return [str(each) for each in held.get("enum", [held["const"]] if "const" in held else [])]


def file_of(kind: RecordKind) -> str:
    """Return where a kind of record lies, in words: ``cases/SITE/staff/STAFF.yaml``."""
    steps = kind.pattern.replace("\\.", ".")
    for name in ("site", "case", "staff", "date"):
        steps = _named(steps, name)
    return steps.replace("-[a-z0-9-]+", "-PLACE")


def _named(pattern: str, name: str) -> str:
    """Return a pattern with the group of a name written as that name; a suffix is left out."""
    begin = pattern.find(f"(?P<{name}>")
    if begin < 0:
        return pattern
    depth = 0
    for place in range(begin, len(pattern)):
        depth += {"(": 1, ")": -1}.get(pattern[place], 0)
        if depth == 0:
            return pattern[:begin] + name.upper() + pattern[place + 1 :].replace("(-(?P<suffix>[2-9]|[1-9][0-9]))?", "")
    return pattern


def as_csv(kinds: Sequence[RecordKind] = KINDS) -> str:
    """Return the dictionary as CSV (RFC 4180), a row for each field; no cell begins as a formula does."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(astuple(entry) for kind in kinds for entry in entries_of(kind))
    return text.getvalue()
