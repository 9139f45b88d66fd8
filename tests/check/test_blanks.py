"""A field left blank is one not filled in: nothing is asked of it but that it is not required."""

from __future__ import annotations

from pathlib import Path

from tests.repositories import CASE, base, codes


def test_a_reference_a_day_and_the_end_of_a_period_may_stay_blank(tmp_path: Path) -> None:
    participant = base()[f"{CASE}/participant.yaml"] + "  decided_on:\nprevious_case:\n"
    allocation = "allocation:\n  - {staff: PRA-NW-01, role: lead, from: 2016-06-20, to: }\n"
    version = "---\ndate: 2016-06-21\nauthors: [PRA-NW-01]\ncontact:\ncopy_given_on: ~\n---\n"
    files = {
        **base(),
        f"{CASE}/participant.yaml": participant + allocation,
        f"{CASE}/shared-understanding/2016-06-21.md": version,
    }
    assert codes(tmp_path, files) == []
