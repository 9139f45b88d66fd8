"""The desk of a site → this month beside the last, and the posts needed beside those filled (documents.md 7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Content, Table
from engager_docs.render import course
from engager_docs.render.blocks import table
from engager_docs.render.dashboard.desk import Desk
from engager_docs.render.dates import month_text
from engager_docs.render.pages.team import site_roles
from engager_docs.render.words import result_tag

Counting = Callable[[date, date], int]


def month_table(desk: Desk) -> Table:
    """Return what happened this month so far and in the whole of last month."""
    first = desk.sheet.as_of.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    this, last = (first, desk.sheet.as_of), (before, first - timedelta(days=1))
    return table(
        "This month against last month",
        ("What", f"{month_text(first)} so far", month_text(before)),
        ((what, str(number(*this)), str(number(*last))) for what, number in _counts(desk)),
        "",
        numbers=(1, 2),
    )


def _counts(desk: Desk) -> tuple[tuple[str, Counting], ...]:
    contacts = [entry.data for case in desk.cases for entry in case.contacts]
    referred = [case.participant.data.referral.received_on for case in desk.cases]
    released = [day for case in desk.cases if (day := course.released_on(case)) is not None]
    closed = [day for case in desk.cases if (day := course.closed_on(case)) is not None]
    seen = [one.date for one in contacts if course.attended(one)]
    missed = [one.date for one in contacts if course.missed(one)]
    held = [entry.data.date for entry in desk.site.clinical if entry.data.status == "held"]
    met = [entry.data.date for entry in desk.site.meetings if entry.data.status in (None, "held")]
    named = (
        ("Referrals", referred), ("Releases", released), ("Closures", closed), ("Contacts attended", seen),
        ("Contacts missed", missed), ("Clinical supervision held", held), ("Team meetings held", met),
    )  # fmt: skip
    return tuple((what, _within(days)) for what, days in named)


def _within(days: list[date]) -> Counting:
    return lambda first, last: sum(first <= day <= last for day in days)


def posts_table(desk: Desk, casebook: Casebook) -> Table:
    """Return the posts the description asks for, who is in them, who is there today, and how the rule stands."""
    rows = (
        _post("Supervisor", "1", ("supervisor", "interim_supervisor"), "T01", desk, casebook),
        _post("Practitioners", "2 or 3", ("practitioner",), "T02", desk, casebook),
    )
    return table("Posts", ("Post", "Needed", "In post", "There today", "So far"), rows, "", numbers=(2, 3))


def _post(
    name: str, needed: str, roles: tuple[str, ...], rule: str, desk: Desk, casebook: Casebook
) -> tuple[Content, ...]:
    day = desk.sheet.as_of
    now = [
        person
        for person in casebook.staff
        if any(role.role in roles and role in person.roles_on(day) for role in site_roles(person, desk.site.id))
    ]
    there = sum(not person.absent_on(day) for person in now)
    result = next((each for each in (desk.subject.results if desk.subject else ()) if each.rule == rule), None)
    stands: Content = (result_tag(result.result), f" {result.why}") if result else "Not assessed"
    return (name, needed, str(len(now)), str(there), stands)
