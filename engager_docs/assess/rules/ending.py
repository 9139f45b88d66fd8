"""P21 and P22: course → whether the ending was planned ahead, and delivered with its next steps."""

from __future__ import annotations

from engager_docs.assess.calendar import days_after
from engager_docs.assess.course import Course
from engager_docs.assess.due import by_closure, community_due, soon, standing
from engager_docs.assess.rules.plan import goals_of
from engager_docs.assess.rules.telling import closing
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.result import Spot


def ending_planned(course: Course) -> Verdict:
    """P21: the plan for the ending was made at least two weeks before the end (§30 §41).

    Due at closure. An unplanned early ending is not met, and the reason stands with it.
    """
    notice = course.parameters.ending.notice_days
    expected = f"{counted(notice, 'day')} ahead"
    if course.closure_class == "not_evaluable":
        return Verdict("not_applicable", expected, f"No ending is asked for{closing(course)}")
    ending = course.case.ending
    planned = ending.data.planned_on if ending else None
    planned = planned if planned is None or planned <= course.end else None
    if ending is not None and planned is None and course.closure is not None:
        why = "The day the ending was planned was not recorded"
        return Verdict("cannot_tell", expected, why, hint="Add planned_on to ending.md", spot=Spot(ending.file))
    days = (course.end - planned).days if planned else None
    outcome = standing(course, by_closure(course, None), met=days is not None and days >= notice)
    longest = community_due(course)
    ahead = days_after(longest, -notice) if longest and course.is_open and planned is None else None
    due = by_closure(course, None) if course.closure else ahead
    return Verdict(
        outcome,
        expected,
        _planned_words(course, days),
        days,
        "Plan the ending together, and write it down in ending.md" if outcome == "not_due_yet" and not planned else "",
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due),
        spot=Spot(ending.file, ("planned_on",)) if ending and outcome == "not_met" else None,
    )


def _planned_words(course: Course, days: int | None) -> str:
    if days is None:
        return f"No plan for the ending is recorded{'' if course.closure else ' yet'}{closing(course)}"
    planned = in_words(days_after(course.end, -days))
    if course.closure is None:
        return f"Planned on {planned}, {counted(days, 'day')} ago{closing(course)}"
    return f"Planned on {planned}, {counted(days, 'day')} before the end{closing(course)}"


def ending_delivered(course: Course) -> Verdict:
    """P22: the ending session took place, next steps are named, every goal has its final status (§30 §41).

    Due at closure. A session by phone counts, and is told.
    """
    expected = "session, steps, goals"
    if course.closure_class == "not_evaluable":
        return Verdict("not_applicable", expected, f"No ending is asked for{closing(course)}")
    if course.closure is None:
        return Verdict(standing(course, None, met=False), expected, f"The work goes on{closing(course)}")
    session = _session_words(course)
    missing = [] if session else ["no attended ending session is recorded"]
    ending = course.case.ending
    if ending is None or not ending.data.next_steps:
        missing.append("no next step is named, nor that none is wanted")
    still = [goal.id for goal in goals_of(course) if goal.status in (None, "active")]
    if still:
        missing.append(f"{counted(len(still), 'goal')} without a final status ({', '.join(still)})")
    met = 3 - len(missing)
    if not missing:
        return Verdict("met", expected, f"{session}, next steps named, every goal settled", met, due_on=course.end)
    told = "; ".join((*([session] if session else []), *missing))
    spot = Spot(ending.file) if ending else None
    hint = "Enter what took place, and settle each goal in action-plan.yaml"
    why = f"{told[0].upper()}{told[1:]}{closing(course)}"
    return Verdict("not_met", expected, why, met, hint, due_on=course.end, spot=spot)


def _session_words(course: Course) -> str:
    """Return the ending session in words, empty where none was attended."""
    day = course.case.ending.data.session if course.case.ending else None
    for one in reversed(course.attended):
        if "ending_session" in one.purposes or one.date == day:
            how = "" if one.mode == "in_person" else f" by {one.mode.replace('_', ' ')}"
            return f"Ending session on {in_words(one.date)}{how}"
    return ""
