"""Ids, days and places written in a text are masked where somebody outside reads it."""

from __future__ import annotations

from datetime import date

import pytest

from engager_docs.render.masking import week_of, without_cases, without_days, without_places, without_staff

RELEASED = date(2016, 4, 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NW-001 met NW-002.", "the participant met another participant."),
        ("Like SW-12345, not SW-123456 or A-1.", "Like another participant, not SW-123456 or A-1."),
        ("(NW-002)", "(another participant)"),
    ],
)
def test_a_participant_s_id_is_masked(text: str, said: str) -> None:
    assert without_cases(text, "NW-001", "the participant") == said


def test_the_own_id_stays_where_no_word_is_given_for_it() -> None:
    assert without_cases("NW-001 and NW-002", "NW-001") == "NW-001 and another participant"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PRA-NW-02 asked SUP-NW-01.", "Practitioner 2 asked a supervisor."),
        ("LIN-NW-01, MBX-SW-01, RES-NW-01, PEER-NW-01", "a line manager, the expert, a researcher, a peer researcher"),
    ],
)
def test_a_staff_id_becomes_a_role(text: str, said: str) -> None:
    assert without_staff(text, {"PRA-NW-02": "Practitioner 2"}) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("on 2016-04-05", "on the day of release"),
        ("on 11 April 2016 and 12 April 2016", "on week 1 after release and week 2 after release"),
        ("on 4th April 2016", "on week 1 before release"),
        ("since 29 Mar 2016", "since week 1 before release"),
        ("since 28/03/2016 or 28.3.16", "since week 2 before release or week 2 before release"),
        ("in March 2016", "in a date"),
        ("on 5 April", "on a date"),
        ("on 2016-13-45", "on a date"),
        ("4 to 6 weeks, 3 of 10, 50 %", "4 to 6 weeks, 3 of 10, 50 %"),
        ("He may march on", "He may march on"),
    ],
)
def test_a_day_is_counted_from_the_release(text: str, said: str) -> None:
    assert without_days(text, RELEASED) == said


def test_without_a_release_a_day_is_only_a_date() -> None:
    assert without_days("on 2016-04-05", None) == "on a date"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "the day of release"), (1, "week 1 after release"), (6, "week 1 after release"),
        (7, "week 2 after release"), (-1, "week 1 before release"), (-7, "week 1 before release"),
        (-8, "week 2 before release"),
    ],
)  # fmt: skip
def test_weeks_are_counted_on_both_sides_of_the_release(days: int, said: str) -> None:
    assert week_of(date.fromordinal(RELEASED.toordinal() + days), RELEASED) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In Prison in the North West, North West.", "In the prison, the site."),
        ("at the NORTH WEST", "at the the site"),
        ("the NW team, so SO is on it", "the the site team, so the site is on it"),
        ("HMP Somewhere and HMYOI Elsewhere", "the prison and the prison"),
        ("north-west-prison", "the prison"),
    ],
)
def test_a_place_becomes_its_kind(text: str, said: str) -> None:
    places = {
        "Prison in the North West": "the prison", "north-west-prison": "the prison",
        "North West": "the site", "NW": "the site", "SO": "the site",
    }  # fmt: skip
    assert without_places(text, places) == said
