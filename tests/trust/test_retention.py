"""`retention` → what is due for review under the service's own periods, and what a legal hold keeps."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from engager_docs.assess.retention import RECORDS, keeping
from engager_docs.build import examine
from engager_docs.cli.root import run
from engager_docs.model.asked import Asked
from tests.repositories import TODAY, base, write

PERIODS = """\
retention:
  - record: case
    trigger: closure
    years: 20
    basis: mental health records
  - record: case
    trigger: death
    years: 10
  - record: clinical supervision
    trigger: session_date
    years: 8
  - record: line-management
    trigger: staff_left
    years: 6
  - record: diaries
    trigger: session_date
    years: 1
  - record: training
legal_holds:
  - subject: NW-002
    from: 2030-01-01
    reason: an inquest
    authorised_by: the coroner
  - subject: NW-001
    from: 2020-01-01
    to: 2021-01-01
"""
SESSION = """\
---
date: 2016-06-08
supervisor: SUP-NW-01
mode: in_person
status: held
cases:
  - participant: {}
---
"""


def participant(closure: str) -> str:
    referral = "referral:\n  received_on: 2016-02-01\n  source: self\n  decision: accepted\n"
    return f"{referral}closure:\n  on: 2016-02-29\n  reason: {closure}\n"


@pytest.fixture
def service(tmp_path: Path) -> Path:
    files = base()
    people = "cases/NW/participants"
    left = files["cases/NW/staff/PRA-NW-01.yaml"] + "    to: 2016-06-10\n    ended: left_post\n"
    supervision = "cases/NW/supervision/clinical/2016-06-0{}-PRA-NW-01.md"
    return write(
        tmp_path,
        {
            **files,
            "cases/service.yaml": files["cases/service.yaml"] + PERIODS,
            f"{people}/NW-001/participant.yaml": participant("completed"),
            f"{people}/NW-002/participant.yaml": participant("died"),
            f"{people}/NW-003/participant.yaml": files[f"{people}/NW-001/participant.yaml"],
            supervision.format(8): SESSION.format("NW-001"),
            supervision.format(9): SESSION.format("NW-002").replace("06-08", "06-09"),
            "cases/NW/staff/PRA-NW-01.yaml": left,
            "cases/NW/line-management/2016-06-07-PRA-NW-01.yaml": "date: 2016-06-07\nmanager: SUP-NW-01\n",
            "cases/NW/line-management/2016-06-07-PRA-NW-02.yaml": "date: 2016-06-07\nmanager: SUP-NW-01\n",
        },
    )


def test_what_is_due_is_listed_under_the_period_that_asks_for_it(
    service: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", str(service), "-q", "--as-of", "2035-12-31", "retention"])
    assert (
        capsys.readouterr().out
        == """\
Retention on 2035-12-31: 2 records are due for review.

Due for review; nothing is deleted by itself:
  Line management, kept 6 years after the person left
    2022-06-10  PRA-NW-01, 2016-06-10  cases/NW/line-management/2016-06-07-PRA-NW-01.yaml
  Clinical supervision, kept 8 years after the session
    2024-06-08  PRA-NW-01, 2016-06-08  cases/NW/supervision/clinical/2016-06-08-PRA-NW-01.md

Due, but kept by a legal hold:
  Clinical supervision, kept 8 years after the session
    2024-06-09  PRA-NW-01, 2016-06-09  cases/NW/supervision/clinical/2016-06-09-PRA-NW-01.md
  Case, kept 10 years after the death
    2026-03-01  NW-002, 2016-02-29  cases/NW/participants/NW-002/

Due within a year:
  Case, kept 20 years after the closure (mental health records)
    2036-02-29  NW-001, 2016-02-29  cases/NW/participants/NW-001/

0 records fall due later; nothing is counted yet for 4 records that are in use.

Legal holds:
  NW-002 from 2030-01-01, ordered by the coroner

To be settled in cases/service.yaml under retention:
  Staff: no period is set
  Period 5: there is no kind of record diaries
  Period 6: it needs a trigger and years
"""
    )


def test_programs_are_given_the_same_and_not_the_reason_of_a_hold(
    service: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", str(service), "-q", "--as-of", "2025-01-01", "retention", "--format", "json"])
    said = capsys.readouterr().out
    assert "inquest" not in said
    assert json.loads(said)["due"][0] == {
        "record": "line_management",
        "subject": "PRA-NW-01",
        "file": "cases/NW/line-management/2016-06-07-PRA-NW-01.yaml",
        "trigger": "staff_left",
        "since": "2016-06-10",
        "years": 6,
        "until": "2022-06-10",
        "on_hold": False,
    }


def test_every_record_that_a_period_may_name_is_counted_for_in_the_demonstration() -> None:
    book = examine(Path(__file__).parents[2], Asked(TODAY)).casebook
    assert book is not None
    found = keeping(book)
    assert found.as_of == date(2017, 6, 30)
    assert found.unclear == ()
    assert set(found.without_period) < set(RECORDS)
    assert (len(found.due), len(found.ahead)) == (0, 0)
    assert len(found.afterwards) > 500


def test_nothing_is_deleted(service: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(service.rglob("*"))
    run(["-C", str(service), "--as-of", "2099-01-01", "retention"])
    capsys.readouterr()
    assert sorted(service.rglob("*")) == before
