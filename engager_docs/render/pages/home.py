"""Casebook → home, the list of cases, the list of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engager_docs.model.casebook import Case, Casebook, Staff
from engager_docs.model.result import Assessment, CaseAssessment
from engager_docs.model.view import Content, Fact, Page, Table
from engager_docs.render import addresses, course
from engager_docs.render.blocks import facts, table
from engager_docs.render.dashboard.desk import Desk, desk_of
from engager_docs.render.dashboard.due import diary_table, week_items, week_table
from engager_docs.render.dashboard.lists import concern_table, releases_table, waiting_table
from engager_docs.render.dashboard.tiles import Tile, assessed_text, tiles_of_all
from engager_docs.render.frame import page
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import counted, words
from engager_docs.render.workbook.cover import phase_text

NOT_SHOWN = ("Not shown", "Not shown")
WEEK_ROWS = 20
"""What fits a look at the week; the page of each site holds the rest."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """What needs doing, the service in one look, and the way to every part of it."""

    shows_cases: bool
    assessed: str
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


@dataclass(frozen=True, slots=True)
class ListView:
    """One list, open entries before those that have ended."""

    tables: tuple[Table, ...]


def home(casebook: Casebook, service: Service, assessment: Assessment | None) -> Page:
    """Return the home page: what needs doing this week first, then counts, releases and diary over all sites."""
    sheet = Sheet(service, addresses.HOME)
    desks = tuple(desk_of(site, casebook, assessment, sheet) for site in casebook.sites)
    due = tuple(item for desk in desks for item in desk.due)
    view = HomeView(
        shows_cases=service.sees("team"),
        assessed=assessed_text(desks, sheet),
        week=week_table(due, sheet, WEEK_ROWS),
        rest=tuple(_rest(desks, sheet)) if len(week_items(due, sheet.as_of)) > WEEK_ROWS else (),
        tiles=tuple(tiles_of_all(desks)),
        releases=releases_table(desks, sheet),
        concern=concern_table(desks, sheet),
        diary=diary_table(sorted(due, key=lambda each: each.order), sheet),
        waiting=waiting_table(desks, sheet),
        sites=_sites(casebook, sheet),
        facts=_facts(casebook, sheet),
        lists=_lists(casebook, sheet),
        not_shown=not_shown(service),
    )
    return page(sheet, service.settings.title, "home.html", view, (), (casebook.settings.file,))


def _sites(casebook: Casebook, sheet: Sheet) -> Table:
    return table(
        "Sites",
        ("Site", "Open cases", "All cases", "In post", "Open since"),
        (_site(site.id, casebook, sheet) for site in casebook.sites),
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


def _lists(casebook: Casebook, sheet: Sheet) -> Table:
    return table(
        "Lists",
        ("List", "What it holds"),
        (
            (
                sheet.link("Cases", addresses.CASES),
                counted(len(casebook.cases), "case") if sheet.service.sees("team") else NOT_SHOWN[0],
            ),
            (sheet.link("People", addresses.PEOPLE), counted(len(casebook.staff), "staff member")),
            (
                sheet.link("Training log", addresses.TRAINING),
                counted(len(casebook.training), "training session"),
            ),
        ),
        "",
    )


def _rest(desks: tuple[Desk, ...], sheet: Sheet) -> Iterator[Content]:
    """Yield the whole list of each site, where the home page shows its beginning."""
    for desk in desks:
        count = counted(len(week_items(desk.due, sheet.as_of)), "thing")
        label = sheet.service.sites[desk.site.id]
        yield (sheet.link(label, addresses.site_path(desk.site.id), "due"), f": {count} this week")


def not_shown(service: Service) -> tuple[str, ...]:
    """Return what the audience of these pages is not shown, a sentence each."""
    found = []
    if not service.sees("team"):
        found.append("Participants' records, and what supervision and meetings said about them.")
    if not service.sees("restricted"):
        found.append("Reflections and dynamic issues of supervision, risks and incidents.")
        found.append("What was discussed in the supervisors' own supervision; that it took place is shown.")
    if not service.sees("line-manager"):
        found.append("What was discussed in line management and appraisal; that it took place is shown.")
    return tuple(found)


def _site(site: str, casebook: Casebook, sheet: Sheet) -> tuple[Content, ...]:
    cases = [case for case in casebook.cases if case.site == site]
    shows_cases = sheet.service.sees("team")
    posts = [person for person in casebook.staff if _posts(person, site, sheet)]
    settings = next(each.settings.data for each in casebook.sites if each.id == site)
    return (
        sheet.link(settings.label, addresses.site_path(site)),
        *((str(sum(course.is_open(case) for case in cases)), str(len(cases))) if shows_cases else NOT_SHOWN),
        str(len(posts)),
        sheet.day(settings.opened_on),
    )


def _posts(person: Staff, site: str, sheet: Sheet) -> tuple[str, ...]:
    """Return the team roles a person holds at a site on the as-of day."""
    team = {"practitioner", "supervisor", "interim_supervisor"}
    return tuple(
        role.role for role in person.roles_on(sheet.as_of) if role.role in team and (role.site or person.home) == site
    )


def cases_page(casebook: Casebook, service: Service, assessment: Assessment | None) -> Page:
    """Return the list of all cases, open ones first."""
    sheet = Sheet(service, addresses.CASES)
    found = {each.id: each for each in assessment.cases} if assessment else {}
    opened = [case for case in casebook.cases if course.is_open(case)]
    closed = [case for case in casebook.cases if not course.is_open(case)]
    view = ListView(
        (
            cases_table("Open cases", opened, sheet, found, "No case is open."),
            cases_table("Closed cases", closed, sheet, found, "No case is closed."),
        )
    )
    return page(sheet, "Cases", "list.html", view)


def cases_table(caption: str, cases: list[Case], sheet: Sheet, found: dict[str, CaseAssessment], empty: str) -> Table:
    """Return cases as a table with a link to each workbook."""
    return table(
        caption,
        ("Case", "Site", "Lead", "Phase", "Referred", "Released", "Last contact"),
        (_case(case, sheet, found.get(case.id)) for case in cases),
        empty,
    )


def _case(case: Case, sheet: Sheet, found: CaseAssessment | None) -> tuple[Content, ...]:
    until = course.closed_on(case) or sheet.as_of
    lead = course.allocated(case, "lead", until)
    last = course.last_seen(case, until)
    return (
        sheet.case(case.id),
        sheet.service.sites.get(case.site, case.site),
        "Nobody yet" if lead is None else sheet.person(lead.staff),
        phase_text(case, found),
        sheet.day(case.participant.data.referral.received_on),
        sheet.day(course.released_on(case), "Not yet"),
        "None yet" if last is None else sheet.dated(last.data.date, last.file),
    )


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
