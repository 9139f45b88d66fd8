"""What is missing from the records stands on the first page of a pack; the training log tells who waited for what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.view import Stamp
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.training import PeopleView, training_pack
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from tests.render.paper import made, pages_of, printed


def case_of(casebook: Casebook, name: str) -> Case:
    return next(each for each in casebook.cases if each.id == name)


def last_contact(case: Case, body: str | None = None, **changes: Any) -> Case:
    """Return a case whose last contact that took place says something else."""
    place = max(number for number, each in enumerate(case.contacts) if each.data.outcome != "planned")
    entry = case.contacts[place]
    source = entry.source if body is None else replace(entry.source, body=body)
    changed = replace(entry, data=entry.data.model_copy(update=changes), source=source)
    return replace(case, contacts=(*case.contacts[:place], changed, *case.contacts[place + 1 :]))


@pytest.fixture(name="sheet")
def team_sheet(casebook: Casebook, stamp: Stamp) -> Sheet:
    return Sheet(service_of(casebook, stamp), "x", paper={})


def test_a_whole_record_has_no_gaps(casebook: Casebook, sheet: Sheet) -> None:
    assert list(gaps((case_of(casebook, "SW-001"),), sheet)) == []


def test_an_appointment_without_an_outcome_is_named(casebook: Casebook, sheet: Sheet) -> None:
    found = list(gaps((case_of(casebook, "SW-007"),), sheet))
    assert found == ["1 appointment without an outcome: SW-007 28 June 2017."]


def test_a_contact_without_a_note_is_counted_and_one_entered_late_is_named(casebook: Casebook, sheet: Sheet) -> None:
    case = case_of(casebook, "SW-006")
    held = max(entry.data.date for entry in case.contacts if entry.data.outcome != "planned")
    late = last_contact(case, body="\n", recorded_on=held + timedelta(days=6))
    found = list(gaps((late,), sheet))
    assert found == ["1 contact without a note.", "Entered more than 5 days late: SW-006 27 June 2017."]
    in_time = last_contact(case, recorded_on=held + timedelta(days=5))
    assert list(gaps((in_time,), sheet)) == []
    assert list(gaps((late,), sheet, (date(2016, 1, 1), date(2016, 12, 31)))) == [], "not in that year"


def test_research_is_shown_no_note_so_none_is_missed(casebook: Casebook, stamp: Stamp) -> None:
    shared = Sheet(service_of(casebook, replace(stamp, audience="research")), "x", paper={})
    assert list(gaps((last_contact(case_of(casebook, "SW-006"), body=""),), shared)) == []


@pytest.mark.parametrize("kind", ["caseload", "dashboard", "case-management", "supervision"])
def test_the_first_page_of_a_pack_with_cases_names_what_was_never_entered(kind: str) -> None:
    assert "1 appointment without an outcome: SW-007 28 June 2017." in pages_of(printed(kind))[0]


@pytest.mark.parametrize("kind", [each.name for each in PACK_KINDS])
def test_every_pack_says_something_about_what_it_does_not_show(kind: str) -> None:
    assert made(kind)[1].not_shown


def people(casebook: Casebook, stamp: Stamp, audience: str) -> PeopleView:
    pack = training_pack(casebook, replace(stamp, audience=audience))
    (view,) = [part.view for part in pack.parts if isinstance(part.view, PeopleView)]
    return view


def test_a_person_s_sheet_tells_how_long_they_waited_and_what_was_taught(casebook: Casebook, stamp: Stamp) -> None:
    sheets = {each.id: each for each in people(casebook, stamp, "team").people}
    waited = {name: {fact.label: fact.value for fact in each.facts}["First training"] for name, each in sheets.items()}
    assert waited["PRA-NW-01"] == "November 2015, in the month of joining"
    assert waited["PRA-NW-03"] == "July 2016, 3 months after joining"
    assert "release day and the first 72 hours" in str(sheets["PRA-NW-03"].sessions.rows[0].cells[2])


def test_training_needs_are_for_the_line_manager_alone_with_the_first_training_since(
    casebook: Casebook, stamp: Stamp
) -> None:
    assert {each.needs for each in people(casebook, stamp, "team").people} == {None}
    sheets = {each.id: each.needs for each in people(casebook, stamp, "line-manager").people}
    needs = sheets["PRA-NW-02"]
    assert needs is not None
    assert needs.rows[0].cells == (
        "12 November 2015", "Motivational interviewing, a refresher of one day", "Manchester, July 2016",
    )  # fmt: skip
