"""The main journeys with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import PAGES, Open


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))


def test_the_first_stop_leads_past_the_head_of_the_page(visit: Open) -> None:
    page = visit(PAGES["contact"])
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_from_home_to_a_contact_by_searching(visit: Open) -> None:
    page = visit(PAGES["home"])
    page.keyboard.press("/")
    assert focused(page) == "find-box"
    page.keyboard.type("contact nw-001 march")
    expect(page.locator(".results a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "Contact with NW-001, 29 March 2016"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Contact with NW-001, 29 March 2016")


def test_escape_closes_the_search_and_a_slash_in_a_box_is_a_slash(visit: Open) -> None:
    page = visit(PAGES["home"])
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator("#find-box").input_value() == "a/b"
    expect(page.locator("#found")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    assert focused(page) == "find-box" and page.locator("#find-box").input_value() == ""


def test_a_tile_leads_to_its_list(visit: Open) -> None:
    page = visit(PAGES["home"])
    page.get_by_role("link", name="Releases in 28 days").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#releases")
    expect(page.locator("#releases")).to_be_in_viewport()


def test_the_contents_of_a_workbook_lead_to_its_parts_and_stay_in_sight(visit: Open) -> None:
    page = visit(PAGES["workbook, closed"])
    page.get_by_role("navigation", name="Contents of the workbook").get_by_role("link", name="Contact log").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#contacts")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Appendix", exact=True)).to_be_in_viewport()


def test_a_list_is_sorted_with_the_keyboard(visit: Open) -> None:
    page = visit(PAGES["people"])
    head = page.locator("table").first.get_by_role("button", name="Employer")
    head.focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Employer")
    page.keyboard.press("Space")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Employer")


def test_every_stop_of_a_page_shows_that_it_is_the_one(visit: Open) -> None:
    page = visit(PAGES["meetings"])
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """(() => { const each = document.activeElement; if (each === document.body) return null;
              const style = getComputedStyle(each); return [style.outlineStyle, style.outlineWidth]; })()"""
        )
        if ring is None:
            break
        assert ring == ["solid", "3px"], page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        seen += 1
    assert seen > 40


def test_the_keyboard_never_stays_in_one_place(visit: Open) -> None:
    page = visit(PAGES["home"])
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert stops == sorted(stops) and len(set(stops)) == len(stops)
    assert 40 < len(stops) < 200
