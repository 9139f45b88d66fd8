"""Values as read from files → typed records: the shapes of records.md section 4."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from engager_docs.model.records.contact import Contact
from engager_docs.model.records.course import Ending, Variation
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.records.scalars import Quoted
from engager_docs.model.records.service import Organisation, ServiceSettings
from engager_docs.model.records.staff import StaffMember
from engager_docs.model.records.supervision import SupervisorSupervision
from engager_docs.model.records.training import TrainingSession
from engager_docs.model.records.wellbeing import OutcomeScore
from tests.model.minimal import MINIMAL


def faults(model: type[BaseModel], value: object) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return [(each["type"], each["loc"]) for each in caught.value.errors()]


def contact(**fields: object) -> dict[str, Any]:
    return MINIMAL["contact"][1] | fields


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_small_record_types_and_is_frozen(kind: RecordKind) -> None:
    record = kind.model.model_validate(MINIMAL[kind.name][1])
    for name in record.model_fields_set:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(record, name, None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_list_file_is_a_tuple_of_its_items(kind: RecordKind) -> None:
    value = MINIMAL[kind.name][1]
    found = TypeAdapter(tuple[kind.model, ...]).validate_python([value, value])  # type: ignore[name-defined]
    assert found == (kind.model.model_validate(value),) * 2


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_unknown_key_is_refused(kind: RecordKind) -> None:
    assert faults(kind.model, MINIMAL[kind.name][1] | {"colour": "blue"}) == [("extra_forbidden", ("colour",))]


@pytest.mark.parametrize("written", ["no", "on", "10:30", "0777", "1_000", "2016-01-26", "~", "1e3", " x "])
@pytest.mark.parametrize("kind_of_text", [str, Quoted])
def test_text_arrives_as_it_was_written(written: str, kind_of_text: type[str]) -> None:
    record = Contact.model_validate(contact(others=[kind_of_text(written)]))
    assert record.others == (written,)
    assert type(record.others[0]) is str
    settings = ServiceSettings.model_validate(
        MINIMAL["service"][1] | {"parameters": {"mba.modes": kind_of_text(written)}}
    )
    assert settings.parameters == {"mba.modes": written}


@pytest.mark.parametrize("written", ["no", "on", "10:30", "1_000", "2016-01-26", "1", "yes"])
def test_only_true_and_false_are_true_or_false(written: str) -> None:
    assert faults(Contact, contact(risk_changed=written)) == [("truth_shape", ("risk_changed",))]


def test_core_scalars_are_typed_by_the_field() -> None:
    record = Contact.model_validate(contact(start="10:30", minutes="0777", risk_changed="false"))
    assert (record.start and record.start.isoformat(), record.minutes, record.risk_changed) == (
        "10:30:00",
        777,
        False,
    )
    assert record.date == date(2016, 1, 26)
    assert record.purposes == ("session",)


@pytest.mark.parametrize("written", ["no", "on", "10:30", "1_000", "2016-01-26", "1.5", Quoted("5"), "٣"])
def test_other_text_is_no_whole_number(written: str) -> None:
    assert faults(Contact, contact(minutes=written)) == [("number_shape", ("minutes",))]


@pytest.mark.parametrize("written", ["no", "on", "10:30", "0777", "1_000", "2016-1-26", "2016-01"])
def test_other_text_is_no_date(written: str) -> None:
    assert faults(Contact, contact(next_contact=written)) == [("date_shape", ("next_contact",))]


def test_yes_and_no_are_words_where_not_known_is_an_answer() -> None:
    staff = MINIMAL["staff"][1] | {"formally_trained_therapist": Quoted("no")}
    assert StaffMember.model_validate(staff).formally_trained_therapist == "no"


def test_a_list_of_one_may_not_be_written_as_a_scalar() -> None:
    assert faults(Contact, contact(staff="PRA-NW-02")) == [("tuple_type", ("staff",))]


def test_a_misspelt_word_of_a_list_is_found_at_its_place() -> None:
    assert faults(Contact, contact(focus=["goals", "golas"])) == [("literal_error", ("focus", 1))]


def test_domains_are_numbers_by_name() -> None:
    value = MINIMAL["outcomes"][1] | {"domains": {"wellbeing": "2.1"}}
    assert OutcomeScore.model_validate(value).domains == {"wellbeing": 2.1}
    value = MINIMAL["outcomes"][1] | {"domains": {"wellbeing": "low"}}
    assert faults(OutcomeScore, value) == [("number_shape", ("domains", "wellbeing"))]


@pytest.mark.parametrize(
    ("next_steps", "fault"),
    [
        ("none", ("literal_error", ("next_steps", "<text>"))),
        ({"service": "a gym"}, ("steps_shape", ("next_steps",))),
        ([{}], ("missing", ("next_steps", "<list>", 0, "service"))),
        (
            [{"service": "a gym", "accepted": "perhaps"}],
            ("literal_error", ("next_steps", "<list>", 0, "accepted")),
        ),
    ],
)
def test_next_steps_give_one_fault_for_one_slip(next_steps: object, fault: object) -> None:
    assert faults(Ending, {"next_steps": next_steps}) == [fault]


@pytest.mark.parametrize(
    ("provider", "fault"),
    [
        ("the lead nurse", ("id_shape", ("provided_by", "<text>"))),
        (["LIN-NW-03"], ("provider_shape", ("provided_by",))),
        ({"senior": "yes"}, ("truth_shape", ("provided_by", "<group>", "senior"))),
    ],
)
def test_a_provider_gives_one_fault_for_one_slip(provider: object, fault: object) -> None:
    assert faults(SupervisorSupervision, {"date": "2016-02-10", "provided_by": provider}) == [fault]


def test_both_ways_to_write_a_choice_type() -> None:
    assert Ending.model_validate({"next_steps": "none_wanted"}).next_steps == "none_wanted"
    steps = Ending.model_validate({"next_steps": [{"service": "a gym"}]})
    assert Ending.model_validate(dict(steps)) == steps
    outside = {"role": "consultant", "organisation": "a-trust", "senior": "true"}
    session = SupervisorSupervision.model_validate({"date": "2016-02-10", "provided_by": outside})
    assert SupervisorSupervision.model_validate(dict(session)) == session


@pytest.mark.parametrize("person", ["PRA-NW-02", Quoted("researchers: 3"), Quoted("research team: 12")])
def test_training_is_attended_by_staff_and_counted_groups(person: str) -> None:
    value = MINIMAL["training"][1] | {"attendance": [{"person": person, "status": "attended"}]}
    assert TrainingSession.model_validate(value).attendance[0].person == person


def test_a_misspelt_attendee_is_no_group() -> None:
    value = MINIMAL["training"][1] | {"attendance": [{"person": "PRA-NW-2", "status": "attended"}]}
    assert faults(TrainingSession, value) == [("id_shape", ("attendance", 0, "person"))]


def test_a_variation_without_the_day_it_was_recorded_is_refused() -> None:
    value = {key: each for key, each in MINIMAL["variations"][1].items() if key != "recorded_on"}
    assert faults(Variation, value) == [("missing", ("recorded_on",))]


def test_a_record_carries_its_amendments() -> None:
    amendment = {"on": "2016-02-01", "by": "SUP-NW-01", "text": "The label was misspelt."}
    value = MINIMAL["organisations"][1] | {"recorded_by": "SUP-NW-01", "amendments": [amendment]}
    assert Organisation.model_validate(value).amendments[0].on == date(2016, 2, 1)
