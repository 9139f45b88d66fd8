"""`doctor`: the machine and the repository → what is well, what is missing, which command mends it."""

from __future__ import annotations

from importlib.util import find_spec
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from engager_docs import __version__
from engager_docs.cli.health import of_ground, of_machine
from engager_docs.cli.printing import Missing, printing
from engager_docs.cli.request import Request
from engager_docs.read.surroundings import ground, machine
from engager_docs.read.tree import find_root
from engager_docs.render.doctor import as_json, as_text
from engager_docs.render.pdf import warm_up


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
    click.echo(as_json(findings) if form == "json" else as_text(findings), nl=False)
    if root is None:
        request.say("No record repository here: name one with -C to have it looked at too.")
    states = {each.state for each in findings}
    return 3 if "missing" in states else 1 if "wrong" in states else 0


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
