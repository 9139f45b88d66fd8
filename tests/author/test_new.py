"""`new` writes a record of every kind with what is known filled in, and never in another's place (issue 8)."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from engager_docs.author.known import Known
from engager_docs.author.new import begin, keep
from engager_docs.author.target import Refused
from engager_docs.cli.root import run
from engager_docs.model.records.registry import KINDS
from tests.repositories import CASE, base, faults, whole, write

DAY = "2016-03-01"
ATTENDED = tuple(f"attendance.{each}.status=present" for each in ("PRA-NW-01", "PRA-NW-02", "SUP-NW-01"))
# kind: whom the record is about, and what fills the blanks that `new` cannot know
ASKED: dict[str, tuple[str, tuple[str, ...]]] = {
    "core-components": ("", ()),
    "mba-toolkit": ("", ()),
    "organisations": ("", ("id=a-hostel", "label=A hostel", "type=housing_provider")),
    "training": ("Exeter", ("place=Exeter",)),
    "site": ("SW", ("label=South West",)),
    "staff": ("PRA-NW", ("employer=example-charity", "engagement=employed")),
    "participant": ("NW", ("referral.source=self",)),
    "contact": ("NW-001", ("place=prison", "mode=in_person", "outcome=attended", "staff=PRA-NW-01,SUP-NW-01")),
    "shared-understanding": ("NW-001", ("authors=PRA-NW-01",)),
    "action-plan": ("NW-002", ()),
    "network": ("NW-002", ()),
    "release-day": ("NW-002", ()),
    "outcomes": ("NW-002", ("instrument=phq9", "timepoint=baseline")),
    "risks": ("NW-001", ("type=overdose",)),
    "incidents": ("NW-002", ("kind=other", "what=A fall")),
    "variations": ("NW-002", ("rule=P03", "reason=security", "authorised_by=SUP-NW-01")),
    "ending": ("NW-002", ()),
    "clinical-supervision": (
        "PRA-NW-01",
        ("mode=video", "status=held", "cases.NW-001.checklist.liaison.applied=yes", "cases.1.checklist.2.applied=no"),
    ),
    "supervisor-supervision": ("SUP-NW-01", ()),
    "mentalisation": ("NW", ("mode=video", *ATTENDED)),
    "team-meeting": ("NW", ATTENDED),
    "line-management": ("PRA-NW-01", ()),
    "adherence-review": ("NW", ()),
}


def new(root: Path, kind: str, subject: str = "", *more: str, day: str = DAY) -> int:
    words = [kind, *([subject] if subject else []), "--no-input", "--date", day, *more]
    return run(["-C", str(root), "new", *words])


def sets(answers: tuple[str, ...]) -> list[str]:
    return [word for answer in answers for word in ("--set", answer)]


def repository(folder: Path, kind: str) -> Path:
    """Every kind of record, but none in the place of the one file that is to be written."""
    gone = {"core-components": "cases/core-components.yaml", "mba-toolkit": "cases/mba-toolkit.yaml"}
    files = {path: text for path, text in whole().items() if path != gone.get(kind)}
    return write(folder, files)


def test_there_is_a_way_to_write_every_kind_of_record_but_the_one_that_makes_a_repository() -> None:
    assert set(ASKED) | {"service"} == {kind.name for kind in KINDS}


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_written_is_right_but_for_the_blanks_that_are_named(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository(tmp_path, kind)
    before = {(each.code, each.span.file, each.message) for each in faults(root)}
    assert new(root, kind, ASKED[kind][0]) == 0
    said = capsys.readouterr()
    file = said.out.strip()
    assert (root / file).is_file()
    found = [each for each in faults(root) if (each.code, each.span.file, each.message) not in before]
    assert {(each.code, each.span.file) for each in found} <= {("E032", file)}
    for each in found:
        assert each.field in said.err.partition("Required and still blank: ")[2]
    assert bool(found) == ("still blank" in said.err)


@pytest.mark.parametrize("kind", ASKED)
def test_with_its_blanks_filled_it_checks_clean(kind: str, tmp_path: Path) -> None:
    root = repository(tmp_path, kind)
    before = [(each.code, each.span.file, each.message) for each in faults(root)]
    subject, answers = ASKED[kind]
    assert new(root, kind, subject, *sets(answers)) == 0
    assert [(each.code, each.span.file, each.message) for each in faults(root)] == before


def test_a_contact_is_written_like_this(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {**base(), f"{CASE}/participant.yaml": LED, f"{CASE}/action-plan.yaml": PLAN})
    assert new(root, "contact", "NW-001", day="2016-06-28") == 0
    assert capsys.readouterr().out == f"{CASE}/contacts/2016-06-28.md\n"
    assert (root / f"{CASE}/contacts/2016-06-28.md").read_text() == CONTACT


LED = """\
referral:
  received_on: 2016-06-20
  source: self
  decision: accepted
