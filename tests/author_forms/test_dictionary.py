"""The data dictionary: every field of every record, from the schema, on a page and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engager_docs.check.schema import plain
from engager_docs.cli.root import run
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.registry import KINDS
from engager_docs.read.repository import listing, load
from engager_docs.render.dictionary import COLUMNS, as_csv, entries_of

ROOT = Path(__file__).parents[2]


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(), newline="")))


def row(record: str, field: str) -> dict[str, str]:
    return next(each for each in rows() if (each["record"], each["field"]) == (record, field))


def test_a_field_is_told_with_all_that_the_schema_says_of_it() -> None:
    assert row("contact", "minutes") == {
        "record": "contact",
        "file": "cases/SITE/participants/CASE/contacts/DATE.md",
        "field": "minutes",
        "label": "Minutes",
        "type": "whole number",
        "required": "no",
        "values": "",
        "meaning": "How long it lasted. In minutes.",
        "statements": "§31",
        "seen_by": "team",
    }


@pytest.mark.parametrize(
    ("record", "field", "kind", "values"),
    [
        ("contact", "date", "date, such as 2016-01-26", ""),
        ("contact", "risk_changed", "true or false", ""),
        ("contact", "staff", "list of: id, such as PRA-NW-02", ""),
        ("contact", "components[].applied", "one of the values", "yes | partly | no | not_indicated"),
        ("training", "date", "date or month, such as 2015-11", ""),
        ("contact", "start", "time, such as 09:30", ""),
        ("ending", "next_steps", "list of: group of fields or one of the values", "none_wanted"),
        ("ending", "next_steps[].service", "text", ""),
        ("outcomes", "[].domains", "names with values", ""),
        ("supervisor-supervision", "provided_by.role", "text", ""),
        ("network", "liaison[].with", "id, such as probation-1", ""),
    ],
)
def test_types_and_values_are_told_in_words(record: str, field: str, kind: str, values: str) -> None:
    found = row(record, field)
    assert (found["type"], found["values"]) == (kind, values)


@pytest.mark.parametrize(
    ("record", "field", "who"),
    [
        ("service", "title", "everybody"),
        ("contact", "date", "team"),
        ("clinical-supervision", "cases[].dynamic_issue", "supervisor"),
        ("clinical-supervision", "cases[].decision", "team"),
        ("risks", "[].type", "supervisor"),
        ("line-management", "actions[].what", "line manager"),
    ],
)
def test_who_sees_a_field_counts_what_lies_around_it(record: str, field: str, who: str) -> None:
    assert row(record, field)["seen_by"] == who


def keys(value: Any, above: str = "") -> Iterator[str]:
    """Yield the path of each key of a record as the dictionary writes it; names that are values are left out."""
    if isinstance(value, list):
        for each in value:
            yield from keys(each, f"{above}[]")
    elif isinstance(value, dict):
        for name, each in value.items():
            path = f"{above}.{name}" if above else name
            yield path
            if name not in ("domains", "parameters", "severity"):
                yield from keys(each, path)


def test_every_key_of_the_demonstration_is_in_the_dictionary() -> None:
    known = {(kind.name, entry.field) for kind in KINDS for entry in entries_of(kind)}
    used = set()
    for place in listing(ROOT).records:
        source = load(ROOT, place.file)
        assert not isinstance(source, Diagnostic)
        used |= {(place.kind.name, path) for path in keys(plain(source.node, []))}
    assert used - known == set()
    assert len(used) > 150


def test_every_field_has_a_meaning_and_no_cell_is_taken_for_a_formula() -> None:
    for each in rows():
        assert each["meaning"].strip(), each
        assert not [cell for cell in each.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], each


def test_the_command_prints_it_for_one_kind_or_for_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(ROOT), "schema", "--format", "csv"]) == 0
    assert capsys.readouterr().out == as_csv()
    assert run(["-C", str(ROOT), "schema", "risks", "--format", "csv"]) == 0
    said = capsys.readouterr().out.split("\r\n")
    assert said[0] == ",".join(COLUMNS) and all(line.startswith("risks,") for line in said[1:] if line)


def test_an_output_has_no_dictionary(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(ROOT), "schema", "report", "--format", "csv"]) == 2
    assert "--format csv prints the data dictionary of records" in capsys.readouterr().err
