"""`init`: a folder that is not there yet → a record repository with a small service, ready to fill."""

from __future__ import annotations

import re
from pathlib import Path

import click

from engager_docs.author.init import hook, init
from engager_docs.author.target import Refused
from engager_docs.cli.request import Request, today

_SITE = re.compile(r"[A-Z]{2,4}")


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--site", default="NW", show_default=True, metavar="CODE", help="The first site: two to four capitals.")
@click.option("--title", default="Our Engager service", show_default=True, help="The name of the service.")
@click.option("--no-git", is_flag=True, help="Make the files alone, where there is no git.")
@click.option("--hook", "only_hook", is_flag=True, help="Only set up the check before each commit in a clone.")
@click.pass_obj
def command(request: Request, folder: Path, site: str, title: str, no_git: bool, only_hook: bool) -> int:
    """Make a new record repository in DIR: a site, staff, one example participant, git, and what editors need.

    Nothing that is there is written over. Example: engager-docs init our-records --site SW
    """
    if not _SITE.fullmatch(site):
        raise click.UsageError(f"{site!r} is no code for a site: write two to four capitals, such as NW")
    if not title.strip() or not title.isprintable() or re.search(r"[:#'\"]|^\W", title):
        raise click.UsageError("write the title in letters, without colons, quotation marks or #")
    try:
        if only_hook:
            request.say(f"Each commit is checked first, by {hook(folder)}")
            return 0
        made = init(folder, site, title.strip(), today(), git=not no_git)
    except Refused as why:
        raise click.UsageError(str(why)) from None
    click.echo(str(folder))
    if not made.under_git:
        because = "" if no_git else f" ({made.complaint or 'git is not installed'})"
        request.say(f"The files are not under git{because}. There is no history until they are; all else works.")
    request.say(
        f"{len(made.files)} files. Next: go there with cd, read README.md, fill in what stands in capitals, and\n"
        f"  engager-docs check\n  engager-docs new participant {site}"
    )
    return 0
