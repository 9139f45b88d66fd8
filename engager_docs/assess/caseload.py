"""Cases → those active on a day, at a site or with one practitioner (§16 §17 §43).

A case is active from the day its referral was accepted, or its first allocation where that day is not known, to
the day it closed, that day included.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from engager_docs.assess.course import Course

WORKING = ("lead", "co_worker")
"""The parts in a case that make it one of a practitioner's own."""


def active_from(course: Course) -> date | None:
    """Return the first day a case was active, None where it never was."""
    if course.accepted_on is not None:
        return course.accepted_on
    if course.record.referral.decision != "accepted":
        return None
    return min((part.from_ for part in course.record.allocation), default=course.record.referral.received_on)


def is_active(course: Course, day: date) -> bool:
    """Return whether a case was active on ``day``."""
    first = active_from(course)
    return first is not None and first <= day <= course.until


def worked_by(course: Course, staff: str, day: date) -> bool:
    """Return whether ``staff`` led or co-worked the case on ``day``."""
    return any(
        part.staff == staff and part.role in WORKING and part.from_ <= day and (part.to is None or day <= part.to)
        for part in course.record.allocation
    )


def active_cases(courses: Iterable[Course], day: date) -> tuple[Course, ...]:
    """Return the cases active on ``day``."""
    return tuple(course for course in courses if is_active(course, day))


def cases_of(courses: Iterable[Course], staff: str, day: date) -> tuple[Course, ...]:
    """Return the active cases that ``staff`` led or co-worked on ``day``."""
    return tuple(course for course in active_cases(courses, day) if worked_by(course, staff, day))
