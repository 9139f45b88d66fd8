"""What was examined → the files of a site and the bytes of a pack: the audience's view of the records, rendered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from engager_docs import __version__
from engager_docs.build import Examined
from engager_docs.check.finding import error_on_line
from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.history import NoHistory
from engager_docs.model.view import Output, Pack, Stamp
from engager_docs.pool import mapped
from engager_docs.read.edits import edits
from engager_docs.read.fault import Fault
from engager_docs.read.files import LARGEST, read_bytes
from engager_docs.read.git import commit_of, stamp_of
from engager_docs.read.history import history_of
from engager_docs.render.adherence.period import Period
from engager_docs.render.attachments import is_copied
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.forms.pages import form_outputs
from engager_docs.render.history.past import Past
from engager_docs.render.html import Templates, render_pages, shared_files, template_folders, templates_in
from engager_docs.render.narrowing import assessed_at, at_sites, sites_of
from engager_docs.render.pace import SECONDS, slow
from engager_docs.render.packs.printing import pack_html, pack_pdf, warm
from engager_docs.render.packs.request import NoPack, PackKind, PackRequest
from engager_docs.render.packs.workbook import case_pack
from engager_docs.render.service import service_of
from engager_docs.render.site import search_outputs, site_pages


class Unread(Exception):
    """An attachment cannot be read; the message names it and says what to do."""


class Wish(Struct, frozen=True):
    """What a pack is asked to be about, and how large its print."""

    subject: str | None = None
    period: Period | None = None
    large_print: bool = False


class Edition(Struct, frozen=True):
    """What is published for one audience: the records, what they were made from, the templates."""

    root: Path
    examined: Examined
    casebook: Casebook
    stamp: Stamp
    templates: Templates


def edition_of(root: Path, examined: Examined, audience: str, shipped: Path) -> Edition:
    """Return the edition of ``examined`` for ``audience``; the repository's own templates come first.

    With errors in the records (``--keep-going``) every page is marked as a draft.
    """
    casebook = examined.casebook
    if casebook is None:
        raise ValueError("there is no service to publish")
    stamp = stamp_of(commit_of(root), examined.as_of, audience, __version__)
    templates = templates_in(template_folders(root, shipped))
    return Edition(root, examined, _draft(casebook, examined.errors), stamp, templates)


def at(edition: Edition, sites: tuple[str, ...]) -> Edition:
    """Return the edition for some sites alone, or as it is where none is named. LookupError for an unknown site."""
    known = {site.id for site in edition.casebook.sites}
    unknown = [site for site in sites if site not in known]
    if unknown:
        raise LookupError(f"no site {unknown[0]}: there is {', '.join(sorted(known))}")
    if not sites:
        return edition
    book = at_sites(edition.casebook, sites)
    found = edition.examined.assessment
    kept = replace(edition.examined, assessment=assessed_at(found, book)) if found else edition.examined
    return replace(edition, casebook=book, examined=kept)


def _draft(casebook: Casebook, errors: int) -> Casebook:
    if not errors:
        return casebook
    settings = casebook.settings
    marking = f"DRAFT, {errors} errors in the records · {settings.data.marking}"
    marked = replace(settings, data=settings.data.model_copy(update={"marking": marking}))
    return replace(casebook, settings=marked)


def slow_texts(casebook: Casebook, seconds: float = SECONDS) -> list[Diagnostic]:
    """Return E020 for each text that takes longer than ``seconds`` to lay out: it would hold up every build."""
    return [
        error_on_line(
            "E020",
            entry.source,
            entry.source.body_line,
            1,
            1,
            f"this text takes more than {seconds:g} seconds to lay out",
            "break it into paragraphs, and look for brackets or stars that are never closed",
        )
        for entry in casebook.written()
        if slow(entry, seconds)
    ]


def site_outputs(edition: Edition) -> Iterator[Output]:
    """Yield every file of the site: pages, style sheets and scripts, the search index, attachments. Raises Unread."""
    kept = attachments(edition)
    pages = site_pages(edition.casebook, edition.examined.assessment, edition.stamp, kept, past_of(edition))
    yield from render_pages(pages, edition.templates)
    yield from shared_files(edition.templates, edition.stamp)
    yield from form_outputs(edition.casebook, edition.stamp, edition.templates)
    yield from search_outputs(edition.casebook, edition.examined.assessment, edition.stamp)
    for file in sorted(kept):
        yield Output(file.removeprefix("cases/"), _attached(edition.root, file))


def _attached(root: Path, file: str) -> bytes:
    try:
        return read_bytes(root, file, LARGEST)
    except Fault as fault:
        raise Unread(f"{file}: {fault.message}: {fault.hint}") from None


def past_of(edition: Edition) -> Past:
    """Return what git remembers of the records of an edition, and of those of its cases that were removed."""
    history = history_of(edition.root)
    if isinstance(history, NoHistory):
        return Past(sentence=history.reason)
    folders = tuple(f"{case.participant.file.rpartition('/')[0]}/" for case in edition.casebook.cases)
    files = {entry.file for entry in edition.casebook.entries()}
    kept = {file: each for file, each in history.revisions.items() if file in files or file.startswith(folders)}
    return Past(MappingProxyType(dict(edits(edition.root, kept))))


def attachments(edition: Edition) -> frozenset[str]:
    """Return the attachments that are copied to the site: of known kinds that a browser never runs."""
    return frozenset(file for file in edition.examined.attachments if is_copied(file, edition.stamp.audience))


def pack_of(edition: Edition, kind: PackKind, asked: Wish) -> Pack:
    """Return one pack of a kind for the audience of the edition.

    Raises ``NoPack`` when the subject or the week is missing, unknown, or not for this audience.
    """
    if edition.stamp.audience not in kind.audiences:
        raise NoPack(
            f"a {kind.name} pack is for the {' or the '.join(kind.audiences)}, never the {edition.stamp.audience}"
        )
    book, found = edition.casebook, edition.examined.assessment
    sites = sites_of(book, asked.subject)
    if sites and not kind.whole_service:
        book = at_sites(book, sites)
        found = assessed_at(found, book) if found else None
    return kind.make(PackRequest(book, found, edition.stamp, asked.subject, asked.period, asked.large_print))


def pdf_of(edition: Edition, pack: Pack, *, archive: bool = False) -> bytes:
    """Return a pack as a tagged PDF, to keep with its source records inside; OSError where a library is missing."""
    return pack_pdf(pack, edition.templates, tuple(_source_records(edition, pack)) if archive else None)


def _source_records(edition: Edition, pack: Pack) -> Iterator[Output]:
    """Yield the record files a pack was made from, those alone that its audience may see word for word."""
    named = {file for part in pack.parts for file in part.sources}
    folders = tuple(file for file in named if file.endswith("/"))
    whole = {entry.file: entry for entry in edition.casebook.entries()}
    for entry in visible(edition.casebook, edition.stamp.audience).entries():
        raw = whole[entry.file]
        if (entry.file in named or entry.file.startswith(folders)) and (raw.data, raw.body) == (entry.data, entry.body):
            yield Output("-".join(entry.file.split("/")[3:] or [entry.file]), raw.source.text.encode("utf-8"))


def html_of(edition: Edition, pack: Pack) -> bytes:
    """Return a pack as one HTML file that needs nothing beside it."""
    return pack_html(pack, edition.templates)


def workbooks(edition: Edition, jobs: int = 1) -> Iterator[Output]:
    """Yield every workbook as a PDF, ``packs/workbook-NW-001.pdf`` below the site, printed in ``jobs`` processes.

    The audience is applied once, fonts and style sheets are read once, and each process goes on from there.
    """
    audience = edition.stamp.audience
    book = visible(edition.casebook, audience)
    found = visible_assessment(edition.examined.assessment, audience) if edition.examined.assessment else None
    service = service_of(book, edition.stamp)
    results = {each.id: each for each in found.cases} if found else {}
    if book.cases:
        warm(edition.templates)

    def printed(case: Case) -> Output:
        pack = case_pack(case, service, results.get(case.id))
        return Output(f"packs/workbook-{case.id}.pdf", pdf_of(edition, pack))

    yield from mapped(printed, book.cases, jobs)
