"""Line management and adherence reviews → views; line management holds no participant's record (documents.md 5, 8)."""

from __future__ import annotations

from engager_docs.model.casebook import Supervised
from engager_docs.model.records.meetings import AdherenceReview, LineManagement
from engager_docs.model.rules import rule_title
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Table, Tag
from engager_docs.render.blocks import facts, lines, or_none, table
from engager_docs.render.pages.discussion import SessionView, actions_table, listed, status_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import NOT_RECORDED, words, yes_no


def management_view(entry: Supervised[LineManagement], sheet: Sheet) -> SessionView:
    """Return one line management meeting for the audience that sees it."""
    record = entry.data
    shown = sheet.service.sees("line-manager")
    return SessionView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Staff member", sheet.person(entry.staff)),
            *((("Line manager", sheet.person(record.manager)),) if shown else ()),
            ("Status", status_of(record.status)),
            *((("Development discussed", yes_no(record.development_discussed)),) if shown else ()),
            *((("Training needs", lines(record.training_needs, "None")),) if shown else ()),
        ),
        withheld="" if shown else "Not shown to this audience: what was discussed, planned and agreed.",
        discussions=(),
        tables=_management_tables(record, sheet) if shown else (),
        body=sheet.body(entry),
        body_title="Notes",
    )


def _management_tables(record: LineManagement, sheet: Sheet) -> tuple[Table, ...]:
    issues = table(
        "Individual issues",
        ("Issue", "Kind", "Input or support planned", "By"),
        (
            (
                or_none(each.note),
                words(each.kind) if each.kind else NOT_RECORDED,
                or_none(each.input_planned, "None planned"),
                sheet.day(each.due_on, "No date"),
            )
            for each in record.issues
        ),
        "No issue is recorded.",
    )
    if record.appraisal is None:
        return (issues, actions_table(record.actions, sheet))
    caption = f"Annual appraisal to {sheet.day(record.appraisal.period_to)}"
    objectives = listed(caption, "Objective", record.appraisal.objectives, "No objective is recorded.")
    return (issues, objectives, actions_table(record.actions, sheet))


def review_view(entry: Entry[AdherenceReview], sheet: Sheet) -> SessionView:
    """Return one adherence review."""
    record = entry.data
    period = NOT_RECORDED
    if record.period is not None and record.period.from_ is not None:
        period = sheet.span(record.period.from_, record.period.to)
    signed: Content = sheet.day(record.signed_off_on) if record.signed_off_on else Tag("Not signed off", "warn")
    return SessionView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Reviewed by", sheet.person(record.reviewer)),
            ("Period", period),
            ("Signed off", signed),
        ),
        withheld="",
        discussions=(),
        tables=(
            table(
                "Departures looked into",
                ("Rule", "Case", "Explanation", "Action"),
                (
                    (
                        f"{rule_title(each.rule)} ({each.rule})" if each.rule else NOT_RECORDED,
                        sheet.case(each.participant) if each.participant else "The site",
                        or_none(each.explanation),
                        or_none(each.action, "None"),
                    )
                    for each in record.findings
                ),
                "No departure was found.",
            ),
        ),
        body=sheet.body(entry),
        body_title="Commentary",
    )
