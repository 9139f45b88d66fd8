"""The report: keys as interface.md prints them, words for people, rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from engager_docs.model.result import (
    Assessment,
    CaseAssessment,
    Gap,
    Measures,
    Occurrence,
    Rate,
    RuleResult,
    SubjectAssessment,
)
from engager_docs.render.report import as_json, as_text
from engager_docs.render.report_csv import as_csv

RESULT = RuleResult(
    rule="P01",
    subject="NW-003",
    result="not_met",
    severity="adherence",
    value=25,
    expected="28 to 112",
    why="=Referred 25 days before",
    due_on=date(2016, 9, 5),
    occurrences=(Occurrence("2016-W37", "not_met", "why"),),
)
GAP = Gap(date(2016, 9, 20), date(2016, 9, 30), 10, 7, "attempted")
MEASURES = Measures(25, 15, 1, 11, 10, 1, 1, True, 70, 70, 1, 13, (GAP,), ())
ASSESSED = Assessment(
    as_of=date(2017, 7, 31),
    profile="description",
    cases=(CaseAssessment("NW-003", "NW", "closed", (), "completed", "PRA-NW-04", MEASURES, (RESULT,)),),
    staff=(SubjectAssessment("PRA-NW-02", ()),),
    sites=(SubjectAssessment("NW", (), (Rate("P03", 7, 0, 9, 1, 0), Rate("P04", 0, 0, 0, 0, 0))),),
    service=SubjectAssessment("service", ()),
)


def test_the_keys_are_those_of_the_interface() -> None:
    found = json.loads(as_json(ASSESSED))
    assert list(found) == ["version", "as_of", "profile", "cases", "staff", "sites", "service"]
    case = found["cases"][0]
    assert list(case) == ["id", "site", "phase", "beside", "closure_class", "lead", "measures", "results"]
    gap = {"from": "2016-09-20", "to": "2016-09-30", "days": 10, "allowed": 7, "kind": "attempted"}
    assert case["measures"]["prison_gaps"] == [gap]
    assert case["results"][0]["due_on"] == "2016-09-05"
    assert case["results"][0]["occurrences"] == [{"period": "2016-W37", "result": "not_met", "why": "why"}]
    rate = {"rule": "P03", "met": 7, "covered": 0, "due": 9, "excluded": 1, "cannot_tell": 0}
    assert found["sites"][0]["rates"][0] == rate
    assert found["service"] == {"results": []}


def test_the_text_says_it_in_words_and_never_divides_by_nothing() -> None:
    text = as_text(ASSESSED)
    assert "prison: 1 session, 1 joint" in text
    assert "P01 Not met: Referred 4 to 16 weeks before release" in text
    assert "P03 7 of 9 met, 1 left out" in text
    assert "P04 none due" in text and "%" not in text


def test_no_cell_of_the_spreadsheet_is_taken_for_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(ASSESSED))))
    assert rows[0]["why"] == "'=Referred 25 days before"
    assert rows[0]["value"] == "25" and rows[0]["due_soon"] == "false"
