"""`build`: a record repository → the static site, put in place whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from engager_docs import __version__
from engager_docs.build import Examined, examine
from engager_docs.cli.printing import Missing, printing
from engager_docs.cli.progress import progress
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.engine.cluster import Unreached, on_cluster
from engager_docs.engine.making import Cases
from engager_docs.engine.run import Lost, Way, build_changed
from engager_docs.engine.terms import Moved, Terms, Unsound
from engager_docs.model.asked import SITE_AUDIENCES
from engager_docs.model.view import Output
from engager_docs.pool import available
from engager_docs.publication import Edition, at, edition_of, site_outputs, slow_texts, template_folders, workbooks
from engager_docs.publish.lock import Busy, locked
from engager_docs.publish.site import Refused, publish_site
from engager_docs.render.diagnostics import as_text
from engager_docs.render.html import template_texts


@click.command("build")
@click.option(
    "-o", "target", type=click.Path(path_type=Path), default=Path("site"), help="The site's folder (default: site)."
)
@click.option(
    "--audience",
    type=click.Choice(SITE_AUDIENCES),
    default="team",
    help="Who may see it: what they may not is left out before anything is made (default: team).",
)
@click.option("--site", "sites", multiple=True, metavar="SITE", help="Only these sites: their cases and people.")
@click.option("--pdf", is_flag=True, help="Make every workbook as a PDF too.")
@click.option("--jobs", type=click.IntRange(1), help="How many processes to use (default: one a processor).")
@click.option(
    "--executor", type=click.Choice(["local", "dask"]), default="local", help="Where cases are made (default: local)."
)
@click.option("--scheduler", metavar="ADDRESS", help="The scheduler of a Dask cluster, such as tcp://10.0.0.1:8786.")
@click.option("--clean", is_flag=True, help="Make everything again, whatever stands already.")
@click.option("--explain", is_flag=True, help="Say of each part that is made why it is made.")
@click.option("--keep-going", is_flag=True, help="Build although there are errors, and mark every page as a draft.")
@click.pass_obj
def command(  # noqa: PLR0913  (an argument for each option)
    request: Request,
    *,
    target: Path,
    audience: str,
    sites: tuple[str, ...],
    pdf: bool,
    jobs: int | None,
    executor: str,
    scheduler: str | None,
    clean: bool,
    explain: bool,
    keep_going: bool,
) -> int:
    """Make the internal site; what did not change is not made again.

    With errors in the records nothing is written and the old site stays. Example: engager-docs build -o site --pdf
    """
    if (executor == "dask") != (scheduler is not None):
        raise click.UsageError("a cluster takes both: --executor dask --scheduler tcp://ADDRESS:8786")
    root = request.root()
    if not (sites or pdf or keep_going):
        way = Way(jobs or available(), clean=clean)
        try:
            with _cluster(scheduler) as cases:
                _changed(request, root, target, audience, replace(way, cases=cases), explain)
        except Unsound:
            pass  # what is wrong, and where, is said below
        else:
            return 0
    examined = examine(root, request.asked())
    if refused(request, examined, keep_going):
        return 1
    try:
        edition = at(edition_of(root, examined, audience, shipped("site_templates")), sites)
    except LookupError as why:
        raise click.UsageError(str(why.args[0])) from None
    with locked(target, tell=request.say):
        lacking = _publish(edition, target, (jobs or available()) if pdf else 0)
    request.say(f"The site is ready: open {target / 'index.html'}")
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


def _changed(request: Request, root: Path, target: Path, audience: str, way: Way, explain: bool) -> None:
    """Bring the site up to date and say what was done. Raises Unsound where a record is at fault."""
    texts = template_texts(template_folders(root, shipped("site_templates")))
    terms = Terms(request.asked(), audience, __version__, tuple(sorted(texts.items())))
    with progress(request.quiet) as step:
        try:
            built = build_changed(root, target, terms, replace(way, step=step, tell=request.say))
        except Refused as why:
            raise click.UsageError(str(why)) from None
        except (Busy, Lost, Moved) as why:
            raise Missing(str(why)) from None
    if explain:
        for name, reason in sorted(built.reasons.items()):
            click.echo(f"{name}: {reason}")
    done = f"{len(built.reasons)} of {built.parts} parts made" if built.reasons else "nothing had changed"
    request.say(f"The site is ready, {done}: open {target / 'index.html'}")


def refused(request: Request, examined: Examined, keep_going: bool = False) -> bool:
    """Say what keeps a document from being made, and return whether anything does."""
    errors = [each for each in examined.diagnostics if each.severity in ("error", "privacy")]
    slow = slow_texts(examined.casebook) if examined.casebook else []
    if examined.casebook is not None and not slow and (keep_going or not errors):
        return False
    click.echo(as_text([*errors, *slow]), nl=False, err=True)
    found = len(errors) + len(slow)
    number = f"{found} errors" if found != 1 else "1 error"
    request.say(f"{number} in the records: nothing was made, and what was there before is unchanged.")
    return True


def _publish(edition: Edition, target: Path, jobs: int) -> Missing | None:
    """Publish the site, with its workbooks where ``jobs`` processes print them; return what kept them from it."""
    lacking: Missing | None = None
    books: list[Output] = []
    try:
        with printing():
            books = list(workbooks(edition, jobs)) if jobs else []
    except Missing as missing:
        lacking = missing
    try:
        publish_site([*site_outputs(edition), *books], target)
    except Refused as why:
        raise click.UsageError(str(why)) from None
    return lacking