allocation:
  - {staff: PRA-NW-02, role: co_worker, from: 2016-06-20}
  - {staff: PRA-NW-01, role: lead, from: 2016-06-20}
"""
PLAN = """\
goals:
  - id: G1
    statement: A room of my own
    horizon: short_term
    domain: accommodation
    set_on: 2016-06-21
    actions:
      - {id: A1, what: Ring the hostel, who: PRA-NW-01, due_on: 2016-07-01}
      - {id: A2, what: Find the letter, who: participant, status: done}
  - {id: G2, statement: Sleep, horizon: short_term, domain: emotional_wellbeing, set_on: 2016-06-21, status: dropped}
"""
CONTACT = """\
---
# Open actions of the plan:
# A1 Ring the hostel (PRA-NW-01, due 2016-07-01)
# Lines that begin with # are help and may stay or go. A blank field may stay blank unless it says
# required.
# To begin a list or a group that stands here as help, delete the # before its lines.
date: 2016-06-28  # The day of the contact, as in the file's name
start:  # When it began, local time: HH:MM
minutes:  # How long it lasted: a whole number, in minutes
# required: Where the participant is, also during a call: prison | community | hospital |
# approved_premises | court | police_custody
place:
# The spot where they met: wing | legal_visits | healthcare | gate | home | hostel | cafe | office |
# probation_office | gp_surgery | street | vehicle | other
venue:
# required: How the contact was made: in_person | video | phone | text | letter | email |
# message_via_third_party
mode:
# required: What came of it; no_reply is an attempt that found nobody: attended | attended_late |
# late_not_seen | cancelled_by_participant | did_not_attend | refused_on_arrival |
# cancelled_by_provider | no_reply | planned
outcome:
# Why the prison or the service cancelled it: regime_lockdown | no_escort | no_room | security |
# court | transfer | staff_sickness | staff_leave | transport | other
cancel_cause:
staff: [PRA-NW-01]  # The staff who took part
others: []  # Who else took part: ids of the network, or roles
# What the contact was for: any of session | release_day | follow_up_attempt | handover |
# ending_session | liaison_three_way
purposes: [session]
# What the contact was about: any of engagement | shared_understanding | emotions | thoughts |
# behaviours | goals | action_plan | practical_support | accommodation | money_benefits_id |
# substance_use | physical_health | medication | family_relationships | work_training |
# probation_licence | crisis | release_planning | ending
focus: []
# The goals worked on: such as G1; open now: G1 A room of my own
goals: []
components:  # The core components used, for the checklist
  # - component:  # The code of the core component: a code
  #   applied:  # Whether it was used: yes | partly | no | not_indicated
risk_changed:  # Whether a risk was opened or looked at again that day: true | false
next_contact:  # The day agreed for the next contact: YYYY-MM-DD
recorded_on: 2016-06-30  # The day the entry was typed, if later than the event
---

## What we did

## How they responded

## Concerns

## Plan for next time
"""


def test_help_that_is_uncommented_is_a_record_too(tmp_path: Path) -> None:
    """Deleting the # before the lines of a sample gives fields of the schema, each blank or to be filled in."""
    root = write(tmp_path, base())
    assert new(root, "action-plan", "NW-001") == 0
    file = root / f"{CASE}/action-plan.yaml"
    lines = file.read_text().splitlines()
    opened = [line.replace("  # ", "  ", 1) if line.startswith("  # ") else line for line in lines]
    file.write_text("\n".join(opened) + "\n")
    blank = ["id", "statement", "horizon", "domain", "set_on", "on", "by"]
    assert [(each.code, each.field) for each in faults(root)] == [("E032", field) for field in blank]


