"""P15 and P16: course → whether there was a plan before release, and whether it was adapted after it."""

from __future__ import annotations

from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.contacts import after_release
from engager_docs.assess.course import Course
from engager_docs.assess.due import soon, standing
from engager_docs.assess.release import early_release, expected_now
from engager_docs.assess.rules.telling import ahead, closing, not_released
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.records.plan import Goal
from engager_docs.model.result import Spot

WARNING_DAYS = 14
ENOUGH_GOALS = 2
"""Of a single goal nobody can say that goals are mostly short term."""


def plan_before_release(course: Course) -> Verdict:
    """P15: a version of the plan before release, and at least half of its goals short term (§35).

    The share is that of the goals set before release, whatever became of them (rules.md 6.9), and asks for two
    goals. A missing plan is a departure, a low share information.
    """
    share = course.parameters.plan.short_term_share
    expected = f"a plan, {share:.0%} short term"
    early = [day for day in plan_days(course) if course.release is None or day < course.release]
    goals = [goal for goal in goals_of(course) if course.release is None or goal.set_on < course.release]
    part = _short_share(goals)
    enough = part is None or part >= share
    outcome = standing(course, course.release, met=bool(early) and enough)
    due = course.release or (expected_now(course) if course.is_open else None)
    return Verdict(
        outcome,
        expected,
        _plan_words(course, early, goals, part),
        None if part is None else round(part, 2),
        _plan_hint(outcome, bool(early)),
        severity="info" if outcome == "not_met" and early else None,
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due, WARNING_DAYS),
        spot=_spot(course, "goals" if early else "reviews") if outcome == "not_met" else None,
    )


def plan_days(course: Course) -> tuple[date, ...]:
    """Return the days of the plan's versions up to the end of the case, in order."""
    reviews = course.case.plan.data.reviews if course.case.plan else ()
    return tuple(sorted(review.on for review in reviews if review.on <= course.end))


def goals_of(course: Course) -> tuple[Goal, ...]:
    """Return the goals set by the end of the case."""
    goals = course.case.plan.data.goals if course.case.plan else ()
    return tuple(goal for goal in goals if goal.set_on <= course.end)


def _short_share(goals: list[Goal]) -> float | None:
    """Return the share of goals that are short term; None where there are too few to say "mostly"."""
    if len(goals) < ENOUGH_GOALS:
        return None
    return sum(goal.horizon == "short_term" for goal in goals) / len(goals)


def _plan_words(course: Course, early: list[date], goals: list[Goal], part: float | None) -> str:
    if early:
        short = sum(goal.horizon == "short_term" for goal in goals)
        few = ", too few to say mostly" if part is None else ""
        return f"Plan of {in_words(early[0])}; {short} of {counted(len(goals), 'goal')} short term{few}"
    if course.release is None:
        return f"No version of the plan yet{ahead(course)}{closing(course)}"
    reason = early_release(course)
    told = f"; {reason}" if reason else ""
    return f"No version of the plan before release on {in_words(course.release)}{told}"


def _plan_hint(outcome: str, early: bool) -> str:
    if outcome == "not_due_yet":
        return "Agree the goals for the first weeks, and enter the review of the plan"
    if outcome != "not_met":
        return ""
    return "" if early else "Enter any version of the plan that was agreed before release"


def plan_adapted(course: Course) -> Verdict:
    """P16: a version of the plan, or a goal set or settled, dated after release (§39).

    It does not apply where the work ended within six weeks of release, or without attended contact in the
    community.
    """
    within = course.parameters.plan.community_review_days
    expected = f"within {counted(within, 'day')}"
    if course.release is None:
        return Verdict(standing(course, None, met=False), expected, not_released(course))
    due = days_after(course.release, within)
    changes = [day for day in _changes(course) if day > course.release]
    if not after_release(course) and (not course.is_open or course.until > due):
        why = f"No attended contact in the community to adapt it in{closing(course)}"
        return Verdict("not_applicable", expected, why)
    if not course.is_open and course.until <= due:
        why = f"The work ended within {counted(within, 'day')} of release{closing(course)}"
        return Verdict("not_applicable", expected, why)
    outcome = standing(course, days_after(due, 1), met=bool(changes))
    day = in_words(course.release)
    why = f"Adapted on {in_words(changes[0])}" if changes else f"Not adapted since release on {day}"
    return Verdict(
        outcome,
        expected,
        why,
        len(changes),
        "" if outcome == "met" else "Go through the plan together, and enter the review",
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due),
        spot=_spot(course, "reviews") if outcome == "not_met" else None,
    )


def _changes(course: Course) -> tuple[date, ...]:
    """Return the days on which the plan changed: reviews, and goals set or settled, each day once."""
    goals = goals_of(course)
    settled = [goal.closed_on for goal in goals if goal.closed_on is not None and goal.closed_on <= course.end]
    return tuple(sorted({*plan_days(course), *(goal.set_on for goal in goals), *settled}))


def _spot(course: Course, field: str) -> Spot | None:
    return Spot(course.case.plan.file, (field,)) if course.case.plan else None
