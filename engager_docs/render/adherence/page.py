"""Site and results → the adherence page of the site, from its first day to the as-of day (documents.md 8)."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.casebook import Casebook, Site
from engager_docs.model.result import Assessment
from engager_docs.model.view import Link, Page, Part
from engager_docs.render import addresses
from engager_docs.render.adherence.about import Reported
from engager_docs.render.adherence.period import Period
from engager_docs.render.adherence.report import report_parts
from engager_docs.render.frame import page
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet


class AdherencePage(Struct, frozen=True):
    """The parts of the report, its contents list and the period in words."""

    contents: tuple[Link, ...]
    parts: tuple[Part, ...]
    period: str


def adherence_page(site: Site, book: Casebook, service: Service, found: Assessment) -> Page:
    """Return the adherence page of a site over all the time it has been open."""
    sheet = Sheet(service, addresses.adherence_path(site.id))
    period = whole_time(site, book)
    parts = report_parts(Reported(site, period, book, found, sheet))
    contents = tuple(Link(part.title, f"#{part.id}") for part in parts)
    words = f"{sheet.span(period.first, period.last)}, as of {sheet.day(sheet.as_of)}"
    view = AdherencePage(contents, parts, words)
    label = service.sites[site.id]
    above = ((label, addresses.site_path(site.id)),)
    return page(sheet, f"Adherence, {label}", "adherence-report.html", view, above, (site.settings.file,))


def whole_time(site: Site, book: Casebook) -> Period:
    """Return the time a site has been open, up to the as-of day."""
    settings = site.settings.data
    last = min(settings.closed_on or book.as_of, book.as_of)
    return Period("whole", min(settings.opened_on, last), last)
