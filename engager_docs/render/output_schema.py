"""What programs are given → its JSON Schema: the report and the diagnostics of interface.md, stable from version 1."""

from __future__ import annotations

from typing import Any, get_args

from engager_docs.model.diagnostic import SEVERITIES
from engager_docs.model.records.service import Profile
from engager_docs.model.result import Outcome
from engager_docs.render.schema import DRAFT

_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_WHOLE = {"type": "integer"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PROFILE = {"enum": list(get_args(Profile))}
_SEVERITY = {"enum": list(SEVERITIES)}
_OUTCOME = {"enum": list(get_args(Outcome))}


def diagnostics_schema() -> dict[str, Any]:
    """Return the schema of ``check --format json``."""
    place = {name: {"type": "integer", "minimum": 1} for name in ("line", "column", "end_line", "end_column")}
    one = _object(
        {
            "code": {"type": "string", "pattern": r"^[A-Z]\d{2,3}$"}, "severity": _SEVERITY, "result": _or_null(_TEXT),
            "subject": _or_null(_TEXT), "field": _or_null(_TEXT), "message": _TEXT, "hint": _or_null(_TEXT),
            "cites": _list(_TEXT), "file": _TEXT, **place,
        }
    )  # fmt: skip
    counts = _object(dict.fromkeys(SEVERITIES, _WHOLE))
    whole = {"as_of": _DAY, "profile": _PROFILE, "counts": counts, "diagnostics": _list(one)}
    return _document("diagnostics", "What a check found", whole)


def report_schema() -> dict[str, Any]:
    """Return the schema of ``report --format json``."""
    results = {"results": _list({"$ref": "#/$defs/result"})}
    case = _object(
        {
            "id": _TEXT, "site": _TEXT, "phase": _TEXT, "beside": _list(_TEXT), "closure_class": _or_null(_TEXT),
            "lead": _or_null(_TEXT), "measures": {"type": "object"}, **results,
        }
    )  # fmt: skip
    rate = _object({"rule": _TEXT, **dict.fromkeys(("met", "covered", "due", "excluded", "cannot_tell"), _WHOLE)})
    site = _object({"id": _TEXT, "measures": {"type": "object"}, "rates": _list(rate), **results})
    whole = {
        "as_of": _DAY, "profile": _PROFILE, "cases": _list(case), "staff": _list(_object({"id": _TEXT, **results})),
        "sites": _list(site), "service": _object(dict(results)),
    }  # fmt: skip
    return {**_document("report", "What was delivered, and how each rule came out", whole), "$defs": _results()}


def _results() -> dict[str, Any]:
    occurrence = _object({"period": _TEXT, "result": _OUTCOME, "why": _TEXT})
    result = _object(
        {
            "rule": {"type": "string", "pattern": r"^[A-Z]\d{2}$"}, "result": _OUTCOME, "severity": _SEVERITY,
            "value": {"type": ["string", "number", "boolean", "null"]}, "expected": _or_null(_TEXT),
            "why": _TEXT, "due_on": _or_null(_DAY), "due_soon": {"type": "boolean"}, "occurrences": _list(occurrence),
        },
        optional=("value", "expected", "why", "due_on", "due_soon", "occurrences"),
    )  # fmt: skip
    return {"result": result}


def _document(name: str, title: str, properties: dict[str, Any]) -> dict[str, Any]:
    whole = _object({"version": {"const": 1}, **properties})
    return {"$schema": DRAFT, "$id": f"{name}.schema.json", "title": title, **whole}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}
