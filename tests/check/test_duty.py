"""Who did what on which day → a role and no absence on that day, tried on both sides of each end (E060, E061, E071)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.check.edits import find, put
from tests.repositories import codes, faults, whole, write

# where a record names somebody for a day: kind, field, the day
NAMED = [
    ("contact", "staff.*", "2016-01-26"),
    ("shared-understanding", "authors.*", "2016-02-02"),
    ("action-plan", "reviews.*.by.*", "2016-03-01"),
    ("network", "liaison.*.by", "2016-02-16"),
    ("clinical-supervision", "supervisor", "2016-02-03"),
    ("supervisor-supervision", "provided_by", "2016-02-10"),
    ("mentalisation", "expert", "2016-02-16"),
    ("mentalisation", "attendance.*.staff", "2016-02-16"),
    ("team-meeting", "chair", "2016-02-01"),
    ("team-meeting", "attendance.*.staff", "2016-02-01"),
    ("line-management", "manager", "2016-02-11"),
    ("adherence-review", "reviewer", "2016-02-29"),
]
# where a file's name carries the staff member: kind, the id there, the day
IN_NAME = [
    ("clinical-supervision", "PRA-NW-01", "2016-02-03"),
    ("supervisor-supervision", "SUP-NW-01", "2016-02-10"),
    ("line-management", "PRA-NW-01", "2016-02-11"),
]
SOMEBODY = "PRA-NW-09"


def day(text: str, days: int = 0) -> str:
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()


def staff_file(role: str = "", absence: str = "") -> dict[str, str]:
    """The file of somebody with one role, ``2016-01-04`` on unless given, and the absences given."""
    role = role or "from: 2016-01-04"
    text = f"employer: example-charity\nengagement: employed\nroles: [{{role: practitioner, {role}}}]\n"
    return {
        f"cases/NW/staff/{SOMEBODY}.yaml": text + (f"absences: [{{{absence}, type: sickness}}]\n" if absence else "")
    }


def naming(kind: str, pattern: str) -> dict[str, str]:
    """The whole repository with somebody in that field alone."""
    return put(whole(), kind, pattern, SOMEBODY)


def renamed(kind: str, name: str) -> dict[str, str]:
    source, _, _ = find(whole(), kind, "date")
    files = whole()
    return {path.replace(name, SOMEBODY) if path == source.file else path: text for path, text in files.items()}


CASES = [pytest.param(naming(kind, pattern), on, id=f"{kind} {pattern}") for kind, pattern, on in NAMED]
CASES += [pytest.param(renamed(kind, name), on, id=f"{kind} file name") for kind, name, on in IN_NAME]


@pytest.mark.parametrize(("files", "on"), CASES)
def test_the_first_and_the_last_day_in_role_are_in_role(files: dict[str, str], on: str, tmp_path: Path) -> None:
    for name, role in (("first", f"from: {on}"), ("last", f"from: 2016-01-04, to: {on}")):
        assert codes(tmp_path / name, {**files, **staff_file(role)}) == []


@pytest.mark.parametrize(("files", "on"), CASES)
def test_the_day_before_and_the_day_after_a_role_are_not(files: dict[str, str], on: str, tmp_path: Path) -> None:
    for name, role in (("before", f"from: {day(on, 1)}"), ("after", f"from: 2016-01-04, to: {day(on, -1)}")):
        assert codes(tmp_path / name, {**files, **staff_file(role)}) == ["E060"]


@pytest.mark.parametrize(("files", "on"), CASES)
def test_an_absence_holds_from_its_first_day_to_its_last(files: dict[str, str], on: str, tmp_path: Path) -> None:
    before, after = f"from: 2016-01-04, to: {day(on, -1)}", f"from: {day(on, 1)}, to: 2016-06-01"
    for name, absence in (("back", before), ("not yet away", after)):
        assert codes(tmp_path / name, {**files, **staff_file(absence=absence)}) == []
    first, last = f"from: {on}, to: 2016-06-01", f"from: 2016-01-04, to: {on}"
    for name, absence in (("first day", first), ("last day", last)):
        assert codes(tmp_path / name, {**files, **staff_file(absence=absence)}) == ["E061"]


@pytest.mark.parametrize("outcome", ["planned", "cancelled_by_provider\ncancel_cause: staff_sickness"])
def test_a_contact_that_nobody_was_there_for_may_name_somebody_away(outcome: str, tmp_path: Path) -> None:
    files = put(naming("contact", "staff.*"), "contact", "outcome", outcome)
    found = codes(tmp_path, {**files, **staff_file(absence="from: 2016-01-26, to: 2016-01-26")})
    assert "E061" not in found


@pytest.mark.parametrize("status", ["apologies_leave", "apologies_other", "absent"])
def test_only_who_was_present_must_have_been_there(status: str, tmp_path: Path) -> None:
    files = put(naming("mentalisation", "attendance.*.staff"), "mentalisation", "attendance.*.status", status)
    assert codes(tmp_path, {**files, **staff_file(absence="from: 2016-02-16, to: 2016-02-16")}) == []


@pytest.mark.parametrize("status", ["cancelled", "rearranged"])
@pytest.mark.parametrize("kind", ["clinical-supervision", "mentalisation", "team-meeting", "line-management"])
def test_a_meeting_that_was_not_held_may_name_somebody_away(kind: str, status: str, tmp_path: Path) -> None:
    pattern = {row[0]: row[1] for row in NAMED}[kind]
    files = put(naming(kind, pattern), kind, "status", status)
    assert codes(tmp_path, {**files, **staff_file(absence="from: 2016-01-04, to: 2016-06-01")}) == []


@pytest.mark.parametrize(("kind", "name", "on"), IN_NAME)
def test_a_file_named_after_nobody_is_told_once(kind: str, name: str, on: str, tmp_path: Path) -> None:
    found = faults(write(tmp_path, renamed(kind, name)))
    assert [(each.code, each.field) for each in found] == [("E050", "date")]
    assert on in found[0].span.file


def test_an_allocation_begins_and_ends_in_role(tmp_path: Path) -> None:
    files = put(whole(), "participant", "allocation.*.staff", SOMEBODY)
    for number, role in enumerate(("from: 2016-01-12", "from: 2016-01-12, to: 2016-06-27")):
        assert codes(tmp_path / f"fine {number}", {**files, **staff_file(role)}) == []
    for number, role in enumerate(("from: 2016-01-13", "from: 2016-01-04, to: 2016-06-26")):
        assert codes(tmp_path / f"wrong {number}", {**files, **staff_file(role)}) == ["E060"]


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("role: supervisor, from: 2016-04-25", []),
        ("role: interim_supervisor, from: 2016-04-25, to: 2016-04-25", []),
        ("role: supervisor, from: 2016-01-04, to: 2016-04-24", ["E071"]),
        ("role: practitioner, from: 2016-01-04", ["E071"]),
        ("role: line_manager, from: 2016-01-04", ["E071"]),
    ],
)
def test_a_variation_is_authorised_by_the_supervisor_of_the_day_it_is_recorded(
    role: str, found: list[str], tmp_path: Path
) -> None:
    files = put(whole(), "variations", "*.authorised_by", SOMEBODY)
    [(path, text)] = staff_file().items()
    # at another site, so that two supervisors at one are not told as well
    text = text.replace("role: practitioner, from: 2016-01-04", f"{role}, site: SW")
    sw = {"cases/SW/site.yaml": "label: South West\nopened_on: 2016-01-04\n"}
    assert codes(tmp_path, {**files, **sw, path: text}) == found


def test_somebody_whose_own_file_is_wrong_is_not_judged(tmp_path: Path) -> None:
    files = {**naming("contact", "staff.*"), **staff_file("from: 2016-03-01, to: 2016-02-01")}
    assert codes(tmp_path, files) == ["E053"]
    files = {**naming("contact", "staff.*"), **staff_file("from: 2016-13-01")}
    assert codes(tmp_path / "2", files) == ["E035"]
