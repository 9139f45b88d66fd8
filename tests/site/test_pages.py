"""Every page of the demonstration's site: valid, whole, reachable, and asking nothing of the world."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from tests.site.page import Built


def test_every_link_and_fragment_leads_somewhere(site: Built) -> None:
    files = {file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*") if file.is_file()}
    broken = []
    for page in site.pages:
        for address in set(site.addresses(page)):
            if urlsplit(address).scheme:
                continue
            there, fragment = site.target(page, address)
            if there not in files or (fragment and fragment not in site.ids(there)):
                broken.append(f"{page}: {address}")
    assert broken == []


def test_every_page_can_be_reached_from_the_first(site: Built) -> None:
    seen = {"index.html"}
    ahead = ["index.html"]
    while ahead:
        page = ahead.pop()
        for address in site.addresses(page):
            there, _ = site.target(page, address)
            if not urlsplit(address).scheme and there in site.pages and there not in seen:
                seen.add(there)
                ahead.append(there)
    assert set(site.pages) - seen == set()


def test_no_page_asks_for_anything_outside_the_site(site: Built) -> None:
    schemes = {
        urlsplit(address).scheme or ("//" if address.startswith("//") else "")
        for page in site.pages
        for address in site.addresses(page)
    }
    assert schemes <= {""}
    for sheet in site.folder.rglob("*.css"):
        assert not re.search(r"url\(|@import|https?:", sheet.read_text("utf-8")), sheet.name


def test_every_page_has_one_title_one_main_heading_and_headings_in_order(site: Built) -> None:
    for name, page in site.pages.items():
        levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), name
        assert page.attrib["lang"] == "en-GB", name
        assert (page.findtext("head/title") or "").strip(), name


def test_every_page_has_landmarks_and_a_way_past_the_navigation(site: Built) -> None:
    for name, page in site.pages.items():
        tags = [str(element.tag) for element in page.iter()]
        assert {"header", "nav", "main", "footer"} <= set(tags), name
        first = next(element for element in page.iter("a"))
        assert first.attrib["href"].startswith("#") and first.attrib["href"][1:] in site.ids(name), name


def test_no_id_stands_twice_on_a_page(site: Built) -> None:
    for page in site.pages:
        ids = site.ids(page)
        assert len(ids) == len(set(ids)), page


def test_every_table_names_its_columns_and_every_picture_says_what_it_shows(site: Built) -> None:
    for name, page in site.pages.items():
        for table in page.iter("table"):
            assert table.find("caption") is not None or "aria-label" in table.attrib, name
            assert all("scope" in head.attrib for head in table.iter("th")), name
        for picture in page.iter("svg"):
            hidden = picture.attrib.get("aria-hidden") == "true"
            assert hidden or picture.find("title") is not None, name


def test_a_strict_policy_stands_on_every_page_and_nothing_inline_needs_leave(site: Built) -> None:
    for name, page in site.pages.items():
        policies = [
            meta.attrib["content"]
            for meta in page.iter("meta")
            if meta.attrib.get("http-equiv", "").lower() == "content-security-policy"
        ]
        assert len(policies) == 1 and "default-src 'none'" in policies[0], name
        assert "unsafe" not in policies[0], name
        assert all("style" not in element.attrib for element in page.iter()), name
        assert not list(page.iter("style")), name
        assert all("src" in script.attrib for script in page.iter("script")), name
        assert not [key for element in page.iter() for key in element.attrib if key.startswith("on")], name


def test_pages_stay_light(site: Built) -> None:
    heavy = {
        page: (site.folder / page).stat().st_size
        for page in site.pages
        if "/participants/" in page and (site.folder / page).stat().st_size > 150 * 1024
    }
    assert heavy == {}
    assert sum(file.stat().st_size for file in (site.folder / "assets").iterdir() if file.is_file()) <= 60 * 1024


def test_every_record_a_team_may_see_has_its_page(site: Built) -> None:
    for path in (
        "index.html",
        "NW/index.html",
        "SW/index.html",
        "NW/participants/NW-001/index.html",
        "NW/participants/NW-001/contacts/2016-01-26.html",
        "NW/participants/NW-001/shared-understanding/2016-02-02.html",
        "NW/staff/PRA-NW-02.html",
        "NW/supervision/clinical/2016-02-24-PRA-NW-02.html",
        "NW/team-meetings/2016-05-03.html",
        "NW/supervision/mentalisation/2016-02-16.html",
        "training/index.html",
        "training/2015-11-exeter.html",
    ):
        assert path in site.pages, path


def test_the_workbook_has_all_fourteen_parts(site: Built) -> None:
    page = site.pages["NW/participants/NW-001/index.html"]
    parts = [(" ".join(element.itertext())).strip() for element in page.iter("h2")]
    wanted = [
        "Cover",
        "At a glance",
        "Referral and eligibility",
        "Shared Understanding",
        "Goals and Shared Action Plan",
        "Network and liaison",
        "Release day",
        "Contact log",
        "Core components",
        "Outcome measures",
        "Ending",
        "Variations and adherence",
        "Risk and safeguarding",
        "Appendix",
    ]
    assert [part for part in parts if part in wanted] == wanted


def test_a_part_without_records_says_so(site: Built) -> None:
    page = " ".join(site.pages["SW/participants/SW-007/index.html"].itertext())
    assert "No version of the Shared Understanding" in " ".join(page.split())
