"""P10: course → whether the community work went on long enough and not too long."""

from __future__ import annotations

from engager_docs.assess.course import Course
from engager_docs.assess.due import by_closure, community_due, soon, standing
from engager_docs.assess.measures import community_days_net
from engager_docs.assess.rules.telling import closing, not_released
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.result import Spot

WARNING_DAYS = 14


def community_duration(course: Course) -> Verdict:
    """P10: 56 to 112 days from release to the end, days on which the clock stood still left out (§40).

    The clock stops while the participant is back in prison, and in hospital where the service says so. An
    open case past its least is met until it passes the most.
    """
    community = course.parameters.community
    expected = f"{community.min_days} to {community.max_days}"
    days = community_days_net(course)
    if days is None:
        outcome = standing(course, None, met=False)
        return Verdict(outcome, expected, not_released(course))
    longest = community_due(course)
    met = community.min_days <= days <= community.max_days
    due = by_closure(course, longest)
    outcome = standing(course, due, met=met)
    near = outcome in ("met", "not_due_yet") and soon(course, longest, WARNING_DAYS)
    return Verdict(
        outcome,
        expected,
        _why(course, days) + (closing(course) if outcome != "met" else ""),
        days,
        _hint(course, outcome, near),
        due_on=due,
        due_soon=near,
        spot=Spot(course.case.participant.file, ("closure", "on")) if outcome == "not_met" and course.closure else None,
    )


def _why(course: Course, days: int) -> str:
    community = course.parameters.community
    paused = course.paused_days
    where = "back in prison or in hospital" if community.pause_on_hospital else "back in prison"
    left_out = f", {counted(paused, 'day')} {where} left out" if paused else ""
    so_far = "" if course.closure else " so far"
    why = f"{_weeks(days)} of community work{so_far}{left_out}"
    if days > community.max_days:
        return f"{why}, {counted(days - community.max_days, 'day')} over {community.max_days}"
    if days < community.min_days and course.closure:
        return f"{why}, {counted(community.min_days - days, 'day')} short of {community.min_days}"
    longest = community_due(course)
    return why if course.closure or longest is None else f"{why}; at its longest on {in_words(longest)}"


def _weeks(days: int) -> str:
    """Return days with their weeks: "15 weeks and 3 days (108 days)"."""
    weeks, rest = divmod(days, 7)
    if not weeks:
        return counted(days, "day")
    and_days = f" and {counted(rest, 'day')}" if rest else ""
    return f"{counted(weeks, 'week')}{and_days} ({counted(days, 'day')})"


def _hint(course: Course, outcome: str, near: bool) -> str:
    if not near and not (outcome == "not_met" and course.is_open):
        return ""
    extended = any(one.rule == "P10" for one in course.variations)
    return "Plan the ending" if extended else "Plan the ending, or have the supervisor record an extension"
