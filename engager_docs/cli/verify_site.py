"""`verify-site`: a site's folder or one pack → whether each file is as it was made; no word of a page is printed."""

from __future__ import annotations

import re
from pathlib import Path

import click

from engager_docs.cli.request import Request
from engager_docs.publish.verify import Compared, NoManifest, compared, digest_of_file
from engager_docs.render.diagnostics import clean


@click.command("verify-site")
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"))
@click.option("--anchor", metavar="DIGEST", help="The digest this command printed before, noted elsewhere.")
@click.pass_obj
def command(request: Request, site: Path, anchor: str | None) -> int:
    """Compare SITE (default: site) with its manifest and name each file that was changed, is missing or was added.

    Whoever can change a page can change the manifest too: note the digest that is printed, and give it as --anchor
    later. SITE may be one pack, held to the digest that pack printed. Exit status 1 for any difference.

    Examples: engager-docs verify-site site · engager-docs verify-site packs/workbook-NW-001.pdf --anchor DIGEST
    """
    if anchor is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", anchor):
        raise click.UsageError("--anchor takes the 64 letters and figures that verify-site or pack printed")
    if site.is_file():
        return _one_file(request, site, anchor)
    try:
        found = compared(site)
    except NoManifest as why:
        raise click.UsageError(str(why)) from None
    for line in _lines(found):
        click.echo(line)
    other = anchor is not None and anchor.lower() != found.digest
    if other:
        click.echo("another manifest than the one whose digest was noted: the site was built anew, or forged")
    request.say(_sentence(site, found))
    return 0 if found.as_built and not other else 1


def _one_file(request: Request, file: Path, anchor: str | None) -> int:
    if anchor is None:
        raise click.UsageError(f"{file} is one file: give the digest that pack printed when it was made, as --anchor")
    if digest_of_file(file) != anchor.lower():
        click.echo(f"changed {clean(str(file))}")
        request.say("It is not the file whose digest was noted: make the pack again, and find out who changed it.")
        return 1
    request.say(f"{file} is as it was made.")
    return 0


def _lines(found: Compared) -> list[str]:
    told = (("changed", found.changed), ("missing", found.missing), ("added", found.added))
    return [f"{what} {clean(path)}" for what, paths in told for path in paths]


def _sentence(site: Path, found: Compared) -> str:
    if found.as_built:
        return f"All {found.files} files of {site} are as they were built. Digest of the manifest: {found.digest}"
    number = len(found.changed) + len(found.missing) + len(found.added)
    differ = "1 file differs" if number == 1 else f"{number} files differ"
    return f"{differ} from what was built: build the site again, and find out who changed it."
