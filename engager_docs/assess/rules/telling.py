"""A course → clauses that several rules share: what is ahead, since when, why a case ended early."""

from __future__ import annotations

from engager_docs.assess.course import Course
from engager_docs.assess.release import expected_now
from engager_docs.assess.wording import closure_in_words, counted, in_words


def ahead(course: Course) -> str:
    """Return ", release expected on 4 July 2017, in 4 days" of an open case, or nothing."""
    expected = expected_now(course) if course.is_open else None
    if expected is None:
        return ", the release date is not known" if course.is_open else ""
    days = (expected - course.setting.as_of).days
    if days == 0:
        return f", release expected today, {in_words(expected)}"
    when = f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
    return f", release expected on {in_words(expected)}, {when}"


def since(course: Course) -> str:
    """Return " since release on 14 March 2017", or that there was no release."""
    if course.release is None:
        return ", not released yet" if course.is_open else ", not released"
    return f" since release on {in_words(course.release)}"


def not_released(course: Course) -> str:
    """Return "Not released yet" with the day that is expected, or why it did not come to a release."""
    return f"Not released yet{ahead(course)}" if course.is_open else f"Not released{closing(course)}"


def closing(course: Course) -> str:
    """Return why a case ended before its time, or nothing.

    An early ending is told with its reason, so that a departure is not read as a failure (rules.md 5).
    """
    if course.stopped is not None:
        return f"; consent to the support was withdrawn on {in_words(course.stopped)}"
    if course.closure is None or course.closure_class == "completed":
        return ""
    return f"; closed on {in_words(course.closure.on)}: {closure_in_words(course.closure.reason)}"
