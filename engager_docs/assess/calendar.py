"""Civil dates → how many bank holidays lie between them, ISO weeks, a year later.

Only whole days: clock changes do not exist here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.model.bank_holidays import bank_holidays


def is_bank_holiday(day: date) -> bool:
    """Return whether ``day`` is a bank holiday in England and Wales."""
    return day in bank_holidays(day.year)


def bank_holidays_between(start: date, end: date) -> int:
    """Return how many bank holidays lie strictly between two days (rules.md 1)."""
    years = range(start.year, end.year + 1)
    return sum(start < day < end for year in years for day in bank_holidays(year))


def iso_week(day: date) -> str:
    """Return the label of the ISO week of ``day``: ``2015-W53`` for 1 January 2016."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def year_later(day: date) -> date:
    """Return the same day next year; 28 February after a 29 February (rules.md 1)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months on, or the last day of a shorter month (rules.md 1)."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return day


def full_weeks(start: date, end: date) -> Iterator[tuple[date, date]]:
    """Yield Monday and Sunday of each ISO week that lies wholly from ``start`` to ``end``, both included."""
    monday = start.toordinal() - start.weekday() + (7 if start.weekday() else 0)
    for number in range(monday, end.toordinal() - 5, 7):
        yield date.fromordinal(number), date.fromordinal(number + 6)


def days_after(day: date, days: int) -> date:
    """Return the day ``days`` after ``day``, or before it when negative; the calendar's own ends hold."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def days_in(start: date, end: date) -> Iterator[date]:
    """Yield every day from ``start`` to ``end``, both included."""
    for number in range(start.toordinal(), end.toordinal() + 1):
        yield date.fromordinal(number)
