"""Casebook and assessment → every page of the site, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engager_docs.model.casebook import Casebook, Site
from engager_docs.model.result import Assessment
from engager_docs.model.view import Output, Page, Stamp
from engager_docs.render.adherence.page import adherence_page
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.forms.pages import form_pages
from engager_docs.render.history.past import NO_PAST, Past, with_history
from engager_docs.render.pages.about import about_page
from engager_docs.render.pages.calendar import calendar_pages, meetings_page
from engager_docs.render.pages.find import find_pages
from engager_docs.render.pages.home import cases_page, home, people_page
from engager_docs.render.pages.sessions import session_pages
from engager_docs.render.pages.share import Share, share_of
from engager_docs.render.pages.site import site_page
from engager_docs.render.pages.staff import staff_page
from engager_docs.render.pages.training import training_pages
from engager_docs.render.search.cases import case_entries
from engager_docs.render.search.index import index_outputs
from engager_docs.render.search.service import general_entries, site_entries
from engager_docs.render.service import Service, months_of, service_of
from engager_docs.render.workbook.book import case_level


def site_pages(
    casebook: Casebook,
    assessment: Assessment | None,
    stamp: Stamp,
    attachments: frozenset[str] = frozenset(),
    past: Past = NO_PAST,
) -> Iterator[Page]:
    """Yield every page for the audience of ``stamp``; the audience is applied here, before anything else.

    ``attachments`` are the files below ``cases/`` that are copied beside the pages; a link to any other
    file is shown as text. ``past`` is what git remembers of the records.
    """
    book = visible(casebook, stamp.audience)
    found = visible_assessment(assessment, stamp.audience) if assessment else None
    service = service_of(book, stamp, attachments)
    pasts = past.by_case()
    yield from form_pages(service)
    yield from with_history(_pages(book, found, service), pasts[""], service)
    results = {each.id: each for each in found.cases} if found else {}
    for case in book.cases:
        own = pasts.get(case.participant.file.rpartition("/")[0], Past(sentence=past.sentence))
        yield from case_level(case, service, results.get(case.id), own)


def _pages(book: Casebook, found: Assessment | None, service: Service) -> Iterator[Page]:
    yield from service_level(book, service, [share_of(site, book, service, found) for site in book.sites])
    for site in book.sites:
        yield from site_level(site, book, service, found)
        yield from calendar_pages(site, book, service)
        yield from session_level(site, service)


def service_level(book: Casebook, service: Service, shares: Sequence[Share]) -> Iterator[Page]:
    """Yield the pages about the whole service, from its own records in ``book`` and the share of each site."""
    yield home(book, service, shares)
    yield about_page(book, service)
    yield cases_page(service, shares)
    yield people_page(book, service)
    yield from find_pages(book, service, shares)
    yield from training_pages(book, service)


def site_level(site: Site, book: Casebook, service: Service, found: Assessment | None) -> Iterator[Page]:
    """Yield the pages about a site that rest on its cases: dashboard, adherence report, its staff."""
    yield site_page(site, book, service, found, months_of(site, book))
    if found is not None and service.sees("team"):
        yield adherence_page(site, book, service, found)
    for person in book.staff:
        if person.home == site.id:
            yield staff_page(person, book, service, found)


def session_level(site: Site, service: Service) -> Iterator[Page]:
    """Yield the pages about a site's supervision and meetings, which rest on no case."""
    yield meetings_page(site, service)
    yield from session_pages(site, service)


def search_outputs(casebook: Casebook, assessment: Assessment | None, stamp: Stamp) -> Iterator[Output]:
    """Yield the files of the search index for the audience of ``stamp``, made from what that audience may see alone.

    The entries of a case depend on that case and ``service`` only, so they can be kept and joined to others.
    """
    book = visible(casebook, stamp.audience)
    found = visible_assessment(assessment, stamp.audience) if assessment else None
    service = service_of(book, stamp)
    results = {each.id: each for each in found.cases} if found else {}
    of_cases = (entry for case in book.cases for entry in case_entries(case, service, results.get(case.id)))
    of_sites = (entry for site in book.sites for entry in site_entries(site, book, service))
    yield from index_outputs((*general_entries(book, service), *of_sites, *of_cases), service.sites)
