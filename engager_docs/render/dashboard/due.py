"""What is due at a site → what to do first, and the diary of the next four weeks (documents.md 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from engager_docs.model.due import DueItem
from engager_docs.model.view import Content, Table, Tag
from engager_docs.render import addresses
from engager_docs.render.blocks import table
from engager_docs.render.dates import days_text, long_day
from engager_docs.render.sheet import Sheet

_PARTS = {
    "plan": "goals", "action": "goals", "goal_review": "goals", "understanding": "understanding",
    "liaison": "network", "ending": "ending", "release_day": "release-day", "risk_review": "risk",
}  # fmt: skip


def due_table(items: Iterable[DueItem], sheet: Sheet) -> Table:
    """Return what is overdue or due today, the longest overdue first."""
    now = [each for each in items if each.state != "upcoming"]
    return table(
        "Overdue, and due today",
        ("About", "What", "Due", "Who"),
        (_now(each, sheet) for each in now),
        "Nothing is overdue, and nothing is due today.",
    )


def week_items(items: Iterable[DueItem], as_of: date) -> tuple[DueItem, ...]:
    """Return what is overdue or due by the end of the week, the longest overdue first."""
    sunday = as_of + timedelta(days=6 - as_of.weekday())
    return tuple(sorted((each for each in items if each.on <= sunday), key=lambda each: each.order))


def week_table(items: Iterable[DueItem], sheet: Sheet, rows: int | None = None) -> Table:
    """Return what is to be done by the end of the week; ``rows`` cuts the list, so that the page shows the rest."""
    return table(
        "Overdue, and due this week",
        ("About", "What", "Due", "Who"),
        (
            (subject(each, sheet), what(each), _when(each, sheet), who(each, sheet))
            for each in week_items(items, sheet.as_of)[:rows]
        ),
        "Nothing is overdue, and nothing more is due this week.",
    )


def diary_table(items: Iterable[DueItem], sheet: Sheet) -> Table:
    """Return what is due in the next four weeks, day by day; a day is named once."""
    return table(
        "The next four weeks",
        ("Day", "What", "About", "Who"),
        _ahead([each for each in items if each.state == "upcoming"], sheet),
        "Nothing is due in the next four weeks.",
    )


def _when(item: DueItem, sheet: Sheet) -> Content:
    """Return the day something is due, with a tag that says in words where it stands to today."""
    if item.state == "today":
        return Tag("Today", "news")
    text = long_day(item.on, sheet.service.settings.date_style)
    if item.state == "upcoming":
        return text
    return (f"{text} ", Tag(f"{days_text((sheet.as_of - item.on).days)} late", "warn"))


def _now(item: DueItem, sheet: Sheet) -> tuple[Content, ...]:
    days = (sheet.as_of - item.on).days
    when = "today" if item.state == "today" else f"{sheet.day(item.on)}, {days_text(days)} ago"
    return (subject(item, sheet), what(item), when, who(item, sheet))


def _ahead(items: list[DueItem], sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    for item in items:
        yield (long_day(item.on, sheet.service.settings.date_style), what(item), subject(item, sheet), who(item, sheet))


def what(item: DueItem) -> str:
    """Return what is to be done, with the rule it comes from."""
    return f"{item.what} ({item.rule})" if item.rule else item.what


def who(item: DueItem, sheet: Sheet) -> Content:
    """Return who does it, as a link to their page."""
    return sheet.person(item.who) if item.who else "The team"


def subject(item: DueItem, sheet: Sheet) -> Content:
    """Return what an item is about: a case's own part, a staff member's page, or the site."""
    if item.subject in sheet.service.people:
        return sheet.person(item.subject)
    if item.subject == item.site:
        return sheet.service.sites.get(item.site, item.site)
    path = addresses.case_path(item.subject, item.site)
    return sheet.link(item.subject, path, _PARTS.get(item.kind, ""))
