"""Dates in the words of British print."""

from __future__ import annotations

from datetime import date, time

import pytest

from engager_docs.model.records.scalars import PartialDate
from engager_docs.render.dates import day_text, long_day, range_text, time_text, week_text


def test_a_day_is_written_without_a_leading_nought() -> None:
    assert day_text(date(2018, 8, 6)) == "6 August 2018"
    assert day_text(date(2018, 8, 6), "clinical_short") == "06-Aug-2018"
    assert long_day(date(2018, 8, 6)) == "Monday 6 August 2018"


def test_a_month_without_its_day_has_none() -> None:
    assert day_text(PartialDate(2015, 11, None)) == "November 2015"
    assert day_text(PartialDate(2015, 11, None), "clinical_short") == "Nov-2015"


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        (time(17, 30), "5:30pm"),
        (time(9), "9am"),
        (time(0), "midnight"),
        (time(12), "midday"),
        (time(12, 5), "12:05pm"),
        (time(0, 5), "12:05am"),
    ],
)
def test_a_time_is_written_as_people_say_it(clock: time, text: str) -> None:
    assert time_text(clock) == text


def test_a_span_says_to_and_an_open_one_says_from() -> None:
    assert range_text(date(2016, 1, 1), date(2016, 1, 8)) == "1 January 2016 to 8 January 2016"
    assert range_text(date(2016, 1, 1), None) == "from 1 January 2016"
    assert range_text(date(2016, 1, 1), date(2016, 1, 1)) == "1 January 2016"


def test_a_week_takes_the_year_of_its_thursday() -> None:
    assert week_text(date(2016, 1, 1)) == "2015-W53"
