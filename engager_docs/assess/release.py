"""A course → how the release came about: expected or not, and when the team was told (rules.md 5, 6.7)."""

from __future__ import annotations

from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.course import Course, expected_release
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.records.release import NotMetBecause

OUTSIDE_THE_TEAM: tuple[NotMetBecause, ...] = (
    "released_without_notice",
    "released_at_court",
    "declined_by_participant",
)


def expected_now(course: Course) -> date | None:
    """Return the expected date of the first release as it was known last, before that release came."""
    last = course.end if course.release is None else min(course.release, course.end)
    return expected_release(course.record, last)


def told_on(course: Course) -> date | None:
    """Return the day the team was told of the actual release date, if that was written down."""
    told = [entry.told_team_on for entry in course.record.release_dates if entry.date == course.release]
    return min((day for day in told if day is not None), default=None)


def told_late(course: Course) -> bool:
    """Return whether the team was told of the release only on the day itself or later."""
    told = told_on(course)
    return told is not None and course.release is not None and told >= course.release


def not_met_because(course: Course) -> NotMetBecause | None:
    """Return why the participant was not met on the day of the first release, as the record says it."""
    release_day = course.case.release_day
    actual = release_day.data.actual if release_day else None
    return actual.not_met_because if actual else None


def early_release(course: Course) -> str:
    """Return in words that the release came earlier than planned for, or nothing (rules.md 5)."""
    if course.release is None:
        return ""
    told = told_on(course)
    if told is not None and told >= course.release:
        return f"the team was told of the release only on {in_words(told)}"
    if not_met_because(course) in ("released_without_notice", "released_at_court"):
        return "the release came without notice"
    expected = expected_release(course.record, days_after(course.release, -1))
    if expected is None or expected <= course.release:
        return ""
    return f"released {counted((expected - course.release).days, 'day')} earlier than expected"
