"""Casebook → the ways to find a record without typing: A to Z, by practitioner, by month (issue: find anything)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Content, Link, Page, Table
from engager_docs.render import addresses
from engager_docs.render.blocks import table
from engager_docs.render.dates import month_text
from engager_docs.render.frame import page
from engager_docs.render.pages.home import ListView
from engager_docs.render.pages.share import Share
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import counted, joined, phrase

_ABOUT = ("Core components", "Employers, prisons and agencies", "Legal basis", "Mentalisation toolkit", "Retention")


class FindView(Struct, frozen=True):
    """Where to look: the lists, and the months of each site."""

    ways: Table
    months: Table


class Letter(Struct, frozen=True):
    """What begins with one letter or figure; ``id`` is its fragment."""

    id: str
    letter: str
    links: tuple[Content, ...]


class AlphabetView(Struct, frozen=True):
    """Everything with a name of its own, by its first letter."""

    letters: tuple[Link, ...]
    groups: tuple[Letter, ...]


def find_pages(casebook: Casebook, service: Service, shares: Sequence[Share]) -> Iterator[Page]:
    """Yield the page of all ways to find something, A to Z, and the list by practitioner."""
    sheet = Sheet(service, addresses.FIND)
    yield page(sheet, "Find", "find.html", FindView(_ways(casebook, shares, sheet), _months(shares, sheet)))
    above = (("Find", addresses.FIND),)
    own = sheet.at(addresses.ALPHABET)
    yield page(own, "A to Z", "a-to-z.html", _alphabet(casebook, shares, own), above)
    own = sheet.at(addresses.PRACTITIONERS)
    yield page(own, "By practitioner", "list.html", ListView((_practitioners(shares, own),)), above)


def _ways(casebook: Casebook, shares: Sequence[Share], sheet: Sheet) -> Table:
    return table(
        "Lists",
        ("List", "What it holds"),
        (
            (sheet.link("A to Z", addresses.ALPHABET), "Every case, person, site and list by its first letter"),
            (sheet.link("By practitioner", addresses.PRACTITIONERS), "Everybody with the cases they lead or share"),
            (sheet.link("Cases", addresses.CASES), counted(sum(len(share.cases) for share in shares), "case")),
            (sheet.link("People", addresses.PEOPLE), counted(len(casebook.staff), "staff member")),
            (sheet.link("Training log", addresses.TRAINING), counted(len(casebook.training), "training session")),
            (sheet.link("Data dictionary", addresses.DICTIONARY), "Every field a record may hold, and what it means"),
            *(
                (sheet.link(label, addresses.meetings_path(site)), "Supervision and meetings, newest first")
                for site, label in sheet.service.sites.items()
            ),
        ),
        "",
    )


def _months(shares: Sequence[Share], sheet: Sheet) -> Table:
    held = {share.site: frozenset(share.months) for share in shares}
    months = sorted(frozenset().union(*held.values()), reverse=True)
    return table(
        "By month: contacts, supervision and meetings",
        ("Month", *(sheet.service.sites[site] for site in held)),
        (
            (
                month_text(date.fromisoformat(f"{month}-01")),
                *(_month(month, site, months_held, sheet) for site, months_held in held.items()),
            )
            for month in months
        ),
        "Nothing has happened yet.",
    )


def _month(month: str, site: str, held: frozenset[str], sheet: Sheet) -> Content:
    if month not in held:
        return "Nothing"
    day = month_text(date.fromisoformat(f"{month}-01"))
    return sheet.link(sheet.service.sites[site], addresses.calendar_path(site, month), about=day)


def _alphabet(casebook: Casebook, shares: Sequence[Share], sheet: Sheet) -> AlphabetView:
    found = sorted(_named(casebook, shares, sheet), key=lambda each: (each[0].lower(), each[0]))
    groups = tuple(
        Letter(f"letter-{letter.lower()}", letter, tuple(link for _, link in group))
        for letter, group in groupby(found, key=lambda each: each[0][:1].upper())
    )
    return AlphabetView(tuple(Link(each.letter, f"#{each.id}") for each in groups), groups)


def _named(casebook: Casebook, shares: Sequence[Share], sheet: Sheet) -> Iterator[tuple[str, Content]]:
    """Yield what is sorted by, and the link with what it leads to."""
    for case in (case for share in shares for case in share.cases):
        yield case, (sheet.case(case), ", case workbook")
    for person in casebook.staff:
        held = person.roles_on(sheet.as_of) or person.record.data.roles
        yield person.id, (sheet.person(person.id), f", {joined(tuple(phrase(role.role) for role in held))}")
    for site, label in sheet.service.sites.items():
        yield label, sheet.link(label, addresses.site_path(site))
        for text, path in (
            ("adherence report", addresses.adherence_path(site)),
            ("supervision and meetings", addresses.meetings_path(site)),
        ):
            if path in sheet.service.pages:
                yield f"{label}, {text}", sheet.link(f"{label}, {text}", path)
    for entry in casebook.training:
        name = f"Training in {entry.data.place}, {sheet.day(entry.data.date)}"
        yield name, sheet.record(name, entry.file)
    lists = (
        ("Cases", addresses.CASES),
        ("People", addresses.PEOPLE),
        ("Training log", addresses.TRAINING),
        ("Data dictionary", addresses.DICTIONARY),
    )
    for text, path in (*lists, *((text, addresses.ABOUT) for text in _ABOUT)):
        yield text, sheet.link(text, path)


def _practitioners(shares: Sequence[Share], sheet: Sheet) -> Table:
    roles = ("lead", "co_worker", "supervising")
    held: dict[tuple[str, str], list[str]] = {}
    for staff, role, case in sorted(part for share in shares for part in share.parts):
        held.setdefault((staff, role), []).append(case)
    named = sorted({staff for staff, _ in held})
    return table(
        "Practitioners and supervisors with their cases, now or before",
        ("Id", "Leads", "Shares", "Supervises"),
        (
            (
                sheet.person(staff),
                *(series(tuple(sheet.case(case) for case in held.get((staff, role), ())), "None") for role in roles),
            )
            for staff in named
        ),
        "Nobody has been allocated to a case.",
    )
