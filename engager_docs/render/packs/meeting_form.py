"""A meeting → the form its minutes are written on, its lines those of the record, and the actions still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engager_docs.model.casebook import Site
from engager_docs.model.view import Content, Table
from engager_docs.render.blocks import table
from engager_docs.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """Room for what was learned, and the record of the meeting."""

    learning: tuple[str, ...]
    cases: tuple[str, ...]
    week: str


def actions_open(site: Site, until: date, sheet: Sheet) -> Table:
    """Return what earlier meetings agreed and nobody has marked as done."""
    rows: list[tuple[Content, ...]] = [
        (sheet.day(entry.data.date), action.what, action.who, sheet.day(action.due_on, "No date"), "")
        for entry in site.meetings
        if entry.data.date <= until
        for action in entry.data.actions
        if action.done_on is None
    ]
    return table(
        "Agreed in earlier meetings, not done yet", ("Agreed", "What", "Who", "Due", "Done"), rows, "Nothing is open."
    )
