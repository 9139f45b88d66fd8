"""SECURITY.md → every threat has its row, every test it names exists, and a row without a test says so."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[^`\s]+)`", PAGE)))
ROWS = dict(re.findall(r"^\| (\d+) \|(.*)\|$", PAGE, re.MULTILINE))


def functions_of(file: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_the_page_names_exists(named: str) -> None:
    path, _, name = named.partition("::")
    assert (ROOT / path).is_file(), f"there is no {path}"
    assert not name or name in functions_of(ROOT / path), f"{path} has no test {name}"


def test_every_threat_has_its_row_and_they_stand_in_order() -> None:
    assert list(ROWS) == [str(number) for number in range(1, 33)]


@pytest.mark.parametrize("number", list(ROWS))
def test_a_row_names_a_test_or_says_that_there_is_none(number: str) -> None:
    assert "`tests/" in ROWS[number] or re.search(r"not (tested|built) yet", ROWS[number])


def test_every_page_of_hostile_input_belongs_to_a_row() -> None:
    """Pages that begin with 20 are ordinary slips, which no row is about."""
    pages = (ROOT / "tests/hostile/pages").glob("*.md")
    assert {str(int(page.name[:2])) for page in pages} <= set(ROWS)
