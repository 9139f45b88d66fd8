"""Each structural check of records.md section 5 → what it lets stand, and what it does not, a day or a point apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.edits import put
from tests.repositories import CASE, base, codes, edited, faults, whole, write

PARTICIPANT = f"{CASE}/participant.yaml"


def with_participant(fields: str, **more: str) -> dict[str, str]:
    files = base()
    return {**files, PARTICIPANT: files[PARTICIPANT] + fields, **more}


def contact(day: str, outcome: str = "attended", place: str = "prison", **fields: str) -> dict[str, str]:
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    text = f"date: {day}\nplace: {place}\nmode: in_person\noutcome: {outcome}\nstaff: [PRA-NW-01]\n{more}"
    return {f"{CASE}/contacts/{day}.md": f"---\n{text}---\n"}


def allocation(*leads: str, role: str = "lead") -> dict[str, str]:
    lines = "".join(f"  - {{staff: PRA-NW-01, role: {role}, {lead}}}\n" for lead in leads)
    return with_participant(f"allocation:\n{lines}")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (allocation("from: 2016-06-01, to: 2016-06-10", "from: 2016-06-11"), []),
        (allocation("from: 2016-06-01, to: 2016-06-10", "from: 2016-06-10"), ["E054"]),
        (allocation("from: 2016-06-11", "from: 2016-06-01, to: 2016-06-10"), []),
        (allocation("from: 2016-06-01", "from: 2016-06-10"), ["E054"]),
        (allocation("from: 2016-06-01", "from: 2016-06-02, to: 2016-06-03", "from: 2016-06-05"), ["E054", "E054"]),
        (allocation("from: 2016-06-01", "from: 2016-06-01", role="co_worker"), []),
    ],
)
def test_one_lead_on_a_day(files: dict[str, str], found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, files) == found


def custody(*periods: str) -> dict[str, str]:
    return with_participant("custody:\n" + "".join(f"  - {{place: {period}}}\n" for period in periods))


PRISON = "prison, from: 2016-01-04, to: 2016-06-10"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (custody(PRISON, "community, from: 2016-06-10"), []),
        (custody(PRISON, "community, from: 2016-06-09"), ["E055"]),
        (custody(PRISON, "community, from: 2016-06-11"), ["E055"]),
        (custody(PRISON, "unknown, from: 2016-06-10, to: 2016-06-12", "community, from: 2016-06-12"), []),
        (custody("community, from: 2016-06-10", PRISON), []),
        (custody(PRISON, "hospital, from: 2016-06-10, to: 2016-06-10", "community, from: 2016-06-10"), []),
        (custody("prison, from: 2016-01-04", "community, from: 2016-06-10"), ["E055"]),
        (custody(PRISON, "court, from: 2016-06-10"), ["E031"]),
        (
            custody(PRISON, "hospital, from: 2016-02-01, to: 2016-02-02", "hospital, from: 2016-03-01, to: 2016-03-02"),
            ["E055", "E055"],
        ),
    ],
)
def test_one_place_on_a_day_and_no_day_without(files: dict[str, str], found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, files) == found


def test_a_move_on_the_day_of_death_is_a_move(tmp_path: Path) -> None:
    """The day after it is told as what it is, by E059, and not as a gap in custody."""
    died = "closure:\n  on: 2016-06-12\n  reason: died\n"
    for day, found in (("2016-06-12", "E055"), ("2016-06-13", "E059")):
        files = custody(PRISON, f"hospital, from: {day}")
        files[PARTICIPANT] += died
        assert codes(tmp_path / day, edited(files, PARTICIPANT, "2016-06-20", "2016-06-01")) == [found]


def supervisor(name: str, role: str) -> dict[str, str]:
    text = f"employer: example-charity\nengagement: employed\nroles:\n  - {{{role}}}\n"
    return {f"cases/NW/staff/{name}.yaml": text}


def two_supervisors(first: str, second: str) -> dict[str, str]:
    return {**base(), **supervisor("SUP-NW-01", first), **supervisor("SUP-NW-02", second)}


OUTGOING = "role: supervisor, from: 2016-01-04, to: 2016-05-15"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (two_supervisors(OUTGOING, "role: supervisor, from: 2016-05-16"), []),
        (two_supervisors(OUTGOING, "role: supervisor, from: 2016-05-02"), []),  # 14 days together
        (two_supervisors(OUTGOING, "role: supervisor, from: 2016-05-01"), ["E056"]),  # 15
        (two_supervisors(OUTGOING, "role: interim_supervisor, from: 2016-02-01"), []),
        (two_supervisors("role: supervisor, from: 2016-01-04", "role: supervisor, from: 2016-06-01"), ["E056"]),
        (
            {
                **two_supervisors(OUTGOING, "role: supervisor, from: 2016-02-01, site: SW"),
                "cases/SW/site.yaml": "label: South West\nopened_on: 2016-01-04\n",
            },
            [],
        ),
        (
            {
                **base(),
                **supervisor(
                    "SUP-NW-01", "role: supervisor, from: 2016-01-04}\n  - {role: supervisor, from: 2016-03-01"
                ),
            },
            [],
        ),
    ],
)
def test_one_supervisor_at_a_site_but_for_a_hand_over(files: dict[str, str], found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, files) == found


def moved(day: str, place: str, outcome: str = "attended") -> dict[str, str]:
    """A move from prison to the community on 10 June, and a contact."""
    return {**custody(PRISON, "community, from: 2016-06-10"), **contact(day, outcome, place)}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (moved("2016-06-09", "prison"), []),
        (moved("2016-06-09", "community"), ["E057"]),
        (moved("2016-06-10", "prison"), []),
        (moved("2016-06-10", "community"), []),
        (moved("2016-06-11", "community"), []),
        (moved("2016-06-11", "prison"), ["E057"]),
        (moved("2016-06-09", "court"), []),
        (moved("2016-06-09", "hospital"), []),
        (moved("2016-06-11", "approved_premises"), []),
        (moved("2016-06-11", "police_custody"), ["E057"]),
        (moved("2016-07-01", "prison", "planned"), []),
        ({**with_participant(""), **contact("2016-06-11", place="hospital")}, []),
        ({**custody("unknown, from: 2016-01-04"), **contact("2016-06-11", place="hospital")}, []),
        ({**custody("prison, from: 2016-06-20"), **contact("2016-06-11", place="hospital")}, []),
    ],
)
def test_a_contact_is_where_the_participant_is(files: dict[str, str], found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, files) == found


@pytest.mark.parametrize(
    ("day", "outcome", "found"),
    [
        ("2016-06-30", "planned", []),
        ("2016-07-01", "planned", []),
        ("2016-06-29", "planned", ["E064"]),
        ("2016-06-30", "attended", []),
        ("2016-07-01", "attended", ["E058"]),
        ("2016-07-01", "no_reply", ["E058"]),
    ],
)
def test_planned_lies_ahead_and_the_rest_does_not(day: str, outcome: str, found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, {**base(), **contact(day, outcome)}) == found


def test_without_a_pinned_day_the_real_one_counts(tmp_path: Path) -> None:
    files = edited(base(), "cases/service.yaml", "as_of: 2016-06-30\n", "")
    assert codes(tmp_path / "1", {**files, **contact("2026-11-22")}) == []
    assert codes(tmp_path / "2", {**files, **contact("2026-11-23")}) == ["E058"]


MEMBERS = """\
members:
  - {id: probation-1, kind: probation_practitioner, organisation: example-prison}
  - {id: sister-1, kind: family}
  - {id: mentor-1, kind: peer_mentor}
