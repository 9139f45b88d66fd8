"""The kinds of record, their paths, and what every field of every model says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.records.shape import SHAPES
from tests.model.minimal import CASE, MINIMAL

BY_NAME = {kind.name: kind for kind in KINDS}


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    if get_origin(annotation) is not None or isinstance(annotation, UnionType) or annotation is Union:
        for part in get_args(annotation):
            yield from models_in(part)


def every_field() -> list[tuple[str, FieldInfo]]:
    found = {}
    for kind in KINDS:
        for model in models_in(kind.model):
            for name, field in model.model_fields.items():
                found[f"{model.__name__}.{name}"] = field
    return sorted(found.items())


FIELDS = every_field()


def extra(field: FieldInfo) -> dict[str, Any]:
    assert isinstance(field.json_schema_extra, dict)
    return dict(field.json_schema_extra)


def test_the_kinds_are_those_of_the_folder_each_once() -> None:
    assert len(BY_NAME) == len(KINDS) == 24
    assert set(BY_NAME) == set(MINIMAL)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_path_fits_its_own_kind_alone(kind: RecordKind) -> None:
    path = MINIMAL[kind.name][0]
    assert [each.name for each in KINDS if re.fullmatch(each.pattern, path)] == [kind.name]
    assert kind.form == ("markdown" if path.endswith(".md") else "yaml")
    assert kind.dated == ("(?P<date>" in kind.pattern) == ("date" in kind.model.model_fields)


def test_a_path_gives_site_case_date_staff_and_suffix() -> None:
    contact_path = re.fullmatch(BY_NAME["contact"].pattern, MINIMAL["contact"][0])
    assert contact_path is not None
    assert contact_path.groupdict() == {"site": "NW", "case": "NW-001", "date": "2016-01-26", "suffix": "2"}
    session = re.fullmatch(BY_NAME["clinical-supervision"].pattern, MINIMAL["clinical-supervision"][0])
    assert session is not None
    assert session.groupdict() == {"site": "NW", "date": "2016-02-03", "staff": "PRA-NW-02", "suffix": "2"}


@pytest.mark.parametrize(
    "path",
    [
        f"{CASE}/contacts/2016-01-26-1.md",
        f"{CASE}/contacts/2016-01-26.yaml",
        "cases/nw/site.yaml",
        "cases/NW/staff/pra-nw-01.yaml",
        "cases/training/exeter.md",
        f"{CASE}/participant.yaml\n",
        f"{CASE}/contacts/２016-01-26.md",
    ],
)
def test_other_paths_fit_no_kind(path: str) -> None:
    assert not [kind.name for kind in KINDS if re.fullmatch(kind.pattern, path)]


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=[name for name, _ in FIELDS])
def test_a_field_says_what_it_means_and_where_it_comes_from(name: str, field: FieldInfo) -> None:
    assert field.description, name
    assert field.description.endswith("."), name
    assert not re.search(r"offender|non-compliant|failed to", field.description, re.IGNORECASE)
    for cite in extra(field)["cites"]:
        assert re.fullmatch(r"§([1-9]|[1-3][0-9]|4[0-5])", cite), name


def test_every_citation_of_a_kind_exists() -> None:
    for kind in KINDS:
        for cite in kind.cites:
            assert re.fullmatch(r"§([1-9]|[1-3][0-9]|4[0-5])", cite), kind.name


def test_a_number_has_a_unit() -> None:
    for name, field in FIELDS:
        plain = {field.annotation, *get_args(field.annotation)}
        if plain & {int, float} and name != "ServiceSettings.schema_version":
            assert extra(field).get("unit"), name


@pytest.mark.parametrize(
    ("name", "audience"),
    [
        ("CaseDiscussion.dynamic_issue", "restricted"),
        ("Risk.plan", "restricted"),
        ("Risk.amendments", "restricted"),
        ("Incident.what", "restricted"),
        ("SupervisorSupervision.research_team_support", "restricted"),
        ("LineManagement.issues", "line-manager"),
        ("LineManagement.amendments", "line-manager"),
        ("Contact.focus", "team"),
        ("StaffMember.roles", "service"),
    ],
)
def test_a_field_says_who_may_see_it(name: str, audience: str) -> None:
    assert extra(dict(FIELDS)[name])["seen_by"] == audience


def test_the_steps_a_choice_adds_are_no_keys_of_any_record() -> None:
    assert not SHAPES & {name.rsplit(".", 1)[-1] for name, _ in FIELDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_model_has_a_schema_for_editors(kind: RecordKind) -> None:
    schema = kind.model.model_json_schema()
    assert schema["additionalProperties"] is False
