"""One wrong value → one finding: what rests on it is not judged, and everything else still is (records.md 5)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engager_docs.check.schema import typed
from engager_docs.model.source import Mapping, Node, Scalar
from engager_docs.read.layout import classify
from engager_docs.read.record import source_of
from tests.repositories import CASE, codes, edited, faults, whole, write

RECORDS = sorted(path for path in whole() if "/attachments/" not in path)


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping):
        return [each for _, value in node.items for each in scalars(value)]
    return [each for item in node.items for each in scalars(item)]


def keys(node: Node) -> list[Scalar]:
    if isinstance(node, Mapping):
        return [each for key, value in node.items for each in (key, *keys(value))]
    return [] if isinstance(node, Scalar) else [each for item in node.items for each in keys(item)]


def replaced(path: str, scalar: Scalar, value: str) -> dict[str, str]:
    lines = whole()[path].split("\n")
    line = lines[scalar.line - 1]
    lines[scalar.line - 1] = line[: scalar.column - 1] + value + line[scalar.end_column - 1 :]
    return {**whole(), path: "\n".join(lines)}


VALUES = [(path, scalar) for path in RECORDS for scalar in scalars(source_of(path, whole()[path]).node)]
KEYS = [(path, key) for path in RECORDS for key in keys(source_of(path, whole()[path]).node)]
OF_THE_AUTHOR = ("dose.min_minutes", "P02", "wellbeing")  # keys that are no fields
# a list of allowed numbers that is not known to be one holds numbers that are named too
WITH_A_SECOND_FINDING = ("allowed_identifiers", "text")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(VALUES), value=st.sampled_from(["[[x]]", "{zz: {zz: 1}}"]))
def test_a_value_of_another_shape_is_one_finding_at_its_place(
    place: tuple[str, Scalar], value: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, scalar = place
    found = faults(write(tmp_path_factory.mktemp("r"), replaced(path, scalar, value)))
    assert [(each.span.file, each.span.line) for each in found] == [(path, scalar.line)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from([each for each in KEYS if each[1].text not in (*OF_THE_AUTHOR, *WITH_A_SECOND_FINDING)]))
def test_a_misspelt_field_is_one_finding_that_names_the_right_one(
    place: tuple[str, Scalar], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, key = place
    found = faults(write(tmp_path_factory.mktemp("r"), replaced(path, key, f"{key.text}x")))
    assert [(each.code, each.span.file, each.span.line) for each in found] == [("E030", path, key.line)]
    assert found[0].hint == f"did you mean '{key.text}'?"


@pytest.mark.parametrize("path", RECORDS)
def test_each_value_and_each_key_of_a_file_is_named_at_its_line(path: str) -> None:
    """All of them, and not those alone that chance draws; the file by itself, without what rests on it."""
    wrong = [(scalar, value) for file, scalar in VALUES if file == path for value in ("[[x]]", "{zz: {zz: 1}}")]
    wrong += [(key, f"{key.text}x") for file, key in KEYS if file == path and key.text not in OF_THE_AUTHOR]
    for scalar, value in wrong:
        source = source_of(path, replaced(path, scalar, value)[path])
        assert scalar.line in {each.span.line for each in typed(source, classify(path))[1]}


@pytest.mark.parametrize("path", RECORDS)
def test_a_file_that_cannot_be_read_is_one_finding(path: str, tmp_path: Path) -> None:
    found = faults(write(tmp_path, {**whole(), path: "<<<<<<< HEAD\n"}))
    assert [(each.code, each.span.file) for each in found] == [("E014", path)]


@pytest.mark.parametrize("path", RECORDS)
def test_a_file_that_does_not_type_is_one_finding(path: str, tmp_path: Path) -> None:
    text = "colour: blue\n" if path.endswith(".yaml") else "---\ncolour: blue\n---\n"
    found = faults(write(tmp_path, {**whole(), path: text}))
    assert {each.span.file for each in found} == {path}
    assert "E030" in {each.code for each in found} or [each.code for each in found] == ["E033"]


@pytest.mark.parametrize("path", [f"{CASE}/participant.yaml", "cases/service.yaml", "cases/NW/site.yaml"])
def test_the_rest_of_the_repository_is_judged_all_the_same(path: str, tmp_path: Path) -> None:
    """Faults of one's own in other files: staff who are no staff, a total too high, a link from nowhere."""
    files = {**whole(), path: "colour: blue\n"}
    files = edited(files, f"{CASE}/outcomes.yaml", "total: 21.5", "total: 41")
    files = edited(files, f"{CASE}/shared-understanding/2016-02-02.md", "from: low mood", "from: high mood")
    files = edited(files, "cases/NW/team-meetings/2016-02-01.md", "chair: SUP-NW-01", "chair: SUP-NW-09")
    files = edited(files, "cases/NW/staff/LIN-NW-01.yaml", "2016-01-04", "2016-02-12")
    found = [(each.code, each.span.file.rpartition("/")[2]) for each in faults(write(tmp_path, files))]
    assert [each for each in found if each[1] != path.rpartition("/")[2]] == [
        ("E060", "2016-02-11-PRA-NW-01.yaml"),
        ("E063", "outcomes.yaml"),
        ("E066", "2016-02-02.md"),
        ("E050", "2016-02-01.md"),
    ]


def test_a_contact_dated_wrong_is_judged_by_nothing_else(tmp_path: Path) -> None:
    """A slip in the year lies before every role, outside custody and away from its name: one finding."""
    files = edited(whole(), f"{CASE}/contacts/2016-04-05.md", "date: 2016-04-05", "date: 2006-04-05")
    assert codes(tmp_path, files) == ["E038"]


def test_custody_that_does_not_hold_together_judges_no_contact(tmp_path: Path) -> None:
    files = edited(whole(), f"{CASE}/participant.yaml", "place: prison", "place: hospital")
    assert codes(tmp_path / "1", files) == ["E057"]
    files = edited(files, f"{CASE}/participant.yaml", "    to: 2016-04-05", "    to: 2016-04-04")
    assert codes(tmp_path / "2", files) == ["E055"]


def test_a_role_that_ends_before_it_begins_judges_nobody(tmp_path: Path) -> None:
    files = edited(whole(), "cases/NW/staff/PRA-NW-01.yaml", "to: 2016-06-28", "to: 2015-06-28")
    assert codes(tmp_path, files) == ["E053"]


def test_a_contact_after_the_closure_is_not_said_to_lack_staff_as_well(tmp_path: Path) -> None:
    path = f"{CASE}/contacts/2016-06-29.md"  # PRA-NW-01 left on the 28th, the case closed on the 27th
    text = whole()[f"{CASE}/contacts/2016-04-05.md"].replace("2016-04-05", "2016-06-29")
    assert codes(tmp_path, {**whole(), path: text}) == ["E059"]
