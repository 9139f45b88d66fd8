"""Anything the audience may see is found as it is typed, from the disk and from a server, and nothing is kept."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PAGES, Open

Way = Literal["file", "http"]
BOTH = pytest.mark.parametrize("over", ["file", "http"])


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Search results")


def search(page: Page, query: str) -> list[str]:
    """Type a query and return the titles found, once the status has told."""
    status = page.locator("#found [role=status]")
    page.locator("#find-box").fill("")
    page.locator("#find-box").press_sequentially(query)
    expect(status).to_contain_text("found")
    expect(page.locator("#find-box")).to_have_value(query)
    expect(page.locator("#found")).to_have_attribute("aria-busy", "false")
    return page.locator(".results a").all_inner_texts()


@BOTH
def test_a_case_is_found_from_any_page_and_its_link_leads_to_it(visit: Open, over: Way) -> None:
    page = visit(PAGES["contact"], over=over)
    assert search(page, "sw-006")[0] == "Case workbook SW-006"
    page.locator(".results a").first.click()
    expect(page.locator("h1")).to_have_text("Case workbook SW-006")


@BOTH
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("NW-001", "Case workbook NW-001"),
        ("nw001", "Case workbook NW-001"),
        ("PRA-NW-02", "Staff member PRA-NW-02"),
        ("pra-nw-0", "Staff member PRA-NW-01"),
        ("south", "South West"),
        ("22/03/2016", "Contact with NW-001, 22 March 2016"),
        ("contact 22 march 2016 nw-001", "Contact with NW-001, 22 March 2016"),
        ("mentalis 29 november 2016", "Mentalisation supervision, 29 November 2016"),
        ("goal hostel room", "Goal G1 of SW-006: Keep the room in the hostel"),
        ("training exeter november 2015", "Training in Exeter, November 2015"),
        ("risks sw-006", "Risks and safeguarding of SW-006"),
    ],
)
def test_the_best_match_comes_first(visit: Open, over: Way, query: str, first: str) -> None:
    assert search(visit(PAGES["home"], over=over), query)[0] == first


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("mentalistion", "Mentalisation supervision"),
        ("mentaliasation", "Mentalisation supervision"),
        ("mentalisatoin", "Mentalisation supervision"),
        ("nentalisation", "Mentalisation supervision"),
        ("tranning", "Training"),
    ],
    ids=["a letter missing", "a letter too many", "two exchanged", "the first wrong", "one wrong"],
)
def test_one_slip_is_forgiven_and_said(visit: Open, slip: str, meant: str) -> None:
    page = visit(PAGES["home"])
    assert search(page, slip)[0].startswith(meant)
    assert f"“{slip}” is not found" in page.locator("#found [role=status]").inner_text()


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(visit: Open) -> None:
    page = visit(PAGES["home"])
    assert search(page, "zzzzzz") == []
    assert page.locator("#found [role=status]").inner_text() == (
        "Nothing is found. Try fewer words, or take a filter away."
    )


def test_every_word_must_be_found(visit: Open) -> None:
    page = visit(PAGES["home"])
    assert search(page, "NW-001 zzzzzz") == []
    both = search(page, "team meeting NW-004")
    assert both and all(title.startswith(("Team meeting", "Clinical supervision")) for title in both)


def test_results_are_narrowed_by_site_record_person_phase_and_days(visit: Open) -> None:
    page = visit(PAGES["home"], width=1400)
    search(page, "supervision")
    status = page.locator("#found [role=status]")
    before = status.inner_text()
    panel(page).get_by_label("Site").select_option("South West")
    panel(page).get_by_label("Record").select_option("Clinical supervision")
    panel(page).get_by_label("Person").select_option("PRA-SW-02")
    panel(page).get_by_label("From").fill("2017-01-01")
    panel(page).get_by_label("To").fill("2017-01-20")
    expect(page.locator(".results a")).to_have_text(
        [
            "Clinical supervision of PRA-SW-02, 19 January 2017",
            "Clinical supervision of PRA-SW-02, 12 January 2017",
            "Clinical supervision of PRA-SW-02, 5 January 2017",
        ]
    )
    assert status.inner_text() == "3 found." != before


def test_filters_alone_list_what_there_is_newest_first(visit: Open) -> None:
    page = visit(PAGES["home"], width=1400)
    page.locator("#find-box").click()
    panel(page).get_by_label("Phase").select_option("Ending")
    panel(page).get_by_label("Record").select_option("Contact")
    titles = page.locator(".results a")
    expect(titles.first).to_have_text("Contact with SW-006, 4 July 2017")
    assert all("SW-006" in title for title in titles.all_inner_texts())


def test_more_results_follow_the_first_twenty_when_asked_for(visit: Open) -> None:
    page = visit(PAGES["home"])
    assert len(search(page, "contact")) == 20
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".results a")).to_have_count(40)
    assert page.evaluate("document.activeElement === document.querySelectorAll('.results a')[20]")


def test_results_are_announced_once_in_words(visit: Open) -> None:
    page = visit(PAGES["home"])
    search(page, "NW-003")
    status = page.locator("#found [role=status]")
    assert status.inner_text().endswith("found, the first 20 shown.")
    assert page.locator("#found [role=status], #found [aria-live]").count() == 1


def test_nothing_of_the_index_is_loaded_before_the_box_is_used(visit: Open) -> None:
    page = visit(PAGES["home"])
    assert page.locator("script").count() == 2
    page.locator("#find-box").focus()
    page.wait_for_function("document.querySelector('script[src$=\"search/columns.js\"]')")
    assert page.locator("script[src*='shard-']").count() == 0


def test_nothing_is_kept_in_the_browser(visit: Open) -> None:
    page = visit(PAGES["home"], over="http")
    search(page, "NW-001")
    kept = "(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length])()"
    assert page.evaluate(kept) == [0, 0, 0]
    assert page.context.cookies() == []
    assert page.url.endswith("/index.html")


def test_an_index_that_is_not_there_is_said_in_words(visit: Open) -> None:
    page = visit(PAGES["home"], over="http", faults=True)
    page.route("**/search/columns.js", lambda route: route.abort())
    page.locator("#find-box").press_sequentially("nw")
    expect(page.locator("#found [role=status]")).to_have_text(
        "The search cannot be used: columns.js could not be read. Look through the lists instead."
    )
    expect(page.get_by_role("link", name="Look through lists instead")).to_be_visible()


def test_an_id_stands_on_one_line_in_a_narrow_window(visit: Open) -> None:
    page = visit(PAGES["home"], width=320)
    assert "Clinical supervision of PRA-SW-01, 30 June 2017" in search(page, "supervision sw")
    ids = page.locator(".results .unbroken")
    lines = "every => Math.max(...every.map(one => one.getClientRects().length))"
    assert ids.evaluate_all(lines) == 1
    ids.evaluate_all("every => every.forEach(one => { one.style.whiteSpace = 'normal'; })")
    assert ids.evaluate_all(lines) == 2, "nothing would be broken here anyway"
