"""Casebook → what the service has set for itself: legal basis, retention, components, toolkit, agencies."""

from __future__ import annotations

from engager_docs.model.casebook import Casebook
from engager_docs.model.records.service import Item, LegalHold, Retention
from engager_docs.model.view import Page, Table
from engager_docs.render import addresses
from engager_docs.render.amendments import amended
from engager_docs.render.blocks import facts, or_none, table
from engager_docs.render.frame import page, source_text
from engager_docs.render.packs.pieces import TablesView
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import NOT_RECORDED, words, yes_no


def about_page(casebook: Casebook, service: Service) -> Page:
    """Return the page about the service itself."""
    sheet = Sheet(service, addresses.ABOUT)
    settings = casebook.settings.data
    basis = settings.lawful_basis
    view = TablesView(
        facts=facts(
            ("This site", f"{source_text(service.stamp)}. As of {sheet.day(sheet.as_of)}."),
            ("Data controller", sheet.organisation(settings.controller)),
            ("UK GDPR, Article 6", basis.article_6),
            ("UK GDPR, Article 9", basis.article_9),
            ("Data Protection Act, Schedule 1", basis.schedule_1),
            ("Appropriate policy", basis.policy_document),
            ("Profile of the rules", words(settings.profile)),
        ),
        tables=(
            _retention(settings.retention),
            *((_holds(settings.legal_holds, sheet),) if service.sees("restricted") else ()),
            _items("Core components", casebook.components.data.items if casebook.components else ()),
            _items("Mentalisation toolkit", casebook.toolkit.data.items if casebook.toolkit else ()),
            _organisations(casebook),
            table(
                "Numbers and addresses that are nobody's own",
                ("Text", "Why records may name it"),
                ((each.text, each.why) for each in settings.allowed_identifiers),
                "None is allowed.",
            ),
        ),
    )
    entries = (casebook.settings, casebook.organisations, casebook.components, casebook.toolkit)
    files = tuple(entry.file for entry in entries if entry is not None)
    return page(sheet, "About this service", "packs/tables.html", view, (), files, amended(entries, sheet))


def _retention(periods: tuple[Retention, ...]) -> Table:
    rows = (
        (
            words(each.record) if each.record else NOT_RECORDED,
            words(each.trigger) if each.trigger else NOT_RECORDED,
            "Not set" if each.years is None else str(each.years),
            or_none(each.basis),
        )
        for each in periods
    )
    heads = ("Record", "Counted from", "Years", "By")
    return table("How long records are kept", heads, rows, "No retention period is set.")


def _holds(holds: tuple[LegalHold, ...], sheet: Sheet) -> Table:
    rows = (
        (
            each.subject,
            sheet.day(each.from_),
            sheet.day(each.to, "Still holds"),
            or_none(each.reason),
            or_none(each.authorised_by),
        )
        for each in holds
    )
    return table(
        "Legal holds", ("Who", "From", "To", "Why", "Ordered by"), rows, "Nobody's records are under a legal hold."
    )


def _items(caption: str, items: tuple[Item, ...]) -> Table:
    rows = ((each.label, each.code, or_none(each.help, "None"), or_none(each.seed, "None")) for each in items)
    return table(caption, ("Item", "Code", "What to look for", "In the description"), rows, "No list is supplied.")


def _organisations(casebook: Casebook) -> Table:
    found = casebook.organisations.data if casebook.organisations else ()
    rows = ((each.label, words(each.type), yes_no(each.employer), yes_no(each.partner)) for each in found)
    return table("Employers, prisons and agencies", ("Name", "Kind", "Employer", "Partner"), rows, "None is listed.")
