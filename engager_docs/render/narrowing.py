"""Casebook, audience → the records an audience may look at at all, before their fields are redacted.

Some audiences see one case alone, some one site, some no case; what is written about others inside the records
that stay is masked.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from msgspec.structs import replace
from pydantic import BaseModel

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.result import Assessment
from engager_docs.model.source import Entry
from engager_docs.render.masking import masked, without_cases, without_staff

EntryT = TypeVar("EntryT", bound=Entry[Any])


def narrowed(book: Casebook, audience: str, about: str = "") -> Casebook:
    """Return the records ``audience`` may look at; ``about`` is the one case of a participant or a data subject."""
    if audience in ("team", "supervisor", "research"):
        return book
    if audience == "line-manager":
        return replace(book, cases=(), sites=tuple(_managed(site) for site in book.sites))
    if audience == "participant":
        return replace(book, cases=_own(book, about), sites=bare(book), staff=(), training=())
    if audience == "subject-access":
        settings = replace(book.settings, data=book.settings.data.model_copy(update={"legal_holds": ()}))
        cases, sites = _whole(book, about), _told(book, about)
        return replace(book, settings=settings, cases=cases, sites=sites, staff=(), training=())
    return replace(book, cases=(), sites=(), staff=(), training=(), organisations=None)


def sites_of(book: Casebook, subject: str | None) -> frozenset[str]:
    """Return the sites that a case, a person or a site's own id stands for; none for anything else.

    Somebody who works at several sites stands for all of them.
    """
    if subject is None:
        return frozenset()
    found = {case.site for case in book.cases if case.id == subject}
    found |= {site.id for site in book.sites if site.id == subject}
    for person in book.staff:
        if person.id == subject:
            found |= {person.home, *(role.site for role in person.record.data.roles if role.site)}
    return frozenset(found)


def at_sites(book: Casebook, sites: Collection[str]) -> Casebook:
    """Return the records of some sites alone: their cases, and whoever has a file or a role there."""
    return replace(
        book,
        sites=tuple(site for site in book.sites if site.id in sites),
        cases=tuple(case for case in book.cases if case.site in sites),
        staff=tuple(person for person in book.staff if _works_at(person, sites)),
    )


def assessed_at(found: Assessment, book: Casebook) -> Assessment:
    """Return the results about the cases, staff and sites of ``book`` alone."""
    cases = {case.id for case in book.cases}
    staff = {person.id for person in book.staff}
    sites = {site.id for site in book.sites}
    return replace(
        found,
        cases=tuple(each for each in found.cases if each.id in cases),
        staff=tuple(each for each in found.staff if each.id in staff),
        sites=tuple(each for each in found.sites if each.id in sites),
        due=tuple(each for each in found.due if each.subject in cases | staff | sites),
    )


def _works_at(person: Staff, sites: Collection[str]) -> bool:
    return person.home in sites or any(role.site in sites for role in person.record.data.roles)


def _managed(site: Site) -> Site:
    """Return a site without what was said about cases, and no participant's id in what line managers wrote."""
    return replace(site, line_management=tuple(masked(entry, _no_case) for entry in site.line_management))


def _no_case(text: str) -> str:
    return without_cases(text, word="a participant")


def bare(book: Casebook) -> tuple[Site, ...]:
    """Return the sites of a casebook without their supervision and meetings."""
    return tuple(Site(site.id, site.settings) for site in book.sites)


def _own(book: Casebook, about: str) -> tuple[Case, ...]:
    """Return what a participant is given: understanding, plan, contacts ahead, ending; nobody else in it."""

    def plain(text: str) -> str:
        return without_staff(without_cases(text, about, "you", "another person"))

    return tuple(
        Case(
            id=case.id,
            site=case.site,
            participant=case.participant,
            contacts=tuple(
                entry for entry in case.contacts if entry.data.outcome == "planned" and entry.data.date >= book.as_of
            ),
            understandings=tuple(masked(entry, plain) for entry in case.understandings),
            plan=case.plan and masked(case.plan, plain),
            ending=case.ending and masked(case.ending, plain),
        )
        for case in book.cases
        if case.id == about
    )


def _whole(book: Casebook, about: str) -> tuple[Case, ...]:
    """Return one case with every record of it; ids of other participants in its texts are masked."""
    found = next((case for case in book.cases if case.id == about), None)
    if found is None:
        return ()

    def plain(text: str) -> str:
        return without_cases(text, about)

    return (
        replace(
            found,
            participant=masked(found.participant, plain),
            contacts=tuple(masked(entry, plain) for entry in found.contacts),
            understandings=tuple(masked(entry, plain) for entry in found.understandings),
            plan=found.plan and masked(found.plan, plain),
            network=found.network and masked(found.network, plain),
            release_day=found.release_day and masked(found.release_day, plain),
            outcomes=found.outcomes and masked(found.outcomes, plain),
            risks=found.risks and masked(found.risks, plain),
            incidents=found.incidents and masked(found.incidents, plain),
            variations=found.variations and masked(found.variations, plain),
            ending=found.ending and masked(found.ending, plain),
        ),
    )


def _told(book: Casebook, about: str) -> tuple[Site, ...]:
    """Return what supervision, meetings and reviews say about one case, and nothing else of them."""
    return tuple(
        replace(
            site,
            clinical=_about(site.clinical, "cases", about),
            mentalisation=_about(site.mentalisation, "issues", about),
            meetings=_about(site.meetings, "cases", about),
            reviews=_about(site.reviews, "findings", about),
            supervisor=(),
            line_management=(),
        )
        for site in book.sites
    )


def _about(entries: tuple[EntryT, ...], field: str, about: str) -> tuple[EntryT, ...]:
    """Return the entries that speak of a case, holding only that part of ``field`` and the day."""
    kept = []
    for entry in entries:
        record: BaseModel = entry.data
        parts = tuple(each for each in getattr(record, field) if each.participant == about)
        if parts:
            others = {
                name: kind.get_default(call_default_factory=True)
                for name, kind in type(record).model_fields.items()
                if name not in {field, "date"} and not kind.is_required()
            }
            data = record.model_copy(update={**others, field: parts})
            own = replace(entry, data=data, source=replace(entry.source, body=""))
            kept.append(masked(own, lambda text: without_cases(text, about)))
    return tuple(kept)
