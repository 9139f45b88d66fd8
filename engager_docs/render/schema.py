"""A kind of record → its JSON Schema (draft 2020-12): what an editor checks, completes and explains while one types.

The schema is made from the models that `check` uses, so the two cannot drift apart. It knows less than `check`: no
reference between files, no calendar, no consent.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.records.scalars import AS_JSON, Shape
from engager_docs.render.words import words

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_HIDDEN = {"restricted": "Restricted.", "line-manager": "For the line manager alone."}


class _Generator(GenerateJsonSchema):
    """Pydantic's own generator, told how the values of a record are written in YAML."""

    schema_dialect = DRAFT

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return what a value looks like before it is read."""
        read: Any = schema["function"]["function"]
        if isinstance(read, Shape):
            return {"type": "string", "pattern": f"^({read.pattern})$", "examples": [read.example]}
        return dict(AS_JSON[read]) if read in AS_JSON else super().function_before_schema(schema)


def schema_of(kind: RecordKind) -> dict[str, Any]:
    """Return the schema of one kind: of its file, or of the fields above its text."""
    whole = _told(declared(kind))
    title = kind.title[:1].upper() + kind.title[1:]
    cited = f" ({', '.join(kind.cites)})" if kind.cites else ""
    description = f"{whole.pop('description', title + '.')}{cited}"
    return {"$schema": DRAFT, "$id": f"{kind.name}.schema.json", "title": title, "description": description, **whole}


def declared(kind: RecordKind) -> dict[str, Any]:
    """Return the schema of one kind as its models declare it, each field with its statements and who sees it."""
    model: Any = tuple[kind.model, ...] if kind.many else kind.model  # type: ignore[name-defined]
    made: dict[str, Any] = TypeAdapter(model).json_schema(
        by_alias=True, schema_generator=_Generator, union_format="any_of"
    )
    return made


def as_json(schema: dict[str, Any]) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def mapping() -> dict[str, str]:
    """Return which files each schema is for, as the setting `yaml.schemas` of an editor takes it."""
    return {f".schemas/{kind.name}.schema.json": _glob(kind) for kind in KINDS if kind.form == "yaml"}


def _glob(kind: RecordKind) -> str:
    """Return a kind's path with stars for what differs from file to file."""
    steps = kind.pattern.replace("\\.", ".").split("/")
    return "/".join("*" + ("." + step.rpartition(".")[2] if step.endswith((".yaml", ".md")) else "")
                    if "(" in step or "[" in step else step for step in steps)  # fmt: skip


def _told(part: Any) -> Any:
    """Return a piece of a schema with titles in words, and what a field may be left blank for."""
    if isinstance(part, list):
        return [_told(each) for each in part]
    if not isinstance(part, dict):
        return part
    told = {key: _told(value) for key, value in part.items() if key not in ("title", "cites", "seen_by", "shown_to")}
    if isinstance(part.get("properties"), dict):
        needed = part.get("required", [])
        told["properties"] = {
            name: _property(name, _told(field), field, blank=name not in needed)
            for name, field in part["properties"].items()
        }
    return told


def _property(name: str, told: dict[str, Any], field: dict[str, Any], *, blank: bool) -> dict[str, Any]:
    hidden = _HIDDEN.get(str(field.get("seen_by")), "")
    cited = f"({', '.join(field['cites'])})" if field.get("cites") else ""
    unit = f"In {field['unit']}." if field.get("unit") else ""
    described = " ".join(each for each in (told.get("description", ""), unit, cited, hidden) if each)
    rest = {key: value for key, value in told.items() if key not in ("description", "unit", "default")}
    if blank and {"type": "null"} not in rest.get("anyOf", []):
        # `check` takes a field left blank for one not filled in
        rest = {"anyOf": [rest, {"type": "null"}]}
    return {"title": words(name), "description": described, **rest}
