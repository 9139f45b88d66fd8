"""Packs on paper: type that can be read, headings that stay with what they head, rows that stay whole."""

from __future__ import annotations

import pytest

from engager_docs.publication import html_of
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.pdf import print_pdf
from tests.render.paper import body_rows, landscape_pages, letters_by_size, made, orphaned_headings, printed

NAMES = [kind.name for kind in PACK_KINDS]
TABLE, SMALL = 10.0, 8.0
COLUMNS = 9.0
"""The smallest type of a table of many columns, of checklists and of file names."""


@pytest.mark.parametrize("kind", NAMES)
def test_a_heading_stays_with_what_it_heads(kind: str) -> None:
    assert orphaned_headings(printed(kind)) == []


@pytest.mark.parametrize("kind", NAMES)
def test_a_row_of_a_table_stays_on_one_page(kind: str) -> None:
    edition, pack = made(kind)
    html = html_of(edition, pack).decode("utf-8")
    assert body_rows(printed(kind)) == html.count("<tr") - html.count("<thead")


def test_an_orphan_and_a_split_row_would_be_found() -> None:
    page = '<!doctype html><html lang="en-GB"><title>x</title><body>'
    orphan = page + "<h2>Head</h2><p style='break-before: page'>It</p>"
    assert orphaned_headings(print_pdf(orphan, [])) == [1]
    long_row = page + "<table><tr><td>" + "<p>A line.</p>" * 99 + "</td></tr></table>"
    assert body_rows(print_pdf(long_row, [])) > 1


@pytest.mark.parametrize("kind", NAMES)
def test_a_page_lies_across_only_where_a_part_asks_for_it(kind: str) -> None:
    across = landscape_pages(printed(kind))
    assert bool(across) is any(part.wide for part in made(kind)[1].parts)


@pytest.mark.parametrize("kind", NAMES)
def test_most_is_set_in_ten_points_and_more_and_nothing_in_less_than_eight(kind: str) -> None:
    """What stands in less is the running head and foot, file names, signs of a picture, checklists."""
    sizes = letters_by_size(printed(kind))
    assert sum(count for size, count in sizes.items() if size >= TABLE) > 0.5 * sizes.total()
    assert min(sizes) >= SMALL
    small = sum(count for size, count in sizes.items() if SMALL < size < COLUMNS)
    assert small <= 0.03 * sizes.total()


def test_prose_is_set_in_twelve_points() -> None:
    sizes = letters_by_size(printed("workbook"))
    assert max(sizes, key=lambda size: sizes[size]) == 12.0


@pytest.mark.parametrize(("large", "least", "frame"), [(False, 14.0, 10.0), (True, 18.0, 12.0)])
def test_a_participant_s_copy_is_set_in_fourteen_points_or_eighteen(large: bool, least: float, frame: float) -> None:
    sizes = letters_by_size(printed("participant-copy", large=large))
    assert {size for size in sizes if size < least} == {frame}, "the running head and foot alone"
    assert sizes[least] > 0.5 * sizes.total()


def test_the_size_of_type_is_measured_as_it_is_set() -> None:
    page = '<!doctype html><html lang="en-GB"><title>x</title><body><p style="font-size: 7pt">small</p><p>whole</p>'
    sizes = letters_by_size(print_pdf(page, ["html { font-size: 12pt }"]))
    assert dict(sizes) == {7.0: 5, 12.0: 5}
