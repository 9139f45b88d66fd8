"""What the report and the explanations say, as a supervisor would read them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from engager_docs.cli.root import run

ROOT = Path(__file__).parents[2]


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["-C", str(ROOT), *words]) == 0
    return capsys.readouterr().out


def test_the_report_of_one_case_is_one_case(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(said(capsys, "report", "NW-003", "--format", "json"))
    assert (report["version"], report["as_of"], report["profile"]) == (1, "2017-06-30", "description")
    assert [case["id"] for case in report["cases"]] == ["NW-003"]
    assert report["staff"] == [] and report["sites"] == []


def test_a_site_brings_its_cases(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(said(capsys, "report", "SW", "--format", "json"))
    assert [case["id"] for case in report["cases"]] == ["SW-001", "SW-003", "SW-006", "SW-007"]
    assert [site["id"] for site in report["sites"]] == ["SW"]


def test_a_subject_nobody_knows_is_a_mistake_in_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(ROOT), "report", "NW-999"]) == 2
    assert "NW-999" in capsys.readouterr().err


def test_another_profile_judges_by_its_own_figures(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(said(capsys, "--profile", "protocol", "report", "SW-001", "--format", "json"))
    (first,) = [result for result in report["cases"][0]["results"] if result["rule"] == "P01"]
    assert (first["result"], first["value"], first["expected"]) == ("met", 113, "28 to 140")


def test_asked_as_of_a_day_later_records_are_left_out_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(ROOT), "--as-of", "2016-09-25", "report", "NW-003", "--format", "json"]) == 0
    spoken = capsys.readouterr()
    (case,) = json.loads(spoken.out)["cases"]
    assert (case["phase"], case["measures"]["contacts"]) == ("pre_release", 1)
    assert "later entries are left out as of 2016-09-25" in spoken.err


def test_the_csv_has_a_row_for_each_rule_of_each_case(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(said(capsys, "report", "NW-001", "--format", "csv"))))
    assert [row["rule"] for row in rows if row["rule"].startswith("P")] == [f"P{n:02}" for n in range(1, 23)]


def test_the_csv_has_a_row_for_each_week_a_rule_was_judged_by(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(said(capsys, "report", "PRA-SW-02", "--format", "csv"))))
    weeks = [row for row in rows if row["rule"] == "S01" and row["period"]]
    assert len(weeks) == 87
    (vacant,) = [row for row in weeks if row["result"] == "not_met"]
    assert (vacant["period"], vacant["why"]) == (
        "2016-W45",
        "None held: no supervisor was in post (supervisor vacancy)",
    )


def test_the_report_for_people_lists_the_weeks_that_were_not_held(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "report", "PRA-SW-02")
    assert "  S01 Not met: Weekly clinical supervision. Held in 80 of 87 weeks" in text
    assert "      2016-W45 not met: None held: no supervisor was in post (supervisor vacancy)\n" in text
    assert "      2016-W32 explained: The practitioner was away all week\n" in text


def test_a_rule_is_explained_with_its_statement_and_the_figures_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "explain", "p03")
    assert text.startswith("# P03")
    assert "§27" in text
    assert "`joint.prison_min: 2`" in text


def test_an_error_is_explained_without_its_test_records(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "explain", "E031")
    assert text.startswith("# E031")
    assert "```" not in text and "cases/" not in text


def test_an_unknown_code_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(ROOT), "explain", "P99"]) == 2
    assert "P01 to P22" in capsys.readouterr().err
