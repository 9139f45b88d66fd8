"""What belongs together leads to each other: contacts, goals, exchanges, decisions, the months and weeks of a site."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from engager_docs.cli.root import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("linked") / "site"
    assert run(["-C", str(ROOT / "cases"), "-q", "build", "-o", str(target)]) == 0
    return target


def text(site: Path, page: str) -> str:
    return (site / page).read_text("utf-8")


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_contact_leads_to_the_one_before_and_the_one_after(site: Path) -> None:
    page = text(site, "SW/participants/SW-006/contacts/2017-03-14.html")
    assert (
        '<p class="near"><a href="2017-03-07.html">Contact before: 7 March 2017</a> · '
        '<a href="2017-03-21.html">Contact after: 21 March 2017</a></p>'
    ) in page
    first = text(site, "SW/participants/SW-006/contacts/2016-12-20.html")
    assert "Contact before" not in first and "Contact after" in first


def test_a_contact_says_what_was_decided_before_the_next_one(site: Path) -> None:
    page = text(site, "SW/participants/SW-006/contacts/2017-03-14.html")
    after = plain(page[page.index("Discussed afterwards, before the next contact") :])
    assert "15 March 2017 Team meeting On track Released yesterday and met; hostel room taken." in after
    assert "16 March 2017 Supervision of PRA-SW-02 On track Text today" in after
    assert "22 March 2017" not in after, "that was after the next contact"


def test_a_goal_leads_to_its_contacts_and_to_its_exchanges_in_the_log(site: Path) -> None:
    page = text(site, "NW/participants/NW-003/index.html")
    goal = page[page.index('id="NW-003-G2"') : page.index('id="NW-003-G3"')]
    assert "Contacts about it" in goal and '<a href="contacts/2016-09-30.html">30 September 2016</a>' in goal
    exchanges = re.findall(r'<a href="#(exchange-\d+)">([^<]+)</a>', goal)
    assert exchanges == [
        ("exchange-1", "21 September 2016, probation-1"), ("exchange-2", "22 September 2016, gp-1"),
    ]  # fmt: skip
    assert all(f'<tr id="{name}">' in page for name, _ in exchanges)


def test_every_event_of_a_timeline_leads_to_its_page_and_says_which(site: Path) -> None:
    page = text(site, "NW/participants/NW-003/index.html")
    picture = page[page.index('id="timeline-NW-003-title"') - 600 : page.index('<p class="chart-key">')]
    assert 'role="group"' in picture
    links = re.findall(r'<a href="([^"]+)"><g><title>([^<]+)</title>', picture)
    assert ("contacts/2016-09-30.html", "30 September 2016: Attended") in links
    assert ("#goals", "14 October 2016: version 2 of the plan") in links
    assert len(links) == len(re.findall(r"<g><title>\d", picture))


def test_a_month_has_a_table_for_each_iso_week_with_the_five_kinds_of_supervision(site: Path) -> None:
    page = text(site, "NW/calendar/2016-09.html")
    assert re.findall(r'<section class="week" id="([^"]+)">', page) == ["2016-W36", "2016-W37", "2016-W38", "2016-W39"]
    week = plain(page[page.index('id="2016-W38"') : page.index('id="2016-W39"')])
    name = "Week 38, 19 September 2016 to 25 September 2016"
    assert week.startswith(
        f'id="2016-W38"> {name} {name} Day Contacts Clinical supervision Mentalisation supervision '
        "Supervisor's own supervision Line management Team meetings and reviews Monday 19 September Team meeting "
        "Tuesday 20 September NW-003: attended"
    )
    assert "Month before: August 2016" in page


def test_the_weeks_of_a_site_stand_newest_first_with_every_session(site: Path) -> None:
    page = text(site, "NW/meetings.html")
    weeks = page[page.index("Week by week") : page.index("<h2>Team meetings</h2>")]
    names = re.findall(r'<th scope="row">(\d{4}-W\d\d)</th>', weeks)
    assert names == sorted(names, reverse=True) and len(names) > 80
    assert '<a href="supervision/clinical/2016-09-20-PRA-NW-03.html">PRA-NW-03</a>' in weeks


def test_a_staff_page_shows_time_in_roles_cases_and_supervision(site: Path) -> None:
    page = text(site, "NW/staff/PRA-NW-02.html")
    assert re.findall(r'class="pic-quiet" x="0"[^>]*>([^<]+)</text>', page) == [
        "Roles", "Away", "NW-001", "NW-003", "NW-004", "Supervision",
    ]  # fmt: skip
    described = re.search(r'<desc id="timeline-PRA-NW-02-desc">([^<]+)</desc>', page)
    assert described is not None and described[1].startswith(
        "Since 2 November 2015: 3 cases, 3 absences, 81 sessions of supervision held and 0 not."
    )
    assert page.index("What is due, and what was received") < page.index("<h2>Roles</h2>")