def test_a_supervisees_open_cases_come_each_with_an_empty_checklist(tmp_path: Path) -> None:
    closed = LED + "closure: {on: 2016-06-25, reason: withdrew}\n"
    components = "items:\n  - {code: liaison, label: Liaison}\n  - {code: trust, label: Trust}\n"
    cases = {"NW-001": LED, "NW-002": closed, "NW-003": LED.replace("role: lead", "role: supervising")}
    files = {f"cases/NW/participants/{name}/participant.yaml": text for name, text in cases.items()}
    last = "---\ndate: 2016-06-21\nsupervisor: SUP-NW-01\nmode: video\nstatus: held\ncases: []\nactions:\n"
    last += "  - {what: Ring in-reach, who: PRA-NW-01, due_on: 2016-06-29}\n"
    last += "  - {what: Settled, who: PRA-NW-01, done_on: 2016-06-22}\n---\n"
    files |= {
        "cases/core-components.yaml": components,
        "cases/NW/supervision/clinical/2016-06-21-PRA-NW-01.md": last,
    }
    root = write(tmp_path, {**base(), **files})
    assert new(root, "clinical-supervision", "PRA-NW-01", day="2016-06-28") == 0
    text = (root / "cases/NW/supervision/clinical/2016-06-28-PRA-NW-01.md").read_text()
    lines = [line.partition("  #")[0] for line in text.splitlines() if not line.strip().startswith("#")]
    assert lines == CLINICAL.splitlines()


CLINICAL = """\
---
date: 2016-06-28
supervisor: SUP-NW-01
mode:
minutes:
status:
cancelled_because:
focus: []
cases:
  - participant: NW-001
    understanding_addresses_goals:
    progress:
    barriers:
    dynamic_issue:
    decision:
    checklist:
      - component: liaison
        applied:
        example:
        plan:
      - component: trust
        applied:
        example:
        plan:
actions:
  - what: Ring in-reach
    who: PRA-NW-01
    due_on: 2016-06-29
    done_on:
agreed_by_both:
recorded_on: 2016-06-30
---

"""


def test_a_large_caseload_is_written_too_and_a_case_closed_later_is_in_it(tmp_path: Path) -> None:
    codes = "".join(f"  - {{code: c{number}, label: x}}\n" for number in range(12))
    cases = {f"NW-{number:03}": LED for number in range(2, 14)}
    cases |= {"NW-014": LED + "closure:\n  reason: withdrew\n  on: 2016-06-29\n"}
    cases |= {"NW-015": LED + "closure:\n  reason: withdrew\n  on: 2016-06-28\n"}
    files = {f"cases/NW/participants/{name}/participant.yaml": text for name, text in cases.items()}
    root = write(tmp_path, {**base(), **files, "cases/core-components.yaml": f"items:\n{codes}"})
    assert new(root, "clinical-supervision", "PRA-NW-01", day="2016-06-28") == 0
    text = (root / "cases/NW/supervision/clinical/2016-06-28-PRA-NW-01.md").read_text()
    assert [line.split()[2] for line in text.splitlines() if "- participant:" in line] == sorted(cases)[:13]


def test_a_second_contact_on_one_day_takes_a_suffix_and_leaves_the_first_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    assert new(root, "contact", "NW-001") == 0
    first = (root / f"{CASE}/contacts/{DAY}.md").read_bytes()
    assert new(root, "contact", "NW-001", "--set", "minutes=20") == 0
    assert capsys.readouterr().out.splitlines() == [f"{CASE}/contacts/{DAY}.md", f"{CASE}/contacts/{DAY}-2.md"]
    assert (root / f"{CASE}/contacts/{DAY}.md").read_bytes() == first


@pytest.mark.parametrize("kind", ["network", "ending", "action-plan", "release-day"])
def test_a_file_that_is_there_once_is_never_written_over(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    assert new(root, kind, "NW-001") == 0
    file = root / capsys.readouterr().out.strip()
    file.write_text("mine: 1\n")
    assert new(root, kind, "NW-001") == 2
    assert file.read_text() == "mine: 1\n"
    assert "is there already: open it and go on writing in it" in capsys.readouterr().err


def test_an_entry_more_leaves_every_byte_of_the_list_as_it_was(tmp_path: Path) -> None:
    before = b"# opened after the first visit\r\n- type:   overdose\r\n  opened_on: 2016-06-21"
    root = write(tmp_path, {**base(), f"{CASE}/risks.yaml": before})
    assert new(root, "risks", "NW-001", "--set", "type=homelessness") == 0
    after = (root / f"{CASE}/risks.yaml").read_bytes()
    assert after.startswith(before + b"\r\n")
    assert b"- type: homelessness" in after and after.replace(b"\r\n", b"").count(b"\n") == 0
    assert [each.code for each in faults(root)] == []


def test_a_list_that_cannot_be_read_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {**base(), f"{CASE}/risks.yaml": "- type: [\n"})
    assert new(root, "risks", "NW-001") == 2
    assert (root / f"{CASE}/risks.yaml").read_text() == "- type: [\n"
    assert f"engager-docs check {CASE}/risks.yaml says what is wrong in it" in capsys.readouterr().err


