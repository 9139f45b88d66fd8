"""Blank forms: the fields of the record format in its order and words, its values as boxes, and nobody's record."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from pydantic import BaseModel

from engager_docs.build import Examined
from engager_docs.model.casebook import Casebook
from engager_docs.model.records.contact import Contact, Outcome, Place
from engager_docs.model.records.meetings import Appraisal, LineIssue, LineManagement, TeamMeeting
from engager_docs.model.records.plan import ActionPlan, Goal, PlanReview
from engager_docs.model.records.release import ReleaseActual, ReleaseDay, ReleasePlan
from engager_docs.model.records.session import AgreedAction, Attendance, CaseDiscussion
from engager_docs.model.records.supervision import (
    ClinicalSupervision,
    MentalisationIssue,
    MentalisationSession,
    ResearchTeamSupport,
    SupervisorSupervision,
)
from engager_docs.model.records.understanding import Agreement, Link, SharedUnderstanding
from engager_docs.model.view import Stamp
from engager_docs.publication import html_of
from engager_docs.render.html import Templates
from engager_docs.render.packs.blank_forms import blank_forms_pack
from engager_docs.render.packs.form_fields import form_lines
from engager_docs.render.packs.printing import pack_html
from engager_docs.render.packs.request import PackRequest
from engager_docs.render.words import phrase, words
from tests.render.paper import made


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


def test_a_day_has_a_short_line_an_id_a_wide_one_and_a_sentence_or_a_list_has_space() -> None:
    kinds = {line.label: line.kind for line in (*form_lines(Contact), *form_lines(Goal))}
    assert (kinds["Date"], kinds["Staff"], kinds["Statement"], kinds["Barriers"]) == ("line", "wide", "space", "space")


KEPT_ELSEWHERE = {
    # filled in by whoever types the form back, or told by the record's file name
    ClinicalSupervision: {"cases", "actions"},
    CaseDiscussion: {"participant"},
    TeamMeeting: {"cases", "actions"},
    MentalisationSession: {"issues"},
    LineManagement: {"issues", "actions", "appraisal"},
    SupervisorSupervision: {"research_team_support", "actions"},
    SharedUnderstanding: {"links", "agreed"},
    ActionPlan: {"goals", "reviews"},
    ReleaseDay: {"plan", "actual", "again"},
}  # fmt: skip
"""Fields that are groups: their own fields are looked for instead."""
ON_FORM: dict[str, tuple[type[BaseModel], ...]] = {
    "supervision": (ClinicalSupervision, CaseDiscussion, AgreedAction),
    "case-management": (TeamMeeting, CaseDiscussion, AgreedAction),
    "mentalisation": (MentalisationSession, MentalisationIssue, Attendance),
    "line-management": (LineManagement, LineIssue, Appraisal, AgreedAction),
    "supervisor-supervision": (SupervisorSupervision, ResearchTeamSupport, AgreedAction),
    "blank-forms": (
        Contact, SharedUnderstanding, Link, Agreement, Goal, PlanReview, ReleasePlan, ReleaseActual,
        ClinicalSupervision, CaseDiscussion, AgreedAction,
    ),
}  # fmt: skip
PREFILLED = {"Supervisor"}
ELSEWHERE = {
    # marked on the case's strip; marked in the table of attendance; the page of learning
    ("supervision", "Checklist"), ("case-management", "Checklist"), ("case-management", "Attendance"),
    ("case-management", "Learning"), ("blank-forms", "Checklist"), ("blank-forms", "Components"),
    # the steps of a goal stand in a grid of their own, what became of a goal is decided later
    ("blank-forms", "Closed on"), ("blank-forms", "Closed reason"),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(ON_FORM))
def test_a_form_has_a_place_for_every_field_of_its_record(kind: str) -> None:
    """What is written by hand can be typed back: no field of the record is missing from its form."""
    edition, pack = made(kind)
    html = html_of(edition, pack).decode("utf-8")
    there = set(re.findall(r"<strong>([^<]+)</strong>", html)) | set(re.findall(r'scope="col">([^<]+)<', html))
    there |= set(re.findall(r'class="blank-label">([^<]+)<', html)) | set(re.findall(r"<caption>([^<]+)<", html))
    fields = {
        words(name.rstrip("_"))
        for record in ON_FORM[kind]
        for name in record.model_fields
        if name not in {"recorded_on", "recorded_by", "amendments"} | KEPT_ELSEWHERE.get(record, set())
    }
    assert {each for each in fields - there - PREFILLED if (kind, each) not in ELSEWHERE} == set()
    assert "Actions" in there or kind == "mentalisation"


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
    assert html.count("Engagement and trust") == 4
