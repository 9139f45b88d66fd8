"""A few pages of the demonstration, whole: run with UPDATE_GOLDEN=1 to write them anew, then read the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Stamp
from engager_docs.render.html import Templates, render_pages
from engager_docs.render.site import site_pages

GOLDEN = Path(__file__).with_name("golden")
PAGES = (
    "NW/participants/NW-001/contacts/2016-03-22.html",
    "NW/participants/NW-001/shared-understanding/2016-02-02.html",
    "NW/supervision/clinical/2016-02-10-PRA-NW-02.html",
    "NW/line-management/2016-02-11-PRA-NW-02.html",
    "training/index.html",
)


@pytest.fixture(scope="module")
def pages(casebook: Casebook, templates: Templates, stamp: Stamp) -> dict[str, str]:
    made = (page for page in site_pages(casebook, None, stamp) if page.path in PAGES)
    return {output.path: output.content.decode("utf-8") for output in render_pages(made, templates)}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_one_that_was_read_and_approved(pages: dict[str, str], path: str) -> None:
    golden = GOLDEN / path.replace("/", "-")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(pages[path], encoding="utf-8")
    assert pages[path] == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_that_nobody_asks_for() -> None:
    assert {file.name for file in GOLDEN.glob("*.html")} == {path.replace("/", "-") for path in PAGES}


def test_two_builds_give_the_same_bytes(casebook: Casebook, templates: Templates, stamp: Stamp) -> None:
    first = list(render_pages(site_pages(casebook, None, stamp), templates))
    again = list(render_pages(site_pages(casebook, None, stamp), templates))
    assert first == again
    assert len({output.path for output in first}) == len(first)
