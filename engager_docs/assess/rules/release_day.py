"""P09: course → whether the participant was met on the day of release."""

from __future__ import annotations

from engager_docs.assess.contacts import release_day_meetings
from engager_docs.assess.course import Course
from engager_docs.assess.due import soon, standing
from engager_docs.assess.release import (
    OUTSIDE_THE_TEAM,
    expected_now,
    not_met_because,
    told_late,
    told_on,
)
from engager_docs.assess.rules.telling import not_released
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import in_words, phrase
from engager_docs.model.result import Spot

WARNING_DAYS = 14


def met_on_release_day(course: Course) -> Verdict:
    """P09: an attended meeting in person, meant for the release, on the day of the first release (§37).

    It is information only where the team was told on the day or later, or the release-day record says that
    the release came without notice, at court, or that the participant declined. Later releases are told and
    not judged.
    """
    expected = " or ".join(phrase(mode) for mode in course.parameters.release.modes)
    met = bool(release_day_meetings(course))
    outcome = standing(course, course.release, met=met)
    due = course.release or (expected_now(course) if course.is_open else None)
    outside = not_met_because(course) in OUTSIDE_THE_TEAM or told_late(course)
    return Verdict(
        outcome,
        expected,
        _why(course, met) + _later(course),
        met if course.release else None,
        _hint(course, outcome),
        severity="info" if outcome == "not_met" and outside else None,
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due, WARNING_DAYS),
        spot=_spot(course) if outcome == "not_met" else None,
    )


def _spot(course: Course) -> Spot | None:
    """Return where the day of release is written down, if anywhere."""
    release_day = course.case.release_day
    return Spot(release_day.file, ("actual",)) if release_day else None


def _why(course: Course, met: bool) -> str:
    if course.release is None:
        plan = "" if _has_plan(course) or not course.is_open else "; no release-day plan yet"
        return f"{not_released(course)}{plan}"
    if met:
        return f"Met on the day of release, {in_words(course.release)}"
    why = f"Not met on the day of release, {in_words(course.release)}"
    because = not_met_because(course)
    if because is not None:
        why += f": {phrase(because)}"
    told = told_on(course)
    if told is not None and told_late(course):
        why += f"; the team was told on {in_words(told)}"
    return why


def _later(course: Course) -> str:
    """Return whether the participant was met at each later release."""
    clauses = []
    for day in course.releases[1:]:
        modes = course.parameters.release.modes
        met = any(one.date == day and "release_day" in one.purposes and one.mode in modes for one in course.attended)
        clauses.append(f"; {'met' if met else 'not met'} at the later release on {in_words(day)}")
    return "".join(clauses)


def _has_plan(course: Course) -> bool:
    return course.case.release_day is not None and course.case.release_day.data.plan is not None


def _hint(course: Course, outcome: str) -> str:
    if outcome == "not_due_yet":
        expected = expected_now(course)
        if expected is not None and expected < course.setting.as_of:
            return "Enter the release in the custody periods of participant.yaml, or the new expected date"
        return "" if _has_plan(course) else "Plan who meets the participant, where and when, in release-day.yaml"
    if outcome != "not_met":
        return ""
    release_day = course.case.release_day
    said = release_day.data.actual.met if release_day and release_day.data.actual else None
    if any(one.date == course.release for one in course.attended):
        return "If a contact of that day was the meeting, add release_day to its purposes"
    if said:
        return "release-day.yaml says the participant was met: enter the contact of that day"
    return "" if not_met_because(course) else "Say in release-day.yaml why the participant was not met"
