"""Dates, times and spans of days → the words of British print: "6 August 2018", "5:30pm", "to"."""

from __future__ import annotations

from datetime import date, time
from typing import Literal, TypeAlias

from engager_docs.model.records.scalars import PartialDate

Style: TypeAlias = Literal["long", "clinical_short"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_text(day: date | PartialDate, style: Style = "long") -> str:
    """Return a day as "6 August 2018", or as "06-Aug-2018" in the clinical style; a month without its day."""
    month = MONTHS[day.month - 1]
    if day.day is None:
        return f"{month} {day.year}" if style == "long" else f"{month[:3]}-{day.year}"
    return f"{day.day} {month} {day.year}" if style == "long" else f"{day.day:02}-{month[:3]}-{day.year}"


def long_day(day: date, style: Style = "long") -> str:
    """Return a day with the name of its weekday: "Monday 6 August 2018"."""
    return f"{WEEKDAYS[day.weekday()]} {day_text(day, style)}"


def month_text(day: date) -> str:
    """Return a day's month: "August 2018"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def time_text(clock: time) -> str:
    """Return a time of day: "5:30pm", "9am", "midday", "midnight"."""
    if clock.minute == 0 and clock.hour in {0, 12}:
        return "midday" if clock.hour else "midnight"
    hour = clock.hour % 12 or 12
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{hour}{minutes}{'pm' if clock.hour >= 12 else 'am'}"


def range_text(start: date, end: date | None, style: Style = "long") -> str:
    """Return a span of days with "to"; "from" its first day while it has no end."""
    if end is None:
        return f"from {day_text(start, style)}"
    if start == end:
        return day_text(start, style)
    return f"{day_text(start, style)} to {day_text(end, style)}"


def days_text(days: int) -> str:
    """Return a number of days in words: "1 day", "16 days"."""
    return f"{days} day" if abs(days) == 1 else f"{days} days"


def week_text(day: date) -> str:
    """Return the ISO week a day lies in: ``2017-W26``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