"""


def shared(consents: str, entry: str) -> dict[str, str]:
    """Consents as ``scope, status, day`` lines, and one exchange on 15 June."""
    lines = "".join(f"  - {{{line}}}\n" for line in consents.splitlines())
    network = f"{MEMBERS}liaison:\n  - {{on: 2016-06-15, {entry}}}\n"
    return with_participant(f"consent:\n{lines}" if lines else "", **{f"{CASE}/network.yaml": network})


FAMILY = "scope: contact_family, status: given, on: 2016-06-15"
AGENCY = "scope: share_with_agency, status: given, on: 2016-06-15"
TO_PROBATION = "with: probation-1, direction: out, shared: need_to_know"
TO_SISTER = "with: sister-1, direction: out"


@pytest.mark.parametrize(
    ("consents", "entry", "found"),
    [
        (FAMILY, TO_SISTER, []),
        (FAMILY.replace("15", "16"), TO_SISTER, ["E062"]),
        (FAMILY.replace("given", "declined"), TO_SISTER, ["E062"]),
        (FAMILY.replace("given", "not_asked"), TO_SISTER, ["E062"]),
        ("", TO_SISTER, ["E062"]),
        (AGENCY, TO_SISTER, ["E062"]),
        (FAMILY, TO_SISTER.replace("sister-1", "mentor-1"), ["E062"]),
        (FAMILY.replace("contact_family", "contact_peer_mentor"), TO_SISTER.replace("sister-1", "mentor-1"), []),
        (AGENCY, TO_PROBATION, []),
        ("", TO_PROBATION, ["E062"]),
        ("", TO_PROBATION.replace("need_to_know", "full_plan"), ["E062"]),
        ("", TO_PROBATION.replace("need_to_know", "none"), []),
        ("", "with: probation-1, direction: out", []),
        (f"{AGENCY}, agency: example-prison", TO_PROBATION, []),
        (f"{AGENCY}, agency: probation-1", TO_PROBATION, []),
        (f"{AGENCY}, agency: example-charity", TO_PROBATION, ["E062"]),
        # the latest answer holds
        (FAMILY.replace("15", "10") + "\n" + FAMILY.replace("given", "withdrawn"), TO_SISTER, ["E062"]),
        (
            FAMILY.replace("15", "10") + "\n" + FAMILY.replace("given, on: 2016-06-15", "withdrawn, on: 2016-06-16"),
            TO_SISTER,
            [],
        ),
        (FAMILY + "\n" + FAMILY.replace("given, on: 2016-06-15", "declined, on: 2016-06-10"), TO_SISTER, []),
        # of one day, the one written later; of one agency and all, the one
        (FAMILY.replace("given", "declined") + "\n" + FAMILY, TO_SISTER, []),
        (FAMILY + "\n" + FAMILY.replace("given", "withdrawn"), TO_SISTER, ["E062"]),
        (f"{AGENCY.replace('given', 'declined')}, agency: example-prison\n{AGENCY}", TO_PROBATION, ["E062"]),
    ],
)
def test_sharing_and_family_contact_need_a_consent_in_force(
    consents: str, entry: str, found: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, shared(consents, entry)) == found


@pytest.mark.parametrize(
    ("outcome", "found"),
    [("attended", ["E062"]), ("no_reply", ["E062"]), ("planned", []), ("cancelled_by_participant", [])],
)
def test_a_member_of_the_network_takes_part_with_consent(outcome: str, found: list[str], tmp_path: Path) -> None:
    day = "2016-07-01" if outcome == "planned" else "2016-06-15"
    files = {**base(), f"{CASE}/network.yaml": MEMBERS, **contact(day, outcome, others="[sister-1, a driver]")}
    assert codes(tmp_path, files) == found


def test_a_copy_of_the_plan_is_given_with_consent(tmp_path: Path) -> None:
    plan = "reviews:\n  - {on: 2016-06-15, by: [PRA-NW-01], given_to: [participant, probation-1]}\n"
    assert codes(tmp_path, {**base(), f"{CASE}/network.yaml": MEMBERS, f"{CASE}/action-plan.yaml": plan}) == ["E062"]


@pytest.mark.parametrize(
    ("instrument", "total", "found"),
    [
        ("core_om", "0", []),
        ("core_om", "40", []),
        ("core_om", "41", ["E063"]),
        ("core_om", "40.1", ["E063"]),
        ("core_om", "-1", ["E063"]),
        ("core_10", "40", []),
        ("core_10", "41", ["E063"]),
        ("phq9", "27", []),
        ("phq9", "28", ["E063"]),
        ("gad7", "21", []),
        ("gad7", "22", ["E063"]),
        ("goal_attainment", "80", []),
        ("core_om", "12, items_missing: 3", []),
        ("core_om", "12, items_missing: 4", ["E063"]),
    ],
)
def test_a_score_is_in_its_range(instrument: str, total: str, found: list[str], tmp_path: Path) -> None:
    score = f"- {{instrument: {instrument}, timepoint: baseline, on: 2016-06-15, total: {total}}}\n"
    assert codes(tmp_path, {**base(), f"{CASE}/outcomes.yaml": score}) == found


def test_without_a_total_no_item_is_missing_too_often(tmp_path: Path) -> None:
    score = "- {instrument: core_om, timepoint: baseline, on: 2016-06-15, items_missing: 30}\n"
    assert codes(tmp_path, {**base(), f"{CASE}/outcomes.yaml": score}) == []


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("2016-06-10", "2016-06-10", "2016-06-11"), []),
        (("2016-06-10", "2016-06-09"), ["E065"]),
        (("2016-06-10", "2016-06-12", "2016-06-11"), ["E065"]),
    ],
)
def test_reviews_of_the_plan_stand_in_order(days: tuple[str, ...], found: list[str], tmp_path: Path) -> None:
    plan = "reviews:\n" + "".join(f"  - {{on: {day}, by: [PRA-NW-01]}}\n" for day in days)
    assert codes(tmp_path, {**base(), f"{CASE}/action-plan.yaml": plan}) == found


@pytest.mark.parametrize(("day", "found"), [("2016-06-10", []), ("2016-06-11", []), ("2016-06-09", ["E065"])])
def test_a_version_is_not_older_than_its_contact(day: str, found: list[str], tmp_path: Path) -> None:
    version = f"---\ndate: {day}\nauthors: [PRA-NW-01]\ncontact: 2016-06-10\n---\n"
    files = {**base(), **contact("2016-06-10"), f"{CASE}/shared-understanding/{day}.md": version}
    assert codes(tmp_path, files) == found


@pytest.mark.parametrize(
    ("end", "found"),
    [("low mood", []), ('"low mood"', []), ("Low mood", ["E066"]), ("low mood.", ["E066"]), ("nobody comes", [])],
)
def test_each_end_of_a_link_quotes_an_entry(end: str, found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, put(whole(), "shared-understanding", "links.*.from", end)) == found


def risk(fields: str) -> dict[str, str]:
    return {f"{CASE}/risks.yaml": f"- {{type: overdose, {fields}}}\n"}


CHANGED = contact("2016-06-15", risk_changed="true")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({**CHANGED, **risk("opened_on: 2016-06-15")}, []),
        ({**CHANGED, **risk("opened_on: 2016-06-01, reviewed_on: 2016-06-15")}, []),
        ({**CHANGED, **risk("opened_on: 2016-06-14")}, ["E070"]),
        ({**CHANGED, **risk("opened_on: 2016-06-01, reviewed_on: 2016-06-16")}, ["E070"]),
        (CHANGED, ["E070"]),
        (contact("2016-06-15", risk_changed="false"), []),
        ({**CHANGED, **risk("opened_on: soon")}, ["E035"]),
    ],
)
def test_a_changed_risk_is_recorded_that_day(files: dict[str, str], found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, {**base(), **files}) == found


def test_a_cancellation_by_the_provider_has_a_cause(tmp_path: Path) -> None:
    cancelled = contact("2016-06-15", "cancelled_by_provider", cancel_cause="no_escort")
    assert codes(tmp_path / "1", {**base(), **cancelled}) == []
    assert codes(tmp_path / "2", {**base(), **contact("2016-06-15", "cancelled_by_provider")}) == ["E040"]


@pytest.mark.parametrize(
    ("name", "said", "found"),
    [
        ("2016-06-15", "2016-06-15", []),
        ("2016-06-15-2", "2016-06-15", []),
        ("2016-06-15", "2016-06-16", ["E038"]),
        ("2016-06-15", '"2016-06-15"', []),
        ("2016-02-30", "2016-02-30", ["E035"]),
    ],
)
def test_the_date_of_a_record_is_that_of_its_name(name: str, said: str, found: list[str], tmp_path: Path) -> None:
    [text] = contact(said).values()
    assert codes(tmp_path, {**base(), f"{CASE}/contacts/{name}.md": text}) == found


@pytest.mark.parametrize(
    ("said", "found"), [("2016-01", []), ("2016-01-15", []), ("2016-02", ["E038"]), ("2016-02-01", ["E038"])]
)
def test_a_training_session_named_by_its_month_may_say_its_day(said: str, found: list[str], tmp_path: Path) -> None:
    text = f"---\ndate: {said}\nplace: Town\n---\n"
    assert codes(tmp_path, {**base(), "cases/training/2016-01-town.md": text}) == found


@pytest.mark.parametrize(
    ("day", "found"), [("2016-06", []), ("2016-06-30", []), ("2016-07", ["E058"]), ("2016-07-01", ["E058"])]
)
def test_a_training_session_has_been_held(day: str, found: list[str], tmp_path: Path) -> None:
    text = f"---\ndate: {day}\nplace: Town\n---\n"
    assert codes(tmp_path, {**base(), f"cases/training/{day}-town.md": text}) == found


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("severity: {P02: info, A01: error, I01: privacy}", []),
        ("severity: {P02: sevre}", [("E031", "severity", 8, 17)]),
        ("severity: {P99: info}", [("E050", "severity", 8, 12)]),
        ("schema_version: 1", []),
        ("schema_version: 2", [("E031", "schema_version", 8, 17)]),
    ],
)
def test_a_setting_names_what_there_is(setting: str, found: list[tuple[str, str, int, int]], tmp_path: Path) -> None:
    files = {**base(), "cases/service.yaml": base()["cases/service.yaml"] + f"{setting}\n"}
    told = [(each.code, each.field, each.span.line, each.span.column) for each in faults(write(tmp_path, files))]
    assert told == found


@pytest.mark.parametrize("missing", ["cases/NW/site.yaml", PARTICIPANT])
def test_a_site_and_a_case_have_their_own_file(missing: str, tmp_path: Path) -> None:
    files = {path: text for path, text in whole().items() if path != missing}
    files = {path: text for path, text in files.items() if "NW-002" not in path}
    assert {(each.code, each.span.file) for each in faults(write(tmp_path, files))} == {("E021", missing)}
