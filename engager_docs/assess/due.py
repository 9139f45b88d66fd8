"""A course and a due day → how a rule stands before that day, on it and after the case has ended (rules.md 6.4).

"Due" means judged from that day on. A closed case's clock stops at its closure. A case that cannot be
evaluated, or whose participant has withdrawn consent to the support, is asked only for what was due by then.
"""

from __future__ import annotations

from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.course import Course
from engager_docs.model.result import Outcome

WARNING_DAYS = 7


def standing(course: Course, due_on: date | None, *, met: bool) -> Outcome:
    """Return how a rule stands that is due on ``due_on``; None when that day has not come in sight."""
    due = due_on is not None and due_on <= course.until
    if course.closure_class == "not_evaluable" and not due:
        return "not_applicable"
    if met:
        return "met"
    if due:
        return "not_met"
    return "not_due_yet" if course.is_open else "not_applicable"


def by_closure(course: Course, due_on: date | None) -> date | None:
    """Return the day a rule is due on that closing an evaluable case makes due at the latest."""
    if course.closure is None or course.closure_class == "not_evaluable":
        return due_on
    return course.end if due_on is None else min(due_on, course.end)


def soon(course: Course, due_on: date | None, days: int = WARNING_DAYS) -> bool:
    """Return whether an open case is within ``days`` of the day something is due, or past it."""
    if due_on is None or not course.is_open:
        return False
    return course.setting.as_of >= days_after(due_on, -days)


def community_due(course: Course) -> date | None:
    """Return the last day of the community work at its longest, days on which its clock stood still added.

    None before release.
    """
    if course.release is None:
        return None
    return days_after(course.release, course.parameters.community.max_days + course.paused_days)
