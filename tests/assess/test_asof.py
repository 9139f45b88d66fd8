"""A casebook on an earlier day: what was there, what was not yet, and how much that leaves out."""

from __future__ import annotations

from datetime import date, timedelta
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st
from msgspec.structs import replace

from engager_docs.assess.asof import NOT_YET, OWN_DATE, as_of
from engager_docs.assess.service import assess
from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.records.meetings import TeamMeeting
from engager_docs.model.records.registry import KINDS
from engager_docs.model.records.scalars import Part, PartialDate
from engager_docs.model.records.training import TrainingSession
from engager_docs.model.source import Entry
from tests.assess.invented import EMPTY
from tests.assess.pages import setting_for
from tests.stories.builder import SCENARIOS, casebook_of

# dates that were known by the day, whenever they lie: plans, due days, quotations of other dates
AHEAD = {
    # a hold is about files that are kept, not about what had happened by a day
    "LegalHold.from_",
    "LegalHold.to",
    "Absence.to",
    "Action.due_on",
    "AgreedAction.due_on",
    "Appraisal.period_to",
    "Contact.next_contact",
    "Ending.planned_from",
    "Goal.target_on",
    "LineIssue.due_on",
    "NextStep.first_appointment",
    "Period.from_",
    "Period.to",
    "Referral.expected_release",
    "ReleaseDate.date",
    "Risk.next_review_on",
    "ServiceSettings.as_of",
    "SharedUnderstanding.contact",
    "SiteSettings.opened_on",
    "Variation.from_",
    "Variation.to",
}
WHOLE = {name: casebook_of(raw) for name, raw in SCENARIOS.items()}


def on(name: str, day: str) -> tuple[Casebook, Case, int]:
    found = as_of(WHOLE[name], date.fromisoformat(day))
    return found.casebook, found.casebook.cases[0], found.left_out


def parts(model: type[Part], found: dict[str, type[Part]]) -> dict[str, type[Part]]:
    """A record type and every type of part inside it, by name."""
    if model.__name__ in found:
        return found
    found[model.__name__] = model
    for hint in get_type_hints(model, include_extras=True).values():
        for kind in inside(hint):
            if isinstance(kind, type) and issubclass(kind, Part):
                parts(kind, found)
    return found


def inside(hint: Any) -> list[Any]:
    """The plain types inside an annotation."""
    if get_origin(hint) in (Annotated, Union, UnionType, tuple, dict):
        return [kind for argument in get_args(hint) for kind in inside(argument)]
    return [hint]


def dated_fields() -> set[str]:
    """Every field of the record format that is a date, as ``Goal.set_on``; when an entry was typed aside."""
    models: dict[str, type[Part]] = {}
    for kind in KINDS:
        parts(kind.model, models)
    return {
        f"{name}.{field}"
        for name, model in models.items()
        for field, hint in get_type_hints(model, include_extras=True).items()
        if {date, PartialDate} & set(inside(hint)) and field != "recorded_on"
    } | {"Variation.recorded_on", "ReleaseDate.recorded_on"}


def test_every_date_of_the_record_format_is_an_own_date_or_not_yet_or_ahead() -> None:
    own = {f"{model.__name__}.{field}" for model, field in OWN_DATE.items()}
    later = {f"{model.__name__}.{field}" for model, fields in NOT_YET.items() for field in fields}
    assert own | later | AHEAD == dated_fields()
    assert len(own) + len(later) + len(AHEAD) == len(dated_fields())


def test_on_the_services_own_day_nothing_is_left_out() -> None:
    casebook = WHOLE["NW-001"]
    assert as_of(casebook, casebook.as_of) == as_of(casebook, casebook.as_of)
    assert as_of(casebook, casebook.as_of).casebook == casebook
    assert as_of(casebook, casebook.as_of + timedelta(days=9)).left_out == 0


def test_later_contacts_and_versions_are_left_out_and_the_case_is_open() -> None:
    _, case, _ = on("NW-001", "2016-03-22")
    assert case.contacts[-1].data.date == date(2016, 3, 22)
    assert [one.data.date for one in case.understandings] == [date(2016, 2, 2), date(2016, 3, 22)]
    assert case.plan is not None
    assert [review.on for review in case.plan.data.reviews] == [date(2016, 3, 1)]
    assert {goal.status for goal in case.plan.data.goals} == {"active"}
    assert case.ending is None
    assert case.participant.data.closure is None
    assert [(one.place, one.to) for one in case.participant.data.custody] == [("prison", None)]
    assert case.release_day is not None
    assert case.release_day.data.plan is not None
    assert case.release_day.data.actual is None


def test_before_the_first_version_there_is_no_plan_and_before_the_referral_no_case() -> None:
    _, case, _ = on("NW-001", "2016-02-20")
    assert case.plan is None
    assert as_of(WHOLE["NW-001"], date(2016, 1, 10)).casebook.cases == ()


def test_a_variation_counts_from_the_day_it_was_recorded() -> None:
    assert on("NW-004", "2016-12-19")[1].variations is None
    assert on("NW-004", "2016-12-20")[1].variations is not None


def test_how_many_entries_are_left_out_is_said() -> None:
    _, before, fewer = on("SW-006", "2017-06-30")
    _, after, more = on("SW-006", "2017-06-20")
    assert len(before.contacts) - len(after.contacts) == 1
    assert more == fewer + 3  # the contact of 27 June, the variation recorded then, a supervision session
    assert fewer == 7  # three contacts, three sessions and the closure


