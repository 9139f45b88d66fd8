"""One case → outcome measures: the table of scores and a line for each questionnaire (documents.md 1.10)."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.wellbeing import OutcomeScore
from engager_docs.model.view import Content, Part, Table
from engager_docs.render.blocks import lines, table
from engager_docs.render.scores import ScoreChart, charts_of, cut_off
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import joined, words


class OutcomesView(Struct, frozen=True):
    """Scores only, never the questions."""

    scores: Table
    charts: tuple[ScoreChart, ...]


def outcomes(case: Case, sheet: Sheet) -> Part:
    """Return the outcome measures."""
    scores = case.outcomes.data if case.outcomes else ()
    view = OutcomesView(
        scores=table(
            "Scores",
            ("Date", "Questionnaire", "When", "Total", "Cut-off", "Parts", "Questions left out"),
            (_row(each, sheet) for each in sorted(scores, key=lambda each: (each.on, each.instrument))),
            "No outcome measure is recorded.",
            numbers=(3, 4),
        ),
        charts=charts_of(scores, case.id, sheet),
    )
    files = (case.outcomes.file,) if case.outcomes else ()
    return Part("outcomes", "Outcome measures", "pages/workbook/outcomes.html", view, files)


def _row(score: OutcomeScore, sheet: Sheet) -> tuple[Content, ...]:
    missing = "Not recorded" if score.items_missing is None else str(score.items_missing)
    notes = [missing] if score.total is not None else ["Not filled in"]
    if score.declined_because:
        notes.append(f"Declined: {score.declined_because}")
    if score.risk_reviewed_by:
        notes.append(f"Answers about risk seen by {score.risk_reviewed_by}")
    return (
        sheet.day(score.on),
        words(score.instrument),
        words(score.timepoint),
        "None" if score.total is None else f"{score.total:g}",
        cut_off(score.instrument),
        joined(tuple(f"{words(name)} {value:g}" for name, value in score.domains.items()), "None"),
        lines(notes),
    )
