"""One case → the ending: plan, letter, next steps, what became of the goals (documents.md 1.11, §30 §41)."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.course import Ending, NextStep
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Fact, Part, Table
from engager_docs.render.blocks import facts, table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import code_tag, words


class EndingView(Struct, frozen=True):
    """The plan for the ending and what came of it."""

    facts: tuple[Fact, ...]
    warning_signs: tuple[str, ...]
    keep_doing: tuple[str, ...]
    next_steps: Table
    goals: Table
    body: Markup


def ending(case: Case, sheet: Sheet) -> Part:
    """Return the ending; a case whose ending is not planned says so."""
    view = None if case.ending is None else _ending(case.ending, case, sheet)
    files = (case.ending.file,) if case.ending else ()
    return Part("ending", "Ending", "pages/workbook/ending.html", view, files)


def _ending(entry: Entry[Ending], case: Case, sheet: Sheet) -> EndingView:
    record = entry.data
    steps = record.next_steps
    goals = case.plan.data.goals if case.plan else ()
    return EndingView(
        facts=facts(
            ("Planned on", sheet.day(record.planned_on)),
            ("Working towards it from", sheet.day(record.planned_from)),
            ("Ending session", _session(record, case, sheet)),
            ("Letter given", sheet.day(record.letter_given_on)),
            ("What the participant said", record.feedback),
        ),
        warning_signs=record.warning_signs,
        keep_doing=record.keep_doing,
        next_steps=table(
            "Next steps",
            ("Service", "Organisation", "Warm hand-over", "Accepted", "First appointment"),
            (_step(step, sheet) for step in steps) if isinstance(steps, tuple) else (),
            "No next step is wanted." if steps == "none_wanted" else "No next step is recorded.",
        ),
        goals=table(
            "What became of the goals",
            ("Goal", "Result", "Settled"),
            (
                (
                    f"{goal.id}: {goal.statement}",
                    code_tag(goal.status) if goal.status else "No result recorded",
                    sheet.day(goal.closed_on, "Not settled"),
                )
                for goal in goals
            ),
            "There is no plan.",
        ),
        body=sheet.body(entry, 4),
    )


def _session(record: Ending, case: Case, sheet: Sheet) -> Content:
    if record.session is None:
        return "Not held yet"
    held = next((entry for entry in case.contacts if entry.data.date == record.session), None)
    return sheet.day(record.session) if held is None else sheet.dated(record.session, held.file)


def _step(step: NextStep, sheet: Sheet) -> tuple[Content, ...]:
    return (
        step.service,
        sheet.organisation(step.organisation),
        words(step.warm_handover) if step.warm_handover else "Not recorded",
        words(step.accepted) if step.accepted else "Not recorded",
        sheet.day(step.first_appointment, "No date"),
    )
