"""P05 and P06: course → whether contact was at least weekly, according to needs."""

from __future__ import annotations

from itertools import pairwise

from engager_docs.assess.course import Course
from engager_docs.assess.due import standing
from engager_docs.assess.gaps import (
    Stretch,
    due_day,
    in_community,
    in_prison,
    long_gaps,
    next_due,
    variations_within,
    weeks_with_contact,
)
from engager_docs.assess.rules.telling import ahead, closing
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words, phrase, span_in_words
from engager_docs.model.result import Gap, GapKind

_RANK: dict[GapKind, int] = {"none": 0, "covered": 1, "moved": 2, "attempted": 2, "no_attempt": 3}
_HOW: dict[GapKind, str] = {
    "none": "",
    "covered": "agreed beforehand",
    "moved": "the participant was moved in these days",
    "attempted": "contact was tried in these days",
    "no_attempt": "no attempt in these days is recorded",
}


def weekly_in_prison(course: Course) -> Verdict:
    """P05: from the first attended contact to release, never more than a week between contacts (§28)."""
    stretch = in_prison(course)
    if stretch.points:
        return _weekly(course, stretch, running=course.release is None)
    outcome = standing(course, course.release, met=False)
    outcome = "not_applicable" if outcome == "not_met" else outcome
    why = f"No attended contact in prison to count from{ahead(course) if course.release is None else ''}"
    return Verdict(outcome, _expected(course), why)


def weekly_in_community(course: Course) -> Verdict:
    """P06: from release to the end, never more than a week between contacts (§28).

    Contact during a recall counts, and a gap inside a pause is left out.
    """
    stretch = in_community(course)
    if stretch.points:
        return _weekly(course, stretch, running=True)
    outcome = standing(course, None, met=False)
    return Verdict(outcome, _expected(course), f"Not released yet{ahead(course)}{closing(course)}")


def _weekly(course: Course, stretch: Stretch, *, running: bool) -> Verdict:
    """Judge a stretch by its worst gap (rules.md 6.1); ``running`` says that it ends with the case."""
    gaps = long_gaps(course, stretch)
    if not gaps:
        return _without_gap(course, stretch, running)
    worst = max(gaps, key=lambda gap: (_RANK[gap.kind], gap.days))
    covered = worst.kind == "covered"
    return Verdict(
        "covered" if covered else "not_met",
        _expected(course),
        _gap_in_words(course, stretch, worst, len(gaps)) + _weeks(course, stretch),
        worst.days,
        "" if covered else _hint(course, worst),
        severity=None if worst.kind == "no_attempt" else "info",
        due_on=due_day(worst),
    )


def _without_gap(course: Course, stretch: Stretch, running: bool) -> Verdict:
    days = [(end - start).days for start, end in pairwise(stretch.points)]
    # a case that cannot be evaluated was only asked for contact once a week had gone by
    asked = any(each >= course.parameters.weekly.max_gap_days for each in days)
    if course.closure_class == "not_evaluable" and not asked:
        outcome = standing(course, None, met=False)
        return Verdict(outcome, _expected(course), f"Less than a week of contact{closing(course)}")
    why = f"Never more than {counted(max(days), 'day')} between contacts{_weeks(course, stretch)}"
    due = next_due(course, stretch) if running and course.is_open else None
    return Verdict("met", _expected(course), why, max(days), due_on=due)


def _expected(course: Course) -> str:
    return f"at most {counted(course.parameters.weekly.max_gap_days, 'day')} apart"


def _gap_in_words(course: Course, stretch: Stretch, gap: Gap, number: int) -> str:
    days = f"{counted(gap.days, 'day')} between contacts, {span_in_words(gap.start, gap.end)}"
    why = f"{days} ({gap.allowed} allowed): {_HOW[gap.kind]}{_explanation(course, stretch, gap)}"
    return f"{why}; {number} such gaps in all" if number > 1 else why


def _explanation(course: Course, stretch: Stretch, gap: Gap) -> str:
    """Return what the recorded variations say of a gap: why it was covered, or why they do not cover it."""
    clauses = []
    for one in variations_within(course, stretch.rule, gap):
        when = f"recorded on {in_words(one.recorded_on)}"
        if gap.kind == "covered" and one.recorded_on <= due_day(gap):
            clauses.append(f" ({phrase(one.reason)}, {when})")
        elif one.recorded_on > due_day(gap):
            clauses.append(f"; explained afterwards by {phrase(one.reason)}, {when}")
        else:
            clauses.append(f"; {phrase(one.reason)}, {when}, covers only part of it")
    return "".join(clauses)


def _weeks(course: Course, stretch: Stretch) -> str:
    met, full = weeks_with_contact(course, stretch)
    return f"; contact in {met} of {counted(full, 'full week')}" if full else ""


def _hint(course: Course, gap: Gap) -> str:
    if gap.kind != "no_attempt":
        return ""
    if course.is_open and gap.end == course.setting.as_of:
        return "Meet or call the participant now, and enter the contact or the attempt"
    return "Enter any contact or attempt of these days that is missing"
