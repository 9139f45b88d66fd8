"""`retention`: the service's periods and holds → which records are due for review; nothing is deleted."""

from __future__ import annotations

import click

from engager_docs.assess.retention import keeping
from engager_docs.build import examine
from engager_docs.cli.request import Request
from engager_docs.render.retention import as_json, as_text


@click.command("retention")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def command(request: Request, form: str) -> int:
    """Say which records are due for review under cases/service.yaml, and which a legal hold keeps.

    Nothing is deleted. Example: engager-docs --as-of 2037-01-01 retention
    """
    examined = examine(request.root(), request.asked())
    if examined.casebook is None:
        raise click.ClickException("cases/service.yaml cannot be read: run engager-docs check")
    found = keeping(examined.casebook)
    click.echo(as_json(found) if form == "json" else as_text(found), nl=False)
    if examined.errors:
        request.say(f"{examined.errors} errors in the records: a record that cannot be read is not in this list")
        return 1
    return 0
