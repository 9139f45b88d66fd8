"""`export cms-config`: the records and the schema → the configuration of a content manager, printed or written."""

from __future__ import annotations

from pathlib import Path

import click

from engager_docs.author.cms import configuration
from engager_docs.author.known import Known
from engager_docs.cli.own_day import own_day
from engager_docs.cli.request import Request
from engager_docs.publish.file import publish_file


@click.group("export")
def command() -> None:
    """Give what is kept here to another program.

    Example: engager-docs export cms-config -o admin/config.yml
    """


@command.command("cms-config")
@click.option("-o", "target", type=click.Path(dir_okay=False, path_type=Path), help="The file (default: printed).")
@click.option(
    "--backend",
    type=click.Choice(["test-repo", "github", "gitlab", "gitea"]),
    default="test-repo",
    show_default=True,
    help="Where the content manager finds the records; test-repo keeps nothing.",
)
@click.option("--repo", default="", metavar="OWNER/NAME", help="The repository at that forge.")
@click.pass_obj
def cms_config(request: Request, target: Path | None, backend: str, repo: str) -> int:
    """Write a configuration for Decap CMS and Sveltia CMS: forms for every open case and every site.

    Example: engager-docs export cms-config --backend gitlab --repo team/records -o admin/config.yml
    """
    if (backend != "test-repo") != bool(repo):
        raise click.UsageError("--backend github, gitlab or gitea goes with --repo OWNER/NAME")
    root = request.root()
    text = configuration(Known(root, own_day(request, root)), backend, repo)
    if target is None:
        click.echo(text, nl=False)
        return 0
    publish_file(text.encode(), target)
    request.say(f"Written to {target}. Keep the forge private: a content manager shows whole records.")
    return 0
