"""Every type of page keeps to WCAG 2.2 AA as far as axe-core can tell, and fits small windows and large type."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import FRAMES, PAGES, Open

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]
ALL = {"runOnly": TAGS, "preload": False}
COLOURS = {"runOnly": {"type": "rule", "values": CONTRAST}, "preload": False}
MORE_OF_THE_SAME = "tbody tr:nth-child(n+4), .entry ~ .entry ~ .entry ~ .entry, .tasks li:nth-child(n+9)"
SHORTER = f"document.querySelectorAll('{MORE_OF_THE_SAME}').forEach((each) => each.remove())"
ALL_BUT_COLOURS = {**ALL, "rules": {each: {"enabled": False} for each in CONTRAST}}


def violations(page: Page, options: dict[str, object]) -> list[str]:
    """Return each rule that is broken, with the first places where it is."""
    page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options)", options)
    assert found["passes"], "axe has looked at nothing"
    return [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found["violations"]]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_on_a_page(visit: Open, name: str) -> None:
    """Contrast takes axe long, so of rows and notes that look the same it is shown the first three."""
    page = visit(PAGES[name])
    assert violations(page, ALL_BUT_COLOURS) == []
    page.evaluate(SHORTER)
    assert violations(page, COLOURS) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_on_a_narrow_page(visit: Open, name: str) -> None:
    """All of it is looked at in a wide window."""
    page = visit(PAGES[name], width=320, height=640)
    page.evaluate(SHORTER)
    assert violations(page, ALL_BUT_COLOURS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation_in_the_results_of_a_search(
    visit: Open, scheme: Literal["light", "dark"], width: int
) -> None:
    page = visit(PAGES["site"], scheme=scheme, width=width)
    page.get_by_role("searchbox", name="Find").fill("SW-006")
    page.locator(".results li").first.wait_for()
    page.locator(".found details").evaluate("each => { each.open = true; }")
    assert violations(page, ALL) == []
    assert sideways(page) == 0


def test_axe_can_find_a_violation(visit: Open) -> None:
    page = visit(PAGES["home"])
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"#x\"></a>')")
    assert [each.partition(":")[0] for each in violations(page, ALL)] == ["link-name"]


STUCK = """[...document.querySelectorAll("body *")].filter((each) => {
    const { position, top, left } = getComputedStyle(each);
    return ["fixed", "sticky"].includes(position) && ((top !== "auto" && each.clientHeight > innerHeight / 2)
      || (left !== "auto" && each.clientWidth > innerWidth / 2));
  }).map((each) => each.outerHTML)"""
"""What stays in place while the rest scrolls may not take up half the window."""
WIDE = """all => all.filter((each) => each.scrollWidth > each.clientWidth)
    .map((each) => each.tabIndex === 0 && Boolean(each.getAttribute("aria-label")))"""


def goto(page: Page, path: str) -> None:
    """Go to another page of the same site."""
    page.goto(page.url.partition("/site/")[0] + "/site/" + path)


def sideways(page: Page) -> int:
    """Return how many pixels of a page lie to the right of its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(
    ("width", "height", "zoom"),
    [(320, 640, 1), (640, 512, 2), (320, 256, 4)],
    ids=["320 pixels wide", "at 200 %", "at 400 %"],
)
def test_every_page_fits_its_window(visit: Open, width: int, height: int, zoom: float) -> None:
    """A window of 1280 by 1024 pixels zoomed in is laid out as one of half, or a quarter, of its size."""
    page = visit(PAGES["home"], width=width, height=height, scale=zoom)
    assert page.evaluate("devicePixelRatio") == zoom
    for path in PAGES.values():
        goto(page, path)
        assert sideways(page) == 0, path
        for part in ("main", "header"):
            box = page.locator(part).bounding_box()
            assert box is not None and box["width"] <= width, path
        assert page.evaluate(STUCK) == [], path


def test_letters_twice_as_large_push_nothing_out_of_the_window(visit: Open) -> None:
    page = visit(PAGES["home"])
    for path in PAGES.values():
        goto(page, path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways(page) == 0, path


def test_what_lies_outside_the_window_can_be_scrolled_to_with_the_keyboard(visit: Open) -> None:
    page = visit(PAGES["home"], width=390)
    scrolled = 0
    for path in PAGES.values():
        goto(page, path)
        page.evaluate(FRAMES)
        regions = page.locator(".region, .chart-region")
        wide = regions.evaluate_all(WIDE)
        assert all(wide), path
        scrolled += len(wide)
    assert scrolled > 20


def test_high_contrast_makes_quiet_words_as_strong_as_others(visit: Open) -> None:
    page = visit(PAGES["home"])
    colour = "getComputedStyle(document.querySelector('.tile-note')).color"
    before = page.evaluate(colour)
    page.emulate_media(contrast="more")
    assert page.evaluate(colour) == page.evaluate("getComputedStyle(document.body).color") != before


def test_a_tag_keeps_its_shape_where_people_choose_their_own_colours(visit: Open) -> None:
    page = visit(PAGES["contact"])
    page.emulate_media(forced_colors="active")
    assert page.locator(".tag").first.evaluate("tag => getComputedStyle(tag).borderTopWidth") == "1px"
