"""One case → core components: component by supervision date (documents.md 1.9, §17)."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.view import Content, Part, Table
from engager_docs.render.blocks import table
from engager_docs.render.service import Mention
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import words

_WORDS = {
    "yes": "Yes",
    "partly": "Partly",
    "no": "No",
    "not_indicated": "Not needed",
    "not_recorded": "Not recorded",
}


class Mark(Struct, frozen=True):
    """One cell of the matrix: the word, and the class that colours it."""

    text: str
    kind: str


class MatrixRow(Struct, frozen=True):
    """One supervision: its date, and a mark for each component."""

    day: Content
    marks: tuple[Mark, ...]


class ChecklistView(Struct, frozen=True):
    """The matrix of core components."""

    caption: str
    components: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def checklist(case: Case, sheet: Sheet) -> Part:
    """Return the matrix of core components from the supervisions that discussed the case."""
    mentions = sheet.service.supervised.get(case.id, ())
    marked = [mention for mention in mentions if mention.discussion.checklist]
    view = ChecklistView(
        caption="Was the component applied? One row for each supervision",
        components=tuple(item.label for item in sheet.service.components),
        rows=tuple(_row(mention, sheet) for mention in marked),
    )
    files = tuple(mention.file for mention in marked[-1:])
    return Part("components", "Core components", "pages/workbook/components.html", view, files, wide=len(marked) > 0)


def discussed(case: Case, sheet: Sheet) -> tuple[Mention, ...]:
    """Return where a case was discussed, in clinical supervision and in team meetings, in order of date."""
    service = sheet.service
    both = (*service.supervised.get(case.id, ()), *service.discussed.get(case.id, ()))
    return tuple(sorted(both, key=lambda each: (each.on, each.file)))


def discussions(caption: str, mentions: tuple[Mention, ...], sheet: Sheet) -> Table:
    """Return what was decided about a case where it was discussed; a discussion without a decision is left out."""
    rows = (
        (
            sheet.dated(each.on, each.file),
            ("Supervision of ", sheet.person(each.staff)) if each.staff else "Team meeting",
            words(each.discussion.progress) if each.discussion.progress else "",
            each.discussion.decision,
        )
        for each in mentions
        if each.discussion.decision
    )
    return table(caption, ("Date", "Where", "Progress", "Decision"), rows, "No decision is recorded.")


def _row(mention: Mention, sheet: Sheet) -> MatrixRow:
    marks = {mark.component: mark.applied for mark in mention.discussion.checklist}
    return MatrixRow(
        day=sheet.dated(mention.on, mention.file),
        marks=tuple(
            Mark(_WORDS[marks[item.code]], marks[item.code]) if item.code in marks else Mark("Left out", "left-out")
            for item in sheet.service.components
        ),
    )
