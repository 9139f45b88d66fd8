"""`history`: a record repository under git → who changed which field, when, in words, or if it can be relied on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from engager_docs.cli.printing import Missing
from engager_docs.cli.request import Request
from engager_docs.cli.verification import verified
from engager_docs.model.history import History, NoHistory, Revision
from engager_docs.model.records.scalars import SITE
from engager_docs.read.edits import edits
from engager_docs.read.history import UNREADABLE, UnknownRevision, history_of
from engager_docs.render.history.report import as_json, as_text, summary

_SUBJECT = re.compile(rf"(?P<case>{SITE}-[0-9]{{3,5}})|(?P<staff>[A-Z]+-{SITE}-[0-9]{{2}})|(?P<site>{SITE})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@click.command("history")
@click.argument("subject", required=False)
@click.option("--since", metavar="REV", default="", help="Only what came after a commit, a tag, or a day YYYY-MM-DD.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option("--verify", is_flag=True, help="Say instead whether records changed after their week was signed off.")
@click.option(
    "--anchor", metavar="REV", default="", help="With --verify: a commit id noted earlier that must be in it."
)
@click.pass_obj
def command(request: Request, subject: str | None, since: str, form: str, verify: bool, anchor: str) -> int:
    """Say who changed which field of the records, and when.

    SUBJECT is a participant, a staff member, a site or a file. Example: engager-docs history NW-003 --since 2016-09-01
    """
    root = request.root()
    try:
        history = history_of(root, "" if _DAY.fullmatch(since) or verify else since)
    except UnknownRevision as unknown:
        raise click.UsageError(f"no commit is called {unknown.args[0]!r}: see git log --oneline") from None
    if verify and not (isinstance(history, NoHistory) and history.reason != UNREADABLE):
        return verified(request, root, history, anchor, form)
    if isinstance(history, NoHistory):
        return without(request, history)
    found = dict(edits(root, _chosen(history, subject, since, root)))
    click.echo(as_json(found, history.head) if form == "json" else as_text(found), nl=False)
    request.say(summary(found))
    if history.shallow:
        request.say("This clone holds only the latest part of the history: git fetch --unshallow brings the rest.")
    return 0


def without(request: Request, history: NoHistory) -> int:
    """Say why there is no history; only git itself missing or refusing is a lack."""
    if history.lacking:
        raise Missing(history.reason)
    request.say(history.reason)
    return 0


def _chosen(history: History, subject: str | None, since: str, root: Path) -> Mapping[str, tuple[Revision, ...]]:
    """Return the revisions that are asked for; a usage error for a subject that no file was ever about."""
    chosen = {file: each for file, each in history.revisions.items() if subject is None or about(file, subject, root)}
    if subject is not None and not chosen and not since:
        raise click.UsageError(f"no participant, staff member, site or file of the history is called {subject}")
    if not _DAY.fullmatch(since):
        return chosen
    try:
        first = date.fromisoformat(since)
    except ValueError:
        raise click.UsageError(f"there is no day {since} in the calendar") from None
    later = {file: tuple(each for each in found if each.commit.written >= first) for file, found in chosen.items()}
    return {file: each for file, each in later.items() if each}


def about(file: str, subject: str, root: Path) -> bool:
    """Return whether a file is about a subject: a case, a staff member, a site, or a file or folder by its path."""
    named = _SUBJECT.fullmatch(subject)
    if named is None:
        inside = _inside(subject, root)
        return file == inside or file.startswith(f"{inside}/")
    if named["case"]:
        return f"/participants/{subject}/" in file
    if named["staff"]:
        return re.search(rf"(/|-){subject}(?=[-.])[^/]*$", file) is not None
    return file.startswith(f"cases/{subject}/")


def _inside(subject: str, root: Path) -> str:
    """Return a path as the history names it: relative to the repository, where it lies inside it."""
    path = Path(subject).absolute()
    inside = not subject.startswith("cases/") and path.is_relative_to(root)
    return (path.relative_to(root).as_posix() if inside else subject).rstrip("/")
