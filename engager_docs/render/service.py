"""Casebook → service: the small value that every page needs besides its own record.

A case's pages are made from one case and this value alone, so that a case can be rendered by itself, in
another process, or from a cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.records.scalars import Audience as Level
from engager_docs.model.records.service import Item, ServiceSettings
from engager_docs.model.records.supervision import CaseDiscussion
from engager_docs.model.source import Entry
from engager_docs.model.view import Stamp
from engager_docs.render import addresses
from engager_docs.render.audience import levels, writes
from engager_docs.render.forms.declared import FORMS


class Mention(Struct, frozen=True):
    """A discussion of a case in clinical supervision (``staff`` was the supervisee) or in a team meeting."""

    on: date
    file: str
    staff: str
    discussion: CaseDiscussion


class Service(Struct, frozen=True):
    """What pages share: settings, people, labels, the pages that exist, and who talked about which case."""

    settings: ServiceSettings
    stamp: Stamp
    pages: frozenset[str]
    attachments: frozenset[str]
    sites: Mapping[str, str]
    people: Mapping[str, Staff]
    organisations: Mapping[str, str]
    components: tuple[Item, ...]
    toolkit: Mapping[str, str]
    supervised: Mapping[str, tuple[Mention, ...]]
    discussed: Mapping[str, tuple[Mention, ...]]

    def sees(self, level: Level) -> bool:
        """Return whether the audience of these pages sees fields of a level of sensitivity."""
        return level in levels(self.stamp.audience)


def service_of(casebook: Casebook, stamp: Stamp, attachments: frozenset[str] = frozenset()) -> Service:
    """Return what all pages of ``casebook`` share; ``attachments`` are files below ``cases/`` that are copied."""
    organisations = casebook.organisations.data if casebook.organisations else ()
    components = casebook.components.data.items if casebook.components else ()
    toolkit = casebook.toolkit.data.items if casebook.toolkit else ()
    return Service(
        settings=casebook.settings.data,
        stamp=stamp,
        pages=frozenset((*_page_paths(casebook, stamp.audience), *_form_paths(stamp.audience))),
        attachments=frozenset(file.removeprefix("cases/") for file in attachments),
        sites=MappingProxyType({site.id: site.settings.data.label for site in casebook.sites}),
        people=MappingProxyType({person.id: person for person in casebook.staff}),
        organisations=MappingProxyType({each.id: each.label for each in organisations}),
        components=components,
        toolkit=MappingProxyType({item.code: item.label for item in toolkit}),
        supervised=_by_case(mention for site in casebook.sites for mention in _supervised(site)),
        discussed=_by_case(mention for site in casebook.sites for mention in _discussed(site)),
    )


def _supervised(site: Site) -> Iterator[Mention]:
    for entry in site.clinical:
        for discussion in entry.data.cases:
            yield Mention(entry.data.date, entry.file, entry.staff, discussion)


def _discussed(site: Site) -> Iterator[Mention]:
    for entry in site.meetings:
        for discussion in entry.data.cases:
            yield Mention(entry.data.date, entry.file, "", discussion)


def _by_case(mentions: Iterator[Mention]) -> Mapping[str, tuple[Mention, ...]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.discussion.participant, []).append(mention)
    return MappingProxyType({case: tuple(sorted(each, key=lambda m: m.on)) for case, each in found.items()})


def _page_paths(casebook: Casebook, audience: str) -> Iterator[str]:
    yield from (addresses.HOME, addresses.ABOUT, addresses.CASES, addresses.PEOPLE, addresses.TRAINING)
    yield addresses.DICTIONARY
    yield from (addresses.FIND, addresses.ALPHABET, addresses.PRACTITIONERS)
    for file in _files(casebook):
        yield addresses.address_of(file).path
    for site in casebook.sites:
        yield addresses.meetings_path(site.id)
        if "team" in levels(audience):
            yield addresses.adherence_path(site.id)
        yield from (addresses.calendar_path(site.id, month) for month in months_of(site, casebook))


def _form_paths(audience: str) -> Iterator[str]:
    if writes(audience):
        yield from (addresses.FORMS, addresses.AMEND)
        yield from (addresses.form_path(form.name) for form in FORMS)


def months_of(site: Site, casebook: Casebook) -> tuple[str, ...]:
    """Return the months of a site in which anything happened, as ``YYYY-MM``, in order."""
    days = [entry.data.date for entry in site_entries(site)]
    days += [entry.data.date for case in casebook.cases if case.site == site.id for entry in case.contacts]
    return tuple(sorted({f"{day:%Y-%m}" for day in days}))


def _files(casebook: Casebook) -> Iterator[str]:
    yield from (entry.file for entry in casebook.training)
    yield from (person.record.file for person in casebook.staff)
    for site in casebook.sites:
        yield site.settings.file
        for entry in site_entries(site):
            yield entry.file
    for case in casebook.cases:
        yield from case_files(case)


def site_entries(site: Site) -> Iterator[Entry[Any]]:
    """Yield every dated record of a site: supervision of each kind, meetings, management, reviews."""
    yield from site.clinical
    yield from site.supervisor
    yield from site.mentalisation
    yield from site.meetings
    yield from site.line_management
    yield from site.reviews


def case_files(case: Case) -> Iterator[str]:
    """Return the files of a case, in the order of its workbook."""
    yield case.participant.file
    yield from (entry.file for entry in case.understandings)
    yield from (entry.file for entry in case.contacts)
    single: tuple[Entry[Any] | None, ...] = (case.plan, case.network, case.release_day, case.outcomes)
    rest: tuple[Entry[Any] | None, ...] = (case.risks, case.incidents, case.variations, case.ending)
    yield from (entry.file for entry in single + rest if entry is not None)


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
