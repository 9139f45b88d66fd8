"""What supervision and meetings share → views: case discussions, attendance, actions, short lists."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.records.session import AgreedAction, Attendance, CaseDiscussion
from engager_docs.model.view import Content, Fact, Table
from engager_docs.render.blocks import facts, or_none, table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import NOT_RECORDED, code_tag, words


class DiscussionView(Struct, frozen=True):
    """What was said about one case."""

    id: str
    case: Content
    facts: tuple[Fact, ...]
    checklist: Table


class SessionView(Struct, frozen=True):
    """One supervision, meeting or review; what does not belong to its kind is empty."""

    facts: tuple[Fact, ...]
    withheld: str
    discussions: tuple[DiscussionView, ...]
    tables: tuple[Table, ...]
    body: Markup
    body_title: str


def discussion_of(each: CaseDiscussion, sheet: Sheet) -> DiscussionView:
    """Return what was said about one case."""
    labels = {item.code: item.label for item in sheet.service.components}
    issue: tuple[tuple[str, Content | None], ...] = ()
    if sheet.service.sees("restricted"):
        issue = (("Dynamic issue", each.dynamic_issue or "None noted"),)
    return DiscussionView(
        id=f"case-{each.participant}",
        case=sheet.case(each.participant),
        facts=facts(
            ("Progress", code_tag(each.progress) if each.progress else None),
            (
                "Shared Understanding addresses the goals",
                words(each.understanding_addresses_goals) if each.understanding_addresses_goals else None,
            ),
            ("Barriers", each.barriers or "None noted"),
            *issue,
            ("Decision", each.decision or "None noted"),
        ),
        checklist=table(
            f"Core component checklist of {each.participant}",
            ("Component", "Applied", "Example", "Plan"),
            (
                (
                    labels.get(mark.component, mark.component),
                    code_tag(mark.applied),
                    or_none(mark.example, ""),
                    or_none(mark.plan, ""),
                )
                for mark in each.checklist
            ),
            "",
        ),
    )


def actions_table(actions: tuple[AgreedAction, ...], sheet: Sheet) -> Table:
    """Return what was agreed to be done."""
    return table(
        "Actions",
        ("What", "Who", "Due", "Done"),
        (
            (
                each.what,
                sheet.person(each.who),
                sheet.day(each.due_on, "No date"),
                sheet.day(each.done_on, "Not yet"),
            )
            for each in actions
        ),
        "No action was agreed.",
    )


def attendance_table(attendance: tuple[Attendance, ...], sheet: Sheet) -> Table:
    """Return who was there."""
    return table(
        "Attendance",
        ("Staff", "Status"),
        ((sheet.person(each.staff), code_tag(each.status)) for each in attendance),
        "No attendance is recorded.",
    )


def listed(caption: str, head: str, texts: tuple[str, ...], empty: str) -> Table:
    """Return texts as a table of one column."""
    return table(caption, (head,), ((text,) for text in texts), empty)


def status_of(status: str | None) -> Content:
    """Return whether a session was held, as a tag."""
    return NOT_RECORDED if status is None else code_tag(status)
