"""P20: course → whether progress on every goal was reviewed while it was active."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from engager_docs.assess.course import Course
from engager_docs.assess.rules.liaison import never_began
from engager_docs.assess.rules.plan import goals_of
from engager_docs.assess.rules.telling import closing
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, span_in_words
from engager_docs.model.records.plan import Goal
from engager_docs.model.result import Spot


def progress_reviewed(course: Course) -> Verdict:
    """P20: each goal was looked at at least every four weeks while it was active (§29).

    A plan review that lists the goal, a contact that lists it, and a discussion of the case in supervision or in
    the team meeting all count (rules.md 6.11).
    """
    most = course.parameters.goals.review_days
    expected = f"every {counted(most, 'day')}"
    goals = goals_of(course)
    if not goals:
        return Verdict("not_applicable", expected, "No goal has been set")
    if never_began(course):
        return Verdict("not_applicable", expected, f"No attended contact in the community{closing(course)}")
    worst = {goal.id: _longest(course, goal) for goal in goals}
    late = [goal for goal in goals if _days(worst[goal.id]) > most]
    longest = max(map(_days, worst.values()))
    if not late:
        why = f"{counted(len(goals), 'goal')}, none longer than {counted(longest, 'day')} without a review"
        return Verdict("met", expected, why, longest)
    first = max(late, key=lambda goal: _days(worst[goal.id]))
    said = f"{counted(len(late), 'goal')} of {len(goals)} went longer without a review; the longest is {first.id} with "
    why = f"{said}{counted(_days(worst[first.id]), 'day')}, {span_in_words(*worst[first.id])}"
    hint = "Look at the goal at the next contact, and list it there"
    return Verdict("not_met", expected, why, longest, hint, severity="info", spot=_spot(course, first))


def _longest(course: Course, goal: Goal) -> tuple[date, date]:
    """Return the longest stretch without a review while a goal was active."""
    settled = goal.closed_on if goal.closed_on is not None and goal.closed_on <= course.until else None
    last = max(goal.set_on, settled or course.until)
    days = sorted({goal.set_on, *(day for day in _reviews(course, goal) if goal.set_on <= day <= last), last})
    return max(pairwise((*days[:1], *days)), key=_days)


def _reviews(course: Course, goal: Goal) -> list[date]:
    reviews = course.case.plan.data.reviews if course.case.plan else ()
    found = [review.on for review in reviews if goal.id in review.goals]
    found += [one.date for one in course.attended if goal.id in one.goals]
    return found + [one.on for one in course.setting.discussed.get(course.case.id, ())]


def _days(stretch: tuple[date, date]) -> int:
    return (stretch[1] - stretch[0]).days


def _spot(course: Course, goal: Goal) -> Spot | None:
    plan = course.case.plan
    return Spot(plan.file, ("goals", plan.data.goals.index(goal), "id")) if plan else None
