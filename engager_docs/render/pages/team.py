"""Staff and their supervision → tables for a site's dashboard."""

from __future__ import annotations

from datetime import date

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.records.staff import Role
from engager_docs.model.view import Content, Table
from engager_docs.render.blocks import lines, table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import words

TEAM_ROLES = frozenset({"practitioner", "supervisor", "interim_supervisor"})


def site_roles(person: Staff, site: str) -> tuple[Role, ...]:
    """Return the team roles a person has held at a site, whenever."""
    return tuple(
        role for role in person.record.data.roles
        if role.role in TEAM_ROLES and (role.site or person.home) == site
    )  # fmt: skip


def team_table(site: Site, casebook: Casebook, sheet: Sheet) -> Table:
    """Return who is in post at a site on the as-of day, with the number of open cases each leads."""
    now = [person for person in casebook.staff if _now(person, site.id, sheet.as_of)]
    return table(
        "In post",
        ("Id", "Role", "Since", "Leads open cases", "Away"),
        (
            (
                sheet.person(person.id),
                lines(words(role.role) for role in _now(person, site.id, sheet.as_of)),
                sheet.day(_now(person, site.id, sheet.as_of)[0].from_),
                str(len(_leads(person.id, casebook.cases, sheet.as_of))),
                "Away today" if person.absent_on(sheet.as_of) else "No",
            )
            for person in now
        ),
        "Nobody is in post.",
        numbers=(3,),
    )


def _now(person: Staff, site: str, day: date) -> tuple[Role, ...]:
    held = person.roles_on(day)
    return tuple(role for role in site_roles(person, site) if role in held)


def _leads(staff: str, cases: tuple[Case, ...], day: date) -> list[Case]:
    return [
        case for case in cases if case.participant.data.closure is None
        and any(
            each.staff == staff and each.role == "lead" and each.from_ <= day and (each.to is None or day <= each.to)
            for each in case.participant.data.allocation
        )
    ]  # fmt: skip


def supervision_table(site: Site, casebook: Casebook, sheet: Sheet) -> Table:
    """Return when each kind of supervision and meeting was last held."""
    rows: list[tuple[Content, ...]] = []
    for person in casebook.staff:
        if not _now(person, site.id, sheet.as_of):
            continue
        own = [entry for entry in site.clinical if entry.staff == person.id and entry.data.status == "held"]
        if own:
            rows.append(_held(f"Clinical supervision of {person.id}", own[-1].data.date, own[-1].file, sheet))
        month = [entry for entry in site.supervisor if entry.staff == person.id]
        if month:
            rows.append(_held(f"Supervision of {person.id}", month[-1].data.date, month[-1].file, sheet))
    if site.meetings:
        rows.append(_held("Team meeting", site.meetings[-1].data.date, site.meetings[-1].file, sheet))
    if site.mentalisation:
        last = site.mentalisation[-1]
        rows.append(_held("Mentalisation supervision", last.data.date, last.file, sheet))
    if site.reviews:
        rows.append(_held("Adherence review", site.reviews[-1].data.date, site.reviews[-1].file, sheet))
    return table(
        "Supervision and meetings, last held",
        ("Kind", "Last", "Days ago"), rows, "No supervision or meeting is recorded.", numbers=(2,),
    )  # fmt: skip


def _held(kind: str, day: date, file: str, sheet: Sheet) -> tuple[Content, ...]:
    return (kind, sheet.dated(day, file), str((sheet.as_of - day).days))
