"""Records looked at as a whole → a site made from all of them at once, or what is wrong with them and where."""

from __future__ import annotations

from pathlib import Path

import click

from engager_docs.build import Examined, examine
from engager_docs.cli.printing import Missing, printing
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.cli.wanted import Wanted
from engager_docs.model.asked import Asked
from engager_docs.model.diagnostic import BLOCKING, Diagnostic
from engager_docs.model.view import Output
from engager_docs.pool import available
from engager_docs.publication import Edition, Unread, at, edition_of, site_outputs, slow_texts, workbooks
from engager_docs.publish.lock import locked
from engager_docs.publish.site import Refused, publish_site
from engager_docs.publish.standing import mark_at
from engager_docs.read.rest import Moved, at_rest, moment
from engager_docs.render.diagnostics import as_text


def build_whole(request: Request, root: Path, wanted: Wanted) -> str:
    """Make the site that is wanted in one piece and return its mark; "" where the records hold errors: they are said.

    So is made what is wanted of some sites only, or in spite of errors.
    """
    examined, before = examined_at_rest(root, request.asked())
    if refused(request, examined, wanted.keep_going):
        return ""
    try:
        edition = at(edition_of(root, examined, wanted.audience, shipped("site_templates")), wanted.sites)
    except LookupError as why:
        raise click.UsageError(str(why.args[0])) from None
    with locked(wanted.target, tell=request.say):
        lacking = _publish(edition, wanted.target, (wanted.jobs or available()) if wanted.pdf else 0, before)
    request.say(f"The site is ready: open {wanted.target / 'index.html'}")
    if lacking is not None:
        raise lacking
    return mark_at(wanted.target)


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
