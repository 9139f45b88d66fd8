"""P05 and P06: course → whether contact was at least weekly, according to needs."""

from __future__ import annotations

from engager_docs.assess.course import Course
from engager_docs.assess.due import standing
from engager_docs.assess.gaps import (
    Stretch,
    due_day,
    gaps_between,
    in_community,
    in_prison,
    long_gaps,
    next_due,
    variations_within,
    weeks_with_contact,
)
from engager_docs.assess.rules.telling import ahead, closing, not_released
from engager_docs.assess.variations import told
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, span_in_words
from engager_docs.model.result import Gap, GapKind, Occurrence, Outcome, Spot

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
    if stretch is not None:
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
    if stretch is not None:
        return _weekly(course, stretch, running=True)
    outcome = standing(course, None, met=False)
    return Verdict(outcome, _expected(course), not_released(course))


def _weekly(course: Course, stretch: Stretch, *, running: bool) -> Verdict:
    """Judge a stretch by its worst gap (rules.md 6.1); ``running`` says that it ends with the case."""
    gaps = long_gaps(course, stretch)
    if not gaps:
        return _without_gap(course, stretch, running)
    worst = max(gaps, key=lambda gap: (_RANK[gap.kind], gap.days))
    covered = worst.kind == "covered"
    more = f"; {len(gaps)} such gaps in all" if len(gaps) > 1 else ""
    return Verdict(
        "covered" if covered else "not_met",
        _expected(course),
        _gap_in_words(course, stretch, worst) + more + _weeks(course, stretch),
        worst.days,
        "" if covered else _hint(course, stretch, worst),
        severity=None if worst.kind == "no_attempt" else "info",
        due_on=due_day(worst),
        occurrences=tuple(_occurrence(course, stretch, gap) for gap in gaps),
        spot=_spot(course, worst),
    )


def _spot(course: Course, gap: Gap) -> Spot | None:
    """Return the contact a gap began with: what is missing comes after it."""
    file = next((entry.file for entry in reversed(course.case.contacts) if entry.data.date == gap.start), None)
    return Spot(file, ("date",)) if file else None


def _occurrence(course: Course, stretch: Stretch, gap: Gap) -> Occurrence:
    outcome: Outcome = "covered" if gap.kind == "covered" else "not_met"
    period = f"{gap.start.isoformat()}..{gap.end.isoformat()}"
    return Occurrence(period, outcome, _gap_in_words(course, stretch, gap))


def _without_gap(course: Course, stretch: Stretch, running: bool) -> Verdict:
    longest = max(((end - start).days for start, end in gaps_between(course, stretch)), default=0)
    # a case that cannot be evaluated was only asked for contact once a week had gone by
    if course.closure_class == "not_evaluable" and longest < course.parameters.weekly.max_gap_days:
        return Verdict("not_applicable", _expected(course), f"Less than a week to judge{closing(course)}")
    never = f"Never more than {counted(longest, 'day')} between contacts" if longest else "Nothing was due yet"
    due = next_due(course, stretch) if running and course.is_open else None
    return Verdict("met", _expected(course), never + _weeks(course, stretch), longest, due_on=due)


def _expected(course: Course) -> str:
    return f"at most {counted(course.parameters.weekly.max_gap_days, 'day')} apart"


def _gap_in_words(course: Course, stretch: Stretch, gap: Gap) -> str:
    days = f"{counted(gap.days, 'day')} {_between(course, stretch, gap)}, {span_in_words(gap.start, gap.end)}"
    return f"{days} ({gap.allowed} allowed): {_HOW[gap.kind]}{_explanation(course, stretch, gap)}"


def _between(course: Course, stretch: Stretch, gap: Gap) -> str:
    """Return what a gap lies between: contacts, the release, the end of the case, or today."""
    end = "the next contact"
    if gap.end not in stretch.seen:
        end = "the release" if gap.end == course.release else "today" if course.is_open else "the end"
    if gap.start not in stretch.seen:
        return f"from the release to {'the first contact' if gap.end in stretch.seen else end}"
    return "between contacts" if gap.end in stretch.seen else f"from the last contact to {end}"


def _explanation(course: Course, stretch: Stretch, gap: Gap) -> str:
    """Return what the recorded variations say of a gap: why it is covered, or why they do not cover it."""
    found = variations_within(course, stretch.rule, gap)
    in_time = "; ".join(told(one) for one in found if one.recorded_on <= due_day(gap))
    late = "; ".join(told(one) for one in found if one.recorded_on > due_day(gap))
    if gap.kind == "covered":
        return f" ({in_time})"
    partly = f"; only part of it was agreed beforehand ({in_time})" if in_time else ""
    return f"{partly}; explanation: {late}" if late else partly


def _weeks(course: Course, stretch: Stretch) -> str:
    met, full = weeks_with_contact(course, stretch)
    return f"; contact in {met} of {counted(full, 'full week')}" if full else ""


def _hint(course: Course, stretch: Stretch, gap: Gap) -> str:
    if gap.kind != "no_attempt":
        return ""
    if course.is_open and gap.end == course.until and gap.end not in (*stretch.seen, course.release):
        return "Meet or call the participant now, and enter the contact or the attempt"
    return "Enter any contact or attempt of these days that is missing"
