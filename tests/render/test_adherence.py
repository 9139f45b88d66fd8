"""The adherence report: its parts, its calendar of weeks, the periods it covers, and for whom (documents.md 8)."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from engager_docs.build import Examined
from engager_docs.model.casebook import Casebook
from engager_docs.model.result import Assessment, Occurrence, Outcome, RuleResult
from engager_docs.model.view import Pack, Stamp
from engager_docs.render.adherence.heat import LEFT, WeekRow, heat_maps, week_table
from engager_docs.render.adherence.period import Period, period_of
from engager_docs.render.adherence.rates import in_words, occurrence_rates, rates_of
from engager_docs.render.adherence.strips import StripsView
from engager_docs.render.html import Templates
from engager_docs.render.packs.adherence import adherence_pack
from engager_docs.render.packs.printing import pack_html

PARTS = ["summary", "rules", "strips", "participants", "supervision", "departures", "quality", "reviews", "method"]


def period(text: str) -> Period:
    found = period_of(text)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def assessment(examined: Examined) -> Assessment:
    assert examined.assessment is not None
    return examined.assessment


@pytest.fixture(scope="module")
def report(casebook: Casebook, assessment: Assessment, stamp: Stamp) -> Pack:
    pack = adherence_pack(casebook, assessment, stamp, "SW", period("2016"))
    assert pack is not None
    return pack


def weeks(*results: Outcome) -> WeekRow:
    labels = (f"2016-W{number:02}" for number in range(1, 54))
    return WeekRow("PRA-NW-01", tuple(Occurrence(*pair, why="") for pair in zip(labels, results, strict=False)))


def test_the_report_has_its_parts(report: Pack) -> None:
    assert [part.id for part in report.parts] == PARTS
    assert report.subtitle == "South West, 1 January 2016 to 31 December 2016"


def test_every_case_has_its_strip_of_rules_on_pages_that_lie_across(report: Pack) -> None:
    (part,) = [each for each in report.parts if each.id == "strips"]
    assert part.wide and isinstance(part.view, StripsView)
    assert part.view.components[:3] == ("P01", "P02", "P03")
    rows = {row.day: [mark.text for mark in row.marks] for row in part.view.rows}
    assert list(rows) == ["SW-001", "SW-003", "SW-006"]
    assert rows["SW-001"][:3] == ["Not met", "Met", "Met"]
    assert "Expl.: explained" in part.view.key and "P03: Joint meetings in prison" in part.view.key


def test_the_report_says_in_words_what_was_delivered_and_what_not(report: Pack, templates: Templates) -> None:
    html = pack_html(report, templates).decode("utf-8")
    assert "Weekly clinical supervision (S01): 96 of 104 met, 6 explained beforehand" in html
    assert "2016-W45" in html
    assert "the supervisor&#39;s post was vacant 2 to 13 November 2016" in html
    assert "These figures describe what was delivered. They do not say what it achieved." in html


def test_only_cases_of_the_site_open_in_the_period_are_told(report: Pack, templates: Templates) -> None:
    html = pack_html(report, templates).decode("utf-8")
    assert "SW-001" in html and "SW-003" in html
    assert "NW-0" not in html and "SW-007" not in html


def test_neither_risks_nor_line_management_reach_the_team_s_report(report: Pack, templates: Templates) -> None:
    html = pack_html(report, templates).decode("utf-8")
    for code in ("A01", "A05", "S08", "S09", "S10", "S11"):
        assert f"({code})" not in html


@pytest.mark.parametrize(("audience", "site"), [("line-manager", "NW"), ("nobody", "NW"), ("team", "XX")])
def test_who_may_not_see_the_cases_has_no_report(
    casebook: Casebook, assessment: Assessment, stamp: Stamp, audience: str, site: str
) -> None:
    assert adherence_pack(casebook, assessment, replace(stamp, audience=audience), site, None) is None


def test_each_week_is_a_square_whose_shape_says_how_it_stood() -> None:
    row = weeks("met", "covered", "not_met", "not_due_yet")
    (picture,) = heat_maps([row], period("2016-01-04..2016-02-07"))
    assert [square.shape for square in picture.squares] == ["full", "half", "cross", "dot", "dot"]
    assert [square.x for square in picture.squares][:2] == [LEFT, LEFT + 18]
    assert picture.description == "1 weeks held, 1 explained, 1 not held; the table below lists them."
    assert [label.text for label in picture.months] == ["Jan", "Feb"]


def test_a_picture_each_for_two_years_and_week_53_is_in_the_year_it_belongs_to() -> None:
    rows = [WeekRow("Team meeting", (Occurrence("2015-W53", "met", ""), Occurrence("2016-W01", "met", "")))]
    pictures = heat_maps(rows, period("2015-12-01..2016-01-31"))
    assert [picture.id for picture in pictures] == ["weeks-2015", "weeks-2016"]
    assert "Team meeting, 2015-W53: held" in [square.title for square in pictures[0].squares]


def test_the_table_says_the_same_as_the_picture() -> None:
    (row,) = week_table([weeks("met", "covered", "not_met", "not_due_yet")]).rows
    assert row.cells == ("PRA-NW-01", "1 of 3", "2016-W02", "2016-W03")


def test_a_rate_counts_only_the_weeks_of_its_period(assessment: Assessment) -> None:
    person = next(one for one in assessment.staff if one.id == "PRA-SW-02")
    weekly = [one for one in person.results if one.rule == "S01"]
    (rate,) = occurrence_rates(weekly, period("2016-08-01..2016-08-28"))
    assert (rate.met, rate.covered, rate.due) == (1, 3, 4)


def results(rule: str, *outcomes: Outcome) -> list[RuleResult]:
    return [RuleResult(rule, "NW-001", outcome, "adherence", None, "", "") for outcome in outcomes]


def test_what_is_met_least_often_is_told_first_and_none_due_is_not_told() -> None:
    told = [
        *results("P01", "met", "not_met"),
        *results("P03", "not_met"),
        *results("P04", "met"),
        *results("T09", "met"),
    ]
    first, second, rest = in_words(rates_of(told))
    assert first == "Joint meetings in prison (P03): 0 of 1 met."
    assert second == "Referred 4 to 16 weeks before release (P01): 1 of 2 met."
    assert rest == "Met every time: Joint meeting in the community (P04)."
    assert tuple(in_words(rates_of(results("P01", "not_applicable")))) == ()


def test_a_report_on_a_month_ahead_of_every_record_is_empty_and_whole(
    casebook: Casebook, assessment: Assessment, stamp: Stamp, templates: Templates
) -> None:
    pack = adherence_pack(casebook, assessment, stamp, "NW", period("2014-05"))
    assert pack is not None
    html = pack_html(pack, templates).decode("utf-8")
    assert "0 cases open in this period" in html
    assert date(2014, 5, 1).isoformat() not in html
