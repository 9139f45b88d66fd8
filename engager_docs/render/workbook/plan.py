"""One case → goals and the Shared Action Plan, overdue actions first (documents.md 1.5)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.plan import Action, ActionPlan, Goal
from engager_docs.model.view import Content, Fact, Link, Part, Row, Table, Tag
from engager_docs.render import course
from engager_docs.render.blocks import facts, or_none, table
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import NOT_RECORDED, code_tag, joined, words

_HORIZONS = ("short_term", "medium_term", "long_term")
_SHOWN = 3
"""Contacts named at a goal: the contact log has them all, and a page is to stay light."""
_OPEN = {"to_do", "in_progress", None}


class GoalView(Struct, frozen=True):
    """One goal with its actions."""

    id: str
    title: str
    status: Tag
    facts: tuple[Fact, ...]
    actions: Table


class HorizonView(Struct, frozen=True):
    """The goals of one horizon."""

    label: str
    goals: tuple[GoalView, ...]


class PlanView(Struct, frozen=True):
    """The whole plan: what is overdue, the goals by horizon, the versions."""

    overdue: Table
    horizons: tuple[HorizonView, ...]
    versions: Table


def plan(case: Case, sheet: Sheet) -> Part:
    """Return goals and plan; a case without a plan says so."""
    view = None if case.plan is None else _plan(case.plan.data, case, sheet)
    files = (case.plan.file,) if case.plan else ()
    return Part("goals", "Goals and Shared Action Plan", "pages/workbook/goals.html", view, files)


def _plan(record: ActionPlan, case: Case, sheet: Sheet) -> PlanView:
    return PlanView(
        overdue=table(
            "Overdue actions",
            ("Action", "What", "Who", "Due", "Status"),
            _overdue(record, case, sheet),
            "No action is overdue.",
        ),
        horizons=tuple(
            HorizonView(
                words(horizon),
                tuple(_goal(goal, case, sheet) for goal in record.goals if goal.horizon == horizon),
            )
            for horizon in _HORIZONS
            if any(goal.horizon == horizon for goal in record.goals)
        ),
        versions=table(
            "Versions of the plan",
            ("Version", "Reviewed", "By", "Agreed with the participant", "Goals", "Given to", "What changed"),
            (
                (
                    str(number),
                    sheet.day(review.on),
                    sheet.people(review.by),
                    words(review.agreed_with_participant) if review.agreed_with_participant else NOT_RECORDED,
                    goal_links(review.goals, case, sheet),
                    joined(review.given_to, "Nobody"),
                    or_none(review.note),
                )
                for number, (_, review) in enumerate(course.plan_versions(case), 1)
            ),
            "No review of the plan is recorded: it has no version yet.",
        ),
    )


def goal_links(goals: tuple[str, ...], case: Case, sheet: Sheet) -> Content:
    """Return goal ids as links to the goals in the workbook."""
    path = f"{case.site}/participants/{case.id}/index.html"
    marks = ((goal, f"{case.id}-{goal}") for goal in goals)
    return series(tuple(sheet.link(goal, path, mark) if mark in sheet.marks else goal for goal, mark in marks), "None")


def _overdue(record: ActionPlan, case: Case, sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    until = course.closed_on(case) or sheet.as_of
    late = [
        (goal, action)
        for goal in record.goals
        for action in goal.actions
        if action.due_on is not None and action.due_on < until and action.status in _OPEN
    ]
    for goal, action in sorted(late, key=lambda each: (each[1].due_on or until, each[1].id)):
        yield (
            f"{goal.id} {action.id}",
            action.what,
            _who(action.who, sheet),
            sheet.day(action.due_on),
            _status(action),
        )


def _goal(goal: Goal, case: Case, sheet: Sheet) -> GoalView:
    closed = ""
    if goal.closed_on:
        closed = sheet.day(goal.closed_on) + (f": {words(goal.closed_reason)}" if goal.closed_reason else "")
    return GoalView(
        id=f"{case.id}-{goal.id}",
        title=f"{goal.id}: {goal.statement}",
        status=code_tag(goal.status) if goal.status else Tag("No status recorded"),
        facts=facts(
            ("About", words(goal.domain)),
            ("Set", sheet.day(goal.set_on)),
            ("To be reached by", sheet.day(goal.target_on)),
            ("In the understanding", goal.understanding),
            ("Barriers", joined(goal.barriers, "None noted")),
            *((("Settled", closed),) if closed else ()),
            *_worked_on(goal, case, sheet),
        ),
        actions=table(
            f"Actions towards {goal.id}",
            ("Action", "What", "Who", "Due", "Status", "Note"),
            (_action(action, case, sheet) for action in goal.actions),
            "No action is written down.",
        ),
    )


def _worked_on(goal: Goal, case: Case, sheet: Sheet) -> Iterator[tuple[str, Content]]:
    """Yield the contacts and the exchanges with the network that name a goal, where there are any."""
    met = tuple(sheet.dated(each.data.date, each.file) for each in case.contacts if goal.id in each.data.goals)
    if met:
        yield "Contacts about it", _latest(met)
    log = case.network.data.liaison if case.network else ()
    told = tuple(
        _exchange(f"{sheet.day(each.on)}, {each.with_}", number, sheet)
        for number, each in enumerate(log, 1)
        if goal.id in each.goals
    )
    if told:
        yield "Exchanges about it", _latest(told)


def _latest(links: tuple[Content, ...]) -> Content:
    """Return the last few of several links, and how many there are where some are left out."""
    more = (f"{len(links)} in all, the last ",) if len(links) > _SHOWN else ()
    return (*more, series(links[-_SHOWN:]))


def _exchange(text: str, number: int, sheet: Sheet) -> Content:
    """Return an exchange as a link to its row of the liaison log; on paper the log may be in another pack."""
    return text if sheet.paper is not None else Link(text, f"#{exchange_id(number)}")


def exchange_id(number: int) -> str:
    """Return the fragment of a row of the liaison log."""
    return f"exchange-{number}"


def _action(action: Action, case: Case, sheet: Sheet) -> Row:
    done = f" {sheet.day(action.done_on)}" if action.done_on else ""
    cells: tuple[Content, ...] = (
        action.id,
        action.what,
        _who(action.who, sheet),
        sheet.day(action.due_on, "No date"),
        (_status(action), done),
        action.note or "",
    )
    return Row(cells, f"{case.id}-{action.id}")


def _status(action: Action) -> Tag:
    return code_tag(action.status) if action.status else Tag("Not recorded")


def _who(who: str, sheet: Sheet) -> Content:
    return "Participant" if who == "participant" else sheet.person(who)
