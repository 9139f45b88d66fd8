"""`pack`: a record repository → one document for paper, as a PDF or as one HTML file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import click

from engager_docs.cli.passphrase import VARIABLE, passphrase
from engager_docs.cli.printing import Missing, printing
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.cli.whole import examined_at_rest, refused, resting
from engager_docs.model.view import Pack
from engager_docs.publication import Edition, Wish, edition_of, html_of, pack_of, pdf_of
from engager_docs.publish.encryption import Unencrypted, encrypted
from engager_docs.publish.file import publish_file
from engager_docs.render.adherence.period import Period, period_of
from engager_docs.render.audience import AUDIENCES
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.request import NoPack
from engager_docs.render.pdf import TooLong


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
@click.option("--large-print", is_flag=True, help="Print a participant's own copy in 18 points in place of 14.")
@click.option("--archive", is_flag=True, help="A PDF/A-3 to keep, with the source records its readers may see inside.")
@click.option("--encrypt", is_flag=True, help="Encrypt the PDF (AES-256); the passphrase is asked for.")
@click.option(
    "--passphrase-file",
    "secret",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"A file whose first line is the passphrase; or set {VARIABLE}.",
)
@click.option(
    "-o",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file, .pdf or .html (default: packs/KIND-SUBJECT.pdf).",
)
@click.pass_obj
def command(  # noqa: PLR0913  (an argument for each option)
    request: Request,
    *,
    kind: str,
    subject: str | None,
    period: str | None,
    audience: str | None,
    large_print: bool,
    archive: bool,
    encrypt: bool,
    secret: Path | None,
    target: Path | None,
) -> int:
    """Make one pack of KIND about SUBJECT.

    Examples: engager-docs pack workbook NW-001 · engager-docs pack supervision SUP-NW-01 --period 2016-W08
    """
    _fitting(kind, target, large_print=large_print, archive=archive, encrypt=encrypt)
    root = request.root()
    asked = _period(period)
    examined, before = examined_at_rest(root, request.asked(until=asked.last if asked else None))
    if refused(request, examined):
        return 1
    chosen = next(each for each in PACK_KINDS if each.name == kind)
    edition = edition_of(root, examined, audience or chosen.audience, shipped("site_templates"))
    try:
        pack = pack_of(edition, chosen, Wish(subject, asked, large_print))
    except NoPack as why:
        raise click.UsageError(str(why)) from None
    # a pack that leaves the team carries no site's or person's id in its name
    name = pack.id if chosen.audience == "external" else "-".join(part for part in (kind, subject, period) if part)
    file = target or Path("packs") / f"{name}.pdf"
    content = _content(edition, pack, file, archive)
    resting(root, before)
    content = _under_key(content, secret) if encrypt else content
    publish_file(content, file)
    request.say(f"{file} is ready: {pack.title}, for {edition.stamp.audience}{', encrypted' if encrypt else ''}")
    request.say(f"Digest of the file: {sha256(content).hexdigest()}")
    return 0


def _fitting(kind: str, target: Path | None, *, large_print: bool, archive: bool, encrypt: bool) -> None:
    """Raise a usage error for options that do not go together, before any work is done."""
    if large_print and kind != "participant-copy":
        raise click.UsageError("--large-print is for the participant's own copy: engager-docs pack participant-copy")
    if archive and encrypt:
        raise click.UsageError("a PDF/A to keep may not be encrypted: choose --archive or --encrypt")
    if (archive or encrypt) and target is not None and target.suffix.lower() == ".html":
        raise click.UsageError("only a PDF can be encrypted or archived: name the file .pdf")


def _content(edition: Edition, pack: Pack, file: Path, archive: bool) -> bytes:
    if file.suffix.lower() == ".html":
        return html_of(edition, pack)
    try:
        with printing():
            return pdf_of(edition, pack, archive=archive)
    except TooLong as why:
        raise click.UsageError(f"{file}: {why}") from None


def _under_key(content: bytes, secret: Path | None) -> bytes:
    try:
        return encrypted(content, passphrase(secret))
    except Unencrypted as why:
        raise click.UsageError(str(why)) from None
    except ImportError:
        raise Missing("Encryption needs pikepdf. Install it: pip install 'engager-docs[secure]'") from None


def _period(written: str | None) -> Period | None:
    """Return the period asked for; a usage error when there is no such stretch of days."""
    period = period_of(written) if written else None
    if written and period is None:
        raise click.UsageError(
            f"there is no period {written}: write YYYY, YYYY-MM, YYYY-Www such as 2016-W08, or two days FIRST..LAST"
        )
    return period
