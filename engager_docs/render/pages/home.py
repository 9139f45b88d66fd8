"""Casebook → home, the list of cases, the list of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from engager_docs.model.casebook import Casebook, Staff
from engager_docs.model.view import Content, Fact, Page, Table
from engager_docs.render import addresses
from engager_docs.render.blocks import facts, table
from engager_docs.render.dashboard.due import diary_table, week_items, week_table
from engager_docs.render.dashboard.lists import concern_table, in_order, releases_table, waiting_table
from engager_docs.render.dashboard.tiles import Tile, assessed_text, tiles_of_all
from engager_docs.render.forms.links import form_links
from engager_docs.render.frame import page
from engager_docs.render.pages.share import Share
from engager_docs.render.service import Service, not_shown
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import counted, words

NOT_SHOWN = ("Not shown", "Not shown")
WEEK_ROWS = 20
"""What fits a look at the week; the page of each site holds the rest."""


class HomeView(Struct, frozen=True):
    """What needs doing, the service in one look, and the way to every part of it."""

    shows_cases: bool
    assessed: str
    forms: tuple[Content, ...]
    week: Table
    rest: tuple[Content, ...]
    tiles: tuple[Tile, ...]
    releases: Table
    concern: Table
    diary: Table
    waiting: Table
    sites: Table
    facts: tuple[Fact, ...]
    lists: Table
    not_shown: tuple[str, ...]


class ListView(Struct, frozen=True):
    """One list, open entries before those that have ended."""

    tables: tuple[Table, ...]


def home(casebook: Casebook, service: Service, shares: Sequence[Share]) -> Page:
    """Return the home page: what needs doing this week first, then counts, releases and diary over all sites."""
    sheet = Sheet(service, addresses.HOME)
    due = tuple(item for share in shares for item in share.due)
    labelled = tuple((service.sites[share.site], share.tiles) for share in shares)
    view = HomeView(
        shows_cases=service.sees("team"),
        assessed=assessed_text(sum(share.unassessed for share in shares), sheet),
        forms=form_links(sheet, "service"),
        week=week_table(due, sheet, WEEK_ROWS),
        rest=tuple(_rest(shares, sheet)) if len(week_items(due, sheet.as_of)) > WEEK_ROWS else (),
        tiles=tuple(tiles_of_all(labelled)),
        releases=releases_table(row for share in shares for row in share.releases),
        concern=concern_table(row for share in shares for row in share.concern),
        diary=diary_table(sorted(due, key=lambda each: each.order), sheet),
        waiting=waiting_table(row for share in shares for row in share.waiting),
        sites=_sites(casebook, shares, sheet),
        facts=_facts(casebook, sheet),
        lists=_lists(casebook, shares, sheet),
        not_shown=not_shown(service),
    )
    return page(sheet, service.settings.title, "home.html", view, (), (casebook.settings.file,))


def _sites(casebook: Casebook, shares: Sequence[Share], sheet: Sheet) -> Table:
    return table(
        "Sites",
        ("Site", "Open cases", "All cases", "In post", "Open since"),
        (_site(share, casebook, sheet) for share in shares),
        "No site is set up.",
        numbers=(1, 2, 3),
    )


def _facts(casebook: Casebook, sheet: Sheet) -> tuple[Fact, ...]:
    settings = sheet.service.settings
    basis = settings.lawful_basis
    return facts(
        ("Data controller", sheet.organisation(settings.controller)),
        ("Components, agencies, retention", sheet.link("About this service", addresses.ABOUT)),
        ("Profile of the rules", words(settings.profile)),
        ("Legal basis", f"{basis.article_6}. {basis.article_9}."),
        ("Core component list", casebook.components.data.source if casebook.components else "None supplied"),
        ("Mentalisation toolkit", casebook.toolkit.data.source if casebook.toolkit else "None supplied"),
        ("Questions", settings.contact_line),
    )


def _lists(casebook: Casebook, shares: Sequence[Share], sheet: Sheet) -> Table:
    cases = counted(sum(len(share.cases) for share in shares), "case")
    return table(
        "Lists",
        ("List", "What it holds"),
        (
            (
                sheet.link("Cases", addresses.CASES),
                cases if sheet.service.sees("team") else NOT_SHOWN[0],
            ),
            (sheet.link("People", addresses.PEOPLE), counted(len(casebook.staff), "staff member")),
            (
                sheet.link("Training log", addresses.TRAINING),
                counted(len(casebook.training), "training session"),
            ),
        ),
        "",
    )


def _rest(shares: Sequence[Share], sheet: Sheet) -> Iterator[Content]:
    """Yield the whole list of each site, where the home page shows its beginning."""
    for share in shares:
        count = counted(len(week_items(share.due, sheet.as_of)), "thing")
        label = sheet.service.sites[share.site]
        yield (sheet.link(label, addresses.site_path(share.site), "due"), f": {count} this week")


def _site(share: Share, casebook: Casebook, sheet: Sheet) -> tuple[Content, ...]:
    site = share.site
    shows_cases = sheet.service.sees("team")
    posts = [person for person in casebook.staff if _posts(person, site, sheet)]
    settings = next(each.settings.data for each in casebook.sites if each.id == site)
    return (
        sheet.link(settings.label, addresses.site_path(site)),
        *((str(len(share.opened)), str(len(share.cases))) if shows_cases else NOT_SHOWN),
        str(len(posts)),
        sheet.day(settings.opened_on),
    )


def _posts(person: Staff, site: str, sheet: Sheet) -> tuple[str, ...]:
    """Return the team roles a person holds at a site on the as-of day."""
    team = {"practitioner", "supervisor", "interim_supervisor"}
    return tuple(
        role.role for role in person.roles_on(sheet.as_of) if role.role in team and (role.site or person.home) == site
    )


def cases_page(service: Service, shares: Sequence[Share]) -> Page:
    """Return the list of all cases, open ones first."""
    sheet = Sheet(service, addresses.CASES)
    opened = in_order(row for share in shares for row in share.opened)
    closed = in_order(row for share in shares for row in share.closed)
    view = ListView(
        (
            cases_table("Open cases", opened, "No case is open."),
            cases_table("Closed cases", closed, "No case is closed."),
        )
    )
    return page(sheet, "Cases", "list.html", view)


def cases_table(caption: str, rows: Iterable[tuple[Content, ...]], empty: str) -> Table:
    """Return rows of cases as a table."""
    return table(caption, ("Case", "Site", "Lead", "Phase", "Referred", "Released", "Last contact"), rows, empty)


def people_page(casebook: Casebook, service: Service) -> Page:
    """Return the list of all staff, those in post first."""
    sheet = Sheet(service, addresses.PEOPLE)
    now = [person for person in casebook.staff if person.roles_on(sheet.as_of)]
    before = [person for person in casebook.staff if not person.roles_on(sheet.as_of)]
    heads = ("Id", "Site", "Roles", "Employer", "Engagement")
    view = ListView(
        (
            table("In post", heads, (_person(each, sheet) for each in now), "Nobody is in post."),
            table("No longer in post", heads, (_person(each, sheet) for each in before), "Nobody has left."),
        )
    )
    return page(sheet, "People", "list.html", view)


def _person(person: Staff, sheet: Sheet) -> tuple[Content, ...]:
    record = person.record.data
    roles: Iterator[Content] = (f"{words(role.role)}, {sheet.span(role.from_, role.to)}" for role in record.roles)
    return (
        sheet.person(person.id),
        sheet.service.sites.get(person.home, person.home),
        series(tuple(roles)),
        sheet.organisation(record.employer),
        words(record.engagement),
    )
