"""Timelines, diagrams and score lines: every mark inside the picture, every number told in words as well."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from engager_docs.model.casebook import Casebook
from engager_docs.model.records.understanding import Link, SharedUnderstanding
from engager_docs.model.records.wellbeing import OutcomeScore
from engager_docs.model.view import Stamp
from engager_docs.render.diagram import diagram_of
from engager_docs.render.scores import charts_of
from engager_docs.render.service import service_of
from engager_docs.render.timeline import timeline_of
from engager_docs.render.workbook.book import case_sheet


def test_every_mark_of_a_timeline_lies_inside_it_and_in_order(casebook: Casebook, stamp: Stamp) -> None:
    service = service_of(casebook, stamp)
    for case in casebook.cases:
        picture = timeline_of(case, case_sheet(case, service))
        places = [mark.x for mark in picture.marks if mark.shape in {"seen", "joint", "missed", "planned"}]
        assert places == sorted(places), case.id
        assert all(picture.left <= mark.x <= picture.width and 0 < mark.y < picture.height for mark in picture.marks)
        assert all(band.x + band.width <= picture.width for band in picture.bands)
        assert len(places) == len(case.contacts)


def test_a_timeline_without_contacts_or_custody_is_drawn_all_the_same(casebook: Casebook, stamp: Stamp) -> None:
    case = next(each for each in casebook.cases if each.id == "SW-007")
    record = case.participant.data.model_copy(update={"custody": (), "release_dates": ()})
    bare = replace(case, contacts=(), participant=replace(case.participant, data=record))
    picture = timeline_of(bare, case_sheet(bare, service_of(casebook, stamp)))
    assert picture.marks == () and picture.bands == ()


def test_the_words_of_labels_do_not_meet(casebook: Casebook, stamp: Stamp) -> None:
    service = service_of(casebook, stamp)
    for case in casebook.cases:
        rows: dict[float, list[tuple[float, float]]] = {}
        for key in timeline_of(case, case_sheet(case, service)).keys:
            half = len(key.label) * 3.6
            left = {"start": key.x, "middle": key.x - half, "end": key.x - 2 * half}[key.anchor]
            rows.setdefault(key.y, []).append((left, left + 2 * half))
        for spans in rows.values():
            assert all(later[0] >= earlier[1] for earlier, later in pairwise(spans)), case.id


def test_a_diagram_draws_each_link_once_and_leaves_out_what_quotes_nothing() -> None:
    version = SharedUnderstanding(
        date=date(2016, 2, 2),
        authors=("PRA-NW-02",),
        emotions=("low mood",),
        thoughts=("nobody would notice",),
        behaviours=("staying in my cell", "a row with my cellmate"),
        links=(
            Link(from_="low mood", to="staying in my cell"),
            Link(from_="staying in my cell", to="nobody would notice"),
            Link(from_="staying in my cell", to="a row with my cellmate"),
            Link(from_="low mood", to="something else"),
        ),
    )
    picture = diagram_of(version, "NW-001")
    assert picture is not None
    assert [arrow.number for arrow in picture.arrows] == [1, 2, 3]
    assert "low mood leads to staying in my cell" in picture.description
    assert diagram_of(SharedUnderstanding(date=date(2016, 2, 2), authors=()), "x") is None


def test_an_entry_in_a_script_that_runs_to_the_left_is_named_by_its_place() -> None:
    """Paper sets a picture's text letter by letter, so Hebrew would stand backwards and Arabic unjoined."""
    version = SharedUnderstanding(
        date=date(2016, 2, 2), authors=(), emotions=("low mood", "עצוב"), thoughts=("العربية",),
        links=(Link(from_="עצוב", to="العربية"),),
    )  # fmt: skip
    picture = diagram_of(version, "NW-001")
    assert picture is not None
    said = [" ".join(line.text for line in box.lines) for box in picture.boxes]
    assert said == ["low mood", "Emotions, number 2 of the list", "Thoughts, number 1 of the list"]
    assert [arrow.number for arrow in picture.arrows] == [1], "the link is drawn all the same"


def test_a_score_line_needs_two_totals_and_marks_the_cut_off(casebook: Casebook, stamp: Stamp) -> None:
    sheet = case_sheet(casebook.cases[0], service_of(casebook, stamp))
    first = OutcomeScore(instrument="phq9", timepoint="baseline", on=date(2016, 1, 19), total=18)
    assert charts_of((first,), "NW-001", sheet) == ()
    (chart,) = charts_of((first, first.model_copy(update={"on": date(2016, 7, 19), "total": 9.0})), "NW-001", sheet)
    assert chart.points[0].y < chart.points[1].y
    assert chart.cut_off is not None and chart.cut_off[1] == "cut-off 10"
