"""`import`: a table and a mapping → what would become of every row; with --write, the records, all or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from engager_docs.author.incoming import Incoming
from engager_docs.author.mapping import Mapping, mapping
from engager_docs.author.rows import incoming, write
from engager_docs.author.target import Refused
from engager_docs.cli.own_day import own_day
from engager_docs.cli.printing import Missing
from engager_docs.cli.request import Request
from engager_docs.read.table import Row, Unreadable, rows
from engager_docs.render.diagnostics import as_text
from engager_docs.render.words import counted


@click.command("import")
@click.argument("table", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.argument("by", metavar="MAPPING", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook (default: the first).")
@click.option("--write", "wanted", is_flag=True, help="Write the records; without it nothing is written.")
@click.pass_obj
def command(request: Request, table: Path, by: Path, sheet: str, wanted: bool) -> int:
    """Read referrals, contacts or attendance from TABLE (CSV or .xlsx), as MAPPING says which column is what.

    Every row's outcome is shown, and nothing is written without --write: then all records, or none.
    Example: engager-docs import contacts.csv contacts.yaml --write
    """
    root = request.root()
    plan = _mapping(by)
    try:
        lines = rows(table.absolute(), sheet)
    except Unreadable as why:
        raise click.UsageError(str(why)) from None
    except ImportError:
        raise Missing("Workbooks need openpyxl: pip install 'engager-docs[xlsx]', or save the sheet as CSV.") from None
    _columns(plan, lines)
    found = incoming(root, lines, plan, own_day(request, root))
    wrong = sum(len(each.problems) for each in found)
    click.echo("".join(f"{line}\n" for line in outcomes(found, written=wanted and not wrong)), nl=False)
    new = [each for each in found if each.new]
    if wrong:
        request.say(
            f"{counted(wrong, 'problem')} in {counted(len(lines), 'row')}: nothing is written until all are mended."
        )
        return 1
    if not wanted:
        request.say(
            f"{counted(len(lines), 'row')}, {counted(len(new), 'new record')}: say --write to have them written."
        )
        return 0
    try:
        written = write(root, new)
    except Refused as why:
        raise click.UsageError(str(why)) from None
    request.say(f"{counted(len(written), 'record')} written. Then: engager-docs check")
    return 0


def outcomes(found: Iterable[Incoming], *, written: bool) -> Iterator[str]:
    """Yield what becomes of each row, in the order of the rows."""
    lines: list[tuple[int, str]] = []
    for each in found:
        for problem in each.problems:
            column = f", column {problem.column}" if problem.column else ""
            lines.append((problem.row, _printable(f"row {problem.row}{column}: {problem.message}")))
        if not each.problems:
            what = "is there already" if each.there else "written to" if written else "would be written to"
            lines += [(row, f"row {row}: {each.file} {what}" if each.there else f"row {row}: {what} {each.file}")
                      for row in each.rows]  # fmt: skip
    return (line for _, line in sorted(lines, key=lambda one: one[0]))


def _mapping(file: Path) -> Mapping:
    found, wrong = mapping(file.absolute())
    if found is None or wrong:
        raise click.UsageError(f"the mapping cannot be used as it is:\n{as_text(wrong)}")
    return found


def _columns(plan: Mapping, lines: tuple[Row, ...]) -> None:
    """Refuse a mapping that names a column the table has not."""
    if not lines:
        raise click.UsageError("the table holds no rows below its header")
    there = lines[0].cells
    named = [plan.subject, *plan.columns.values(), *([plan.body] if plan.body else [])]
    absent = [name for name in named if name not in there]
    if absent:
        raise click.UsageError(
            f"the table has no column {absent[0]!r}: it has {_printable(', '.join(filter(None, there)))}"
        )


def _printable(text: str) -> str:
    """Return a text for a screen: a table comes from elsewhere, and may hold what moves the cursor."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
