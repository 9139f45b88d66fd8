"""Days of attended contacts → the gaps between them that are longer than allowed, each with its kind (§28).

A gap runs from ``a`` to ``b`` and its days are those after ``a`` up to ``b``. Its kind is the first that fits:
covered by variations recorded in time, moved with the participant, attempted, or none of these (rules.md 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from msgspec import Struct

from engager_docs.assess.calendar import bank_holidays_between, days_after, full_weeks
from engager_docs.assess.course import ATTENDED, Course
from engager_docs.assess.parameters import WeeklyContact
from engager_docs.model.records.course import Variation
from engager_docs.model.result import Gap, GapKind


class Stretch(Struct, frozen=True):
    """A stretch of weekly contact: its rule, the modes that count, where it starts and ends, who was seen when.

    ``seen`` are the days of attended contacts, in order and each once. In prison the stretch starts with the
    first of them, after release with the release; it ends with the release or the end of the case.
    """

    rule: str
    modes: tuple[str, ...]
    start: date
    end: date
    seen: tuple[date, ...]

    @property
    def points(self) -> tuple[date, ...]:
        """The days between which the gaps are; the end comes last, also when there was contact on it."""
        return (*dict.fromkeys((self.start, *self.seen)), self.end)

    @property
    def last_contact(self) -> date:
        """The last attended contact, or the start where there was none since."""
        return self.seen[-1] if self.seen else self.start


def in_prison(course: Course) -> Stretch | None:
    """Return the stretch of P05: attended contacts before release, then release or end (rules.md 6.2).

    None before the first attended contact: the wait for it is P02's.
    """
    modes = course.parameters.weekly.modes_prison
    end = min(course.release or course.until, course.until)
    seen = tuple(day for day in _days_seen(course, modes, end) if day != course.release)
    return Stretch("P05", modes, seen[0], end, seen) if seen else None


def in_community(course: Course) -> Stretch | None:
    """Return the stretch of P06: release, attended contacts wherever they took place, end (rules.md 6.2).

    None before release.
    """
    modes = course.parameters.weekly.modes_community
    if course.release is None or course.release > course.until:
        return None
    seen = tuple(day for day in _days_seen(course, modes, course.until) if day >= course.release)
    return Stretch("P06", modes, course.release, course.until, seen)


def gaps_between(course: Course, stretch: Stretch) -> tuple[tuple[date, date], ...]:
    """Return every two days of a stretch that follow each other, those inside a pause left out."""
    return tuple(
        (start, end)
        for start, end in pairwise(stretch.points)
        if not any(spell.holds(start, end) for spell in course.paused)
    )


def long_gaps(course: Course, stretch: Stretch | None) -> tuple[Gap, ...]:
    """Return the gaps of a stretch that are longer than allowed; a gap inside a pause is left out."""
    if stretch is None:
        return ()
    weekly = course.parameters.weekly
    gaps: list[Gap] = []
    for start, end in gaps_between(course, stretch):
        days = (end - start).days
        if days > weekly.max_gap_days:
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
    seen = {day.isocalendar()[:2] for day in stretch.seen}
    weeks = [
        monday.isocalendar()[:2]
        for monday, sunday in full_weeks(stretch.start, stretch.end)
        if not any(spell.holds(monday, sunday) for spell in course.paused)
    ]
    return sum(week in seen for week in weeks), len(weeks)


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
    return tuple(dict.fromkeys(one.date for one in course.attended if one.mode in modes and one.date <= last))


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
