"""`build`: a record repository → the static site; where no file changed since the last one, told without a look inside.

What makes a site takes a second to load: it is loaded only where something is to be made.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

from engager_docs import __version__
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.cli.wanted import NOTHING_CHANGED, Wanted
from engager_docs.model.asked import SITE_AUDIENCES
from engager_docs.publish.recall import clock_of, note_of, noted, write_note
from engager_docs.publish.standing import mark_at
from engager_docs.read.digest import digest_of
from engager_docs.read.untouched import Listing, head_of, listed, mark_of


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
def command(request: Request, /, **options: Any) -> int:
    """Make the internal site; what did not change is not made again.

    With errors in the records nothing is written and the old site stays. Example: engager-docs build -o site --pdf
    """
    wanted = Wanted(**options)
    if (wanted.executor == "dask") != (wanted.scheduler is not None):
        raise click.UsageError("a cluster takes both: --executor dask --scheduler tcp://ADDRESS:8786")
    root = request.root()
    stand = listed(root, clock_of(root))
    note, records = note_of(root, wanted.target, wanted.audience), _records(request, root, wanted, stand)
    last, _, made = noted(note).partition(" ")
    if records and not wanted.clean and last == records and made == mark_at(wanted.target):
        request.say(f"The site is ready, {NOTHING_CHANGED}: open {wanted.target / 'index.html'}")
        return 0
    made = importlib.import_module("engager_docs.cli.building").build(request, root, wanted, stand)
    if records and made:
        write_note(note, f"{records} {made}")
    return 0 if made else 1


def _records(request: Request, root: Path, wanted: Wanted, stand: Listing) -> str:
    """Return a mark of all a site rests on; "" where only a look inside can tell whether something changed."""
    head = head_of(root)
    if head is None or stand.fresh or wanted.keep_going:
        return ""
    asked = request.asked()
    texts = mark_of([root / "site_templates", shipped("site_templates")])
    made = (asked.today, asked.as_of, asked.profile, wanted.audience, wanted.sites, wanted.pdf, __version__)
    return digest_of([stand.mark, texts, head, *(str(each) for each in made)])
