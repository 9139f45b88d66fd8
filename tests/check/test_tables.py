"""The tables of references and dates → each row tried: it names a field of its model, and its fault is told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from engager_docs.check import dates, references
from engager_docs.model.records.registry import KINDS
from engager_docs.model.records.scalars import PartialDate
from tests.check.edits import find, put
from tests.repositories import codes, faults, whole, write

BY_NAME = {kind.name: kind for kind in KINDS}
AS_OF = date(2016, 6, 30)
CLOSED = date(2016, 6, 27)
ANY_RECORD = [
    (kind.name, ("*." if kind.many else "") + pattern, named)
    for kind in KINDS
    for pattern, named in (*references.ON_ANY_RECORD, *((each, "date") for each in dates.ON_ANY_RECORD))
]


def types_at(annotation: Any, steps: list[str]) -> Iterator[Any]:
    """The types that the value a pattern leads to may have; nothing where the pattern leads to no field."""
    if get_origin(annotation) is Annotated:
        yield from types_at(get_args(annotation)[0], steps)
    elif get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from types_at(part, steps)
    elif not steps:
        yield annotation
    elif steps[0] == "*":
        if get_origin(annotation) is tuple:
            yield from types_at(get_args(annotation)[0], steps[1:])
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if steps[0] == (field.alias or name):
                yield from types_at(field.annotation, steps[1:])


def named_types(kind: str, pattern: str) -> set[Any]:
    steps = pattern.split(".")
    if BY_NAME[kind].many:
        assert steps.pop(0) == "*"
    return set(types_at(BY_NAME[kind].model, steps))


DATES = [
    *dates.HAPPENED,
    *dates.WITH_PARTICIPANT,
    *dates.OF_THE_LIVING,
    *((kind, field) for kind, *fields in dates.PERIODS for field in fields),
    *((kind, field) for kind, field, named in ANY_RECORD if named == "date"),
]
TEXTS = [
    *references.REFERENCES,
    *((kind, field, "") for kind, field in references.UNIQUE),
    *(row for row in ANY_RECORD if row[2] != "date"),
]


@pytest.mark.parametrize(("kind", "pattern"), DATES)
def test_a_pattern_of_dates_leads_to_a_date(kind: str, pattern: str) -> None:
    found = named_types(kind, pattern) - {type(None)}
    assert found in ({date}, {PartialDate})


@pytest.mark.parametrize(("kind", "pattern", "named"), TEXTS)
def test_a_pattern_of_ids_leads_to_text(kind: str, pattern: str, named: str) -> None:
    found = named_types(kind, pattern)
    dated = named == "contact"  # a contact is named by its day
    assert (date if dated else str) in found


# what is named: an id of the right form that nothing bears
NOBODY = {
    "organisation": "nowhere",
    "agency": "nowhere",
    "staff": "PRA-NW-99",
    "site": "ZZ",
    "case": "NW-999",
    "goal": "G99",
    "member": "nobody",
    "contact": "2016-01-13",
    "component": "nothing",
    "toolkit": "nothing",
    "rule": "P99",
    references.STAFF_OR_WORDS: "PRA-NW-99",
    references.ACTOR: "nobody",
}
FILLED_IN = [*references.REFERENCES, ("risks", "*.recorded_by", "staff"), ("risks", "*.amendments.*.by", "staff")]
FILLED_IN += [("participant", "recorded_by", "staff"), ("participant", "amendments.*.by", "staff")]


@pytest.mark.parametrize(("kind", "pattern", "named"), FILLED_IN)
def test_an_id_that_nothing_bears_is_one_fault_at_its_place(
    kind: str, pattern: str, named: str, tmp_path: Path
) -> None:
    words = named in (references.STAFF_OR_WORDS, references.ACTOR)
    files = put(whole(), kind, pattern, NOBODY[named], holding="-NW-" if words else "")
    source, _, scalar = find(files, kind, pattern, holding=NOBODY[named])
    found = [(each.code, each.span.file, each.span.line, each.span.column) for each in faults(write(tmp_path, files))]
    assert found == [("E050", source.file, scalar.line, scalar.column)]


def test_a_role_in_words_is_no_id(tmp_path: Path) -> None:
    files = put(whole(), "outcomes", "*.risk_reviewed_by", "the duty nurse")
    assert codes(tmp_path, files) == []


@pytest.mark.parametrize("value", ["the duty nurse", "A1", "G1"])
def test_an_action_is_done_by_the_participant_by_staff_or_by_the_network(value: str, tmp_path: Path) -> None:
    assert codes(tmp_path, put(whole(), "action-plan", "goals.*.actions.*.who", value)) == ["E050"]


@pytest.mark.parametrize(("kind", "pattern"), references.UNIQUE)
def test_an_id_given_twice_is_told_at_the_second(kind: str, pattern: str, tmp_path: Path) -> None:
    source, _, first = find(whole(), kind, pattern)
    lines = source.text.rstrip("\n").split("\n")
    path, entry = source.file, _entry(lines, first.line - 1)
    if pattern == "goals.*.actions.*.id":  # an action's id is unique in the case, not in its goal alone
        goal = [line.replace("G1", "G2") for line in lines[1 : first.line]]
        lines = [*lines[: lines.index("reviews:")], *goal[:-1], *entry, *lines[lines.index("reviews:") :]]
    else:
        entry = [line for line in entry if line.strip() != "actions:" and len(line) - len(line.lstrip()) < 6]
        lines[first.line - 1 + len(entry) : first.line - 1 + len(entry)] = entry
    found = faults(write(tmp_path, {**whole(), path: "\n".join(lines) + "\n"}))
    assert [(each.code, each.message) for each in found] == [
        ("E052", f"this id is taken: it stands first on line {first.line}")
    ]


def _entry(lines: list[str], start: int) -> list[str]:
    """The lines of the list entry that begins on line ``start`` (from 0)."""
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return lines[start:end]


@pytest.mark.parametrize(("kind", "start", "end"), dates.PERIODS)
def test_an_end_may_be_the_day_of_its_start_and_not_the_day_before(
    kind: str, start: str, end: str, tmp_path: Path
) -> None:
    _, _, begun = find(whole(), kind, start)
    same = put(whole(), kind, end, begun.text)
    assert "E053" not in codes(tmp_path / "fine", same)
    before = date.fromisoformat(begun.text) - timedelta(days=1)
    assert codes(tmp_path / "wrong", put(whole(), kind, end, before.isoformat())) == ["E053"]


HAPPENED = [row for row in dates.HAPPENED if row[0] != "training"]
HAPPENED += [("risks", "*.recorded_on"), ("risks", "*.amendments.*.on"), ("participant", "recorded_on")]
HAPPENED += [("variations", "*.recorded_on"), ("contact", "date"), ("training", "attendance.*.catch_up.on")]


@pytest.mark.parametrize(("kind", "pattern"), HAPPENED)
def test_what_happened_lies_on_the_services_own_date_at_the_latest(kind: str, pattern: str, tmp_path: Path) -> None:
    today, tomorrow = AS_OF.isoformat(), (AS_OF + timedelta(days=1)).isoformat()
    assert "E058" not in codes(tmp_path / "fine", put(whole(), kind, pattern, today))
    files = put(whole(), kind, pattern, tomorrow)
    source, _, scalar = find(files, kind, pattern, holding=tomorrow)
    found = [(each.code, each.span.file, each.span.line) for each in faults(write(tmp_path / "wrong", files))]
    assert found == [("E058", source.file, scalar.line)]


WITH_PARTICIPANT = [*((row, "completed") for row in dates.WITH_PARTICIPANT)]
WITH_PARTICIPANT += [(row, "died") for row in (*dates.WITH_PARTICIPANT, *dates.OF_THE_LIVING)]


@pytest.mark.parametrize(("row", "reason"), WITH_PARTICIPANT)
def test_nothing_is_done_with_the_participant_after_the_closure(
    row: tuple[str, str], reason: str, tmp_path: Path
) -> None:
    files = put(whole(), "participant", "closure.reason", reason)
    holding = {"contact": "2016-04-12", "custody.*.from": "2016-04-05"}
    held = holding.get(row[0]) or holding.get(row[1], "")
    assert "E059" not in codes(tmp_path / "fine", put(files, *row, CLOSED.isoformat(), holding=held))
    after = (CLOSED + timedelta(days=1)).isoformat()
    found = [each.code for each in faults(write(tmp_path / "wrong", put(files, *row, after, holding=held)))]
    # the goal of that repository was settled before: set after the closure it was set after that as well
    assert found == (["E053"] if row == ("action-plan", "goals.*.set_on") else ["E059"])


@pytest.mark.parametrize("row", dates.OF_THE_LIVING)
def test_some_things_may_follow_a_closure(row: tuple[str, str], tmp_path: Path) -> None:
    after = (CLOSED + timedelta(days=1)).isoformat()
    assert "E059" not in codes(tmp_path, put(whole(), *row, after))
