"""Civil dates → bank holidays of England and Wales, ISO weeks, a year later.

Only whole days: clock changes do not exist here. A bank holiday that falls on a weekend is counted on its
substitute weekday alone, as the calendar of England and Wales has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

_SATURDAY = 5
_KNOWN = """
2012 0102 0406 0409 0507 0604 0605 0827 1225 1226
2013 0101 0329 0401 0506 0527 0826 1225 1226
2014 0101 0418 0421 0505 0526 0825 1225 1226
2015 0101 0403 0406 0504 0525 0831 1225 1228
2016 0101 0325 0328 0502 0530 0829 1226 1227
2017 0102 0414 0417 0501 0529 0828 1225 1226
2018 0101 0330 0402 0507 0528 0827 1225 1226
2019 0101 0419 0422 0506 0527 0826 1225 1226
2020 0101 0410 0413 0508 0525 0831 1225 1228
2021 0101 0402 0405 0503 0531 0830 1227 1228
2022 0103 0415 0418 0502 0602 0603 0829 0919 1226 1227
2023 0102 0407 0410 0501 0508 0529 0828 1225 1226
2024 0101 0329 0401 0506 0527 0826 1225 1226
2025 0101 0418 0421 0505 0526 0825 1225 1226
2026 0101 0403 0406 0504 0525 0831 1225 1228
2027 0101 0326 0329 0503 0531 0830 1227 1228
2028 0103 0414 0417 0501 0529 0828 1225 1226
2029 0101 0330 0402 0507 0528 0827 1225 1226
2030 0101 0419 0422 0506 0527 0826 1225 1226
"""
"""Year, and month and day of its bank holidays: the library that knows them takes longer to load than most checks."""


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of ``year`` in England and Wales, all of them weekdays."""
    for row in _KNOWN.split("\n"):
        if row.startswith(f"{year} "):
            return frozenset(date(year, int(day[:2]), int(day[2:])) for day in row.split()[1:])
    return by_library(year)


def by_library(year: int) -> frozenset[date]:
    """Return what the library ``holidays`` knows of a year: the table above is held to it."""
    import holidays  # noqa: PLC0415  (heavy, and for a year that the table does not hold)

    named = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(day for day in named if day.weekday() < _SATURDAY)


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
