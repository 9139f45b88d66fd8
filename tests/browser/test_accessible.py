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
ONCE = {"preload": False, "resultTypes": ["violations"]}
"""What keeps a rule is told by one place: to name every one takes axe five times as long as to find them."""
ALL = {**ONCE, "runOnly": TAGS}
COLOURS = {**ONCE, "runOnly": {"type": "rule", "values": CONTRAST}}
ALL_BUT_COLOURS = {**ALL, "rules": {each: {"enabled": False} for each in CONTRAST}}
EACH_LOOK = """(() => {
  const numbers = new Map([[null, 0]]), looks = new Map();
  const look = (each) => {
    if (!numbers.has(each)) {
      const style = getComputedStyle(each);
      const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textDecorationLine } = style;
      const own = [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textDecorationLine];
      const text = [look(each.parentElement), ...own].join();
      if (!looks.has(text)) looks.set(text, looks.size + 1);
      numbers.set(each, looks.get(text));
    }
    return numbers.get(each);
  };
  const words = (each) => [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const first = new Map();
  for (const each of document.body.querySelectorAll("*")) {
    if (words(each) && each.checkVisibility() && !first.has(look(each))) first.set(look(each), each);
  }
  return [...first.values()];
})()"""
"""The first words of each look: the colours, the size and the weight of their element and of all around it."""


def violations(page: Page, options: dict[str, object], of: str = "document") -> list[str]:
    """Return each rule that is broken, with the first places where it is."""
    page.evaluate(AXE)
    found = page.evaluate(f"options => axe.run({of}, options)", options)
    assert found["passes"], "axe has looked at nothing"
    return [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found["violations"]]


def wrong_colours(page: Page) -> list[str]:
    """Return each rule of contrast that is broken: it takes axe long, so of words that look the same it sees one."""
    return violations(page, COLOURS, f"{{include: {EACH_LOOK}}}")


def wrong(page: Page) -> list[str]:
    """Return each rule that a page breaks as it stands, those of contrast too."""
    return violations(page, ALL_BUT_COLOURS) + wrong_colours(page)


def wrong_anyhow(page: Page) -> list[str]:
    """Return each rule that a page breaks, in the light, in the dark, and in a narrow window in the dark."""
    found = wrong(page)
    page.emulate_media(color_scheme="dark")
    found += wrong_colours(page)
    page.set_viewport_size({"width": 320, "height": 640})
    return found + wrong(page)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_on_a_page(visit: Open, name: str) -> None:
    assert wrong_anyhow(visit(PAGES[name])) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation_in_the_results_of_a_search(
    visit: Open, scheme: Literal["light", "dark"], width: int
) -> None:
    page = visit(PAGES["site"], scheme=scheme, width=width)
    page.get_by_role("searchbox", name="Find").fill("SW-006")
    page.locator(".results li").first.wait_for()
    page.locator(".found details").evaluate("each => { each.open = true; }")
    assert wrong(page) == []
    assert sideways(page) == 0


def test_axe_can_find_a_violation(visit: Open) -> None:
    page = visit(PAGES["home"])
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"#x\"></a>')")
    assert [each.partition(":")[0] for each in violations(page, ALL)] == ["link-name"]


@pytest.mark.parametrize("bad", ["color: #999", "opacity: 0.5", "background: #666"])
def test_one_faint_word_among_many_is_found(visit: Open, bad: str) -> None:
    page = visit(PAGES["dictionary"])
    page.evaluate("bad => { [...document.querySelectorAll('tbody td')].at(-1).style.cssText = bad; }", bad)
    assert [each.partition(":")[0] for each in wrong_colours(page)] == ["color-contrast"]


STUCK = """[...document.querySelectorAll("body *")].filter((each) => {
    const { position, top, left } = getComputedStyle(each);
    return ["fixed", "sticky"].includes(position) && ((top !== "auto" && each.clientHeight > innerHeight / 2)
      || (left !== "auto" && each.clientWidth > innerWidth / 2));
  }).map((each) => each.outerHTML)"""
"""What stays in place while the rest scrolls may not take up half the window."""
NARROW = {"a to z", "forms", "line management"}
"""The types of page of which every part fits a telephone."""
HALVES = [list(PAGES)[::2], list(PAGES)[1::2]]
"""Another page takes little time, another window half a second: each half is looked at in one window."""
WIDE = """all => all.filter((each) => each.scrollWidth > each.clientWidth)
    .map((each) => each.tabIndex === 0 && Boolean(each.getAttribute("aria-label")))"""


def goto(page: Page, path: str) -> None:
    """Go to another page of the same site."""
    page.goto(page.url.partition("/site/")[0] + "/site/" + path)


def sideways(page: Page) -> int:
    """Return how many pixels of a page lie to the right of its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def seen_in(page: Page, width: int, height: int, zoom: float = 1) -> None:
    """Make the window so large, in pixels of the page: one of 1280 by 1024 zoomed in is laid out as a part of it."""
    size = {"width": width, "height": height, "deviceScaleFactor": zoom, "mobile": False}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", size)
    assert page.evaluate("[innerWidth, devicePixelRatio]") == [width, zoom]


@pytest.mark.parametrize("names", HALVES, ids=["one half", "the other half"])
def test_every_page_fits_its_window(visit: Open, names: list[str]) -> None:
    page = visit(PAGES["home"], width=390)
    for name in names:
        seen_in(page, 390, 844)
        goto(page, PAGES[name])
        page.evaluate(FRAMES)
        wide = page.locator(".region, .chart-region").evaluate_all(WIDE)
        assert all(wide), f"{name}: what lies outside the window can be scrolled to with the keyboard"
        assert bool(wide) == (name not in NARROW), name
        for width, height, zoom in ((320, 640, 1), (640, 512, 2), (320, 256, 4)):
            seen_in(page, width, height, zoom)
            assert sideways(page) == 0, (name, width, zoom)
            for part in ("main", "header"):
                box = page.locator(part).bounding_box()
                assert box is not None and box["width"] <= width, (name, width, zoom)
            assert page.evaluate(STUCK) == [], (name, width, zoom)
        seen_in(page, 1280, 900)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways(page) == 0, f"{name}: letters twice as large push nothing out of the window"


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
