"""Blank forms: the fields of the record format in its order and words, its values as boxes, and nobody's record."""

from __future__ import annotations

from typing import get_args

from engager_docs.build import Examined
from engager_docs.model.casebook import Casebook
from engager_docs.model.records.contact import Contact, Outcome, Place
from engager_docs.model.records.plan import Goal
from engager_docs.model.view import Stamp
from engager_docs.render.html import Templates
from engager_docs.render.packs.blank_forms import blank_forms_pack
from engager_docs.render.packs.form_fields import form_lines
from engager_docs.render.packs.printing import pack_html
from engager_docs.render.packs.request import PackRequest
from engager_docs.render.words import phrase


def test_a_form_has_the_fields_of_its_record_in_their_order() -> None:
    labels = [line.label for line in form_lines(Contact, {"components"})]
    assert labels == [
        "Date", "Start", "Minutes", "Place", "Venue", "Mode", "Outcome", "Cancel cause", "Staff", "Others", "Purposes",
        "Focus", "Goals", "Risk changed", "Next contact",
    ]  # fmt: skip


def test_the_values_a_field_allows_are_its_boxes() -> None:
    lines = {line.label: line for line in form_lines(Contact)}
    assert lines["Place"].options == tuple(phrase(each) for each in get_args(Place))
    assert len(lines["Outcome"].options) == len(get_args(Outcome))
    assert lines["Risk changed"].options == ("yes", "no")


def test_a_day_has_a_short_line_an_id_a_wide_one_and_a_list_of_texts_has_space() -> None:
    kinds = {line.label: line.kind for line in (*form_lines(Contact), *form_lines(Goal))}
    assert (kinds["Date"], kinds["Staff"], kinds["Statement"], kinds["Barriers"]) == ("line", "wide", "wide", "space")


def test_groups_of_fields_and_what_is_typed_later_are_left_out() -> None:
    labels = {line.label for line in form_lines(Contact)}
    assert not labels & {"Components", "Recorded on", "Recorded by", "Amendments"}


def test_the_pack_has_five_forms_and_nobody_s_record(
    examined: Examined, casebook: Casebook, stamp: Stamp, templates: Templates
) -> None:
    pack = blank_forms_pack(PackRequest(casebook, examined.assessment, stamp))
    assert [part.title for part in pack.parts] == [
        "Contact", "Shared Understanding", "Shared Action Plan", "Day of release", "Clinical supervision",
    ]  # fmt: skip
    html = pack_html(pack, templates).decode("utf-8")
    ids = [case.id for case in casebook.cases] + [person.id for person in casebook.staff]
    assert not [each for each in ids if each in html]
    assert html.count("Engagement and trust") == 3
