"""`schema`: a kind of record, or an output → its JSON Schema, printed or written for an editor to use."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import Any

import click

from engager_docs.cli.request import Request
from engager_docs.model.records.registry import KINDS
from engager_docs.publish.file import publish_file
from engager_docs.render.dictionary import as_csv
from engager_docs.render.output_schema import diagnostics_schema, report_schema
from engager_docs.render.schema import as_json, mapping, schema_of

_OUTPUTS = {"report": "what `report --format json` prints", "diagnostics": "what `check --format json` prints"}
_FOLDER = ".schemas"


def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001  click's signature
    """Return the types of record that begin with what is typed, for a shell to complete."""
    return [each.name for each in KINDS if each.name.startswith(incomplete)]


@click.command("schema")
@click.argument("kind", metavar="[TYPE]", required=False, shell_complete=kinds)
@click.option("--write", is_flag=True, help=f"Write every schema, or this one, to {_FOLDER}/ for an editor to use.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "csv"]),
    default="json",
    help="csv: the data dictionary, a row for each field of the TYPE, or of every one.",
)
@click.pass_obj
def command(request: Request, kind: str | None, write: bool, shape: str) -> int:
    """Print the JSON Schema of a record TYPE, of `report` or of `diagnostics`; without TYPE, list what there is.

    Examples: engager-docs schema contact · engager-docs schema --format csv > dictionary.csv
    """
    names = [each.name for each in KINDS] + list(_OUTPUTS)
    if kind is not None and kind not in names:
        near = get_close_matches(kind, names, 1, 0.5)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise click.UsageError(f"no type of record is called {kind!r}; {meant}")
    if shape == "csv":
        return _dictionary(kind, write=write)
    if write:
        return _written(request, [kind] if kind else names)
    click.echo(as_json(_schema(kind)) if kind else _list(), nl=False)
    return 0


def _dictionary(name: str | None, *, write: bool) -> int:
    if write or name in _OUTPUTS:
        raise click.UsageError(
            "--format csv prints the data dictionary of records: leave --write, report and diagnostics out"
        )
    click.echo(as_csv([each for each in KINDS if name in (None, each.name)]), nl=False)
    return 0


def _schema(name: str) -> dict[str, Any]:
    if name in _OUTPUTS:
        return report_schema() if name == "report" else diagnostics_schema()
    return schema_of(next(each for each in KINDS if each.name == name))


def _list() -> str:
    titles = {each.name: each.title for each in KINDS} | _OUTPUTS
    wide = max(map(len, titles))
    return "".join(f"{name:<{wide}}  {title}\n" for name, title in titles.items())


def _written(request: Request, names: list[str]) -> int:
    root = request.root()
    for name in names:
        publish_file(as_json(_schema(name)).encode(), root / _FOLDER / f"{name}.schema.json")
    request.say(f"{len(names)} written to {_FOLDER}/. For an editor with yaml-language-server, in its settings:")
    request.say(json.dumps({"yaml.schemas": mapping()}, indent=2))
    return 0