def test_people_who_register_at_the_same_moment_get_ids_of_their_own(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    words = ["-C", str(root), "new", "participant", "NW", "--no-input", "--set", "referral.source=self"]
    started = [
        subprocess.Popen([sys.executable, "-m", "engager_docs", *words], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    said = sorted(each.communicate()[0].strip() for each in started)
    assert said == [f"cases/NW/participants/NW-{number:03}/participant.yaml" for number in range(2, 8)]
    assert [each.code for each in faults(root)] == []


@pytest.mark.parametrize(
    ("kind", "subject", "file", "next_free"),
    [
        ("contact", "NW-001", f"{CASE}/contacts/2016-06-28.md", f"{CASE}/contacts/2016-06-28-2.md"),
        (
            "participant",
            "NW",
            "cases/NW/participants/NW-002/participant.yaml",
            "cases/NW/participants/NW-003/participant.yaml",
        ),
        ("participant", "NW-007", "cases/NW/participants/NW-007/participant.yaml", ""),
    ],
)
def test_what_came_into_being_while_the_questions_were_answered_is_not_written_over(
    kind: str, subject: str, file: str, next_free: str, tmp_path: Path
) -> None:
    root = write(tmp_path, base())
    known = Known(root, date(2016, 6, 28))
    aim, draft = begin(kind, subject, known, known.day)
    write(root, {file: "somebody else's\n"})
    if next_free:
        assert keep(known, aim, draft) == next_free
    else:
        with pytest.raises(Refused, match="is there already"):
            keep(known, aim, draft)
    assert (root / file).read_text() == "somebody else's\n"
    assert not list(root.rglob(".*")), "nothing is left beside it"


def test_a_file_with_faults_is_named_since_nothing_can_be_taken_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merging = f"<<<<<<< HEAD\n{LED}=======\n{LED}>>>>>>> theirs\n"
    root = write(tmp_path, {**base(), f"{CASE}/participant.yaml": merging})
    assert new(root, "contact", "NW-001") == 0
    file = f"{CASE}/participant.yaml"
    said = capsys.readouterr().err
    assert f"{file} has faults, so nothing is taken from it: engager-docs check {file}\n" in said
    assert "still blank: place, mode, outcome, staff." in said


def test_an_id_given_once_is_not_given_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {**base(), "cases/NW/participants/NW-041/participant.yaml": LED})
    assert new(root, "participant", "NW") == 0
    assert capsys.readouterr().out == "cases/NW/participants/NW-042/participant.yaml\n"


def test_nothing_is_written_through_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "records", base())
    (tmp_path / "elsewhere").mkdir()
    (root / CASE / "contacts").symlink_to(tmp_path / "elsewhere")
    assert new(root, "contact", "NW-001") == 3
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert "links are not followed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("contcat", "NW-001"), "no type of record is called 'contcat'; did you mean contact?"),
        (("contact", "NW-0O1"), "no participant NW-0O1; did you mean NW-001?"),
        (("contact",), "say which participant it is about"),
        (("participant", "XX"), "no site XX: there is NW"),
        (("clinical-supervision", "PRA-NW-09"), "no staff member PRA-NW-09; did you mean PRA-NW-0"),
        (("contact", "NW-001", "--set", "outcome=atended"), "did you mean 'attended'?"),
        (("contact", "NW-001", "--set", "outcom=attended"), "unknown field 'outcom'; did you mean outcome?"),
        (("contact", "NW-001", "--set", "minutes=an hour"), "not a whole number"),
        (("contact", "NW-001", "--set", "minutes"), "write --set key=value"),
        (("contact", "NW-001", "--set", "components=x"), "name the field, such as --set components.1.component="),
        (("participant", "NW", "--set", "referral.reason=a\u202eb"), "may not stand in a record"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, base())
    before = sorted(root.rglob("*"))
    assert run(["-C", str(root), "new", *words, "--no-input"]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert sorted(root.rglob("*")) == before


def test_hostile_text_comes_out_as_data(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    text = "*a: &b !!python/object {{ x }} # no: 'it''s' \"quoted\" <script>"
    assert new(root, "incidents", "NW-001", *sets(("kind=other", f"what={text}"))) == 0
    assert [each.code for each in faults(root)] == []
    assert (
        "what: '*a: &b !!python/object {{ x }} # no: ''it''''s'' \"quoted\" <script>'"
        in (root / f"{CASE}/incidents.yaml").read_text()
    )


def test_the_editor_that_is_named_is_opened_with_the_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "%s" "$1" > "$(dirname "$0")/seen"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    root = write(tmp_path / "records", base())
    assert new(root, "contact", "NW-001", "--edit") == 0
    assert (tmp_path / "seen").read_text() == str(root / f"{CASE}/contacts/{DAY}.md")


def test_what_is_still_wrong_after_the_editor_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    editor = tmp_path / "editor"
    script = "s/^- type:/- type: overdose/; s/^  level:/  level: hgih/"
    editor.write_text(f"#!/bin/sh\nsed -i '{script}' \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    root = write(tmp_path / "records", base())
    assert new(root, "risks", "NW-001", "--edit") == 0
    said = capsys.readouterr().err
    assert "error E031 `level`: unknown value 'hgih'" in said and "did you mean 'high'?" in said
    assert "E032" not in said


def test_without_a_type_the_types_are_listed_by_whom_they_are_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(write(tmp_path, base())), "new"]) == 2
    said = capsys.readouterr().err
    assert (
        said.partition("Error: ")[2]
        == """\
say which type of record, and whom it is about:
  a PARTICIPANT:
    contact, shared-understanding, action-plan, network, release-day, outcomes, risks, incidents, variations, ending
  a STAFF MEMBER:
    clinical-supervision, supervisor-supervision, line-management
  a SITE:
    site, staff, participant, mentalisation, team-meeting, adherence-review
  the SERVICE (training: its town):
    service, core-components, mba-toolkit, organisations, training
  an entry in a PARTICIPANT's record:
    liaison, member, goal, plan-review
"""
    )


def test_an_editor_finds_the_schema_that_the_repository_keeps(tmp_path: Path) -> None:
    root = write(tmp_path, base())
    assert run(["-C", str(root), "-q", "schema", "--write"]) == 0
    assert new(root, "network", "NW-001") == 0
    first, *_ = (root / f"{CASE}/network.yaml").read_text().splitlines()
    assert first == "# yaml-language-server: $schema=../../../../.schemas/network.schema.json"
    named = (root / CASE / first.partition("=")[2]).resolve()
    assert named == (root / ".schemas/network.schema.json").resolve() and named.is_file()


def test_only_the_files_that_are_needed_are_opened_however_many_there_are(tmp_path: Path) -> None:
    others = {f"cases/NW/participants/NW-{number:03}/participant.yaml": LED for number in range(2, 300)}
    contacts = {
        f"cases/NW/participants/NW-{number:03}/contacts/2016-06-21.md": "---\n---\n" for number in range(2, 300)
    }
    root = write(tmp_path, {**base(), **others, **contacts})
    program = f"""
import sys
root, opened = {str(root)!r}, []
def hook(event, said):
    if event in ("open", "os.listdir", "os.scandir") and str(said[0]).startswith(root) and "/." not in str(said[0]):
        opened.append(str(said[0])[len(root) + 1:])
sys.addaudithook(hook)
from engager_docs.cli.root import run
run(["-C", root, "-q", "new", "contact", "NW-007", "--no-input"])
print(sorted(set(opened)))
print([name for name in ("weasyprint", "jinja2", "markdown_it") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    file, opened, loaded = done.stdout.splitlines()
    assert file == "cases/NW/participants/NW-007/contacts/2016-06-30.md"
    assert opened == str(
        [
            "cases/NW/participants/NW-007/action-plan.yaml",
            "cases/NW/participants/NW-007/contacts",
            "cases/NW/participants/NW-007/participant.yaml",
            "cases/service.yaml",
        ]
    )
    assert loaded == "[]"
