"""Supervision, meetings, line management and reviews → a page for each record (documents.md 2 to 5, 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engager_docs.model.casebook import Site, Supervised
from engager_docs.model.records.meetings import TeamMeeting
from engager_docs.model.records.supervision import (
    ClinicalSupervision,
    MentalisationSession,
    OutsideProvider,
    SupervisorSupervision,
)
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Page
from engager_docs.render import addresses
from engager_docs.render.amendments import amended
from engager_docs.render.blocks import facts, or_none, table
from engager_docs.render.frame import on_any_day, page
from engager_docs.render.pages.discussion import (
    SessionView,
    actions_table,
    attendance_table,
    discussion_of,
    listed,
    status_of,
)
from engager_docs.render.pages.management import management_view, review_view
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import code_tag, word_list, words, yes_no


def session_pages(site: Site, service: Service) -> Iterator[Page]:
    """Yield a page for each supervision, meeting, line management and review of a site."""
    for clinical in site.clinical:
        title = f"Clinical supervision of {clinical.staff}"
        yield _page(site, clinical, service, title, "clinical-supervision.html", _clinical)
    for own in site.supervisor:
        title = f"Supervision of the supervisor {own.staff}"
        yield _page(site, own, service, title, "supervisor-supervision.html", _own)
    for session in site.mentalisation:
        yield _page(site, session, service, "Mentalisation supervision", "mentalisation.html", _mentalisation)
    for meeting in site.meetings:
        yield _page(site, meeting, service, "Team meeting", "team-meeting.html", _meeting)
    for management in site.line_management:
        title = f"Line management of {management.staff}"
        yield _page(site, management, service, title, "line-management.html", management_view)
    for review in site.reviews:
        yield _page(site, review, service, "Adherence review", "adherence-review.html", review_view)


def _page(
    site: Site, entry: Any, service: Service, title: str, template: str, view: Callable[..., SessionView]
) -> Page:
    sheet = Sheet(service, addresses.address_of(entry.file).path)
    label = service.sites.get(site.id, site.id)
    above = ((label, addresses.site_path(site.id)), ("Supervision and meetings", addresses.meetings_path(site.id)))
    title = f"{title}, {sheet.day(entry.data.date)}"
    changes = amended((entry,), sheet)
    return on_any_day(page(sheet, title, template, view(entry, sheet), above, (entry.file,), changes))


def _clinical(entry: Supervised[ClinicalSupervision], sheet: Sheet) -> SessionView:
    record = entry.data
    shown = sheet.service.sees("restricted")
    return SessionView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Practitioner", sheet.person(entry.staff)),
            ("Supervisor", sheet.person(record.supervisor)),
            ("How", words(record.mode)),
            ("Status", code_tag(record.status)),
            *((("Why", record.cancelled_because),) if record.cancelled_because else ()),
            ("Minutes", None if record.minutes is None else str(record.minutes)),
            ("Focus", word_list(record.focus)),
            ("Agreed by both", sheet.day(record.agreed_by_both)),
        ),
        withheld="" if shown else "Not shown to this audience: the reflection, and dynamic issues of the cases.",
        discussions=tuple(discussion_of(each, sheet) for each in record.cases),
        tables=(actions_table(record.actions, sheet),),
        body=sheet.body(entry),
        body_title="Reflection",
    )


def _own(entry: Supervised[SupervisorSupervision], sheet: Sheet) -> SessionView:
    record = entry.data
    shown = sheet.service.sees("restricted")
    return SessionView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Supervisor", sheet.person(entry.staff)),
            *((("Given by", _provider(record.provided_by, sheet)),) if shown else ()),
            ("Status", status_of(record.status)),
        ),
        withheld="" if shown else "Not shown to this audience: who gave it, what was discussed and what was agreed.",
        discussions=(),
        tables=()
        if not shown
        else (
            table(
                "Support from the research team",
                ("Date", "What about"),
                ((sheet.day(each.on), or_none(each.note)) for each in record.research_team_support),
                "None is recorded.",
            ),
            actions_table(record.actions, sheet),
        ),
        body=sheet.body(entry),
        body_title="Notes",
    )


def _provider(provider: str | OutsideProvider, sheet: Sheet) -> Content:
    if isinstance(provider, str):
        return sheet.person(provider)
    senior = ", a senior member" if provider.senior else ""
    return f"{or_none(provider.role)}, {sheet.organisation(provider.organisation)}{senior}"


def _mentalisation(entry: Entry[MentalisationSession], sheet: Sheet) -> SessionView:
    record = entry.data
    toolkit = sheet.service.toolkit
    return SessionView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Expert", sheet.person(record.expert)),
            ("How", words(record.mode)),
            ("Status", status_of(record.status)),
        ),
        withheld="",
        discussions=(),
        tables=(
            attendance_table(record.attendance, sheet),
            table(
                "Issues raised",
                ("Issue", "Raised by", "Case", "Toolkit elements", "Tried before", "What came of it"),
                (
                    (
                        each.what,
                        sheet.person(each.raised_by),
                        sheet.case(each.participant) if each.participant else "None named",
                        series(tuple(toolkit.get(code, code) for code in each.toolkit), "None"),
                        or_none(each.tried),
                        or_none(each.outcome),
                    )
                    for each in record.issues
                ),
                "No issue is recorded.",
            ),
            listed("What the team takes from it", "Learning", record.learning, "Nothing is written down."),
        ),
        body=sheet.body(entry),
        body_title="Notes",
    )


def _meeting(entry: Entry[TeamMeeting], sheet: Sheet) -> SessionView:
    record = entry.data
    shown = sheet.service.sees("restricted")
    return SessionView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Led by", sheet.person(record.chair)),
            ("Status", status_of(record.status)),
            ("Agenda", word_list(record.agenda)),
            ("Whole caseload looked at", yes_no(record.whole_caseload)),
        ),
        withheld="" if shown else "Not shown to this audience: dynamic issues of the cases.",
        discussions=tuple(discussion_of(each, sheet) for each in record.cases),
        tables=(
            attendance_table(record.attendance, sheet),
            listed("Decisions on resources", "Decision", record.resource_decisions, "None is recorded."),
            listed("Learning", "What we learned", record.learning, "Nothing is written down."),
            actions_table(record.actions, sheet),
        ),
        body=sheet.body(entry),
        body_title="Minutes",
    )
