"""What holds for every rule and every case: order, time, one contact more, and the calendar's odd days."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st
from msgspec.structs import replace

from engager_docs.assess.case import assess_case
from engager_docs.assess.service import assess, setting_of
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Case, Casebook, Site
from engager_docs.model.records.contact import Contact
from engager_docs.model.result import CaseAssessment
from tests.assess.invented import START, a_case, a_contact, a_participant, cases, settings, staff
from tests.stories.builder import SCENARIOS, casebook_of

DOSE_AND_GAPS = ("P05", "P06", "P07", "P08")
WORSE = {"met": 0, "covered": 1, "not_due_yet": 1, "not_applicable": 1, "cannot_tell": 1, "not_met": 2}
LEAP_DAY, WEEK_53, MONTH_END, BANK_HOLIDAY = date(2016, 2, 29), date(2016, 1, 1), date(2016, 1, 31), date(2016, 5, 2)


def by_rule(found: CaseAssessment) -> dict[str, str]:
    return {one.rule: one.result for one in found.results}


def shuffled(casebook: Casebook, seed: int) -> Casebook:
    """The same records, read in another order: a casebook sorts dated records, everything else is as it came."""
    order = Random(seed)

    def mixed(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        copy = list(entries)
        order.shuffle(copy)
        return tuple(copy)

    def site(one: Site) -> Site:
        return replace(one, clinical=tuple(sorted(mixed(one.clinical), key=lambda each: each.data.date)))

    return replace(
        casebook,
        cases=mixed(casebook.cases),
        staff=mixed(casebook.staff),
        sites=mixed(tuple(map(site, casebook.sites))),
    )


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_results_do_not_depend_on_the_order_of_files(name: str) -> None:
    casebook = casebook_of(SCENARIOS[name])
    found, again = assess(casebook), assess(shuffled(casebook, 7))
    assert sorted(found.cases, key=lambda one: one.id) == sorted(again.cases, key=lambda one: one.id)
    assert sorted(found.staff, key=lambda one: one.id) == sorted(again.staff, key=lambda one: one.id)
    assert sorted(found.sites, key=lambda one: one.id) == sorted(again.sites, key=lambda one: one.id)
    assert found.due == again.due


@runs(max_examples=300, deadline=None)
@given(cases(), settings(), st.integers(1, 200))
def test_a_later_day_never_makes_something_met_wait_again(case: Case, setting: Setting, later: int) -> None:
    known = tuple(one for one in case.contacts if one.data.date <= setting.as_of)
    case = replace(case, contacts=known)
    before = by_rule(assess_case(case, setting))
    after = by_rule(assess_case(case, replace(setting, as_of=setting.as_of + timedelta(days=later))))
    turned = [rule for rule, result in before.items() if result == "met" and after[rule] == "not_due_yet"]
    assert turned == []


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_no_day_of_a_story_makes_something_met_wait_again(name: str) -> None:
    casebook = casebook_of(SCENARIOS[name])
    (case,) = casebook.cases
    setting = setting_of(casebook)
    last, first = casebook.as_of, case.participant.data.referral.received_on
    met: set[str] = set()
    for day in range(0, (last - first).days + 1, 5):
        today = first + timedelta(days=day)
        seen = replace(case, contacts=tuple(one for one in case.contacts if one.data.date <= today))
        found = by_rule(assess_case(seen, replace(setting, as_of=today)))
        assert not [rule for rule in met if found[rule] == "not_due_yet"]
        met = {rule for rule, result in found.items() if result == "met"}


visits = st.lists(st.integers(0, 200), min_size=2, max_size=25, unique=True)


@runs(max_examples=300, deadline=None)
@given(visits, st.data(), st.integers(20, 120), st.booleans())
def test_one_contact_more_never_worsens_dose_or_gaps(
    days: list[int], data: st.DataObject, release: int, closed: bool
) -> None:
    ordered = sorted(days)
    between = data.draw(st.integers(ordered[0], ordered[-1]))
    before = by_rule(outcome(ordered, release, closed))
    after = by_rule(outcome([*ordered, between], release, closed))
    worse = [rule for rule in DOSE_AND_GAPS if WORSE[after[rule]] > WORSE[before[rule]]]
    assert worse == []


def outcome(days: list[int], release: int, closed: bool) -> CaseAssessment:
    out = START + timedelta(days=release)

    def visit(day: int) -> Contact:
        when = START + timedelta(days=day)
        return a_contact(when, place="prison" if when < out else "community")

    custody = (
        {"place": "prison", "from": START - timedelta(days=30), "to": out, "basis": "sentence"},
        {"place": "community", "from": out, "basis": "released_conditional"},
    )
    end = START + timedelta(days=201)
    closure = {"on": end, "reason": "completed"} if closed else None
    record = a_participant(custody=custody, closure=closure)
    return assess_case(a_case(record, [visit(day) for day in days]), Setting(end, staff=staff()))


@pytest.mark.parametrize("day", [LEAP_DAY, WEEK_53, MONTH_END, BANK_HOLIDAY], ids=str)
@pytest.mark.parametrize("shift", range(-2, 3))
def test_twenty_eight_days_are_twenty_eight_days_across_every_odd_day(day: date, shift: int) -> None:
    release = day + timedelta(days=14 + shift)
    for days, result in ((27, "not_met"), (28, "met"), (112, "met"), (113, "not_met")):
        received = release - timedelta(days=days)
        referral = {
            "received_on": received, "source": "self", "decision": "accepted", "decided_on": received,
            "expected_release": release,
        }  # fmt: skip
        found = assess_case(a_case(a_participant(referral=referral)), Setting(received, staff=staff()))
        assert by_rule(found)["P01"] == result


@pytest.mark.parametrize("day", [LEAP_DAY, WEEK_53, MONTH_END], ids=str)
@pytest.mark.parametrize("gap", [7, 8])
def test_a_week_is_seven_days_across_every_odd_day(day: date, gap: int) -> None:
    first = day - timedelta(days=3)
    end = first + timedelta(days=gap)
    contacts = [a_contact(first), a_contact(end)]
    record = a_participant(custody=({"place": "prison", "from": first - timedelta(days=40), "basis": "sentence"},))
    found = assess_case(a_case(record, contacts), Setting(end, staff=staff()))
    holiday = day == WEEK_53  # 1 January is a bank holiday, and allows a day more
    assert by_rule(found)["P05"] == ("met" if gap == 7 or holiday else "not_met")
