"""A course → the phase the case is in, and what stands beside it (rules.md 6.20)."""

from __future__ import annotations

from engager_docs.assess.calendar import days_after
from engager_docs.assess.course import ATTENDED, Course
from engager_docs.assess.custody import place_on
from engager_docs.assess.release import expected_now
from engager_docs.model.result import Phase

PRE_RELEASE_DAYS = 14
LOST_CONTACT_DAYS = 14


def phase_of(course: Course) -> Phase:
    """Return the phase of a case on the as-of day."""
    today = course.setting.as_of
    if course.closure is not None or course.record.referral.decision in ("declined", "withdrawn"):
        return "closed"
    if today in course.releases:
        return "release_day"
    if _ending_planned(course):
        return "ending"
    if course.release is not None:
        return "community"
    expected = expected_now(course)
    if expected is not None and days_after(expected, -PRE_RELEASE_DAYS) <= today:
        return "pre_release"
    return "engaging_in_prison" if course.attended else "referred"


def beside(course: Course) -> tuple[str, ...]:
    """Return what else is true of an open case: recalled, in_hospital, lost_contact, paused."""
    if course.closure is not None or course.release is None:
        return ()
    today = course.setting.as_of
    place = place_on(course.periods, today)
    community = course.parameters.community
    recalled, in_hospital = place == "prison", place == "hospital"
    held = {
        "recalled": recalled,
        "in_hospital": in_hospital,
        "lost_contact": not recalled and not in_hospital and _without_reply(course),
        "paused": (recalled and community.pause_on_recall) or (in_hospital and community.pause_on_hospital),
    }
    return tuple(name for name, true in held.items() if true)


def lead_of(course: Course) -> str | None:
    """Return the lead practitioner on the as-of day, or on the last day of a closed case."""
    leads = [
        one.staff
        for one in course.record.allocation
        if one.role == "lead" and one.from_ <= course.end and (one.to is None or course.end <= one.to)
    ]
    return leads[-1] if leads else None


def _ending_planned(course: Course) -> bool:
    ending = course.case.ending
    planned = (ending.data.planned_on or ending.data.planned_from) if ending else None
    return planned is not None and planned <= course.setting.as_of


def _without_reply(course: Course) -> bool:
    """Return whether nothing was attended for 14 days, and at least one contact or attempt came to nothing."""
    last = course.attended[-1].date if course.attended else course.record.referral.received_on
    if course.setting.as_of < days_after(last, LOST_CONTACT_DAYS):
        return False
    return any(one.date > last and one.outcome not in ATTENDED for one in course.contacts)