def test_staff_who_had_not_joined_are_not_there_and_those_who_left_later_still_are() -> None:
    casebook, _, _ = on("SW-003", "2016-10-31")
    roles = {person.id: person.record.data.roles[0].to for person in casebook.staff}
    assert "SUP-SW-02" not in roles
    assert roles["SUP-SW-01"] is None


def test_an_undecided_referral_was_pending() -> None:
    casebook = casebook_of({"referral_date": date(2016, 9, 5), "as_of": date(2016, 9, 9)}, accepted_on=date(2016, 9, 7))
    referral = as_of(casebook, date(2016, 9, 6)).casebook.cases[0].participant.data.referral
    assert (referral.decision, referral.decided_on) == ("pending", None)


def test_an_end_on_the_day_itself_is_an_end() -> None:
    _, case, _ = on("NW-001", "2016-04-05")
    assert [(one.place, one.to) for one in case.participant.data.custody] == [
        ("prison", date(2016, 4, 5)),
        ("community", None),
    ]


def with_meetings() -> Casebook:
    """A service with a training session known by its month, one known by its day, and a team meeting."""
    told = [{"date": "2016-07", "place": "Manchester"}, {"date": "2016-07-12", "place": "Leeds"}]
    training = tuple(Entry(TrainingSession.model_validate(one), EMPTY) for one in told)
    action = {"what": "call probation", "who": "PRA-NW-02", "done_on": "2016-07-14"}
    meeting = TeamMeeting.model_validate({"date": "2016-07-11", "chair": "SUP-NW-01", "actions": (action,)})
    casebook = WHOLE["NW-001"]
    site = replace(casebook.sites[0], meetings=(Entry(meeting, EMPTY),))
    closed = site.settings.data.model_copy(update={"closed_on": date(2016, 7, 18)})
    site = replace(site, settings=replace(site.settings, data=closed))
    return replace(casebook, training=training, sites=(site, *casebook.sites[1:]))


@pytest.mark.parametrize(
    ("day", "sessions", "held", "done"),
    [("2016-06-30", 0, 0, None), ("2016-07-01", 1, 0, None), ("2016-07-11", 1, 1, None), ("2016-07-14", 2, 1, 14)],
)
def test_a_month_has_begun_on_its_first_day_and_an_action_is_done_on_its_own(
    day: str, sessions: int, held: int, done: int | None
) -> None:
    seen = as_of(with_meetings(), date.fromisoformat(day)).casebook
    assert len(seen.training) == sessions
    assert len(seen.sites[0].meetings) == held
    for meeting in seen.sites[0].meetings:
        found = meeting.data.actions[0].done_on
        assert (found.day if found else None) == done
    assert seen.sites[0].settings.data.closed_on is None


def test_a_site_that_has_closed_by_then_is_closed() -> None:
    seen = as_of(with_meetings(), date(2016, 7, 18)).casebook
    assert seen.sites[0].settings.data.closed_on == date(2016, 7, 18)


@pytest.mark.parametrize(("recorded", "kept"), [("2016-02-01", 1), ("2016-02-05", 1), ("2016-02-06", 0)])
def test_a_planned_contact_stays_if_it_was_written_down_by_then(recorded: str, kept: int) -> None:
    planned = f"2016-02-16 prison in_person planned recorded={recorded}"
    casebook = casebook_of({"referral_date": date(2016, 1, 11), "as_of": date(2016, 2, 12), "contacts": [planned]})
    assert len(as_of(casebook, date(2016, 2, 5)).casebook.cases[0].contacts) == kept


def test_a_planned_contact_of_unknown_day_of_writing_stays_on_the_services_own_day_only() -> None:
    planned = ["2016-02-16 prison in_person planned"]
    casebook = casebook_of({"referral_date": date(2016, 1, 11), "as_of": date(2016, 2, 12), "contacts": planned})
    assert len(as_of(casebook, date(2016, 2, 12)).casebook.cases[0].contacts) == 1
    assert as_of(casebook, date(2016, 2, 11)).left_out == 1


def test_the_demonstrations_day_shows_the_case_in_its_sixteenth_week() -> None:
    casebook, _, _ = on("SW-006", "2017-06-30")
    found = assess(casebook).cases[0]
    duration = next(one for one in found.results if one.rule == "P10")
    assert (found.phase, duration.result, duration.value, duration.due_soon) == ("ending", "met", 108, True)
    assert duration.due_on == date(2017, 7, 4)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_story_is_assessed_on_every_one_of_its_days(name: str) -> None:
    casebook = WHOLE[name]
    first = casebook.cases[0].participant.data.referral.received_on
    settled: dict[str, str] = {}
    for number in range((casebook.as_of - first).days + 1):
        day = first + timedelta(days=number)
        found = assess(as_of(casebook, day).casebook, setting_for(casebook).parameters).cases[0]
        results = {one.rule: one.result for one in found.results}
        assert results["P01"] == settled.setdefault("P01", results["P01"])
        for rule in ("P03", "P04", "P07", "P08", "P09"):  # once met, these stay met
            assert settled.get(rule) != "met" or results[rule] == "met"
            settled[rule] = results[rule]
    assert settled["P01"] == results["P01"]


@runs(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 400), st.integers(0, 400))
def test_a_day_seen_from_a_later_day_is_the_same_day(name: str, before: int, more: int) -> None:
    casebook = WHOLE[name]
    later = casebook.as_of - timedelta(days=before)
    earlier = later - timedelta(days=more)
    once, twice = as_of(casebook, earlier), as_of(as_of(casebook, later).casebook, earlier)
    assert once.casebook == twice.casebook
    assert twice.left_out <= once.left_out
