"""Gaps between contacts, against a count made day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from engager_docs.assess.calendar import days_in, is_bank_holiday
from engager_docs.assess.course import ATTENDED, Course, course_of
from engager_docs.assess.gaps import (
    Stretch,
    allowed_days,
    due_day,
    in_community,
    in_prison,
    long_gaps,
    next_due,
    weeks_with_contact,
)
from engager_docs.assess.parameters import Parameters, WeeklyContact
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Case
from engager_docs.model.records.course import Variation
from engager_docs.model.result import Gap
from tests.assess.invented import START, a_case, a_contact, a_participant, cases, days, settings, staff

offsets = st.lists(st.integers(0, 120), min_size=1, max_size=20)


def course_with(attended: list[int], tried: list[int], until: int) -> Course:
    """A case in prison, visited on some days and tried on others, seen on the last."""
    visits = [a_contact(START + timedelta(days=number)) for number in attended]
    attempts = [a_contact(START + timedelta(days=number), outcome="no_reply") for number in tried]
    case = a_case(a_participant(), [*visits, *attempts])
    return course_of(case, Setting(START + timedelta(days=until), staff=staff()))


def stretches(case: Case, setting: Setting) -> list[tuple[Course, Stretch]]:
    course = course_of(case, setting)
    found = [in_prison(course), in_community(course)]
    return [(course, stretch) for stretch in found if stretch is not None]


@runs(deadline=None)
@given(offsets, st.lists(st.integers(0, 120), max_size=8))
def test_the_gaps_are_those_found_day_by_day(attended: list[int], tried: list[int]) -> None:
    course = course_with(attended, tried, 120)
    expected = []
    for first, second in pairwise(sorted({*attended, 120} | {min(attended)})):
        start, end = START + timedelta(days=first), START + timedelta(days=second)
        free = sum(is_bank_holiday(day) for day in days_in(start + timedelta(days=1), end - timedelta(days=1)))
        if second - first > 7 + free:
            kind = "attempted" if any(first < number <= second for number in tried) else "no_attempt"
            expected.append((start, end, second - first, 7 + free, kind))
    found = [(gap.start, gap.end, gap.days, gap.allowed, gap.kind) for gap in long_gaps(course, in_prison(course))]
    assert found == expected


@runs(deadline=None)
@given(offsets, offsets, st.integers(0, 120))
def test_one_more_visit_never_leaves_more_days_too_many(attended: list[int], tried: list[int], more: int) -> None:
    def too_many(course: Course) -> int:
        return sum(gap.days - gap.allowed for gap in long_gaps(course, in_prison(course)))

    first = min(attended)
    later = [*attended, max(more, first)]
    assert too_many(course_with(later, tried, 120)) <= too_many(course_with(attended, tried, 120))


@runs(deadline=None)
@given(cases(), settings())
def test_a_gap_is_longer_than_allowed_and_holds_no_contact_that_counts(case: Case, setting: Setting) -> None:
    for course, stretch in stretches(case, setting):
        for gap in long_gaps(course, stretch):
            assert gap.days == (gap.end - gap.start).days > gap.allowed >= course.parameters.weekly.max_gap_days
            assert not any(gap.start < day < gap.end for day in stretch.seen)
            assert stretch.start <= gap.start < gap.end <= stretch.end


@runs(deadline=None)
@given(cases(), settings())
def test_a_gap_has_the_kind_that_counting_its_days_gives(case: Case, setting: Setting) -> None:
    for course, stretch in stretches(case, setting):
        for gap in long_gaps(course, stretch):
            assert gap.kind == kind_by_days(course, stretch, gap)


def kind_by_days(course: Course, stretch: Stretch, gap: Gap) -> str:
    """The kind of a gap, each of its days looked at (rules.md 1)."""
    inside = list(days_in(gap.start + timedelta(days=1), gap.end))
    in_time = [
        one
        for one in course.variations
        if one.rule == stretch.rule and (one.recorded_on - gap.start).days <= gap.allowed
    ]
    covered = [day for day in inside if any(one.from_ <= day <= (one.to or date.max) for one in in_time)]
    if len(covered) >= gap.days - gap.allowed:
        return "covered"
    if any(one.from_ in inside and one.from_ != course.release for one in course.periods):
        return "moved"
    tried = [one for one in course.contacts if one.outcome not in ATTENDED or one.mode not in stretch.modes]
    return "attempted" if any(one.date in inside for one in tried) else "no_attempt"


near = st.integers(-3, 16)


@runs(deadline=None)
@given(
    st.lists(st.tuples(near, st.one_of(st.none(), near), st.integers(0, 9)), max_size=3),
    st.lists(near, max_size=1),
    st.lists(near, max_size=1),
)
def test_a_gap_of_thirteen_days_has_the_kind_that_counting_its_days_gives(
    covers: list[tuple[int, int | None, int]], moves: list[int], tried: list[int]
) -> None:
    def day(number: int) -> str:
        return (START + timedelta(days=number)).isoformat()

    variations = [
        Variation.model_validate(
            {
                "rule": "P05",
                "from": day(first),
                "to": None if last is None else day(last),
                "reason": "practitioner_leave",
                "authorised_by": "SUP-NW-01",
                "recorded_on": day(recorded),
            }
        )
        for first, last, recorded in covers
    ]
    custody = [{"place": "prison", "from": day(number)} for number in (-30, *moves)]
    visits = [a_contact(START), a_contact(START + timedelta(days=13))]
    attempts = [a_contact(START + timedelta(days=number), outcome="did_not_attend") for number in tried]
    case = a_case(a_participant(custody=tuple(custody)), [*visits, *attempts], variations)
    course = course_of(case, Setting(START + timedelta(days=13), staff=staff()))
    stretch = in_prison(course)
    assert stretch is not None
    (gap,) = long_gaps(course, stretch)
    assert gap.kind == kind_by_days(course, stretch, gap)


@runs(deadline=None)
@given(days, st.booleans(), st.integers(1, 21))
def test_the_next_contact_is_due_on_the_last_day_in_time(last: date, extended: bool, most: int) -> None:
    weekly = WeeklyContact(max_gap_days=most, bank_holiday_extension=extended)
    course = course_with([0], [], 0)
    course = course_of(course.case, Setting(START, parameters=_with(weekly), staff=staff()))
    due = next_due(course, Stretch("P05", weekly.modes_prison, last, last, (last,)))
    following = due + timedelta(days=1)
    assert (due - last).days <= allowed_days(weekly, last, due)
    assert (following - last).days > allowed_days(weekly, last, following)


def _with(weekly: WeeklyContact) -> Parameters:
    return Parameters(weekly=weekly)


@runs(deadline=None)
@given(cases(), settings())
def test_a_gap_is_due_before_it_ends(case: Case, setting: Setting) -> None:
    for course, stretch in stretches(case, setting):
        assert all(gap.start < due_day(gap) < gap.end for gap in long_gaps(course, stretch))


@runs(deadline=None)
@given(cases(), settings())
def test_weeks_with_contact_are_counted_among_full_weeks(case: Case, setting: Setting) -> None:
    for course, stretch in stretches(case, setting):
        met, full = weeks_with_contact(course, stretch)
        assert 0 <= met <= full <= ((stretch.end - stretch.start).days + 1) // 7
