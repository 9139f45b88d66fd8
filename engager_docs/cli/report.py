"""`report`: a record repository → measures and rule results, for people or for programs."""

from __future__ import annotations

import click
from msgspec.structs import replace

from engager_docs.build import examine
from engager_docs.cli.check import status
from engager_docs.cli.request import Request
from engager_docs.model.result import Assessment
from engager_docs.render.report import as_json, as_text
from engager_docs.render.report_csv import as_csv


@click.command("report")
@click.argument("subjects", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help="For people, for programs, or for a spreadsheet (default: text).",
)
@click.pass_obj
def command(request: Request, subjects: tuple[str, ...], form: str) -> int:
    """Say what was delivered and how each rule came out, for every SUBJECT or for those named.

    A subject is a participant, a staff member or a site. Example: engager-docs report NW-003
    """
    examined = examine(request.root(), request.asked())
    if examined.assessment is None:
        raise click.ClickException("cases/service.yaml cannot be read: run engager-docs check")
    assessment = _only(examined.assessment, subjects)
    write = {"text": as_text, "json": as_json, "csv": as_csv}[form]
    click.echo(write(assessment), nl=False)
    if examined.left_out:
        request.say(f"{examined.left_out} later entries are left out as of {examined.as_of.isoformat()}")
    if examined.errors:
        request.say(f"{examined.errors} errors in the records: run engager-docs check, the figures may change")
    return status(examined.diagnostics)


def _only(assessment: Assessment, subjects: tuple[str, ...]) -> Assessment:
    """Return the part of an assessment that is about ``subjects``; a usage error for one nobody knows."""
    if not subjects:
        return assessment
    known = {case.id for case in assessment.cases}
    known |= {each.id for each in (*assessment.staff, *assessment.sites)}
    for subject in subjects:
        if subject not in known:
            raise click.UsageError(f"no participant, staff member or site has the id {subject}")
    return replace(
        assessment,
        cases=tuple(each for each in assessment.cases if each.id in subjects or each.site in subjects),
        staff=tuple(each for each in assessment.staff if each.id in subjects),
        sites=tuple(each for each in assessment.sites if each.id in subjects),
    )
