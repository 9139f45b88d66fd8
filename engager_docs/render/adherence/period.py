"""A period as it is written → its first and last day: a year, a month, an ISO week, or two days."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from msgspec import Struct

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


class Period(Struct, frozen=True):
    """A stretch of days, both included, and how it was written."""

    label: str
    first: date
    last: date

    @property
    def is_week(self) -> bool:
        """Whether the period is one ISO week."""
        return self.first.weekday() == 0 and (self.last - self.first).days == 6

    def holds(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return self.first <= day <= self.last

    def meets(self, first: date, last: date) -> bool:
        """Return whether any day from ``first`` to ``last`` lies in the period."""
        return first <= self.last and self.first <= last

    def holds_label(self, label: str) -> bool:
        """Return whether an occurrence belongs to the period: a week by its Thursday, a stretch by its last day."""
        other = period_of(label)
        if other is None:
            return False
        return self.holds(other.first + timedelta(days=3) if other.is_week else other.last)


def period_of(text: str) -> Period | None:
    """Return ``2016``, ``2016-02``, ``2016-W08``, a day, or ``2016-01-04..2016-03-31``; None for anything else."""
    try:
        first, last = _ends(text)
    except ValueError:
        return None
    return Period(text, first, last) if first <= last else None


def _ends(text: str) -> tuple[date, date]:
    if days := _DAYS.fullmatch(text):
        return date.fromisoformat(days[1]), date.fromisoformat(days[2])
    if week := _WEEK.fullmatch(text):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=6)
    if month := _MONTH.fullmatch(text):
        year, number = int(month[1]), int(month[2])
        return date(year, number, 1), date(
            year, number, calendar.monthrange(year, number)[1] if 1 <= number <= 12 else 0
        )
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    day = date.fromisoformat(text) if len(text) == 10 else None
    if day is None:
        raise ValueError(text)
    return day, day
