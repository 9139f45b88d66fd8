"""Casebook → the entries of everything that belongs to no case: sites, people, sessions, meetings, training, lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from engager_docs.model.casebook import Casebook, Site, Staff
from engager_docs.model.source import Entry
from engager_docs.render import addresses
from engager_docs.render.dates import month_text
from engager_docs.render.forms.declared import FORMS
from engager_docs.render.search.entry import SearchEntry, Shown, entry_of
from engager_docs.render.service import Service, months_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import joined, words

_LISTS = (
    ("Cases", addresses.CASES),
    ("People", addresses.PEOPLE),
    ("Training log", addresses.TRAINING),
    ("Data dictionary", addresses.DICTIONARY),
)


def general_entries(casebook: Casebook, service: Service) -> Iterator[SearchEntry]:
    """Yield the entries of the service's own pages, its people and its training."""
    sheet = Sheet(service, addresses.HOME)
    yield _about(casebook, service)
    for title, path in _LISTS:
        yield entry_of(Shown(path, title, "List"), (), "", service)
    yield from _forms(service)
    for person in casebook.staff:
        yield _person(person, sheet)
    for entry in casebook.training:
        day = entry.data.date
        shown = Shown(
            path=addresses.address_of(entry.file).path,
            title=f"Training in {entry.data.place}, {sheet.day(day)}",
            kind="Training",
            summary=joined(entry.data.topics, ""),
            on=f"{day.year:04}-{day.month:02}-{day.day or 1:02}",
        )
        yield entry_of(shown, entry.data, entry.body, service)


def site_entries(site: Site, casebook: Casebook, service: Service) -> Iterator[SearchEntry]:
    """Yield the entries of a site's own pages, its supervision and its meetings."""
    yield from _site(site, casebook, Sheet(service, addresses.HOME))


def _forms(service: Service) -> Iterator[SearchEntry]:
    pages = ((form.title, addresses.form_path(form.name), form.purpose) for form in FORMS)
    for title, path, summary in (
        ("Add a record", addresses.FORMS, ""),
        *pages,
        ("Amend a record", addresses.AMEND, ""),
    ):
        if path in service.pages:
            yield entry_of(Shown(path, title, "Form", summary), (), "", service)


def _about(casebook: Casebook, service: Service) -> SearchEntry:
    """The lists a service sets for itself are its own vocabulary, so their labels are headings of this page."""
    organisations = casebook.organisations.data if casebook.organisations else ()
    items = (*service.components, *(casebook.toolkit.data.items if casebook.toolkit else ()))
    heads = (*(each.label for each in organisations), *(f"{each.code} {each.label}" for each in items))
    shown = Shown(
        addresses.ABOUT, "About this service", "List", "Legal basis, retention, components, agencies", heads=heads
    )
    return entry_of(shown, casebook.settings.data, "", service)


def _person(person: Staff, sheet: Sheet) -> SearchEntry:
    site = sheet.service.sites.get(person.home, person.home)
    roles = (f"{words(role.role)}, {sheet.span(role.from_, role.to)}" for role in person.record.data.roles)
    shown = Shown(
        path=addresses.staff_path(person.id, person.home),
        title=f"Staff member {person.id}",
        kind="Staff member",
        summary=f"{site}. {'; '.join(roles)}",
        site=person.home,
    )
    return entry_of(shown, (person.id, person.record.data), "", sheet.service)


def _site(site: Site, casebook: Casebook, sheet: Sheet) -> Iterator[SearchEntry]:
    label = sheet.service.sites.get(site.id, site.id)
    pages = [
        (label, addresses.site_path(site.id), "Dashboard: what is due, diary, releases"),
        (f"{label}: supervision and meetings", addresses.meetings_path(site.id), ""),
        (f"Adherence, {label}", addresses.adherence_path(site.id), ""),
    ]
    for month in months_of(site, casebook):
        title = f"{label}, {month_text(date.fromisoformat(f'{month}-01'))}"
        pages.append((title, addresses.calendar_path(site.id, month), "Calendar"))
    for title, path, summary in pages:
        if path in sheet.service.pages:
            kind = "Calendar" if summary == "Calendar" else "Site"
            yield entry_of(Shown(path, title, kind, summary, site.id), (), "", sheet.service)
    for title, kind, entry in _sessions(site):
        yield _session(title, kind, entry, site.id, sheet)


def _sessions(site: Site) -> Iterator[tuple[str, str, Entry[Any]]]:
    for clinical in site.clinical:
        yield f"Clinical supervision of {clinical.staff}", "Clinical supervision", clinical
    for own in site.supervisor:
        yield f"Supervision of the supervisor {own.staff}", "Supervision of the supervisor", own
    for session in site.mentalisation:
        yield "Mentalisation supervision", "Mentalisation supervision", session
    for meeting in site.meetings:
        yield "Team meeting", "Team meeting", meeting
    for management in site.line_management:
        yield f"Line management of {management.staff}", "Line management", management
    for review in site.reviews:
        yield "Adherence review", "Adherence review", review


def _session(title: str, kind: str, entry: Entry[Any], site: str, sheet: Sheet) -> SearchEntry:
    record = entry.data
    status = getattr(record, "status", None)
    cases = sorted({each.participant for each in getattr(record, "cases", ())})
    said = [words(status)] if status else []
    said += [f"about {', '.join(cases)}"] if cases else []
    shown = Shown(
        path=addresses.address_of(entry.file).path,
        title=f"{title}, {sheet.day(record.date)}",
        kind=kind,
        summary="; ".join(said),
        site=site,
        on=record.date.isoformat(),
    )
    staff = getattr(entry, "staff", "")
    return entry_of(shown, (staff, record), entry.body, sheet.service)
