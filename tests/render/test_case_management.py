"""The pack of the team meeting: who is expected, what must be discussed and why, and room for the minutes."""

from __future__ import annotations

from datetime import date

import pytest

from engager_docs.build import examine
from engager_docs.model.asked import Asked
from engager_docs.model.view import Pack, Stamp, Table
from engager_docs.render.adherence.period import period_of
from engager_docs.render.html import Templates
from engager_docs.render.packs.case_management import case_management_pack
from engager_docs.render.packs.meeting_form import MeetingForm
from engager_docs.render.packs.pieces import TablesView
from engager_docs.render.packs.printing import pack_html
from engager_docs.render.packs.request import NoPack, PackRequest
from tests.render.conftest import ROOT


def asked(subject: str | None, week: str, audience: str = "team") -> PackRequest:
    period = period_of(week)
    assert period is not None
    examined = examine(ROOT, Asked(date(2026, 1, 1), until=period.last))
    assert examined.casebook is not None
    stamp = Stamp(examined.as_of, audience=audience)
    return PackRequest(examined.casebook, examined.assessment, stamp, subject, period)


def tables(pack: Pack) -> dict[str, Table]:
    views = (part.view for part in pack.parts)
    return {each.caption: each for view in views if isinstance(view, TablesView) for each in view.tables}


@pytest.fixture(scope="module")
def june() -> Pack:
    return case_management_pack(asked("SW", "2017-W26"))


def test_a_case_four_days_before_release_without_a_plan_must_be_discussed(june: Pack) -> None:
    first, second = tables(june)["To discuss"].rows
    assert first.cells[0] == "SW-007"
    assert first.cells[1].items == ("Last contact 9 days ago", "Release in 4 days, and no plan for the day")  # type: ignore[union-attr]
    assert second.cells == ("SW-006", "15 weeks in the community")


def test_the_four_areas_of_the_description_are_the_agenda(june: Pack) -> None:
    assert [str(row.cells[1])[-6:] for row in tables(june)["Agenda"].rows] == ["(§23a)", "(§23b)", "(§23c)", "(§23d)"]


def test_everybody_in_post_is_expected(june: Pack) -> None:
    assert [row.cells[0] for row in tables(june)["Attendance"].rows] == ["PRA-SW-01", "PRA-SW-02", "SUP-SW-02"]


def test_leave_in_the_week_stands_beside_the_name_and_its_cover_below() -> None:
    pack = case_management_pack(asked("SW", "2016-W32"))
    rows = {row.cells[0]: row.cells for row in tables(pack)["Attendance"].rows}
    assert rows["PRA-SW-02"][2] == "Annual leave, 8 August 2016 to 19 August 2016"
    assert rows["PRA-SW-01"][2] == "Expected"
    leave = tables(pack)["Leave in this week and the four after it"].rows
    assert [row.cells for row in leave] == [
        ("PRA-SW-02", "Annual leave", "8 August 2016 to 19 August 2016", "PRA-SW-01")
    ]


def test_minutes_of_contact_are_those_of_the_last_four_weeks(june: Pack) -> None:
    assert [row.cells for row in tables(june)["Cases and capacity of each practitioner"].rows] == [
        ("PRA-SW-01", "1", "1", "1 Before release", "120", "20 of 20"),
        ("PRA-SW-02", "1", "1", "1 Ending", "220", "20 of 20"),
    ]


def test_leave_and_bank_holidays_are_taken_from_the_days_ahead_and_who_has_no_case_is_listed() -> None:
    pack = case_management_pack(asked("SW", "2016-W32"))
    rows = {row.cells[0]: row.cells for row in tables(pack)["Cases and capacity of each practitioner"].rows}
    assert rows["PRA-SW-02"][5] == "14 of 19", "away until 19 August; 29 August is a bank holiday"
    early = tables(case_management_pack(asked("NW", "2016-W08")))["Cases and capacity of each practitioner"].rows
    assert [row.cells for row in early] == [
        ("PRA-NW-01", "1", "0", "None", "0", "19 of 19"),
        ("PRA-NW-02", "1", "1", "1 Engaging in prison", "205", "19 of 19"),
    ]


def test_a_release_stands_in_the_calendar_of_five_weeks(june: Pack) -> None:
    weeks = tables(june)["Calendar of releases"].rows
    assert [row.cells[0] for row in weeks] == [
        "26 June 2017", "3 July 2017", "10 July 2017", "17 July 2017", "24 July 2017",
    ]  # fmt: skip
    assert weeks[1].cells[1:4] == ("3", "4 SW-007", "5")


def test_the_board_gathers_barriers_by_part_of_life(june: Pack) -> None:
    assert [row.cells for row in tables(june)["Barriers to goals, by part of life"].rows] == [
        ("Accommodation", "1", "SW-006 G6 A room with my own kitchen: deposit"),
        ("Drugs and alcohol", "1", "SW-006 G4 Use nothing, and say so if I do: shame"),
        ("Thinking and behaviour", "1", "SW-006 G2 Stay ten minutes longer than I want to: kitchens"),
    ]


def test_the_learning_page_begins_with_what_the_records_tell() -> None:
    found = tables(case_management_pack(asked("SW", "2017-W21")))
    assert [row.cells for row in found["What worked this week, from the records"].rows] == [
        ("SW-006", "Done: Ask for a slot without a group"),
        ("SW-006", "Done: Register"),
        ("SW-006", "Done: Papers for the deposit scheme"),
    ]
    assert found["Components applied in part or not, in 4 weeks"].rows
    assert found["From the last mentalisation session"].rows


def test_every_open_case_has_its_lines_in_the_minutes(june: Pack) -> None:
    (form,) = [part.view for part in june.parts if isinstance(part.view, MeetingForm)]
    assert [each.title for each in form.cases] == ["SW-006", "SW-007"]


def test_no_case_of_the_other_site_is_named(june: Pack, templates: Templates) -> None:
    html = pack_html(june, templates).decode("utf-8")
    assert "NW-0" not in html
    assert "Suicide or self-harm" not in html


@pytest.mark.parametrize(
    ("subject", "said"), [(None, "say who the pack is about"), ("XX", "no site XX: there is NW, SW")]
)
def test_without_a_site_there_is_no_pack(subject: str | None, said: str) -> None:
    with pytest.raises(NoPack, match=said):
        case_management_pack(asked(subject, "2017-W26"))


def test_without_a_week_there_is_no_pack() -> None:
    with pytest.raises(NoPack, match="say which week"):
        case_management_pack(asked("SW", "2017-06"))
