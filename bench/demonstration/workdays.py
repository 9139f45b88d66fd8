"""Civil dates → working days, ISO weeks and months of England and Wales."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of one year in England and Wales."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether a day is Monday to Friday and no bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def working_days(first: date, last: date) -> list[date]:
    """The working days from the first to the last, both included."""
    return [day for day in days(first, last) if is_working_day(day)]


def mondays(first: date, last: date) -> Iterator[date]:
    """The Monday of every ISO week that touches the range."""
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += timedelta(days=7)


def iso_week(day: date) -> str:
    """The label of a day's ISO week, such as 2016-W45."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of every calendar month that touches the range."""
    start = first.replace(day=1)
    while start <= last:
        following = (start + timedelta(days=31)).replace(day=1)
        yield start, following - timedelta(days=1)
        start = following


def nearest(candidates: list[date], target: date) -> date:
    """The candidate closest to the target; of two equally close, the later."""
    return min(candidates, key=lambda day: (abs((day - target).days), day < target))
