"""`purge-plan`: a participant's id → a plan to erase the case, its history and its proof; nothing is deleted."""

from __future__ import annotations

import re

import click

from engager_docs.assess.retention import keeping
from engager_docs.build import examine
from engager_docs.cli.printing import Missing
from engager_docs.cli.request import Request
from engager_docs.model.records.scalars import SITE
from engager_docs.read.traces import NoTraces, traces_of
from engager_docs.render.purge import as_json, as_text


@click.command("purge-plan")
@click.argument("case")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def command(request: Request, case: str, form: str) -> int:
    """Print what is left of CASE, the commands that erase it, and the check that proves it. Nothing is deleted.

    Exit status 1 where a legal hold forbids it. Example: engager-docs purge-plan NW-003
    """
    if not re.fullmatch(rf"{SITE}-[0-9]{{3,5}}", case, re.ASCII):
        raise click.UsageError(f"{case!r} is not the id of a participant: it looks like NW-001")
    root = request.root()
    try:
        found = traces_of(root, case)
    except NoTraces as why:
        raise Missing(str(why)) from None
    book = examine(root, request.asked()).casebook
    told = keeping(book) if book is not None else None
    hold = next((each for each in told.holds if each.subject == case), None) if told else None
    counted = (*told.due, *told.ahead, *told.afterwards) if told else ()
    kept = next((each for each in counted if (each.record, each.subject) == ("case", case)), None)
    write = as_json if form == "json" else as_text
    click.echo(write(found, hold, kept), nl=False)
    return 1 if hold is not None and not found.gone else 0
