"""`new`: a kind of record and whom it is about → its file, filled in as far as is known, the rest asked or blank."""

from __future__ import annotations

import sys
from datetime import date

import click

from engager_docs.author.answers import answered
from engager_docs.author.fields import Field, Many, One, field_at
from engager_docs.author.keep import Changed
from engager_docs.author.known import Known
from engager_docs.author.new import Judged, begin, faults, judge, keep, unread
from engager_docs.author.parts import ENTRIES
from engager_docs.author.target import Refused, Target, subject_of
from engager_docs.author.text import Draft
from engager_docs.cli.own_day import own_day
from engager_docs.cli.request import Day, Request
from engager_docs.model.records.registry import KINDS
from engager_docs.model.source import Path
from engager_docs.render.diagnostics import as_text

_SHOWN = 8


def _types(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001  click's signature
    """Return what `new` can write that begins with what is typed, for a shell to complete."""
    of_kinds = [each.name for each in KINDS if each.name.startswith(incomplete)]
    return of_kinds + [each.name for each in ENTRIES if each.name.startswith(incomplete)]


@click.command("new")
@click.argument("kind", metavar="TYPE", required=False, default="", shell_complete=_types)
@click.argument("subject", required=False, default="")
@click.option("--date", "day", type=Day(), metavar="DAY", help="The day the record is about (default: today).")
@click.option("--set", "answers", multiple=True, metavar="KEY=VALUE", help="Fill in a field; dots lead into groups.")
@click.option("--no-input", is_flag=True, help="Ask nothing, also at a terminal.")
@click.option("--edit", is_flag=True, help="Open the new file in the editor that VISUAL or EDITOR names.")
@click.pass_obj
def command(
    request: Request, kind: str, subject: str, day: date | None, answers: tuple[str, ...], no_input: bool, edit: bool
) -> int:
    """Write a new record of TYPE about SUBJECT, with what is known filled in; never over one that is there.

    SUBJECT is a participant, a staff member or a site. Example: engager-docs new contact NW-001 --set place=prison
    """
    if not kind:
        raise click.UsageError(f"say which type of record, and whom it is about:\n{_kinds()}")
    root = request.root()
    typed_on = own_day(request, root)
    known = Known(root, day or typed_on)
    try:
        aim, draft = begin(kind, subject, known, typed_on, answers)
        judged = _without_faults(judge(aim, draft))
        for file in unread(known, aim):
            request.say(f"{file} has faults, so nothing is taken from it: engager-docs check {file}")
        if not no_input and sys.stdin.isatty():
            draft, judged = _asked(aim, draft, judged)
        file = keep(known, aim, draft)
    except Refused as why:
        raise click.UsageError(str(why)) from None
    except Changed as other:
        raise click.UsageError(f"{other} was changed by somebody else in this moment: try again") from None
    click.echo(file)
    if not edit:
        _tell(request, judged, file)
        return 0
    click.edit(filename=str(root / file))
    found = faults(root, file)
    request.say(as_text(found) if found else f"Well written by itself. Then: engager-docs check {file}")
    return 0


def _kinds() -> str:
    """Return the types of record by whom they are about."""
    about = {
        "participant": "a PARTICIPANT",
        "staff": "a STAFF MEMBER",
        "site": "a SITE",
        "": "the SERVICE (training: its town)",
    }
    held: dict[str, list[str]] = {word: [] for word in about.values()}
    for each in KINDS:
        held[about[subject_of(each)]].append(each.name)
    held["an entry in a PARTICIPANT's record"] = [each.name for each in ENTRIES]
    return "\n".join(f"  {word}:\n    {', '.join(names)}" for word, names in held.items())


def _without_faults(judged: Judged) -> Judged:
    """Return what was judged; nothing is written that `check` would refuse for more than its blanks."""
    if judged.wrong:
        said = as_text(judged.wrong)
        raise Refused(f"nothing was written, since something given does not fit:\n{said}")
    return judged


def _tell(request: Request, judged: Judged, file: str) -> None:
    if not judged.blanks:
        request.say(f"Nothing required is blank. Then: engager-docs check {file}")
        return
    names = [_name(path) for path in judged.blanks]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    request.say(f"Required and still blank: {', '.join(names[:_SHOWN])}{more}. Then: engager-docs check {file}")


def _name(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _asked(aim: Target, draft: Draft, judged: Judged) -> tuple[Draft, Judged]:
    """Ask for each required field that is blank and is not one of many alike, such as a line of a checklist."""
    click.echo("Press Enter to leave a field blank and fill it in later.", err=True)
    for path in judged.blanks:
        field = field_at(draft.kind, path)
        if field is None or any(isinstance(step, int) for step in path):
            continue
        draft, judged = _one(aim, draft, judged, path, field)
    return draft, judged


def _one(aim: Target, draft: Draft, judged: Judged, path: Path, field: Field) -> tuple[Draft, Judged]:
    """Ask for one field until the answer fits or is left blank."""
    of = field.holds.of if isinstance(field.holds, Many) else field.holds
    if not isinstance(of, One):
        return draft, judged
    shown = "".join(f"\n  {number}  {choice}" for number, choice in enumerate(of.choices, 1)) or f" {of.form}"
    click.echo(f"{_name(path)}: {field.says}{shown.rstrip()}", err=True)
    while True:
        given: str = click.prompt(_name(path), default="", show_default=False, err=True).strip()
        if not given:
            return draft, judged
        if given.isdecimal() and 1 <= int(given) <= len(of.choices):
            given = of.choices[int(given) - 1]
        try:
            filled = answered(draft, [f"{_name(path)}={given}"])
            return filled, _without_faults(judge(aim, filled))
        except Refused as why:
            click.echo(_why(str(why)), err=True)


def _why(said: str) -> str:
    """Return what is wrong with an answer, without the place in a file that is not there yet."""
    lines = [line for line in said.splitlines() if "^" in line or " error " in line]
    told = [line.rpartition("^")[2].strip() if "^" in line else line.partition("`: ")[2] for line in lines]
    return "  ".join(each for each in told if each) or said
