"""One site → its dashboard: plain counts, each with the list it counts (documents.md 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from engager_docs.model.casebook import Casebook, Site
from engager_docs.model.result import Assessment, Rate
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Fact, Link, Page, Table
from engager_docs.render import addresses
from engager_docs.render.amendments import amended
from engager_docs.render.blocks import facts, table
from engager_docs.render.dashboard.desk import Desk, desk_of
from engager_docs.render.dashboard.due import diary_table, week_table
from engager_docs.render.dashboard.lists import (
    concern_rows,
    concern_table,
    release_rows,
    releases_table,
    waiting_rows,
    waiting_table,
)
from engager_docs.render.dashboard.months import month_table, posts_table
from engager_docs.render.dashboard.tiles import Tile, assessed_text, tiles
from engager_docs.render.dates import month_text, time_text
from engager_docs.render.forms.links import form_links
from engager_docs.render.frame import page
from engager_docs.render.pages.home import cases_table
from engager_docs.render.pages.share import case_row
from engager_docs.render.pages.team import supervision_table, team_table
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import result_tag, words
from engager_docs.render.workbook.glance import sentence


class SiteView(Struct, frozen=True):
    """The dashboard of a site; who may see no case is shown no count of cases either, since nought would be wrong."""

    shows_cases: bool
    forms: tuple[Content, ...]
    tiles: tuple[Tile, ...]
    due: Table
    diary: Table
    waiting: Table
    concern: Table
    releases: Table
    months_beside: Table
    posts: Table
    team: Table
    supervision: Table
    adherence: Content
    findings: Table
    rates: Table
    cases: Table
    facts: tuple[Fact, ...]
    months: tuple[Link, ...]
    assessed: str


def site_page(
    site: Site, casebook: Casebook, service: Service, assessment: Assessment | None, months: tuple[str, ...]
) -> Page:
    """Return the dashboard of a site; ``months`` are those its calendar has (``YYYY-MM``)."""
    sheet = Sheet(service, addresses.site_path(site.id))
    desk = desk_of(site, casebook, assessment, sheet)
    subject = desk.subject
    view = SiteView(
        shows_cases=service.sees("team"),
        forms=form_links(sheet, "site", site.id),
        tiles=tuple(tiles(desk)),
        due=week_table(desk.due, sheet),
        diary=diary_table(desk.due, sheet),
        waiting=waiting_table(waiting_rows(desk)),
        concern=concern_table(concern_rows(desk)),
        releases=releases_table(release_rows(desk)),
        months_beside=month_table(desk),
        posts=posts_table(desk, casebook),
        adherence=sheet.link("Adherence report of the site", addresses.adherence_path(site.id)),
        team=team_table(site, casebook, sheet),
        supervision=supervision_table(site, casebook, sheet),
        findings=_findings(desk),
        rates=table(
            "Rules over all cases of the site",
            ("Rule", "Met of those due", "Explained", "Left out", "Cannot tell"),
            _rates(subject.rates if subject else ()),
            "No rule was due.",
            numbers=(2, 3, 4),
        ),
        cases=cases_table("All cases", (case_row(case, desk) for case in desk.cases), "There is no case yet."),
        facts=_facts(site, sheet),
        months=_months(site, sheet, months),
        assessed=assessed_text(desk.unassessed(), sheet),
    )  # fmt: skip
    return page(
        sheet, service.sites[site.id], "site.html", view, (), (site.settings.file,), amended((site.settings,), sheet)
    )


def _findings(desk: Desk) -> Table:
    subject = desk.subject
    return table(
        "What the rules found for the site",
        ("Rule", "Result", "In words"),
        (
            (f"{rule_title(each.rule)} ({each.rule})", result_tag(each.result), sentence(each, desk.sheet))
            for each in (subject.results if subject else ())
            if each.result in {"not_met", "covered", "cannot_tell"}
        ),
        "Every rule that was due is met." if subject else "The rules have not been applied.",
    )


def _rates(rates: tuple[Rate, ...]) -> Iterator[tuple[Content, ...]]:
    for rate in rates:
        met = f"{rate.met} of {rate.due}" if rate.due else "None due"
        counts = (str(rate.covered), str(rate.excluded), str(rate.cannot_tell))
        yield (f"{rule_title(rate.rule)} ({rate.rule})", met, *counts)


def _facts(site: Site, sheet: Sheet) -> tuple[Fact, ...]:
    settings = site.settings.data
    meeting = settings.team_meeting
    when = "Not set"
    if meeting is not None and meeting.weekday is not None:
        when = words(meeting.weekday) + (f", {time_text(meeting.time)}" if meeting.time else "")
    return facts(
        ("Open since", sheet.day(settings.opened_on)),
        ("Closed", sheet.day(settings.closed_on, "Open")),
        ("Prisons", series(tuple(sheet.organisation(each) for each in settings.prisons))),
        ("Team meeting", when),
        ("Mentalisation expert", sheet.person(settings.mba_expert)),
        ("Supervision and meetings", sheet.link("All records", addresses.meetings_path(site.id))),
    )


def _months(site: Site, sheet: Sheet, months: tuple[str, ...]) -> tuple[Link, ...]:
    named = ((month_text(date.fromisoformat(f"{month}-01")), month) for month in months)
    found = (sheet.link(text, addresses.calendar_path(site.id, month)) for text, month in named)
    return tuple(link for link in found if isinstance(link, Link))
