"""A history under git → who changed which field, when, in words, and the same for programs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from tests.history.team import Team
from tests.repositories import CASE, base, write

CONTACT = f"{CASE}/contacts/2016-06-22.md"
PLANNED = """\
---
date: 2016-06-22
place: prison
mode: in_person
outcome: planned
staff: [PRA-NW-01]
---
"""
HELD = """\
---
date: 2016-06-22
minutes: 45
place: prison
mode: in_person
outcome: attended
staff: [PRA-NW-01, SUP-NW-01]
focus: [engagement, goals]
---

## What we did

We met on the wing.
"""
PLAN = """\
goals:
  - id: G1
    statement: A place to live
    horizon: short_term
    domain: accommodation
    set_on: 2016-06-22
    actions:
      - id: A1
        what: Ring the hostel
        who: participant
        due_on: 2016-06-27
"""
BRYN = "Bryn Okafor <bryn@example.org>"


def said(capsys: pytest.CaptureFixture[str], repository: Team, *words: str) -> tuple[int, str, str]:
    status = run(["-C", str(repository.root), *words])
    out, err = capsys.readouterr()
    return status, repository.numbered(out), repository.numbered(err)


def test_each_field_is_told_with_its_old_and_its_new_value(
    repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2016-06-20", {CONTACT: PLANNED, f"{CASE}/action-plan.yaml": PLAN})
    later = PLAN.replace("statement: A place to live", "statement: A flat of his own").replace("06-27", "06-30")
    more = "      - id: A2\n        what: Ask about the deposit\n        who: PRA-NW-01\n"
    repository.commit("2016-06-23", {CONTACT: HELD, f"{CASE}/action-plan.yaml": later + more}, by=BRYN)
    assert said(capsys, repository, "history", "NW-001") == (
        0,
        """\
cases/NW/participants/NW-001/action-plan.yaml
  2016-06-23 Bryn Okafor, commit <3>
    Goals, G1, statement: reworded
    Goals, G1, actions, A1, due on: was 2016-06-27, now 2016-06-30
    Goals, G1, actions, A2: added
  2016-06-20 Alex Reed, commit <2>
    Record added

cases/NW/participants/NW-001/contacts/2016-06-22.md
  2016-06-23 Bryn Okafor, commit <3>
    Minutes: 45 added
    Outcome: was planned, now attended
    Staff: SUP-NW-01 added
    Focus: engagement added
    Focus: goals added
    Note: 2 lines added
  2016-06-20 Alex Reed, commit <2>
    Record added

cases/NW/participants/NW-001/participant.yaml
  2016-06-01 Alex Reed, commit <1>
    Record added
""",
        "5 revisions of 3 files by 2 people\n",
    )


def test_what_came_after_a_commit_or_a_day_is_told_alone(repository: Team, capsys: pytest.CaptureFixture[str]) -> None:
    first = repository.commit("2016-06-20", {CONTACT: PLANNED})
    repository.commit("2016-06-23", {CONTACT: HELD})
    expected = """\
cases/NW/participants/NW-001/contacts/2016-06-22.md
  2016-06-23 Alex Reed, commit <3>
    Minutes: 45 added
    Outcome: was planned, now attended
    Staff: SUP-NW-01 added
    Focus: engagement added
    Focus: goals added
    Note: 2 lines added
