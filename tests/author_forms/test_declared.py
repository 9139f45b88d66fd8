"""A form asks for what its record needs, in the words and the order of the record format."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from engager_docs.model.records.contact import Contact
from engager_docs.model.records.participant import Participant
from engager_docs.model.records.scalars import Record
from engager_docs.model.records.session import CaseDiscussion
from engager_docs.model.records.training import TrainingSession
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.render.forms.declared import FORMS, Form, form_named
from engager_docs.render.forms.fields import Choice, Field, fields_of

EXAMPLE = {"site": "NW", "case": "NW-001", "staff": "PRA-NW-02", "date": "2016-01-26", "again": "-2", "place": "exeter"}
NEVER_ASKED = {"participant.closure"}
"""What a form leaves out, and why: a new case is not closed yet."""


def named(form: Form) -> str:
    return form.name


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_the_file_belongs_where_records_of_its_kind_are(form: Form) -> None:
    assert re.fullmatch(form.record.pattern, form.path.format(**EXAMPLE))


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_its_questions_stand_in_the_order_of_the_record_each_once(form: Form) -> None:
    keys = [info.alias or name for name, info in form.record.model.model_fields.items()]
    asked = [name for section in form.sections for name in section.fields]
    assert asked == [key for key in keys if key in asked]


def test_together_the_forms_of_a_kind_ask_for_every_field_of_it() -> None:
    missing = set()
    for kind in {form.kind for form in FORMS}:
        forms = [form for form in FORMS if form.kind == kind]
        asked = {name for form in forms for section in form.sections for name in section.fields}
        everything = {info.alias or name for name, info in forms[0].record.model.model_fields.items()}
        missing |= {f"{kind}.{name}" for name in everything - asked - Record.model_fields.keys()}
    assert missing == NEVER_ASKED


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_what_the_record_requires_is_asked_and_marked_as_required(form: Form) -> None:
    def required(model: type[BaseModel]) -> set[str]:
        return {info.alias or name for name, info in model.model_fields.items() if info.is_required()}

    asked = [field for section in form.sections for field in form.asked(section)]
    assert {field.name for field in asked if field.needed} == required(form.record.model)


def test_outcomes_of_the_two_contact_forms_are_all_there_are_but_one_that_is_planned() -> None:
    outcomes = {name: form_named(name).only["outcome"] for name in ("contact", "attempted-contact")}
    known = next(each for each in fields_of(Contact) if each.name == "outcome")
    both = outcomes["contact"] + outcomes["attempted-contact"]
    assert sorted(both) == sorted(each.code for each in known.options if each.code != "planned")


def fields(model: type[BaseModel]) -> dict[str, Field]:
    return {each.name: each for each in fields_of(model)}


def test_the_words_of_a_question_are_those_of_the_schema() -> None:
    asked = fields(Contact)
    assert asked["date"] == Field(
        "date", "Date", "The day of the contact. For example, 27/3/2016.", "date", needed=True, noun="entry"
    )
    assert asked["minutes"].hint == "How long it lasted. In minutes."
    assert asked["outcome"].hint == "What came of it; “no reply” is an attempt that found nobody."
    assert asked["place"].options[:2] == (Choice("prison", "Prison"), Choice("community", "Community"))


def test_how_a_question_is_asked_follows_from_the_type_of_its_field() -> None:
    asked = {name: (each.kind, each.source) for name, each in fields(Contact).items()}
    assert asked == {
        "date": ("date", ""),
        "start": ("time", ""),
        "minutes": ("number", ""),
        "place": ("choice", ""),
        "venue": ("choice", ""),
        "mode": ("choice", ""),
        "outcome": ("choice", ""),
        "cancel_cause": ("choice", ""),
        "staff": ("picks", "staff"),
        "others": ("lines", ""),
        "purposes": ("choices", ""),
        "focus": ("choices", ""),
        "goals": ("picks", "goals"),
        "components": ("marks", ""),
        "risk_changed": ("truth", ""),
        "next_contact": ("date", ""),
    }


def test_groups_and_rows_hold_questions_of_their_own() -> None:
    referral, consent = fields(Participant)["referral"], fields(Participant)["consent"]
    assert (referral.kind, consent.kind, consent.noun) == ("group", "rows", "answer")
    assert [each.name for each in consent.fields] == ["scope", "agency", "status", "on", "given_how", "limits"]
    assert [each.name for each in referral.fields if each.needed] == ["received_on", "source", "decision"]
    assert fields(TrainingSession)["date"].kind == "month"


def test_the_ends_of_a_link_are_picked_from_what_was_written_above_it() -> None:
    ends = {each.name: (each.kind, each.source) for each in fields(SharedUnderstanding)["links"].fields}
    assert ends == {"from": ("pick", "entries"), "to": ("pick", "entries"), "words": ("text", "")}


def test_a_restricted_field_says_so() -> None:
    assert fields(CaseDiscussion)["dynamic_issue"].hint == (
        "What goes on between practitioner and participant. Restricted: the supervisor sees it, the team does not."
    )


def every(found: Iterator[Field]) -> Iterator[Field]:
    for each in found:
        yield each
        yield from every(iter(each.fields))


def test_every_question_has_a_hint_in_words_without_marks_of_code() -> None:
    for form in FORMS:
        for field in every(fields_of(form.record.model)):
            assert field.hint.strip() and "`" not in field.hint, field.name
