"""One site → the list of its supervision and meetings, and a page for each month with what was held when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.casebook import Casebook, Site
from engager_docs.model.view import Content, Page, Table
from engager_docs.render import addresses
from engager_docs.render.blocks import lines, table
from engager_docs.render.dates import MONTHS, month_text
from engager_docs.render.frame import on_any_day, page
from engager_docs.render.pages.home import ListView
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import code_tag, phrase, words

_KINDS = {
    "contact": "Contacts",
    "clinical": "Clinical supervision",
    "mentalisation": "Mentalisation supervision",
    "own": "Supervisor's own supervision",
    "management": "Line management",
    "meeting": "Team meetings and reviews",
}
"""The columns of a week: contacts, the five kinds of supervision, and what the team reviews together."""


class Week(Struct, frozen=True):
    """The days of one ISO week that lie in a month; ``id`` is its fragment, such as ``2016-W36``."""

    id: str
    days: Table


class MonthView(Struct, frozen=True):
    """One month of a site: a table for each ISO week, a row for each day on which something happened."""

    weeks: tuple[Week, ...]
    before: Content
    after: Content


class _Event(Struct, frozen=True):
    on: date
    kind: str
    text: str
    file: str


def _events(site: Site, casebook: Casebook | None) -> list[_Event]:
    found = [
        _Event(entry.data.date, "contact", f"{case.id}: {phrase(entry.data.outcome)}", entry.file)
        for case in (casebook.cases if casebook else ())
        if case.site == site.id
        for entry in case.contacts
    ]
    found += [_session("clinical", e.staff, e.data.date, e.data.status, e.file) for e in site.clinical]
    found += [_session("own", e.staff, e.data.date, e.data.status, e.file) for e in site.supervisor]
    found += [_session("mentalisation", "The team", e.data.date, e.data.status, e.file) for e in site.mentalisation]
    found += [_session("meeting", "Team meeting", e.data.date, e.data.status, e.file) for e in site.meetings]
    found += [_session("management", e.staff, e.data.date, e.data.status, e.file) for e in site.line_management]
    found += [_Event(e.data.date, "meeting", "Adherence review", e.file) for e in site.reviews]
    return sorted(found, key=lambda each: (each.on, each.kind, each.text, each.file))


def _session(kind: str, who: str, on: date, status: str | None, file: str) -> _Event:
    """Return a session with whom; one that was not held says how it ended."""
    return _Event(on, kind, f"{who}: {phrase(status)}" if status and status != "held" else who, file)


class Month(Struct, frozen=True):
    """A month of a site (``YYYY-MM``), what happened in it, and the months before and after that have a page."""

    name: str
    events: tuple[_Event, ...]
    before: str
    after: str


def months_at(site: Site, casebook: Casebook) -> tuple[Month, ...]:
    """Return the months in which anything happened at a site, in order."""
    groups = [
        (name, tuple(events))
        for name, events in groupby(_events(site, casebook), key=lambda event: f"{event.on:%Y-%m}")
    ]
    names = ["", *(name for name, _ in groups), ""]
    return tuple(Month(name, events, names[place], names[place + 2]) for place, (name, events) in enumerate(groups))


def calendar_pages(site: Site, casebook: Casebook, service: Service) -> Iterator[Page]:
    """Yield a page for each month in which anything happened."""
    return (month_page(site, month, service) for month in months_at(site, casebook))


def month_page(site: Site, month: Month, service: Service) -> Page:
    """Return the page of one month of a site."""
    label = service.sites.get(site.id, site.id)
    sheet = Sheet(service, addresses.calendar_path(site.id, month.name))
    named = month_text(month.events[0].on)
    view = MonthView(
        weeks=tuple(
            _week(list(group), sheet)
            for _, group in groupby(month.events, key=lambda event: event.on.isocalendar()[:2])
        ),
        before=_near(month.before, site.id, sheet, "Month before"),
        after=_near(month.after, site.id, sheet, "Month after"),
    )
    above = ((label, addresses.site_path(site.id)),)
    return on_any_day(page(sheet, f"{label}, {named}", "calendar.html", view, above))


def _week(events: list[_Event], sheet: Sheet) -> Week:
    year, number, _ = events[0].on.isocalendar()
    monday = date.fromisocalendar(year, number, 1)
    name = f"Week {number}, {sheet.span(monday, monday + timedelta(days=6))}"
    days = (_day(day, list(group), sheet) for day, group in groupby(events, key=lambda event: event.on))
    return Week(f"{year}-W{number:02}", table(name, ("Day", *_KINDS.values()), days, ""))


def _near(month: str, site: str, sheet: Sheet, text: str) -> Content:
    named = month_text(date.fromisoformat(f"{month}-01")) if month else ""
    return sheet.link(f"{text}: {named}", addresses.calendar_path(site, month)) if month else ""


def _day(day: date, events: list[_Event], sheet: Sheet) -> tuple[Content, ...]:
    cells = (
        lines((sheet.record(event.text, event.file) for event in events if event.kind == kind), "") for kind in _KINDS
    )
    return (f"{day:%A} {day.day} {MONTHS[day.month - 1]}", *cells)


def meetings_page(site: Site, service: Service) -> Page:
    """Return the list of a site's supervision and meetings, newest first, a table for each kind."""
    sheet = Sheet(service, addresses.meetings_path(site.id))
    label = service.sites.get(site.id, site.id)
    tables = (
        _weekly(site, sheet),
        _kind("Team meetings", [(e.data.date, e.data.status, "", e.file) for e in site.meetings], sheet),
        _kind("Clinical supervision", [(e.data.date, e.data.status, e.staff, e.file) for e in site.clinical], sheet),
        _kind(
            "Mentalisation supervision",
            [(e.data.date, e.data.status, "", e.file) for e in site.mentalisation],
            sheet,
        ),
        _kind(
            "Supervision of the supervisor",
            [(e.data.date, e.data.status, e.staff, e.file) for e in site.supervisor],
            sheet,
        ),
        _kind(
            "Line management",
            [(e.data.date, e.data.status, e.staff, e.file) for e in site.line_management],
            sheet,
        ),
        _kind("Adherence reviews", [(e.data.date, None, "", e.file) for e in site.reviews], sheet),
    )
    title = f"{label}: supervision and meetings"
    above = ((label, addresses.site_path(site.id)),)
    return on_any_day(page(sheet, title, "list.html", ListView(tables), above))


def _weekly(site: Site, sheet: Sheet) -> Table:
    """Return the ISO weeks of a site, newest first, with the five kinds of supervision and the team's meetings."""
    events = [event for event in _events(site, None) if event.kind != "contact"]
    weeks = groupby(events, key=lambda event: event.on.isocalendar()[:2])
    rows = [(f"{year}-W{number:02}", *_cells(list(group), sheet)) for (year, number), group in weeks]
    kinds = tuple(label for kind, label in _KINDS.items() if kind != "contact")
    return replace(table("Week by week", ("Week", *kinds), reversed(rows), "None is recorded."), listed=False)


def _cells(events: list[_Event], sheet: Sheet) -> Iterator[Content]:
    for kind in _KINDS:
        if kind != "contact":
            yield lines((sheet.record(each.text, each.file) for each in events if each.kind == kind), "")


def _kind(caption: str, held: list[tuple[date, str | None, str, str]], sheet: Sheet) -> Table:
    return table(
        caption,
        ("Date", "Of", "Status"),
        (
            (
                sheet.dated(day, file),
                sheet.person(staff) if staff else "The team",
                code_tag(status) if status else words("recorded"),
            )
            for day, status, staff, file in reversed(held)
        ),
        "None is recorded.",
    )
