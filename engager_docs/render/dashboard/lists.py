"""The desk of a site → rows of the lists its tiles lead to, and such rows of one site or of several → a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from engager_docs.model.casebook import Case
from engager_docs.model.view import Content, Table, Tag
from engager_docs.render import concern, course
from engager_docs.render.blocks import lines, table
from engager_docs.render.dashboard.desk import Desk
from engager_docs.render.dashboard.tiles import may_come_forward, release_ahead, waiting_for
from engager_docs.render.dates import long_day
from engager_docs.render.sheet import Sheet

Keyed: TypeAlias = tuple[tuple[date | int | str, ...], tuple[Content, ...]]
"""A row, and before it what it is sorted by among the rows of all sites."""


def waiting_rows(desk: Desk) -> Iterator[Keyed]:
    """Yield each planned appointment that has passed and has no record."""
    sheet = desk.sheet
    for case in desk.open:
        for day in waiting_for(case, sheet.as_of):
            yield (day, case.id), (sheet.case(case.id, "contacts"), sheet.day(day), _lead(case, sheet))


def waiting_table(rows: Iterable[Keyed]) -> Table:
    """Return the appointments without a record, the longest past first."""
    return table(
        "Appointments without an outcome",
        ("Case", "Planned for", "Lead"),
        in_order(rows),
        "Every planned appointment has its record.",
    )


def concern_rows(desk: Desk) -> Iterator[Keyed]:
    """Yield the open cases that stand out, each with its reasons."""
    sheet = desk.sheet
    for case in desk.open:
        reasons = concern.reasons(case, sheet.as_of, desk.found.get(case.id))
        if reasons:
            cells = (
                sheet.case(case.id),
                _lead(case, sheet),
                lines(reason.words for reason in reasons),
                sheet.day(course.next_contact(case, sheet.as_of), "None planned"),
            )
            yield concern.concern_key(reasons, case.id), cells


def concern_table(rows: Iterable[Keyed]) -> Table:
    """Return the cases that stand out, the most pressing reason first."""
    return table(
        "Cases that want attention, with the reason",
        ("Case", "Lead", "Reasons", "Next contact"),
        in_order(rows),
        "No open case stands out.",
    )


def release_rows(desk: Desk) -> Iterator[Keyed]:
    """Yield the releases expected within four weeks."""
    sheet = desk.sheet
    for case in desk.open:
        day = release_ahead(case, sheet.as_of)
        if day is not None:
            cells = (
                sheet.case(case.id, "release-day"),
                _release_day(day, sheet),
                str((day - sheet.as_of).days),
                _lead(case, sheet),
                "Yes" if case.release_day and case.release_day.data.plan else "Not yet",
            )
            yield (day, case.id), cells


def releases_table(rows: Iterable[Keyed]) -> Table:
    """Return the releases ahead, the next first."""
    return table(
        "Releases in the next 28 days",
        ("Case", "Expected", "In days", "Lead", "Plan for the day"),
        in_order(rows),
        "No release is expected in the next 28 days.",
        numbers=(2,),
    )


def in_order(rows: Iterable[Keyed]) -> list[tuple[Content, ...]]:
    """Return rows in the order of what they are sorted by."""
    return [cells for _, cells in sorted(rows, key=lambda row: row[0])]


def _lead(case: Case, sheet: Sheet) -> Content:
    lead = course.allocated(case, "lead", sheet.as_of)
    return "Nobody yet" if lead is None else sheet.person(lead.staff)


def _release_day(day: date, sheet: Sheet) -> Content:
    """Return the day with its weekday, marked where it may be brought forward."""
    text = long_day(day, sheet.service.settings.date_style)
    return (text, " ", Tag("Friday, or before a bank holiday", "warn")) if may_come_forward(day) else text
