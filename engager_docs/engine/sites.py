"""A circle and the summaries of its cases → the pages about its sites, in parts that change apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.assess.asof import as_of
from engager_docs.assess.service import assess
from engager_docs.check.assemble import cases_of
from engager_docs.check.summary import records_in
from engager_docs.engine.circle import Circle
from engager_docs.engine.kept import Kept
from engager_docs.model.casebook import Casebook, Site
from engager_docs.model.result import Assessment
from engager_docs.model.view import Output, Page
from engager_docs.read.digest import digest_of
from engager_docs.render import addresses
from engager_docs.render.audience import visible, visible_assessment, writes
from engager_docs.render.forms.known import known_output
from engager_docs.render.forms.pages import form_files, form_pages
from engager_docs.render.history.past import NO_PAST, Past, with_history
from engager_docs.render.html import render_pages
from engager_docs.render.pages.calendar import Month, month_page, months_at
from engager_docs.render.pages.share import Share, share_of
from engager_docs.render.search.entry import entries_in, entries_text
from engager_docs.render.search.index import index_outputs
from engager_docs.render.search.service import general_entries, site_entries
from engager_docs.render.service import Service, service_of
from engager_docs.render.site import service_level, session_level, site_level
from engager_docs.render.stored import restored, stored


class Sheaf(Struct, frozen=True):
    """The sites of a circle with their cases as the audience sees them, how they stand, what their pages share."""

    circle: Circle
    book: Casebook
    found: Assessment
    service: Service
    pasts: Mapping[str, Past]


def sheaf_of(circle: Circle, summaries: Sequence[str], pasts: Mapping[str, Past]) -> Sheaf:
    """Return the sites of a circle with their cases, from the summaries of the cases."""
    seen = _with_cases(circle, summaries)
    audience = circle.terms.audience
    book = visible(seen, audience)
    found = visible_assessment(assess(seen, circle.parameters, circle.profile), audience)
    own = service_of(book, circle.service.stamp)
    service = replace(own, sites=circle.service.sites, pages=own.pages | circle.service.pages)
    return Sheaf(circle, book, found, service, pasts)


def site_outputs(sheaf: Sheaf, site: Site) -> Iterator[Output]:
    """Yield the pages of a site that rest on its cases."""
    return _rendered(site_level(site, sheaf.book, sheaf.service, sheaf.found), sheaf, site)


def session_outputs(sheaf: Sheaf, site: Site) -> Iterator[Output]:
    """Yield the pages of a site's supervision and meetings."""
    return _rendered(session_level(site, sheaf.service), sheaf, site)


def months_of(sheaf: Sheaf, site: Site) -> tuple[Month, ...]:
    """Return the months of a site's calendar."""
    return months_at(site, sheaf.book)


def month_outputs(sheaf: Sheaf, site: Site, month: Month) -> Iterator[Output]:
    """Yield the page of one month of a site."""
    return render_pages([month_page(site, month, sheaf.service)], sheaf.circle.terms.templates)


def month_digest(month: Month) -> str:
    """Return a digest of all that the page of a month shows."""
    return digest_of([month.name, month.before, month.after, *(repr(event) for event in month.events)])


def known_of(sheaf: Sheaf, site: Site) -> Output | None:
    """Return what forms know of a site, None for an audience that has no forms."""
    return known_output(site, sheaf.book, sheaf.service) if writes(sheaf.circle.terms.audience) else None


def form_outputs(circle: Circle) -> Iterator[Output]:
    """Yield the pages of the forms and what they share; of the records they rest on what all sites share alone."""
    terms = circle.terms
    yield from render_pages(form_pages(circle.service), terms.templates)
    yield from form_files(terms.templates, terms.audience)


def _with_cases(circle: Circle, summaries: Iterable[str]) -> Casebook:
    records = [record for summary in summaries for record in records_in(summary)]
    return as_of(replace(circle.recorded, cases=cases_of(records)), circle.day).casebook


def _rendered(pages: Iterable[Page], sheaf: Sheaf, site: Site) -> Iterator[Output]:
    past = sheaf.pasts.get(f"cases/{site.id}", NO_PAST)
    return render_pages(with_history(pages, past, sheaf.service), sheaf.circle.terms.templates)


def site_kept(sheaf: Sheaf, site: Site) -> Kept:
    """Return what the pages about the service and the search index need of a site."""
    share = share_of(site, sheaf.book, sheaf.service, sheaf.found)
    return Kept(entries_text(site_entries(site, sheaf.book, sheaf.service)), stored(share))


def service_outputs(circle: Circle, shares: Sequence[str], past: Past) -> Iterator[Output]:
    """Yield the pages about the whole service; ``circle`` holds every site, ``shares`` are those of the sites."""
    book, service, found = _everybody(circle, shares)
    pages = with_history(service_level(book, service, found), past, service)
    return render_pages(pages, circle.terms.templates)


def search_outputs(circle: Circle, shares: Sequence[str], entries: Iterable[str]) -> Iterator[Output]:
    """Yield the files of the search index; ``entries`` are those of the sites, then those of the cases."""
    book, service, _ = _everybody(circle, shares)
    told = (entry for text in entries for entry in entries_in(text))
    return index_outputs(chain(general_entries(book, service), told), service.sites)


def _everybody(circle: Circle, shares: Sequence[str]) -> tuple[Casebook, Service, list[Share]]:
    """Return the service's own records, what its pages share, and the shares of its sites."""
    found = [restored(share) for share in shares]
    months = {addresses.calendar_path(share.site, month) for share in found for month in share.months}
    service = replace(circle.service, pages=circle.service.pages | months)
    return visible(circle.seen, circle.terms.audience), service, found