"""
    assert said(capsys, repository, "history", "--since", first)[1] == expected
    assert said(capsys, repository, "history", "NW", "--since", "2016-06-21")[1] == expected
    assert said(capsys, repository, "history", "NW", "--since", "2016-06-24")[:2] == (0, "")
    assert said(capsys, repository, "history", "PRA-NW-01", "--since", first)[:2] == (0, "")


def test_programs_are_given_codes_and_days_but_no_words_somebody_wrote(
    repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2016-06-20", {CONTACT: PLANNED, f"{CASE}/action-plan.yaml": PLAN})
    first = repository.git("rev-parse", "HEAD").strip()
    changed = PLAN.replace("Ring the hostel", "Visit the hostel").replace("short_term", "long_term")
    head = repository.commit("2016-06-23", {f"{CASE}/action-plan.yaml": changed})
    run(["-C", str(repository.root), "history", CASE, "--since", first, "--format", "json"])
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "head": head,
        "revisions": [
            {
                "file": f"{CASE}/action-plan.yaml",
                "commit": head,
                "on": "2016-06-23",
                "by": "Alex Reed",
                "kind": "changed",
                "was": None,
                "changes": [
                    {"field": "goals.G1.horizon", "change": "changed", "from": "short_term", "to": "long_term"},
                    {"field": "goals.G1.actions.A1.what", "change": "changed", "from": None, "to": None},
                ],
                "note": None,
                "readable": True,
            }
        ],
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a: b\n", "a: b # why\n", ["Layout or comments only"]),
        ("criteria: [one]\n", "criteria: [one\n", ["The record could not be read before or after this change, "
                                                   "so its fields are not compared"]),
        ("referral: {}\n", "referral:\n  source: self\n", ["Referral, source: self added"]),
        ("closure:\n  on: 2016-06-01\n", "{}\n", ["Closure: removed"]),
        (
            "custody:\n- place: prison\n  from: 2016-01-01\n",
            "custody:\n- place: prison\n  from: 2016-01-01\n  to: 2016-06-20\n- place: community\n  from: 2016-06-20\n",
            ["Custody, entry of 2016-01-01, to: 2016-06-20 added", "Custody, entry of 2016-06-20: added"],
        ),
        ("previous_case: ''\n", "previous_case: NW-002\n", ["Previous case: was nothing, now NW-002"]),
        ("- on: 2016-06-01\n  a: [1]\n", "- on: 2016-06-01\n  a: [2]\n", ["Entry 1, a: reworded"]),
        ("[one, two]\n", "[one, three]\n", ["Entry 2: reworded"]),
        ("<b>odd</b>: one\n", "<b>odd</b>: two\n", ["<b>odd</b>: reworded"]),
        ("previous_case: NW-002\n", "previous_case: [NW-002]\n", ["Previous case: written in another way"]),
    ],
)  # fmt: skip
def test_a_change_is_put_in_words(
    before: str, after: str, expected: list[str], repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2016-06-02", {f"{CASE}/participant.yaml": before})
    repository.commit("2016-06-03", {f"{CASE}/participant.yaml": after})
    _, out, _ = said(capsys, repository, "history", "NW-001", "--since", "2016-06-03")
    assert [line.strip() for line in out.splitlines()[2:]] == expected


def test_a_record_is_followed_through_a_new_name_and_its_removal(
    repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2016-06-20", {CONTACT: HELD})
    repository.git("mv", CONTACT, f"{CASE}/contacts/2016-06-21.md")
    repository.commit("2016-06-21", {f"{CASE}/contacts/2016-06-21.md": HELD.replace("06-22", "06-21")})
    repository.git("rm", "-q", f"{CASE}/contacts/2016-06-21.md")
    repository.commit("2016-06-25", {f"{CASE}/attachments/letter.pdf": b"%PDF"})
    assert (
        said(capsys, repository, "history", f"{CASE}/contacts")[1]
        == """\
cases/NW/participants/NW-001/contacts/2016-06-21.md
  2016-06-25 Alex Reed, commit <4>
    Record removed
  2016-06-21 Alex Reed, commit <3>
    Renamed from 2016-06-22.md
    Date: was 2016-06-22, now 2016-06-21
  2016-06-20 Alex Reed, commit <2>
    Record added
"""
    )
    assert "    Attachment added\n" in said(capsys, repository, "history", f"{CASE}/attachments")[1]


def test_what_moves_to_another_participant_s_folder_begins_there(
    repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    other = CASE.replace("NW-001", "NW-002")
    repository.commit("2016-06-20", {CONTACT: HELD, f"{other}/contacts/2016-05-02.md": PLANNED})
    repository.git("mv", CONTACT, f"{other}/contacts/2016-06-22.md")
    repository.commit("2016-06-21", {})
    assert "2016-06-21" in said(capsys, repository, "history", CONTACT)[1]
    assert "NW-001" not in said(capsys, repository, "history", "NW-002")[1]


def test_what_a_merge_itself_made_is_told(repository: Team, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit("2016-06-20", {CONTACT: PLANNED})
    repository.git("checkout", "-q", "-b", "other")
    repository.commit("2016-06-21", {CONTACT: PLANNED.replace("planned", "attended")}, by=BRYN)
    repository.git("checkout", "-q", "main")
    repository.commit("2016-06-22", {CONTACT: PLANNED.replace("planned", "did_not_attend")})
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "other")
    repository.commit("2016-06-23", {CONTACT: PLANNED.replace("planned", "attended_late")})
    assert (
        said(capsys, repository, "history", CONTACT)[1]
        == """\
