"""One site → its dashboard: plain counts, each with the list it counts (documents.md 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engager_docs.model.casebook import Case, Casebook, Site
from engager_docs.model.result import Assessment, Rate
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Fact, Link, Page, Table, Tag
from engager_docs.render import addresses, concern, course
from engager_docs.render.amendments import amended
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.dashboard.desk import Desk, desk_of
from engager_docs.render.dashboard.due import diary_table, due_table
from engager_docs.render.dashboard.months import month_table, posts_table
from engager_docs.render.dashboard.tiles import Tile, may_come_forward, release_ahead, tiles, waiting_for
from engager_docs.render.dates import long_day, time_text
from engager_docs.render.frame import page
from engager_docs.render.pages.home import cases_table
from engager_docs.render.pages.team import supervision_table, team_table
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import counted, result_tag, words
from engager_docs.render.workbook.glance import sentence


@dataclass(frozen=True, slots=True)
class SiteView:
    """The dashboard of a site."""

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
        tiles=tuple(tiles(desk)),
        due=due_table(desk.due, sheet),
        diary=diary_table(desk.due, sheet),
        waiting=_waiting(desk),
        concern=_concern(desk),
        releases=_releases(desk),
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
        cases=cases_table("All cases", list(desk.cases), sheet, desk.found, "There is no case yet."),
        facts=_facts(site, sheet),
        months=_months(site, sheet, months),
        assessed=_assessed(desk),
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


def _assessed(desk: Desk) -> str:
    unknown = desk.unassessed()
    if not unknown:
        return f"As of {desk.sheet.day(desk.sheet.as_of)}. All open cases could be assessed."
    return (
        f"As of {desk.sheet.day(desk.sheet.as_of)}. {counted(unknown, 'open case')} could not be assessed; "
        "counts that rest on rules leave them out."
    )


def _waiting(desk: Desk) -> Table:
    return table(
        "Appointments without an outcome",
        ("Case", "Planned for", "Lead"),
        (
            (desk.sheet.case(case.id, "contacts"), desk.sheet.day(day), _lead(case, desk.sheet))
            for case in desk.open
            for day in waiting_for(case, desk.sheet.as_of)
        ),
        "Every planned appointment has its record.",
    )


def _concern(desk: Desk) -> Table:
    as_of = desk.sheet.as_of
    found = [(case, concern.reasons(case, as_of, desk.found.get(case.id))) for case in desk.open]
    rows = sorted(
        ((case, reasons) for case, reasons in found if reasons),
        key=lambda each: concern.concern_key(each[1], each[0].id),
    )
    return table(
        "Cases that want attention, with the reason",
        ("Case", "Lead", "Reasons", "Next contact"),
        (
            (
                desk.sheet.case(case.id),
                _lead(case, desk.sheet),
                lines(reason.words for reason in reasons),
                desk.sheet.day(course.next_contact(case, as_of), "None planned"),
            )
            for case, reasons in rows
        ),
        "No open case stands out.",
    )


def _lead(case: Case, sheet: Sheet) -> Content:
    lead = course.allocated(case, "lead", sheet.as_of)
    return "Nobody yet" if lead is None else sheet.person(lead.staff)


def _releases(desk: Desk) -> Table:
    as_of = desk.sheet.as_of
    near = [(day, case) for case in desk.open if (day := release_ahead(case, as_of)) is not None]
    return table(
        "Releases in the next 28 days",
        ("Case", "Expected", "In days", "Lead", "Plan for the day"),
        (
            (
                desk.sheet.case(case.id, "release-day"),
                _release_day(day, desk.sheet),
                str((day - as_of).days),
                _lead(case, desk.sheet),
                "Yes" if case.release_day and case.release_day.data.plan else "Not yet",
            )
            for day, case in sorted(near, key=lambda each: (each[0], each[1].id))
        ),
        "No release is expected in the next 28 days.",
        numbers=(2,),
    )


def _release_day(day: date, sheet: Sheet) -> Content:
    """Return the day with its weekday, marked where it may be brought forward."""
    text = long_day(day, sheet.service.settings.date_style)
    return (text, " ", Tag("Friday, or before a bank holiday", "warn")) if may_come_forward(day) else text


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
    found = (sheet.link(month, addresses.calendar_path(site.id, month)) for month in months)
    return tuple(link for link in found if isinstance(link, Link))
