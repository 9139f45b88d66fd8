"""The first page: what needs doing this week, counts over all sites, releases ahead, no count of what is not shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from engager_docs.build import Examined
from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.due import DueItem, DueState
from engager_docs.model.records.participant import ReleaseDate
from engager_docs.model.result import Assessment
from engager_docs.model.view import Page, Stamp, Table, Tag
from engager_docs.render import addresses
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.dashboard.due import week_items, week_table
from engager_docs.render.html import Templates, render_pages
from engager_docs.render.pages.home import WEEK_ROWS, HomeView, home
from engager_docs.render.pages.share import share_of
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet


def first_page(book: Casebook, stamp: Stamp, found: Assessment | None) -> Page:
    service = service_of(book, stamp)
    return home(book, service, [share_of(site, book, service, found) for site in book.sites])


def view_of(examined: Examined, book: Casebook, stamp: Stamp) -> HomeView:
    assert examined.assessment is not None
    shown = visible(book, stamp.audience)
    page = first_page(shown, stamp, visible_assessment(examined.assessment, stamp.audience))
    assert isinstance(page.view, HomeView)
    return page.view


def rows(table: Table) -> list[tuple[Any, ...]]:
    return [row.cells for row in table.rows]


def test_the_tiles_add_up_the_sites_and_say_what_lies_where(
    examined: Examined, casebook: Casebook, stamp: Stamp
) -> None:
    tiles = view_of(examined, casebook, replace(stamp, audience="supervisor")).tiles
    assert [(each.count, each.link.text, each.link.href, each.note) for each in tiles] == [
        ("2", "Open cases", "cases.html", "South West 2"),
        ("1", "Contacts overdue", "#due", "South West 1"),
        ("0", "Missed twice or more in a row", "#concern", ""),
        ("1", "Releases in 28 days", "#releases", "South West 1"),
        ("2", "Joint meetings outstanding", "#concern", "South West 2"),
        ("1", "No plan or understanding", "#concern", "South West 1"),
        ("1", "Endings due", "#diary", "South West 1"),
        ("0", "Supervision overdue", "#due", ""),
        ("1", "Supervision due", "#diary", "North West 1"),
        ("1", "Appointments without an outcome", "#waiting", "South West 1"),
        ("1", "Variations recorded in 28 days", "cases.html", "South West 1"),
        ("1", "Cases with an open risk", "#concern", "South West 1"),
    ]


@pytest.mark.parametrize(
    ("day", "marked"),
    [
        (date(2017, 7, 13), False),
        (date(2017, 7, 14), True),
        (date(2017, 7, 15), False),
    ],
    ids=["a Thursday", "a Friday", "a Saturday"],
)
def test_a_release_on_a_friday_is_marked(
    examined: Examined, casebook: Casebook, stamp: Stamp, day: date, marked: bool
) -> None:
    book = replace(casebook, cases=tuple(_released(case, day) for case in casebook.cases))
    (release,) = rows(view_of(examined, book, stamp).releases)
    mark = Tag("Friday, or before a bank holiday", "warn")
    assert (isinstance(release[1], tuple) and release[1][2] == mark) == marked


def test_a_release_before_a_bank_holiday_is_marked(examined: Examined, casebook: Casebook, stamp: Stamp) -> None:
    sunday = date(2017, 8, 27)
    book = replace(casebook, as_of=date(2017, 8, 10), cases=tuple(_released(case, sunday) for case in casebook.cases))
    (release,) = rows(view_of(examined, book, replace(stamp, as_of=date(2017, 8, 10))).releases)
    assert release[1] == ("Sunday 27 August 2017", " ", Tag("Friday, or before a bank holiday", "warn"))


def _released(case: Case, day: date) -> Case:
    if case.id != "SW-007":
        return case
    record = case.participant.data
    history = (ReleaseDate(recorded_on=date(2017, 6, 29), date=day),)
    return replace(
        case, participant=replace(case.participant, data=record.model_copy(update={"release_dates": history}))
    )


def items(*days: date, as_of: date) -> tuple[DueItem, ...]:
    return tuple(DueItem(day, state(day, as_of), "contact", "SW-006", "SW", "Weekly contact") for day in days)


def state(day: date, as_of: date) -> DueState:
    return "overdue" if day < as_of else "today" if day == as_of else "upcoming"


def test_a_week_ends_on_its_sunday_and_begins_with_what_is_longest_overdue() -> None:
    as_of = date(2017, 6, 28)
    due = items(date(2017, 7, 3), date(2017, 7, 2), as_of, date(2017, 6, 1), as_of=as_of)
    assert [each.on for each in week_items(due, as_of)] == [date(2017, 6, 1), as_of, date(2017, 7, 2)]
    sunday = date(2017, 7, 2)
    assert [each.on for each in week_items(items(sunday, date(2017, 7, 3), as_of=sunday), sunday)] == [sunday]


def test_how_late_something_is_stands_beside_its_day(casebook: Casebook, stamp: Stamp) -> None:
    sheet = Sheet(service_of(casebook, stamp), addresses.HOME)
    due = items(date(2017, 6, 23), date(2017, 6, 30), date(2017, 7, 2), as_of=stamp.as_of)
    assert [cells[2] for cells in rows(week_table(due, sheet))] == [
        ("Friday 23 June 2017 ", Tag("7 days late", "warn")),
        Tag("Today", "news"),
        "Sunday 2 July 2017",
    ]


def test_a_long_week_is_cut_and_the_page_says_where_the_whole_of_it_is(
    examined: Examined, casebook: Casebook, stamp: Stamp, templates: Templates
) -> None:
    assert examined.assessment is not None
    many = items(*(date(2017, 6, 1) for _ in range(WEEK_ROWS + 5)), as_of=stamp.as_of)
    found = replace(examined, assessment=replace(examined.assessment, due=many))
    view = view_of(found, casebook, stamp)
    assert len(view.week.rows) == WEEK_ROWS
    page = first_page(casebook, stamp, found.assessment)
    html = next(render_pages([page], templates)).content.decode("utf-8")
    assert '<li><a href="SW/index.html#due">South West</a>: 25 things this week</li>' in html
    assert '<li><a href="NW/index.html#due">North West</a>: 0 things this week</li>' in html


def test_who_may_see_no_case_is_told_so_and_not_that_there_is_none(
    examined: Examined, casebook: Casebook, stamp: Stamp, templates: Templates
) -> None:
    assert examined.assessment is not None
    manager = replace(stamp, audience="line-manager")
    book = visible(casebook, "line-manager")
    page = first_page(book, manager, visible_assessment(examined.assessment, "line-manager"))
    html = next(render_pages([page], templates)).content.decode("utf-8")
    assert "Not shown" in html
    for said in ("Open cases</a>", "No release is expected", "No open case stands out", "could be assessed"):
        assert said not in html, said


def test_a_service_without_a_site_has_a_first_page(casebook: Casebook, stamp: Stamp, templates: Templates) -> None:
    empty = replace(casebook, sites=(), cases=(), staff=())
    page = first_page(empty, stamp, None)
    assert b"No site is set up." in next(render_pages([page], templates)).content
