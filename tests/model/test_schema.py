"""The JSON Schema of each kind of record → every record of the demonstration fits it, what `check` refuses does not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engager_docs.cli.root import run
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.source import Mapping, Node, Scalar
from engager_docs.read.repository import listing, load
from engager_docs.render.schema import mapping, schema_of
from tests.model.minimal import MINIMAL
from tests.repositories import base, whole, write

ROOT = Path(__file__).parents[2]
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS = {"true": True, "false": False, "null": None, "": None, "~": None}


def as_an_editor_reads_it(node: Node) -> Any:
    """A node by the YAML 1.2 core schema, as yaml-language-server types it."""
    if isinstance(node, Mapping):
        return {key.text: as_an_editor_reads_it(value) for key, value in node.items}
    if not isinstance(node, Scalar):
        return [as_an_editor_reads_it(each) for each in node.items]
    return plain(node.text) if node.plain else node.text


def plain(value: Any) -> Any:
    """What stands without quotation marks, by the same schema; groups and lists with what they hold."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, str):
        return value
    if value.lower() in _CONSTANTS:
        return _CONSTANTS[value.lower()]
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else value


def complaints(root: Path) -> list[str]:
    found = []
    validators = {kind.name: Draft202012Validator(schema_of(kind)) for kind in KINDS}
    for place in listing(root).records:
        source = load(root, place.file)
        assert not isinstance(source, Diagnostic)
        errors = validators[place.kind.name].iter_errors(as_an_editor_reads_it(source.node))
        found += [f"{place.file}: {'.'.join(map(str, each.absolute_path))}: {each.message}" for each in errors]
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_schema_is_one_of_the_draft_and_says_what_each_field_means(kind: RecordKind) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    groups = [
        each for each in [schema, schema.get("items", {}), *schema.get("$defs", {}).values()] if "properties" in each
    ]
    assert groups
    for group in groups:
        assert group["additionalProperties"] is False
        for name, field in group["properties"].items():
            assert field["title"] and field["description"], name


def test_every_record_of_the_demonstration_fits_its_schema() -> None:
    assert complaints(ROOT) == []


def test_a_record_with_every_field_filled_in_fits(tmp_path: Path) -> None:
    assert complaints(write(tmp_path, whole())) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_least_record_fits_and_one_with_an_unknown_field_does_not(kind: RecordKind) -> None:
    least = plain(MINIMAL[kind.name][1])
    validator = Draft202012Validator(schema_of(kind))
    assert [each.message for each in validator.iter_errors([least] if kind.many else least)] == []
    assert not validator.is_valid([{**least, "colour": "blue"}] if kind.many else {**least, "colour": "blue"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", "atended"), ("date", "26 January 2016"), ("staff", "PRA-NW-01"), ("staff", ["Alex"]),
        ("minutes", "45"), ("start", "25:00"), ("risk_changed", "yes"), ("goals", ["g1"]), ("place", None),
    ],
)  # fmt: skip
def test_what_an_editor_can_see_it_marks(field: str, value: object) -> None:
    kind = next(each for each in KINDS if each.name == "contact")
    contact = {
        "date": "2016-01-26", "place": "prison", "mode": "in_person", "outcome": "attended", "staff": ["PRA-NW-01"],
    }  # fmt: skip
    validator = Draft202012Validator(schema_of(kind))
    assert validator.is_valid(contact)
    assert validator.is_valid({**contact, "minutes": None, "goals": None})
    assert not validator.is_valid({**contact, field: value})


@pytest.mark.parametrize(("name", "words"), [("report", ("report",)), ("diagnostics", ("check",))])
def test_what_programs_are_given_fits_its_schema(
    name: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["schema", name])
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    run(["-C", str(ROOT), "-q", *words, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [each.message for each in Draft202012Validator(schema).iter_errors(told)] == []
    assert not Draft202012Validator(schema).is_valid({**told, "version": 2})


def test_a_diagnostic_of_an_error_fits_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**base(), "cases/NW/site.yaml": "label: [x]\n", "cases/NW/odd.yaml": "a: 1\n"})
    run(["schema", "diagnostics"])
    schema = json.loads(capsys.readouterr().out)
    run(["-C", str(tmp_path), "-q", "check", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert len(told["diagnostics"]) >= 3
    assert [each.message for each in Draft202012Validator(schema).iter_errors(told)] == []


def test_schemas_are_written_where_no_check_looks_and_an_editor_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    assert run(["-C", str(root), "schema", "--write"]) == 0
    assert '".schemas/participant.schema.json": "cases/*/participants/*/participant.yaml"' in capsys.readouterr().err
    assert len(list((root / ".schemas").iterdir())) == len(KINDS) + 2
    assert all((root / name).is_file() for name in mapping())
    assert run(["-C", str(root), "-q", "check"]) == 0


def test_without_a_type_the_types_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert "\nshared-understanding    version of the Shared Understanding\n" in capsys.readouterr().out
    assert run(["schema", "contacts"]) == 2
    assert "did you mean contact?" in capsys.readouterr().err
