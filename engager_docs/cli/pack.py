"""`pack`: a record repository → one document for paper, as a PDF or as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from engager_docs.build import examine
from engager_docs.cli.build import refused
from engager_docs.cli.printing import printing
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.publication import edition_of, html_of, pack_of, pdf_of
from engager_docs.publish.file import publish_file
from engager_docs.render.adherence.period import Period, period_of
from engager_docs.render.audience import AUDIENCES
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.request import NoPack


@click.command("pack")
@click.argument("kind", type=click.Choice([each.name for each in PACK_KINDS]))
@click.argument("subject", required=False)
@click.option(
    "--period", metavar="PERIOD", help="What it covers: 2016-W08 for a supervision pack; 2016, 2016-02 or FIRST..LAST."
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Who may see it (default: the one the kind of pack is made for).",
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
    asked = _period(period)
    examined = examine(root, request.asked(until=asked.last if asked else None))
    if refused(request, examined):
        return 1
    chosen = next(each for each in PACK_KINDS if each.name == kind)
    seen_by = audience or chosen.audience
    edition = edition_of(root, examined, seen_by, shipped("site_templates"))
    try:
        pack = pack_of(edition, chosen, subject, asked)
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


def _period(written: str | None) -> Period | None:
    """Return the period asked for; a usage error when there is no such stretch of days."""
    period = period_of(written) if written else None
    if written and period is None:
        raise click.UsageError(
            f"there is no period {written}: write YYYY, YYYY-MM, YYYY-Www such as 2016-W08, or two days FIRST..LAST"
        )
    return period
