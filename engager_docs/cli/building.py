"""A record repository and a site that is wanted → the site, put in place whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import click
from msgspec.structs import replace

from engager_docs import __version__
from engager_docs.build import Examined, examine
from engager_docs.cli.printing import Missing, Unprintable, printing
from engager_docs.cli.progress import progress
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.cli.wanted import NOTHING_CHANGED, Wanted
from engager_docs.engine.cluster import Unreached, on_cluster
from engager_docs.engine.making import Cases
from engager_docs.engine.run import Way, build_changed
from engager_docs.engine.terms import Lost, Terms, Unprinted, Unsound
from engager_docs.model.asked import Asked
from engager_docs.model.diagnostic import BLOCKING, Diagnostic
from engager_docs.model.view import Output
from engager_docs.pool import available
from engager_docs.publication import (
    Edition,
    Unread,
    at,
    edition_of,
    site_outputs,
    slow_texts,
    template_folders,
    workbooks,
)
from engager_docs.publish.lock import Busy, locked
from engager_docs.publish.site import Refused, publish_site
from engager_docs.read.rest import Moved, at_rest, moment
from engager_docs.read.untouched import Listing
from engager_docs.render.diagnostics import as_text
from engager_docs.render.html import template_texts
from engager_docs.render.packs.registry import WORKBOOK


def build(request: Request, root: Path, wanted: Wanted, stand: Listing | None = None) -> int:
    """Make the site that is wanted and return the exit status; nothing is written where the records hold errors.

    ``stand`` is how the records stand, where they have just been listed.
    """
    if wanted.pdf and wanted.audience not in WORKBOOK.audiences:
        raise click.UsageError(f"a workbook is for the {' or the '.join(WORKBOOK.audiences)}: leave --pdf out")
    if not (wanted.sites or wanted.keep_going):
        try:
            with _cluster(wanted.scheduler) as cases:
                way = Way(wanted.jobs or available(), clean=wanted.clean, cases=cases, stand=stand)
                _in_parts(request, root, wanted, way)
        except Unsound:
            pass  # what is wrong, and where, is said below
        else:
            return 0
    examined, before = examined_at_rest(root, request.asked())
    if refused(request, examined, wanted.keep_going):
        return 1
    try:
        edition = at(edition_of(root, examined, wanted.audience, shipped("site_templates")), wanted.sites)
    except LookupError as why:
        raise click.UsageError(str(why.args[0])) from None
    with locked(wanted.target, tell=request.say):
        lacking = _publish(edition, wanted.target, (wanted.jobs or available()) if wanted.pdf else 0, before)
    request.say(f"The site is ready: open {wanted.target / 'index.html'}")
    if lacking is not None:
        raise lacking
    return 0


@contextmanager
def _cluster(scheduler: str | None) -> Iterator[Cases | None]:
    if scheduler is None:
        yield None
        return
    try:
        with on_cluster(scheduler) as cases:
            yield cases
    except Unreached as why:
        raise Missing(str(why)) from None


def _in_parts(request: Request, root: Path, wanted: Wanted, way: Way) -> None:
    """Bring the site up to date; where nothing can be printed here its pages are made all the same. Raises Missing."""
    try:
        with printing():
            changed(request, root, wanted, way)
    except Unprintable:
        changed(request, root, replace(wanted, pdf=False), way)
        raise


def changed(request: Request, root: Path, wanted: Wanted, way: Way) -> None:
    """Bring the site up to date and say what was done. Raises Unsound where a record is at fault."""
    texts = template_texts(template_folders(root, shipped("site_templates")))
    paper = version("weasyprint") if wanted.pdf else ""
    terms = Terms(request.asked(), wanted.audience, __version__, tuple(sorted(texts.items())), paper)
    with progress(request.quiet) as step:
        try:
            built = build_changed(root, wanted.target, terms, replace(way, step=step, tell=request.say))
        except Refused as why:
            raise click.UsageError(str(why)) from None
        except (Busy, Lost, Moved, Unprinted) as why:
            raise Missing(str(why)) from None
    if wanted.explain:
        for name, reason in sorted(built.reasons.items()):
            click.echo(f"{name}: {reason}")
    done = NOTHING_CHANGED if built.as_it_was else f"{len(built.reasons)} of {built.parts} parts made"
    request.say(f"The site is ready, {done}: open {wanted.target / 'index.html'}")


def examined_at_rest(root: Path, asked: Asked) -> tuple[Examined, str]:
    """Return what the records hold, and how they stood meanwhile. Raises Missing where they changed."""
    before = moment(root)
    examined = examine(root, asked)
    resting(root, before)
    return examined, before


def resting(root: Path, before: str) -> None:
    """Raise Missing where the records no longer stand as they did at ``before``: a document would show a mixture."""
    try:
        at_rest(root, before)
    except Moved as why:
        raise Missing(str(why)) from None


def refused(request: Request, examined: Examined, keep_going: bool = False) -> bool:
    """Say what keeps a document from being made, and return whether anything does."""
    errors, slow = blocking(examined)
    if examined.casebook is not None and not slow and (keep_going or not errors):
        return False
    click.echo(as_text([*errors, *slow]), nl=False, err=True)
    found = len(errors) + len(slow)
    number = f"{found} errors" if found != 1 else "1 error"
    request.say(f"{number} in the records: nothing was made, and what was there before is unchanged.")
    return True


def blocking(examined: Examined) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the errors in the records, and the texts that take too long to lay out."""
    errors = [each for each in examined.diagnostics if each.severity in BLOCKING]
    return errors, slow_texts(examined.casebook) if examined.casebook else []


def _publish(edition: Edition, target: Path, jobs: int, before: str) -> Missing | None:
    """Publish the site, with its workbooks where ``jobs`` processes print them; return what kept them from it."""
    lacking: Missing | None = None
    books: list[Output] = []
    try:
        with printing():
            books = list(workbooks(edition, jobs)) if jobs else []
    except Missing as missing:
        lacking = missing
    try:
        outputs = [*site_outputs(edition), *books]
        resting(edition.root, before)
        publish_site(outputs, target)
    except Refused as why:
        raise click.UsageError(str(why)) from None
    except Unread as why:
        raise Missing(str(why)) from None
    return lacking
