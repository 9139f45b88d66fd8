"""A record repository and a site that is wanted → the site, put in place whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import click
from msgspec.structs import replace

from engager_docs import __version__
from engager_docs.cli.printing import Missing, Unprintable, printing
from engager_docs.cli.progress import progress
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.cli.wanted import NOTHING_CHANGED, Wanted
from engager_docs.engine.cluster import Unreached, on_cluster
from engager_docs.engine.making import Cases
from engager_docs.engine.run import Way, build_changed
from engager_docs.engine.terms import Lost, Terms, Unprinted, Unsound
from engager_docs.pool import available
from engager_docs.publish.lock import Busy
from engager_docs.publish.site import Refused
from engager_docs.read.rest import Moved
from engager_docs.read.untouched import Listing
from engager_docs.render.html import template_folders, template_texts
from engager_docs.render.packs.workbook import AUDIENCES


def build(request: Request, root: Path, wanted: Wanted, stand: Listing | None = None) -> str:
    """Make the site that is wanted and return its mark; "" where the records hold errors, and nothing is written then.

    ``stand`` is how the records stand, where they have just been listed.
    """
    if wanted.pdf and wanted.audience not in AUDIENCES:
        raise click.UsageError(f"a workbook is for the {' or the '.join(AUDIENCES)}: leave --pdf out")
    if not (wanted.sites or wanted.keep_going):
        try:
            with _cluster(wanted.scheduler) as cases:
                way = Way(wanted.jobs or available(), clean=wanted.clean, cases=cases, stand=stand)
                return _in_parts(request, root, wanted, way)
        except Unsound:
            pass  # what is wrong, and where, is said below
    whole = import_module("engager_docs.cli.whole")  # most builds have no need of it, nor of what it loads
    mark: str = whole.build_whole(request, root, wanted)
    return mark


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


def _in_parts(request: Request, root: Path, wanted: Wanted, way: Way) -> str:
    """Bring the site up to date; where nothing can be printed here its pages are made all the same. Raises Missing."""
    try:
        with printing():
            return changed(request, root, wanted, way)
    except Unprintable:
        changed(request, root, replace(wanted, pdf=False), way)
        raise


def changed(request: Request, root: Path, wanted: Wanted, way: Way) -> str:
    """Bring the site up to date, say what was done and return its mark. Raises Unsound where a record is at fault."""
    texts = template_texts(template_folders(root, shipped("site_templates")))
    paper = import_module("importlib.metadata").version("weasyprint") if wanted.pdf else ""
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
    return built.mark
