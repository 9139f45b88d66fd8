"""Civil days: bank holidays of England and Wales, ISO weeks, leap years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from engager_docs.assess.calendar import (
    bank_holidays_between,
    days_after,
    days_in,
    full_weeks,
    is_bank_holiday,
    iso_week,
    year_later,
)
from engager_docs.model.bank_holidays import bank_holidays, by_library

# as published on gov.uk
PUBLISHED = {
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
near = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_published(year: int) -> None:
    assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}


def test_a_holiday_on_a_weekend_counts_on_its_substitute_day_alone() -> None:
    assert not is_bank_holiday(date(2016, 12, 25))
    assert is_bank_holiday(date(2016, 12, 27))


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        (date(2016, 12, 20), date(2017, 1, 3), 3),
        (date(2017, 3, 21), date(2017, 4, 26), 2),
        (date(2016, 3, 25), date(2016, 3, 28), 0),
        (date(2016, 3, 24), date(2016, 3, 29), 2),
    ],
)
def test_bank_holidays_are_counted_strictly_between(start: date, end: date, number: int) -> None:
    assert bank_holidays_between(start, end) == number


@runs(deadline=None)
@given(near, st.integers(0, 800))
def test_counting_between_is_counting_day_by_day(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    inside = (day for day in days_in(start, end) if day not in (start, end))
    assert bank_holidays_between(start, end) == sum(is_bank_holiday(day) for day in inside)


@runs(deadline=None)
@given(near, st.integers(0, 400), st.integers(0, 400))
def test_a_longer_stretch_never_holds_fewer_bank_holidays(start: date, first: int, more: int) -> None:
    end = start + timedelta(days=first)
    assert bank_holidays_between(start, end) <= bank_holidays_between(start, end + timedelta(days=more))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2016, 1, 1), "2015-W53"),
        (date(2017, 1, 1), "2016-W52"),
        (date(2017, 1, 2), "2017-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
    ],
)
def test_a_week_is_labelled_by_the_year_of_its_thursday(day: date, label: str) -> None:
    assert iso_week(day) == label


@runs(deadline=None)
@given(st.dates())
def test_a_label_is_that_of_the_standard(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert iso_week(day) == f"{year}-W{week:02}"


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2016, 2, 29), date(2017, 2, 28)),
        (date(2017, 2, 28), date(2018, 2, 28)),
        (date(2016, 1, 31), date(2017, 1, 31)),
    ],
)
def test_a_year_later_is_the_same_day_or_the_end_of_february(day: date, later: date) -> None:
    assert year_later(day) == later


@runs(deadline=None)
@given(st.dates(max_value=date(9998, 12, 31)))
def test_a_year_later_is_365_or_366_days_later(day: date) -> None:
    assert (year_later(day) - day).days in (365, 366)


@runs(deadline=None)
@given(st.dates(), st.integers(0, 120))
def test_full_weeks_run_from_monday_to_sunday_inside_the_stretch(start: date, days: int) -> None:
    end = days_after(start, days)
    weeks = list(full_weeks(start, end))
    assert all(monday.weekday() == 0 and sunday == monday + timedelta(days=6) for monday, sunday in weeks)
    assert all(start <= monday and sunday <= end for monday, sunday in weeks)
    inside = [day for day in days_in(start, end) if day.weekday() == 0 and (end - day).days >= 6]
    assert [monday for monday, _ in weeks] == inside


@runs(deadline=None)
@given(st.dates(), st.integers(-1_000_000, 1_000_000))
def test_days_after_never_leaves_the_calendar(day: date, days: int) -> None:
    found = days_after(day, days)
    assert (found - day).days == days or found in (date.min, date.max)


@pytest.mark.parametrize("year", [2011, *range(2012, 2031), 2031])
def test_the_table_of_bank_holidays_is_the_librarys(year: int) -> None:
    assert bank_holidays(year) == by_library(year)
