"""A stretch of days → the ISO weeks and the calendar months in it, those still running told apart (rules.md 6.16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from engager_docs.assess.calendar import days_after, is_bank_holiday, iso_week

_SATURDAY = 5


class Span(Struct, frozen=True):
    """A week or a month: its label (``2016-W05``, ``2016-02``), its first and last day."""

    label: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.first <= day <= self.last


def weeks(start: date, end: date) -> Iterator[Span]:
    """Yield every ISO week that has a day from ``start`` to ``end``, Monday to Sunday."""
    monday = days_after(start, -start.weekday())
    while monday <= end:
        yield Span(iso_week(monday), monday, days_after(monday, 6))
        if days_after(monday, 7) == monday:
            return
        monday = days_after(monday, 7)


def months(start: date, end: date) -> Iterator[Span]:
    """Yield every calendar month that has a day from ``start`` to ``end``."""
    first = start.replace(day=1)
    while first <= end:
        last = month_end(first)
        yield Span(f"{first:%Y-%m}", first, last)
        if last == date.max:
            return
        first = days_after(last, 1)


def month_end(day: date) -> date:
    """Return the last day of the month of ``day``."""
    if day.month == 12:
        return day.replace(day=31)
    return days_after(day.replace(month=day.month + 1, day=1), -1)


def is_working(day: date) -> bool:
    """Return whether a day is a weekday and no bank holiday of England and Wales."""
    return day.weekday() < _SATURDAY and not is_bank_holiday(day)


def working_days(start: date, end: date) -> tuple[date, ...]:
    """Return the working days from ``start`` to ``end``, both included."""
    days = (date.fromordinal(number) for number in range(start.toordinal(), end.toordinal() + 1))
    return tuple(day for day in days if is_working(day))
