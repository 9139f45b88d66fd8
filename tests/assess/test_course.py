"""The course of a case: releases and pauses, closing classes, what counts as missed and as a session."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from engager_docs.assess.calendar import days_in
from engager_docs.assess.contacts import is_attempt_only, is_session, may_be_session, missed
from engager_docs.assess.course import Course, course_of, expected_release
from engager_docs.assess.custody import Spell, joined, known_by, place_on, releases, spells_in
from engager_docs.assess.parameters import Dose
from engager_docs.assess.release import early_release, expected_now, told_late, told_on
from engager_docs.assess.roles import PRACTISING, holds, is_joint_company
from engager_docs.assess.setting import Setting
from engager_docs.model.records.participant import CustodyPeriod
from tests.assess.invented import START, a_case, a_contact, a_member, a_participant, staff


def period(place: str, start: str, end: str = "", basis: str = "") -> CustodyPeriod:
    fields: dict[str, Any] = {"place": place, "from": start}
    return CustodyPeriod.model_validate(fields | ({"to": end} if end else {}) | ({"basis": basis} if basis else {}))


LIFE = (
    period("prison", "2016-01-01", "2016-04-05"),
    period("community", "2016-04-05", "2016-05-03"),
    period("prison", "2016-05-03", "2016-05-10"),
    period("prison", "2016-05-10", "2016-05-31"),
    period("hospital", "2016-05-31", "2016-06-14"),
    period("community", "2016-06-14"),
)
RELEASED = (
    {"place": "prison", "from": "2015-12-01", "to": "2016-04-05"},
    {"place": "community", "from": "2016-04-05"},
)


def on(text: str) -> date:
    return date.fromisoformat(text)


def course(as_of: str, **fields: Any) -> Course:
    return course_of(a_case(a_participant(**fields)), Setting(on(as_of), staff=staff()))


def test_each_move_out_of_prison_is_a_release() -> None:
    assert releases(LIFE) == (on("2016-04-05"), on("2016-05-31"))
    assert releases(LIFE[1:2]) == ()


def test_a_move_between_prisons_is_no_release_and_one_spell() -> None:
    spells = spells_in(LIFE, "prison", on("2016-04-05"), on("2016-07-01"))
    assert spells == (Spell(on("2016-05-03"), on("2016-05-31")),)
    assert spells[0].days == 28


def test_a_spell_that_goes_on_ends_today() -> None:
    assert spells_in(LIFE[:3], "prison", on("2016-04-05"), on("2016-05-08")) == (
        Spell(on("2016-05-03"), on("2016-05-08")),
    )


def test_a_period_without_its_end_ends_where_the_next_begins() -> None:
    life = (period("prison", "2016-05-03"), period("community", "2016-05-20"))
    assert spells_in(life, "prison", on("2016-04-05"), on("2016-07-01")) == (Spell(on("2016-05-03"), on("2016-05-20")),)


def test_a_spell_that_began_on_the_day_itself_belongs_to_it() -> None:
    life = (period("hospital", "2016-04-05", "2016-04-19"),)
    assert spells_in(life, "hospital", on("2016-04-05"), on("2016-07-01")) == (
        Spell(on("2016-04-05"), on("2016-04-19")),
    )
    assert spells_in(life, "hospital", on("2016-04-06"), on("2016-07-01")) == ()
    assert spells_in(life, "hospital", on("2016-04-01"), on("2016-04-05")) == ()


@pytest.mark.parametrize(
    ("day", "place"),
    [
        ("2015-12-31", ""),
        ("2016-01-01", "prison"),
        ("2016-04-04", "prison"),
        ("2016-04-05", "community"),
        ("2016-05-31", "hospital"),
        ("2018-01-01", "community"),
    ],
)
def test_on_the_day_of_a_move_the_new_place_holds(day: str, place: str) -> None:
    assert place_on(LIFE, on(day)) == place


def test_after_the_last_period_nobody_knows_the_place() -> None:
    assert place_on(LIFE[:1], on("2016-04-05")) == "prison"
    assert place_on(LIFE[:1], on("2016-04-06")) == ""


def test_periods_are_known_from_their_first_day_and_in_order() -> None:
    assert known_by(reversed(LIFE), on("2016-05-03")) == LIFE[:3]


@runs(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=8))
def test_spells_together_cover_each_of_their_days_once(pairs: list[tuple[int, int]]) -> None:
    spells = [Spell(START + timedelta(days=first), START + timedelta(days=first + long)) for first, long in pairs]
    covered = {day for spell in spells for day in days_in(spell.start, spell.end - timedelta(days=1))}
    together = joined(spells)
    assert sum(spell.days for spell in together) == len(covered)
    assert all(earlier.end < later.start for earlier, later in pairwise(together))


def test_a_spell_holds_its_own_ends() -> None:
    spell = Spell(on("2016-05-03"), on("2016-05-31"))
    assert spell.holds(spell.start, spell.end)
    assert not spell.holds(on("2016-05-02"), spell.end)
    assert not spell.holds(spell.start, on("2016-06-01"))


@pytest.mark.parametrize(
    ("reason", "closed_on", "expected"),
    [
        ("completed", "2016-07-19", "completed"),
        ("early_planned", "2016-05-17", "early"),
        ("declined_after_accepting", "2016-02-12", "early"),
        ("lost_contact", "2016-05-17", "early"),
        ("recalled_not_resumed", "2016-05-17", "early"),
        ("other", "2016-05-17", "early"),
        ("withdrew", "2016-04-04", "not_evaluable"),
        ("withdrew", "2016-04-05", "early"),
        ("died", "2016-05-17", "not_evaluable"),
        ("transferred_out_of_area", "2016-05-17", "not_evaluable"),
        ("transferred_to_other_service", "2016-05-17", "not_evaluable"),
        ("deported", "2016-05-17", "not_evaluable"),
        ("ineligible", "2016-02-12", "not_evaluable"),
        ("duplicate", "2016-02-12", "not_evaluable"),
    ],
)
def test_a_case_is_closed_in_one_of_three_classes(reason: str, closed_on: str, expected: str) -> None:
    assert course("2016-08-01", custody=RELEASED, closure={"on": closed_on, "reason": reason}).closure_class == expected


def test_a_closure_that_lies_ahead_is_not_yet() -> None:
    ahead = course("2016-03-01", closure={"on": "2016-03-02", "reason": "completed"})
    assert (ahead.closure, ahead.closure_class, ahead.end, ahead.is_open) == (None, None, on("2016-03-01"), True)


@pytest.mark.parametrize(
    ("answers", "stopped"),
    [
        ([("given", "2016-01-04")], None),
        ([("given", "2016-01-04"), ("withdrawn", "2016-03-01")], "2016-03-01"),
        ([("withdrawn", "2016-02-01"), ("given", "2016-02-08")], None),
        ([("given", "2016-01-04"), ("withdrawn", "2016-03-02")], None),
    ],
)
def test_the_last_answer_on_support_holds_from_its_day(answers: list[tuple[str, str]], stopped: str | None) -> None:
    consent = tuple({"scope": "support", "status": status, "on": day} for status, day in answers)
    found = course("2016-03-01", consent=consent)
    assert found.stopped == (on(stopped) if stopped else None)
    assert found.is_open == (stopped is None)


def test_of_two_dates_recorded_on_a_day_the_one_written_last_holds() -> None:
    dates = ({"recorded_on": "2016-02-01", "date": "2016-04-05"}, {"recorded_on": "2016-02-01", "date": "2016-04-12"})
    record = course("2016-03-01", release_dates=dates).record
    assert expected_release(record, on("2016-02-01")) == on("2016-04-12")
    assert expected_release(record, on("2016-01-31")) is None


def test_a_date_expected_after_a_recall_is_not_that_of_the_first_release() -> None:
    dates = ({"recorded_on": "2016-01-04", "date": "2016-04-05"}, {"recorded_on": "2016-05-03", "date": "2016-05-31"})
    assert expected_now(course("2016-06-01", custody=RELEASED, release_dates=dates)) == on("2016-04-05")


def test_a_release_later_than_expected_is_not_early() -> None:
    for expected, words in (
        ("2016-04-04", ""),
        ("2016-04-05", ""),
        ("2016-04-06", "released 1 day earlier than expected"),
    ):
        dates = ({"recorded_on": "2016-01-04", "date": expected},)
        assert early_release(course("2016-06-01", custody=RELEASED, release_dates=dates)) == words


def test_a_release_told_on_the_day_comes_as_a_surprise_and_one_told_before_does_not() -> None:
    for told, words in (("2016-04-05", "the team was told of the release only on 5 April 2016"), ("2016-04-04", "")):
        dates = ({"recorded_on": "2016-04-04", "date": "2016-04-05", "told_team_on": told},)
        assert early_release(course("2016-06-01", custody=RELEASED, release_dates=dates)) == words


def test_of_two_days_the_team_was_told_on_the_first_counts() -> None:
    dates = (
        {"recorded_on": "2016-04-06", "date": "2016-04-05", "told_team_on": "2016-04-06"},
        {"recorded_on": "2016-04-01", "date": "2016-04-05", "told_team_on": "2016-04-01"},
    )
    found = course("2016-06-01", custody=RELEASED, release_dates=dates)
    assert (told_on(found), told_late(found)) == (on("2016-04-01"), False)


def test_a_date_recorded_on_the_day_of_release_was_not_expected() -> None:
    dates = ({"recorded_on": "2016-01-04", "date": "2016-04-12"}, {"recorded_on": "2016-04-05", "date": "2016-04-05"})
    found = course("2016-06-01", custody=RELEASED, release_dates=dates)
    assert early_release(found) == "released 7 days earlier than expected"


@pytest.mark.parametrize(
    ("people", "joint"),
    [
        (("PRA-NW-02", "SUP-NW-01"), True),
        (("SUP-NW-01", "PRA-NW-02"), True),
        (("SUP-NW-01", "SUP-NW-01"), False),
        (("PRA-NW-01", "PRA-NW-02"), False),
        (("PRA-NW-02", "RES-NW-01"), False),
        (("SUP-NW-01", "RES-NW-01"), False),
        (("SUP-NW-01", "PRA-NW-99"), False),
        (("PRA-NW-03",), False),
        (("PRA-NW-03", "PRA-NW-02"), True),
        (("PRA-NW-03", "SUP-NW-01"), True),
        ((), False),
    ],
)
def test_a_meeting_is_joint_when_two_people_hold_the_two_roles(people: tuple[str, ...], joint: bool) -> None:
    both = a_member("PRA-NW-03", "practitioner", "interim_supervisor")
    team = staff() | {"RES-NW-01": a_member("RES-NW-01", "researcher"), "PRA-NW-03": both}
    assert is_joint_company(team, people, START) == joint


def test_a_role_counts_from_its_first_day_to_its_last() -> None:
    team = {"PRA-NW-02": a_member("PRA-NW-02", "practitioner")}
    first = on("2000-01-01")
    assert holds(team, "PRA-NW-02", first, PRACTISING)
    assert not holds(team, "PRA-NW-02", first - timedelta(days=1), PRACTISING)


def test_missed_leaves_out_attempts_calls_that_found_nobody_and_what_is_planned() -> None:
    contacts = [
        a_contact(START, outcome="did_not_attend"),
        a_contact(START, outcome="cancelled_by_provider"),
        a_contact(START, outcome="late_not_seen", purposes=("session", "follow_up_attempt")),
        a_contact(START, outcome="did_not_attend", purposes=("follow_up_attempt",)),
        a_contact(START, outcome="no_reply"),
        a_contact(START, outcome="planned"),
        a_contact(START, outcome="attended_late"),
    ]
    found = course_of(a_case(a_participant(), contacts), Setting(START, staff=staff()))
    assert [one.outcome for one in missed(found)] == ["did_not_attend", "cancelled_by_provider", "late_not_seen"]
    assert len(found.contacts) == 6
    assert not is_attempt_only(a_contact(START, purposes=()))


@pytest.mark.parametrize(("minutes", "session", "possible"), [(None, False, True), (0, False, False), (1, True, False)])
def test_a_least_length_asks_for_minutes(minutes: int | None, session: bool, possible: bool) -> None:
    contact = a_contact(START, minutes=minutes)
    assert is_session(Dose(min_minutes=1), contact) == session
    assert may_be_session(Dose(min_minutes=1), contact) == possible
    assert is_session(Dose(), contact)
