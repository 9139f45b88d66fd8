"""A meeting → the form its minutes are written on, its lines those of the record, and the actions still open."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from engager_docs.model.casebook import Site
from engager_docs.model.records.meetings import TeamMeeting
from engager_docs.model.records.session import CaseDiscussion
from engager_docs.model.view import Content, Table
from engager_docs.render.blocks import table
from engager_docs.render.packs.form_fields import form_lines
from engager_docs.render.packs.form_section import Section, actions_section
from engager_docs.render.sheet import Sheet


class MeetingForm(Struct, frozen=True):
    """The record of the meeting, a group of lines for each open case, the actions."""

    week: str
    meeting: Section
    cases: tuple[Section, ...]
    actions: Section


def meeting_form(week: str, cases: tuple[str, ...]) -> MeetingForm:
    """Return the form of one meeting; attendance and learning have pages of their own in the pack."""
    said = tuple(form_lines(CaseDiscussion, {"participant", "checklist"}))
    return MeetingForm(
        week=week,
        meeting=Section("", tuple(form_lines(TeamMeeting, {"attendance", "learning"}))),
        cases=tuple(Section(case, said) for case in cases),
        actions=actions_section(),
    )


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
        "Agreed in earlier meetings, not done yet",
        ("Agreed", "What", "Who", "Due", "Done on"),
        rows,
        "Nothing is open.",
    )
