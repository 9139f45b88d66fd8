"""Without scripts, on paper, and under its policy a page still does what it is for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PAGES, Open
from tests.browser.test_accessible import goto


def test_without_scripts_every_list_is_whole_and_nothing_pretends_to_work(visit: Open) -> None:
    page = visit(PAGES["home"], scripts=False)
    for path in (PAGES["cases"], PAGES["people"], PAGES["meetings"], PAGES["home"]):
        goto(page, path)
        assert page.locator("tbody tr").count() == page.locator("tbody tr:visible").count() > 2
        assert page.locator("input, button, select").count() == 0


def test_without_scripts_a_case_is_found_by_letter_by_practitioner_and_by_month(visit: Open) -> None:
    page = visit(PAGES["contact"], scripts=False)
    page.get_by_role("banner").get_by_role("link", name="Find").click()
    page.get_by_role("link", name="A to Z").click()
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="S", exact=True).click()
    page.get_by_role("link", name="SW-006").click()
    expect(page.locator("h1")).to_have_text("Case workbook SW-006")
    page.get_by_role("banner").get_by_role("link", name="Find").click()
    page.get_by_role("link", name="By practitioner").click()
    row = page.locator("tr", has=page.get_by_role("rowheader", name="PRA-SW-02"))
    expect(row.get_by_role("link", name="SW-006")).to_be_visible()
    page.get_by_role("banner").get_by_role("link", name="Find").click()
    page.locator("tr", has_text="June 2017").get_by_role("link", name="South West June 2017").click()
    expect(page.locator("h1")).to_have_text("South West, June 2017")


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_a_printed_page_holds_what_it_says_and_none_of_its_controls(visit: Open) -> None:
    page = visit(PAGES["site"])
    page.locator("#find-box").fill("SW-006")
    page.locator(".results li").first.wait_for()
    text = text_of(page.pdf())
    assert "OFFICIAL-SENSITIVE" in text and "The next four weeks" in text
    for control in ("Skip to the content", "Filter by words", "Look through lists", "Show more", "↕"):
        assert control not in text, control


def test_a_printed_workbook_is_black_on_white_also_where_the_screen_is_dark(visit: Open) -> None:
    page = visit(PAGES["workbook, open"], scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    assert page.evaluate(colours) == ["rgb(23, 33, 43)", "rgb(255, 255, 255)"]


def test_the_policy_refuses_scripts_styles_and_requests_that_are_not_the_site_s_own(visit: Open) -> None:
    for over in ("file", "http"):
        page = visit(PAGES["contact"], over=over, faults=True)
        page.evaluate(
            """() => { const script = document.createElement("script"); script.textContent = "window.ran = true";
              document.head.append(script); document.body.setAttribute("onclick", "window.ran = true");
              document.body.click(); document.body.setAttribute("style", "margin: 77px"); }"""
        )
        assert page.evaluate("window.ran === undefined")
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
        refused = "fetch('http://127.0.0.1:9/').then(() => 'sent', (why) => why.name)"
        assert page.evaluate(refused) == "TypeError"
        assert page.evaluate("fetch(location.href).then(() => 'sent', (why) => why.name)") == "TypeError"


def test_no_page_asks_for_anything_but_files_of_the_site(visit: Open) -> None:
    page = visit(PAGES["home"], over="http")
    base = page.url.removesuffix("index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES.values():
        page.goto(base + path)
    page.locator("#find-box").fill("NW-001")
    page.locator(".results li").first.wait_for()
    assert len(asked) > len(PAGES)
    assert [each for each in asked if not each.startswith(base)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_whose_scripts_have_run_is_still_valid(visit: Open, name: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    page = visit(PAGES[name])
    parser.parse(page.content())
    assert repeated(page) == []
    assert page.locator("h1").count() == 1


def repeated(page: Page) -> list[str]:
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    return sorted({each for each in ids if ids.count(each) > 1})


def test_a_workbook_is_light_and_so_are_styles_and_scripts(built: Path) -> None:
    books = list(built.glob("*/participants/*/index.html"))
    assert len(books) == 8
    assert max(file.stat().st_size for file in books) <= 150 * 1024
    shared = [file for file in (built / "assets").iterdir() if file.is_file()]
    assert sum(file.stat().st_size for file in shared) <= 60 * 1024
