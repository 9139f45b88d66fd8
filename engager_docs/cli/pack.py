"""`pack`: a record repository → one document for paper, as a PDF or as one HTML file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from engager_docs.build import examine
from engager_docs.cli.build import refused
from engager_docs.cli.printing import printing
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.publication import PACKS, NoPack, edition_of, html_of, pack_of, pdf_of
from engager_docs.publish.file import publish_file
from engager_docs.render.packs.week import week_of


@click.command("pack")
@click.argument("kind", type=click.Choice(PACKS))
@click.argument("subject", required=False)
@click.option("--period", metavar="YYYY-Www", help="The ISO week of a supervision pack, such as 2016-W08.")
@click.option(
    "--audience",
    type=click.Choice(["team", "supervisor", "line-manager"]),
    help="Who may see it (default: supervisor for a supervision pack, else team).",
)
@click.option(
    "-o",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file, .pdf or .html (default: packs/KIND-SUBJECT.pdf).",
)
@click.pass_obj
def command(
    request: Request, kind: str, subject: str | None, period: str | None, audience: str | None, target: Path | None
) -> int:
    """Make one pack of KIND about SUBJECT.

    Examples: engager-docs pack workbook NW-001 · engager-docs pack supervision SUP-NW-01 --period 2016-W08
    """
    root = request.root()
    week = _week(period)
    examined = examine(root, request.asked(until=week[1] if week else None))
    if refused(request, examined):
        return 1
    seen_by = audience or ("supervisor" if kind == "supervision" else "team")
    edition = edition_of(root, examined, seen_by, shipped("site_templates"))
    try:
        pack = pack_of(edition, kind, subject, week)
    except NoPack as why:
        raise click.UsageError(str(why)) from None
    file = target or Path("packs") / f"{'-'.join(part for part in (kind, subject, period) if part)}.pdf"
    if file.suffix.lower() == ".html":
        publish_file(html_of(edition, pack), file)
    else:
        with printing():
            content = pdf_of(edition, pack)
        publish_file(content, file)
    request.say(f"{file} is ready: {pack.title}, for the {seen_by}")
    return 0


def _week(period: str | None) -> tuple[date, date] | None:
    """Return Monday and Sunday of the week asked for; a usage error when there is no such week."""
    week = week_of(period) if period else None
    if period and week is None:
        raise click.UsageError(f"there is no week {period}: write YYYY-Www, such as 2016-W08")
    return week
