"""The desks of one site or of several → the lists its tiles lead to: attention, releases, records not completed."""

from __future__ import annotations

from datetime import date

from engager_docs.model.casebook import Case
from engager_docs.model.view import Content, Table, Tag
from engager_docs.render import concern, course
from engager_docs.render.blocks import lines, table
from engager_docs.render.dashboard.desk import Desk
from engager_docs.render.dashboard.tiles import may_come_forward, release_ahead, waiting_for
from engager_docs.render.dates import long_day
from engager_docs.render.sheet import Sheet


def waiting_table(desks: tuple[Desk, ...], sheet: Sheet) -> Table:
    """Return each planned appointment that has passed and has no record."""
    found = sorted(
        (day, case.id, case) for desk in desks for case in desk.open for day in waiting_for(case, sheet.as_of)
    )
    return table(
        "Appointments without an outcome",
        ("Case", "Planned for", "Lead"),
        ((sheet.case(case.id, "contacts"), sheet.day(day), _lead(case, sheet)) for day, _, case in found),
        "Every planned appointment has its record.",
    )


def concern_table(desks: tuple[Desk, ...], sheet: Sheet) -> Table:
    """Return the open cases that stand out, the most pressing reason first."""
    found = [
        (case, concern.reasons(case, sheet.as_of, desk.found.get(case.id))) for desk in desks for case in desk.open
    ]
    rows = sorted(
        ((case, reasons) for case, reasons in found if reasons),
        key=lambda each: concern.concern_key(each[1], each[0].id),
    )
    return table(
        "Cases that want attention, with the reason",
        ("Case", "Lead", "Reasons", "Next contact"),
        (
            (
                sheet.case(case.id),
                _lead(case, sheet),
                lines(reason.words for reason in reasons),
                sheet.day(course.next_contact(case, sheet.as_of), "None planned"),
            )
            for case, reasons in rows
        ),
        "No open case stands out.",
    )


def releases_table(desks: tuple[Desk, ...], sheet: Sheet) -> Table:
    """Return the releases expected within four weeks, the next first."""
    found = [(case, release_ahead(case, sheet.as_of)) for desk in desks for case in desk.open]
    near = sorted((day, case.id, case) for case, day in found if day is not None)
    return table(
        "Releases in the next 28 days",
        ("Case", "Expected", "In days", "Lead", "Plan for the day"),
        (
            (
                sheet.case(case.id, "release-day"),
                _release_day(day, sheet),
                str((day - sheet.as_of).days),
                _lead(case, sheet),
                "Yes" if case.release_day and case.release_day.data.plan else "Not yet",
            )
            for day, _, case in near
        ),
        "No release is expected in the next 28 days.",
        numbers=(2,),
    )


def _lead(case: Case, sheet: Sheet) -> Content:
    lead = course.allocated(case, "lead", sheet.as_of)
    return "Nobody yet" if lead is None else sheet.person(lead.staff)


def _release_day(day: date, sheet: Sheet) -> Content:
    """Return the day with its weekday, marked where it may be brought forward."""
    text = long_day(day, sheet.service.settings.date_style)
    return (text, " ", Tag("Friday, or before a bank holiday", "warn")) if may_come_forward(day) else text
