"""P03 and P04: course → whether supervisor and practitioner met the participant together."""

from __future__ import annotations

from engager_docs.assess.calendar import days_after
from engager_docs.assess.contacts import joint_days_in_community, joint_days_in_prison
from engager_docs.assess.course import Course
from engager_docs.assess.due import by_closure, soon, standing
from engager_docs.assess.release import early_release, expected_now
from engager_docs.assess.rules.telling import ahead, closing, since
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import in_words, out_of

_WHO = "Enter both staff members in a contact that was joint, or check their roles on that day"


def joint_in_prison(course: Course) -> Verdict:
    """P03: at least two joint meetings in prison before release (§27).

    A meeting is joint when its staff held the roles of supervisor and practitioner on that day. Meetings on
    one day count once. Due on the day of release.
    """
    least = course.parameters.joint.prison_min
    count = len(joint_days_in_prison(course))
    outcome = standing(course, course.release, met=count >= least)
    due = course.release or (expected_now(course) if course.is_open else None)
    why = f"{out_of(count, least, 'joint meeting', 'joint meetings')} in prison"
    why += f" before release on {in_words(course.release)}" if course.release else ahead(course)
    if outcome == "not_met" and early_release(course):
        why += f"; {early_release(course)}"
    return Verdict(
        outcome,
        f"at least {least}",
        why + (closing(course) if outcome == "not_applicable" else ""),
        count,
        _hint(outcome, "Arrange a joint meeting of supervisor and practitioner before release"),
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due),
    )


def joint_in_community(course: Course) -> Verdict:
    """P04: at least one joint meeting in the community by the end (§27).

    The meeting on the day of release counts when a supervisor was there. Due eight weeks after release, or
    at closure if that comes first.
    """
    joint = course.parameters.joint
    least, count = joint.community_min, len(joint_days_in_community(course))
    due = None
    if course.release is not None:
        due = by_closure(course, days_after(course.release, 7 * joint.community_due_week))
    outcome = standing(course, due, met=count >= least)
    still_open = "not_due_yet" if outcome == "not_met" and course.is_open else outcome
    why = f"{out_of(count, least, 'joint meeting', 'joint meetings')} in the community{since(course)}"
    return Verdict(
        outcome,
        f"at least {least}",
        why + (closing(course) if outcome != "met" else ""),
        count,
        _hint(still_open, "Arrange a joint meeting of supervisor and practitioner in the community"),
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due),
    )


def _hint(outcome: str, still_to_do: str) -> str:
    return {"not_due_yet": still_to_do, "not_met": _WHO}.get(outcome, "")
