"""Days of attended contacts → the gaps between them that are longer than allowed, each with its kind (§28).

A gap runs from ``a`` to ``b`` and its days are those after ``a`` up to ``b``. Its kind is the first that fits:
covered by variations recorded in time, moved with the participant, attempted, or none of these (rules.md 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from engager_docs.assess.calendar import bank_holidays_between, days_after, full_weeks
from engager_docs.assess.course import ATTENDED, Course
from engager_docs.assess.parameters import WeeklyContact
from engager_docs.model.records.course import Variation
from engager_docs.model.result import Gap, GapKind


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of weekly contact: its rule, the modes that count, and the days between which gaps are.

    ``points`` begin with the first contact in prison, or with the release; they end with the release or the
    end of the case. They are empty where there is nothing to judge yet.
    """

    rule: str
    modes: tuple[str, ...]
    points: tuple[date, ...]

    @property
    def last_contact(self) -> date:
        """The last attended contact, or the release where there was none since."""
        return self.points[-2]


def in_prison(course: Course) -> Stretch:
    """Return the stretch of P05: attended contacts before release, then release or end (rules.md 6.2).

    The wait for the first contact is P02's.
    """
    modes = course.parameters.weekly.modes_prison
    last = min(course.release or course.until, course.until)
    seen = [day for day in _days_seen(course, modes, last) if day != course.release]
    return Stretch("P05", modes, (*dict.fromkeys(seen), last) if seen else ())


def in_community(course: Course) -> Stretch:
    """Return the stretch of P06: release, attended contacts wherever they took place, end (rules.md 6.2)."""
    modes = course.parameters.weekly.modes_community
    if course.release is None or course.release > course.until:
        return Stretch("P06", modes, ())
    seen = [day for day in _days_seen(course, modes, course.until) if day >= course.release]
    return Stretch("P06", modes, (*dict.fromkeys((course.release, *seen)), course.until))


def long_gaps(course: Course, stretch: Stretch) -> tuple[Gap, ...]:
    """Return the gaps of a stretch that are longer than allowed; a gap inside a pause is left out."""
    weekly = course.parameters.weekly
    gaps: list[Gap] = []
    for start, end in pairwise(stretch.points):
        days = (end - start).days
        if days > weekly.max_gap_days and not any(spell.holds(start, end) for spell in course.paused):
            allowed = allowed_days(weekly, start, end)
            if days > allowed:
                gaps.append(Gap(start, end, days, allowed, _kind(course, stretch, start, end, allowed)))
    return tuple(gaps)


def allowed_days(weekly: WeeklyContact, start: date, end: date) -> int:
    """Return how many days may pass between two contacts: a week, and a day for each bank holiday between."""
    extra = bank_holidays_between(start, end) if weekly.bank_holiday_extension else 0
    return weekly.max_gap_days + extra


def weeks_with_contact(course: Course, stretch: Stretch) -> tuple[int, int]:
    """Return in how many full ISO weeks of a stretch there was attended contact, and how many weeks it has.

    Weeks wholly inside a pause are left out of both.
    """
    seen = _days_seen(course, stretch.modes, stretch.points[-1])
    weeks = [
        (monday, sunday)
        for monday, sunday in full_weeks(stretch.points[0], stretch.points[-1])
        if not any(spell.holds(monday, sunday) for spell in course.paused)
    ]
    return sum(any(monday <= day <= sunday for day in seen) for monday, sunday in weeks), len(weeks)


def next_due(course: Course, stretch: Stretch) -> date:
    """Return the last day on which the next contact is not yet too late."""
    weekly = course.parameters.weekly
    last = stretch.last_contact
    days = weekly.max_gap_days
    while days < allowed_days(weekly, last, days_after(last, days + 1)):
        days += 1
    return days_after(last, days)


def due_day(gap: Gap) -> date:
    """Return the last day on which the next contact would not have been too late."""
    return days_after(gap.start, gap.allowed)


def variations_within(course: Course, rule: str, gap: Gap) -> tuple[Variation, ...]:
    """Return the variations for ``rule`` that touch the days of a gap, whenever they were recorded."""
    named = [one for one in course.variations if one.rule == rule]
    return tuple(one for one in named if _days_inside([one], gap.start, gap.end))


def _days_seen(course: Course, modes: Iterable[str], last: date) -> tuple[date, ...]:
    return tuple(one.date for one in course.attended if one.mode in modes and one.date <= last)


def _kind(course: Course, stretch: Stretch, start: date, end: date, allowed: int) -> GapKind:
    due = days_after(start, allowed)
    in_time = [one for one in course.variations if one.rule == stretch.rule and one.recorded_on <= due]
    if _days_inside(in_time, start, end) >= (end - start).days - allowed:
        return "covered"
    if any(start < one.from_ <= end and one.from_ != course.release for one in course.periods):
        return "moved"
    # a text that was answered is no weekly contact, but it is an attempt like one that was not answered
    tried = (one for one in course.contacts if one.outcome not in ATTENDED or one.mode not in stretch.modes)
    return "attempted" if any(start < one.date <= end for one in tried) else "no_attempt"


def _days_inside(variations: Iterable[Variation], start: date, end: date) -> int:
    """Return how many of the days after ``start`` up to ``end`` lie inside variations, each day once."""
    counted = 0
    reached = start.toordinal()
    for one in sorted(variations, key=lambda each: each.from_):
        first = max(one.from_.toordinal(), reached + 1)
        last = min(one.to.toordinal() if one.to else end.toordinal(), end.toordinal())
        if first <= last:
            counted += last - first + 1
            reached = last
    return counted
