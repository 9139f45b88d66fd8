"""argv → the command it names, run; every ending becomes one of the five exit statuses of interface.md."""

from __future__ import annotations

import importlib
import sys
import traceback
from datetime import date
from difflib import get_close_matches
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engager_docs import __version__
from engager_docs.cli.printing import Missing
from engager_docs.cli.request import Day, Request, colourless

if TYPE_CHECKING:  # the records bring pydantic, which a command that reads none need not wait for
    from engager_docs.model.records.service import Profile

_COMMANDS = (
    "build",
    "check",
    "doctor",
    "explain",
    "export",
    "history",
    "import",
    "init",
    "new",
    "pack",
    "purge-plan",
    "report",
    "retention",
    "schema",
    "serve",
    "verify-site",
)
CLEAN, FOUND, USAGE, SURROUNDINGS, OURS = 0, 1, 2, 3, 4


class _Commands(click.Group):
    """The commands, each loaded when it is named, so that `check` starts without what `build` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's own signature
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"engager_docs.cli.{_module(cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS:
            near = get_close_matches(args[0], _COMMANDS, 1, 0.5)
            meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(_COMMANDS)}"
            ctx.fail(f"no such command: {args[0]!r}; {meant}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The record repository, or a folder inside it (default: the working folder).",
)
@click.option(
    "--as-of",
    type=Day(),
    metavar="DAY",
    help="Ask how things stood on YYYY-MM-DD, or at the end of YYYY-Www.",
)
@click.option(
    "--profile",
    type=click.Choice(["description", "protocol", "reconnect"]),
    help="The parameters to judge by (default: the service's own).",
)
@click.option("--no-color", is_flag=True, help="Print without colours.")
@click.option("-q", "--quiet", is_flag=True, help="Print results only.")
@click.option("-v", "--verbose", is_flag=True, help="Say more about what is done.")
@click.version_option(__version__, prog_name="engager-docs")
@click.pass_context
def cli(
    ctx: click.Context,
    folder: Path,
    as_of: date | None,
    profile: Profile | None,
    no_color: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Keep case records of the Engager intervention as files: check them, assess them, publish them."""
    if no_color or colourless():
        ctx.color = False
    ctx.obj = Request(folder, as_of, profile, quiet, verbose)


def _module(name: str) -> str:
    """Return the module of a command: a word that Python keeps for itself has a line after it."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit status: 0 clean, 1 found, 2 usage, 3 surroundings, 4 ours."""
    try:
        status = cli.main(arguments, prog_name="engager-docs", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was changed.", err=True)
        return FOUND
    except (Missing, OSError) as lacking:
        click.echo(_lacking(lacking), err=True)
        return SURROUNDINGS
    except Exception as fault:
        click.echo(_fault(fault), err=True)
        return OURS
    return status if isinstance(status, int) else CLEAN


def _lacking(lacking: Exception) -> str:
    if isinstance(lacking, OSError) and lacking.strerror:
        where = f" ({lacking.filename})" if lacking.filename else ""
        return f"The files could not be written or read: {lacking.strerror}{where}. What was there before is unchanged."
    return str(lacking)


def _fault(fault: Exception) -> str:
    """Return a report of a fault of ours: where in the program, never what the records said."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "engager_docs" in frame.filename][-3:]
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in ours)
    version = ".".join(str(part) for part in sys.version_info[:3])
    return (
        "Something went wrong inside engager-docs; your files are unchanged. Please send these lines, "
        "they hold no record text:\n"
        f"  engager-docs {__version__}, Python {version}, {type(fault).__name__} at {places}"
    )
