"""`doctor`: the machine and the repository → what is well, what is missing, which command mends it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from engager_docs import __version__
from engager_docs.cli.health import of_ground, of_machine
from engager_docs.cli.printing import Missing, printing
from engager_docs.cli.request import Request
from engager_docs.model.records.registry import KINDS
from engager_docs.read.surroundings import ground, machine
from engager_docs.read.tree import find_root
from engager_docs.render.doctor import Finding, as_json, as_text
from engager_docs.render.pdf import warm_up
from engager_docs.render.schema import as_json as as_schema
from engager_docs.render.schema import schema_of


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def command(request: Request, form: str) -> int:
    """Say what is installed, what is missing, and how the record repository is kept.

    Exit status 3 where something is missing, 1 where something is wrong. Example: engager-docs doctor
    """
    secure = find_spec("pikepdf") is not None
    findings = list(of_machine(machine(), __version__, _printing(), secure=secure, zones=_zones()))
    root = find_root(request.start)
    if root is not None:
        findings += of_ground(ground(root))
        findings += _schemas(root)
    click.echo(as_json(findings) if form == "json" else as_text(findings), nl=False)
    if root is None:
        request.say("No record repository here: name one with -C to have it looked at too.")
    states = {each.state for each in findings}
    return 3 if "missing" in states else 1 if "wrong" in states else 0


def _schemas(root: Path) -> list[Finding]:
    """Return what is amiss with the schemas that an editor uses: those of another version would mislead it."""
    if not (root / ".schemas").is_dir():
        return []
    files = {root / ".schemas" / f"{kind.name}.schema.json": as_schema(schema_of(kind)) for kind in KINDS}
    if all(file.is_file() and file.read_text("utf-8") == text for file, text in files.items()):
        return []
    return [Finding("look", "the schemas for editors are of another version", "engager-docs schema --write")]


def _printing() -> str:
    """Return why no PDF can be made, empty where one can."""
    try:
        with printing():
            warm_up(())
    except Missing as lacking:
        return str(lacking)
    return ""


def _zones() -> bool:
    try:
        ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        return False
    return True
