"""Every error and identifier the tool can name → the page that shows it: prose, a repository, the whole report."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest

import engager_docs
from engager_docs.cli.root import run
from engager_docs.model.rules import RULE_TITLES
from tests.check.pages import GALLERY, Page, lay, page_of
from tests.compare import same
from tests.repositories import report

PAGES = {file.stem: page_of(file.read_text("utf-8")) for file in sorted(GALLERY.glob("*.md"))}
BUILD_ONLY = {"E020"}  # only laying a text out shows that it is slow: tests/build has it
ROOT_READS_ALL = pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, whatever its rights")


def pages() -> list[object]:
    return [
        pytest.param(page, id=name, marks=ROOT_READS_ALL if any(b.kind == "unreadable" for b in page.blocks) else ())
        for name, page in PAGES.items()
    ]


@pytest.mark.parametrize("page", pages())
def test_the_report_is_the_one_on_the_page(page: Page, tmp_path: Path) -> None:
    lines = report(lay(page, tmp_path)).splitlines(keepends=True)
    if page.first:
        lines = [*lines[: page.first], *lines[-page.last :]]
    same(page.report, "".join(lines))


def codes_raised() -> set[str]:
    """The codes that stand as text in the program."""
    texts = (
        node.value
        for file in Path(engager_docs.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if re.fullmatch(r"E\d{3}|I\d{2}", text)}


def test_every_code_has_one_page_and_every_page_a_code() -> None:
    assert sorted(page.code for page in PAGES.values()) == sorted(codes_raised())
    assert [name for name, page in PAGES.items() if not name.startswith(f"{page.code}-")] == []


@pytest.mark.parametrize("page", [page for page in PAGES.values() if page.code not in BUILD_ONLY])
def test_a_page_shows_its_own_error_alone(page: Page) -> None:
    found = re.findall(r"^cases/[^\n]*?: (?:error (E\d{3})|privacy (I\d\d))", page.report, re.MULTILINE)
    codes = {error or privacy for error, privacy in found}
    assert codes - ({"E033"} if page.first else set()) == {page.code}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_explains_itself_in_a_few_sentences(page: Page) -> None:
    assert page.title[0].isupper()
    assert not page.title.endswith(".")
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", page.prose)
    # an error in two; of an identifier also what is one and what is none
    assert len(sentences) == 2 if page.code[0] == "E" else 3 <= len(sentences) <= 9
    assert page.prose.endswith(".")


def test_a_page_of_an_identifier_has_the_title_of_its_rule() -> None:
    titles = {page.code: page.title for page in PAGES.values() if page.code[0] == "I"}
    assert titles == {code: title for code, title in RULE_TITLES.items() if code[0] == "I"}


def test_explain_prints_a_pages_heading_and_prose(capsys: pytest.CaptureFixture[str]) -> None:
    page = PAGES["E031-unknown-value"]
    assert run(["explain", "e031"]) == 0
    assert capsys.readouterr().out == f"# E031 {page.title}\n\n{page.prose}\n"
