"""`check`: a record repository → everything that is wrong in it, in one run."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from engager_docs.build import Examined, examine
from engager_docs.cli.request import Request
from engager_docs.model.diagnostic import BLOCKING, Diagnostic, Severity
from engager_docs.render.diagnostics import as_json, as_text, counts

if (
    TYPE_CHECKING
):  # what reads git's index, what writes, and what forges are told are loaded only where they are asked for
    from engager_docs.read.index import Staged

_CASE = re.compile(r"cases/[^/]+/participants/[^/]+")
_DATED = re.compile(r"/[0-9]{4}-[0-9]{2}[^/]*$")


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab", "junit"]),
    default="text",
    help="For people, for programs, for GitHub or GitLab to show beside the lines, or as a report of tests.",
)
@click.option("--strict", is_flag=True, help="Leave with status 1 for adherence findings too.")
@click.option("--staged", "only_staged", is_flag=True, help="Check what git is about to commit, not the disk.")
@click.option("--fix", "mend", is_flag=True, help="Mend what has one right answer, after showing the difference.")
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
@click.pass_obj
def command(
    request: Request, paths: tuple[Path, ...], form: str, strict: bool, only_staged: bool, mend: bool, yes: bool
) -> int:
    """Check every record, or only those at PATHS.

    Exit status 1 when there are errors. Example: engager-docs check cases/NW/participants/NW-001
    """
    root = request.root()
    asked = request.asked(_inside(root, paths))
    if mend and only_staged:
        raise click.UsageError("--fix writes to the disk and --staged looks at what git holds: use one at a time")
    if mend:
        asked = replace(asked, paths=import_module("engager_docs.cli.fix").fix(request, root, asked.paths, agreed=yes))
    index = _index(root) if only_staged else None
    if index is not None:
        if not (index.changed or index.gone):
            request.say("No record is staged: git add puts what you changed there.")
            return 0
        asked = replace(asked, paths=asked.paths or concerned(index))
    examined = examine(root, asked, index)
    shown = examined.diagnostics
    click.echo(_told(form, examined, strict), nl=False)
    if form == "text":
        request.say(summary(examined))
    return status(shown, strict)


def _told(form: str, examined: Examined, strict: bool) -> str:
    """Return what was found in the words of whoever asks."""
    shown = examined.diagnostics
    if form == "text":
        return as_text(shown)
    if form == "json":
        return as_json(shown, examined.as_of, examined.profile)
    forge = import_module("engager_docs.render.forge")
    if form == "junit":
        told: str = forge.as_junit(shown, failing(strict))
    else:
        told = forge.as_github(shown) if form == "github" else forge.as_gitlab(shown)
    return told


def failing(strict: bool) -> frozenset[Severity]:
    """Return what makes a check end with status 1."""
    departures: frozenset[Severity] = frozenset({"adherence"})
    return BLOCKING | departures if strict else BLOCKING


def status(diagnostics: tuple[Diagnostic, ...], strict: bool = False) -> int:
    """Return 1 when something is wrong that must be put right first, else 0."""
    return int(not failing(strict).isdisjoint(each.severity for each in diagnostics))


def summary(examined: Examined) -> str:
    """Return the last line of a check: how many records, and what was found."""
    found = {severity: number for severity, number in counts(examined.diagnostics).items() if number}
    left_out = f", {examined.left_out} later ones left out" if examined.left_out else ""
    said = ", ".join(f"{number} {severity}" for severity, number in found.items()) or "nothing to put right"
    return f"{examined.records} records as of {examined.as_of.isoformat()}{left_out}: {said}"


def concerned(index: Staged) -> tuple[str, ...]:
    """Return the paths that a commit can put in the wrong; none for all, where it changes what any record rests on."""
    found: dict[str, None] = {}
    for file in (*index.changed, *index.gone):
        case = _CASE.match(file)
        if case is None and not _DATED.search(file):
            return ()
        found[case[0] if case is not None else file] = None
    return tuple(found)


def _index(root: Path) -> Staged:
    index: Staged | None = import_module("engager_docs.read.index").staged(root)
    if index is None:
        raise click.UsageError("the records here are not kept under git: leave --staged out, or run git init")
    if index.unmerged:
        named = ", ".join(index.unmerged[:3])
        raise click.UsageError(
            f"a merge is not finished yet: {named}. Open each file, keep the right lines of the two versions, delete "
            "the marks <<<<<<<, ======= and >>>>>>>, and git add it."
        )
    return index


def _inside(root: Path, paths: tuple[Path, ...]) -> tuple[str, ...]:
    """Return paths relative to the repository; a usage error for one outside it or that is not there."""
    inside: list[str] = []
    for path in paths:
        full = path.absolute()
        if not full.exists() and not full.is_symlink():
            raise click.UsageError(f"there is no {path}")
        parent = full.parent.resolve() / full.name if full.name else full.resolve()
        if not parent.is_relative_to(root):
            raise click.UsageError(f"{path} lies outside the record repository {root}")
        inside.append(parent.relative_to(root).as_posix())
    return tuple(inside)
