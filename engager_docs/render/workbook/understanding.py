"""One case → its Shared Understanding: current version, what changed, a page for each version (documents.md 1.4)."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Fact, Labelled, Part, Table
from engager_docs.render.blocks import facts, or_none, table
from engager_docs.render.diagram import Diagram, diagram_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import NOT_RECORDED, words
from engager_docs.render.workbook.changes import Comparison, comparison


class UnderstandingView(Struct, frozen=True):
    """One version, and what is different from the one before."""

    facts: tuple[Fact, ...]
    core: tuple[Labelled, ...]
    diagram: Diagram | None
    links: Table
    around: tuple[Labelled, ...]
    if_i_disappear: str
    narrative: Markup
    changes: Comparison | None
    base: int


def understanding(case: Case, sheet: Sheet) -> Part:
    """Return the current version of the Shared Understanding with what changed since the one before."""
    versions = case.understandings
    view = version_view(case, len(versions) - 1, sheet, 4) if versions else None
    files = tuple(entry.file for entry in versions[-2:])
    return Part("understanding", "Shared Understanding", "pages/workbook/understanding.html", view, files)


def version_view(case: Case, place: int, sheet: Sheet, base: int = 2) -> UnderstandingView:
    """Return the version at ``place`` (from 0); ``base`` is the heading level its narrative begins at."""
    entry = case.understandings[place]
    version = entry.data
    before = case.understandings[place - 1].data if place else None
    return UnderstandingView(
        facts=_facts(version, place, case, sheet),
        core=(
            Labelled("Emotions", version.emotions),
            Labelled("Thoughts", version.thoughts),
            Labelled("Behaviours", version.behaviours),
        ),
        diagram=diagram_of(version, f"{case.id}-{entry.stem}"),
        links=table(
            "How they hang together",
            ("Number", "From", "Leads to", "In their words"),
            (
                (str(number), link.from_, link.to, or_none(link.words, "No words noted"))
                for number, link in enumerate(version.links, 1)
            ),
            "No link between emotions, thoughts and behaviours is written down yet.",
        ),
        around=(
            Labelled("Needs", version.needs),
            Labelled("Problems", version.problems),
            Labelled("Strengths", version.strengths),
            Labelled("Resources", version.resources),
            Labelled("What sets it off", version.triggers),
            Labelled("What helps", version.what_helps),
        ),
        if_i_disappear=version.if_i_disappear or "",
        narrative=sheet.body(entry, base),
        changes=None if before is None else comparison(before, version, sheet.day(before.date)),
        base=base,
    )


def _facts(version: SharedUnderstanding, place: int, case: Case, sheet: Sheet) -> tuple[Fact, ...]:
    agreed = version.agreed
    answer = NOT_RECORDED
    if agreed is not None and agreed.by_participant is not None:
        answer = words(agreed.by_participant) + (f", {sheet.day(agreed.on)}" if agreed.on else "")
    return facts(
        ("Version", f"{place + 1} of {len(case.understandings)}"),
        ("Date", sheet.day(version.date)),
        ("Written by", sheet.people(version.authors)),
        ("Developed in", _contact(version, case, sheet)),
        ("Why now", words(version.review_reason) if version.review_reason else None),
        ("Agreed by the participant", answer),
        ("Copy given", sheet.day(version.copy_given_on)),
    )


def _contact(version: SharedUnderstanding, case: Case, sheet: Sheet) -> Content:
    if version.contact is None:
        return NOT_RECORDED
    held = next((entry for entry in case.contacts if entry.data.date == version.contact), None)
    text = f"the contact of {sheet.day(version.contact)}"
    return text if held is None else sheet.record(text, held.file)


def version_title(case: Case, entry: Entry[SharedUnderstanding], sheet: Sheet) -> str:
    """Return the title of the page of one version."""
    return f"Shared Understanding of {case.id}, {sheet.day(entry.data.date)}"
