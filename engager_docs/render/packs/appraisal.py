"""A person and twelve months → what an annual appraisal looks back on: supervision, training, evidence (§21)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from engager_docs.model.casebook import Casebook, Staff, Supervised
from engager_docs.model.records.meetings import Appraisal
from engager_docs.model.records.supervision import ClinicalSupervision, SupervisorSupervision
from engager_docs.model.result import Assessment
from engager_docs.model.view import Content, Table
from engager_docs.render.blocks import facts, table
from engager_docs.render.packs.pieces import TablesView
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import words

YEAR = timedelta(days=365)
RULE = "S11"
QUESTIONS = ("What went well", "Where support is wanted", "Objectives for the next twelve months")


def appraisal_view(person: Staff, book: Casebook, found: Assessment | None, sheet: Sheet) -> TablesView:
    """Return the twelve months before the as-of day, the last appraisal's objectives, and the next due date."""
    first = sheet.as_of - YEAR
    last = next(((day, held) for day, held in reversed(tuple(_appraisals(person, book)))), None)
    return TablesView(
        facts=facts(
            ("Twelve months looked at", sheet.span(first, sheet.as_of)),
            ("Last appraisal", sheet.day(last[0]) if last else "None recorded"),
            ("Next appraisal due", _due(person, found, sheet)),
        ),
        tables=(
            _supervision(person, book, first, sheet),
            _training(person, book, first, sheet),
            _evidence(person, first, sheet),
            table(
                "Objectives agreed last time", ("Objective", "Reached?"),
                ((objective, "") for objective in (last[1].objectives if last else ())), "No objective is recorded.",
            ),
        ),
        questions=QUESTIONS,
    )  # fmt: skip


def _appraisals(person: Staff, book: Casebook) -> Iterator[tuple[date, Appraisal]]:
    for site in book.sites:
        for entry in site.line_management:
            if entry.staff == person.id and entry.data.appraisal is not None:
                yield entry.data.date, entry.data.appraisal


def _due(person: Staff, found: Assessment | None, sheet: Sheet) -> str:
    results = next((each.results for each in found.staff if each.id == person.id), ()) if found else ()
    due = next((each.due_on for each in results if each.rule == RULE), None)
    return sheet.day(due, "No day can be told")


def _supervision(person: Staff, book: Casebook, first: date, sheet: Sheet) -> Table:
    """Return how often a practitioner's weekly session, or the supervisor's own (§18), was held, by month."""
    held: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    for site in book.sites:
        received: tuple[Supervised[ClinicalSupervision] | Supervised[SupervisorSupervision], ...]
        received = (*site.clinical, *site.supervisor)
        for entry in received:
            if entry.staff == person.id and first <= entry.data.date <= sheet.as_of:
                (held if entry.data.status == "held" else moved)[f"{entry.data.date:%Y-%m}"] += 1
    rows: list[tuple[Content, ...]] = [
        (f"{date.fromisoformat(month + '-01'):%B %Y}", str(held[month]), str(moved[month]))
        for month in sorted(held.keys() | moved.keys())
    ]
    heads = ("Month", "Held", "Cancelled or moved")
    return table("Supervision received", heads, rows, "No session is recorded.", numbers=(1, 2))


def _training(person: Staff, book: Casebook, first: date, sheet: Sheet) -> Table:
    rows: list[tuple[Content, ...]] = [
        (sheet.day(entry.data.date), "; ".join(entry.data.topics), words(own.status))
        for entry in book.training
        for own in entry.data.attendance
        if own.person == person.id and (entry.data.date.year, entry.data.date.month) >= (first.year, first.month)
    ]
    return table("Training", ("When", "Topics", "There"), rows, "No training is recorded in these months.")


def _evidence(person: Staff, first: date, sheet: Sheet) -> Table:
    rows: list[tuple[Content, ...]] = [
        (words(one.code), one.evidence, sheet.day(one.on))
        for one in person.record.data.characteristics
        if one.on >= first
    ]
    heads = ("Characteristic", "What was seen or said", "When")
    return table("Evidence of key characteristics", heads, rows, "None noted in these months.")
