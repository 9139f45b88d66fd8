"""What is due at a site → what to do first, and the diary of the next four weeks (documents.md 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engager_docs.model.due import DueItem
from engager_docs.model.view import Content, Table
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


def diary_table(items: Iterable[DueItem], sheet: Sheet) -> Table:
    """Return what is due in the next four weeks, day by day; a day is named once."""
    return table(
        "The next four weeks",
        ("Day", "What", "About", "Who"),
        _ahead([each for each in items if each.state == "upcoming"], sheet),
        "Nothing is due in the next four weeks.",
    )


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