cases/NW/participants/NW-001/contacts/2016-06-22.md
  2016-06-23 Alex Reed, commit <5>
    Outcome: was did not attend, now attended late
  2016-06-22 Alex Reed, commit <4>
    Outcome: was planned, now did not attend
  2016-06-21 Bryn Okafor, commit <3>
    Outcome: was planned, now attended
  2016-06-20 Alex Reed, commit <2>
    Record added
"""
    )


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("a.reed@example.org", "somebody without a name"),
        ("Alex a.reed@example.org Reed", "Alex Reed"),
        ("A\x1b[31mR\u202e", "A<U+001B>[31mR<U+202E>"),
        ("<script>alert(1)</script>", "scriptalert(1)/script"),
        ("R" * 300, "R" * 59 + "…"),
        ("Zoë Ní Bhriain", "Zoë Ní Bhriain"),
    ],
)
def test_an_author_is_a_name_and_never_an_address_or_a_control_character(
    author: str, shown: str, repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2016-06-20", {CONTACT: PLANNED}, by=f"{author.translate({60: None, 62: None})} <x@example.org>")
    assert f"  2016-06-20 {shown}, commit <2>\n" in said(capsys, repository, "history", "NW-001")[1]


def test_without_git_or_a_commit_one_sentence_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, base())
    for words in (("history",), ("history", "NW-001"), ("history", "--verify"), ("history", "--since", "2016-01-01")):
        assert run(["-C", str(tmp_path), *words]) == 0
        assert capsys.readouterr() == ("", "These records are not kept under git, so there is no history.\n")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert run(["-C", str(tmp_path), "history"]) == 0
    assert capsys.readouterr() == ("", "Nothing has been committed yet, so there is no history.\n")


def test_without_the_program_git_the_command_says_how_to_install_it(
    repository: Team, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert run(["-C", str(repository.root), "history"]) == 3
    assert capsys.readouterr() == ("", "git is not installed, so there is no history: apt install git\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("NW-999",), "no participant, staff member, site or file of the history is called NW-999"),
        (("--since", "nowhere"), "no commit is called 'nowhere': see git log --oneline"),
        (("--since", "--output=x"), "no commit is called '--output=x': see git log --oneline"),
        (("--since", "2016-02-30"), "there is no day 2016-02-30 in the calendar"),
    ],
)
def test_what_is_not_there_is_a_mistake_in_the_command(
    words: tuple[str, ...], message: str, repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(repository.root), "history", *words]) == 2
    assert message in capsys.readouterr().err
    assert not (repository.root / "x").exists()


def test_a_repository_inside_a_larger_one_is_told_by_its_own_paths(
    repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = repository.root / "north"
    shutil.copytree(repository.root / "cases", inner / "cases")
    repository.commit("2016-06-20", {"north/" + CONTACT: PLANNED})
    assert run(["-C", str(inner), "history", "NW-001"]) == 0
    assert (
        repository.numbered(capsys.readouterr().out)
        == """\
cases/NW/participants/NW-001/contacts/2016-06-22.md
  2016-06-20 Alex Reed, commit <2>
    Record added

cases/NW/participants/NW-001/participant.yaml
  2016-06-20 Alex Reed, commit <2>
    Record added
"""
    )


def test_a_clone_with_the_latest_part_alone_says_so(
    repository: Team, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2016-06-20", {CONTACT: PLANNED})
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository.root}", tmp_path / "part"], check=True)
    assert run(["-C", str(tmp_path / "part"), "history", "NW-001"]) == 0
    assert "This clone holds only the latest part of the history" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: 1\n" * 300_000, b"<<<<<<< ours\n", b"[" * 9000])
def test_a_version_that_is_no_record_never_stops_the_history(
    content: bytes, repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2016-06-20", {CONTACT: content})
    repository.commit("2016-06-21", {CONTACT: PLANNED})
    _, out, _ = said(capsys, repository, "history", CONTACT)
    assert "The record could not be read before or after this change" in out
