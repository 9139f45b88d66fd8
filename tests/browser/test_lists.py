"""Lists sort, filter, turn their pages, and keep how they stand in the address; paper and no script show them whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Locator, Page, expect

from engager_docs.build import examine
from engager_docs.model.asked import Asked
from engager_docs.model.casebook import Case
from engager_docs.model.view import Stamp
from engager_docs.render.html import render_pages, templates_in
from engager_docs.render.pages.home import cases_page
from engager_docs.render.pages.share import share_of
from engager_docs.render.service import service_of
from tests.browser.conftest import PAGES, ROOT, Open


def column(table: Locator, number: int) -> list[str]:
    return table.locator(f"tbody tr:visible > :nth-child({number})").all_inner_texts()


def test_a_column_is_sorted_up_then_down_by_what_it_means(visit: Open) -> None:
    page = visit(PAGES["meetings"])
    table = page.locator("table", has=page.locator("caption", has_text="Mentalisation supervision"))
    days = column(table, 1)
    assert days[0].endswith("2017") and days[-1].endswith("2015")
    table.get_by_role("button", name="Date").click()
    assert column(table, 1) == days[::-1]
    expect(table.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    table.get_by_role("button", name="Date").click()
    assert column(table, 1) == days


def test_words_and_choices_narrow_a_list_and_the_count_is_announced(visit: Open) -> None:
    page = visit(PAGES["people"])
    group = page.get_by_role("group", name="Filter: In post")
    group.get_by_label("Site").select_option("South West")
    table = page.locator("table").first
    assert set(column(table, 2)) == {"South West"}
    count = len(column(table, 1))
    group.get_by_label("Filter by words").fill("sup-")
    assert column(table, 1) == ["SUP-SW-02"]
    expect(page.locator(".list-status").first).to_have_text(
        f"1 of {page.locator('table').first.locator('tbody tr').count()} shown"
    )
    group.get_by_label("Filter by words").fill("")
    assert len(column(table, 1)) == count


@pytest.mark.parametrize("over", ["file", "http"])
def test_how_a_list_stands_is_in_the_address_and_comes_back_with_it(visit: Open, over: str) -> None:
    page = visit(PAGES["people"], over=over)
    group = page.get_by_role("group", name="Filter: In post")
    group.get_by_label("Site").select_option("South West")
    page.locator("table").first.get_by_role("button", name="Id").click()
    page.locator("table").first.get_by_role("button", name="Id").click()
    assert page.url.endswith("people.html#in-post.site=South+West&in-post.sort=-1")
    ids = column(page.locator("table").first, 1)
    assert ids == sorted(ids, reverse=True)
    page.get_by_role("link", name=ids[0]).click()
    page.go_back()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Id")
    assert column(page.locator("table").first, 1) == ids
    page.reload()
    assert column(page.locator("table").first, 1) == ids


def test_a_long_list_is_shown_fifty_rows_at_a_time(visit: Open) -> None:
    page = visit(PAGES["meetings"])
    table = page.locator("table", has=page.locator("caption", has_text="Clinical supervision"))
    every = table.locator("tbody tr").count()
    assert every > 100
    assert len(column(table, 1)) == 50
    pager = page.get_by_role("navigation", name="Pages: Clinical supervision")
    pager.get_by_role("button", name="Next").click()
    expect(pager.get_by_text("Page 2 of")).to_be_visible()
    assert page.url.endswith("#clinical-supervision.page=2")
    assert len(column(table, 1)) == 50
    expect(pager.get_by_role("button", name="Previous")).to_be_enabled()


def test_an_address_that_means_nothing_changes_nothing(visit: Open) -> None:
    page = visit(PAGES["people"] + "#in-post.sort=x&in-post.page=-7&nothing.q=1&in-post.colour=red")
    assert (
        page.locator("table").first.locator("tbody tr:visible").count()
        == page.locator("table").first.locator("tbody tr").count()
    )


def test_on_paper_a_list_is_whole_and_its_controls_are_gone(visit: Open) -> None:
    page = visit(PAGES["meetings"])
    page.emulate_media(media="print")
    table = page.locator("table", has=page.locator("caption", has_text="Clinical supervision"))
    assert table.locator("tbody tr:visible").count() == table.locator("tbody tr").count() > 100
    for gone in (".filters", ".pager", ".find", ".list-status", ".masthead nav", ".skip"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert page.locator(".marking").first.is_visible()


def thousand(folder: Path) -> Path:
    """Write the list of a thousand cases, as a service with as many would have it, and return its file."""
    found = examine(ROOT, Asked(date(2026, 11, 22)))
    assert found.casebook is not None
    cases = tuple(copies(found.casebook.cases, 1000))
    book = replace(found.casebook, cases=cases)
    service = service_of(book, Stamp(book.as_of))
    page = cases_page(service, [share_of(site, book, service, found.assessment) for site in book.sites])
    output = next(render_pages([page], templates_in([ROOT / "site_templates"])))
    (folder / "cases.html").write_bytes(output.content)
    return folder / "cases.html"


def copies(cases: tuple[Case, ...], number: int) -> Iterator[Case]:
    for place in range(number):
        case = cases[place % len(cases)]
        name = f"{case.site}-{place + 100}"
        file = f"cases/{case.site}/participants/{name}/participant.yaml"
        entry = case.participant
        yield replace(case, id=name, participant=replace(entry, source=replace(entry.source, file=file)))


@pytest.fixture(scope="module")
def long_list(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    shutil.copytree(built / "assets", folder / "assets")
    return thousand(folder)


def test_a_thousand_cases_weigh_less_than_half_a_megabyte(long_list: Path) -> None:
    assert long_list.read_text("utf-8").count("<tr>") >= 1000
    assert long_list.stat().st_size <= 500_000


def test_a_thousand_cases_are_sorted_and_filtered_in_a_blink(browser: Browser, long_list: Path) -> None:
    page: Page = browser.new_page()
    page.goto(long_list.as_uri())
    table = page.locator("table").last
    assert table.locator("tbody tr").count() == 750
    assert table.locator("tbody tr:visible").count() == 50
    times = page.evaluate(
        """() => [1, 2, 3, 4, 5].map(() => { const start = performance.now();
          document.querySelectorAll("table")[1].querySelectorAll(".sort")[4].click();
          document.body.offsetHeight; return performance.now() - start; })"""
    )
    assert min(times) < 200
    page.close()
