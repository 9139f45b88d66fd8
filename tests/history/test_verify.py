"""`history --verify` → whether the history is whole, and which records changed after their days were signed off."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from tests.history.team import Team
from tests.history.test_history import BRYN, CONTACT, HELD
from tests.repositories import CASE

REVIEW = "cases/NW/adherence-reviews/2016-06-27.md"
SIGNED = """\
---
date: 2016-06-27
reviewer: SUP-NW-01
period:
  from: 2016-06-20
  to: 2016-06-26
signed_off_on: 2016-06-27
---
"""
WHOLE = "The history is whole: nothing damaged, replaced or grafted.\n"
ONE_PERIOD = f"Signed off: 1 period.\n  NW 2016-06-20 to 2016-06-26, on 2016-06-27 ({REVIEW})\n"
AMENDED = HELD.replace(
    "outcome: attended\n",
    "outcome: attended_late\namendments:\n  - on: 2016-06-29\n    by: PRA-NW-01\n    text: He came at ten past.\n",
)


def verify(capsys: pytest.CaptureFixture[str], repository: Team, *words: str) -> tuple[int, str]:
    status = run(["-C", str(repository.root), "history", "--verify", *words])
    return status, repository.numbered(capsys.readouterr().out)


@pytest.fixture
def signed(repository: Team) -> Team:
    repository.commit("2016-06-22", {CONTACT: HELD})
    repository.commit("2016-06-27", {REVIEW: SIGNED, f"{CASE}/contacts/2016-06-23.md": HELD.replace("06-22", "06-23")})
    return repository


def test_a_record_that_stands_as_it_was_signed_is_well(signed: Team, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = "No dated record was changed after its days were signed off.\n"
    assert verify(capsys, signed) == (0, f"{WHOLE}\n{ONE_PERIOD}\n{nothing}")


def test_a_record_changed_after_its_week_was_signed_off_is_named(
    signed: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    late = "cases/NW/supervision/clinical/2016-06-24-PRA-NW-01.md"
    signed.commit("2016-06-28", {CONTACT: HELD.replace("outcome: attended", "outcome: did_not_attend")}, by=BRYN)
    signed.commit("2016-06-24", {late: "---\ndate: 2016-06-24\n---\n"}, entered="2016-06-30")
    signed.commit("2016-07-01", {f"{CASE}/contacts/2016-06-29.md": HELD.replace("06-22", "06-29")})
    signed.git("rm", "-q", f"{CASE}/contacts/2016-06-23.md")
    signed.commit("2016-07-02", {})
    assert verify(capsys, signed) == (
        1,
        f"""\
{WHOLE}
{ONE_PERIOD}
Changed after sign-off, and the record does not say so:
  cases/NW/participants/NW-001/contacts/2016-06-22.md, signed off on 2016-06-27
    2016-06-28 Bryn Okafor, commit <4>
      Outcome: was attended, now did not attend
  cases/NW/participants/NW-001/contacts/2016-06-23.md, signed off on 2016-06-27
    2016-07-02 Alex Reed, commit <7>
      Record removed
  cases/NW/supervision/clinical/2016-06-24-PRA-NW-01.md, signed off on 2016-06-27
    2016-06-30 (written on 2016-06-24) Alex Reed, commit <5>
      Record added
""",
    )


def test_an_amendment_and_a_late_entry_that_say_so_are_no_fault(
    signed: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    typed_late = HELD.replace("date: 2016-06-22", "date: 2016-06-25\nrecorded_on: 2016-06-29")
    signed.commit("2016-06-29", {CONTACT: AMENDED, f"{CASE}/contacts/2016-06-25.md": typed_late})
    assert verify(capsys, signed) == (
        0,
        f"""\
{WHOLE}
{ONE_PERIOD}
Changed after sign-off, as the record itself says:
  cases/NW/participants/NW-001/contacts/2016-06-22.md, signed off on 2016-06-27
    2016-06-29 Alex Reed, commit <4>
      Outcome: was attended, now attended late
      Amendments, entry of 2016-06-29: added
  cases/NW/participants/NW-001/contacts/2016-06-25.md, signed off on 2016-06-27
    2016-06-29 Alex Reed, commit <4>
      Record added
""",
    )


def test_an_amendment_that_is_taken_away_again_is_a_fault(signed: Team, capsys: pytest.CaptureFixture[str]) -> None:
    signed.commit("2016-06-29", {CONTACT: AMENDED})
    signed.commit("2016-06-30", {CONTACT: HELD})
    status, out = verify(capsys, signed)
    assert status == 1
    assert "the record does not say so:\n  cases/NW/participants/NW-001/contacts/2016-06-22.md" in out
    assert "Amendments, entry of 2016-06-29: removed" in out


def test_moving_the_day_of_a_sign_off_or_the_record_does_not_hide_a_change(
    signed: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    signed.commit("2016-06-29", {REVIEW: SIGNED.replace("off_on: 2016-06-27", "off_on: 2016-06-30")})
    signed.git("mv", CONTACT, f"{CASE}/contacts/2016-06-29.md")
    signed.commit("2016-06-30", {f"{CASE}/contacts/2016-06-29.md": HELD.replace("06-22", "06-29")})
    assert verify(capsys, signed) == (
        1,
        f"""\
{WHOLE}
{ONE_PERIOD}
The day of a sign-off was changed later:
  {REVIEW}: was 2016-06-27, now 2016-06-30, by Alex Reed, commit <4>

Changed after sign-off, and the record does not say so:
  {REVIEW}, signed off on 2016-06-27
    2016-06-29 Alex Reed, commit <4>
      Signed off on: was 2016-06-27, now 2016-06-30
  cases/NW/participants/NW-001/contacts/2016-06-29.md, signed off on 2016-06-27
    2016-06-30 Alex Reed, commit <5>
      Renamed from 2016-06-22.md
      Date: was 2016-06-22, now 2016-06-29
""",
    )


def test_a_review_that_is_taken_away_still_counts(signed: Team, capsys: pytest.CaptureFixture[str]) -> None:
    signed.git("rm", "-q", REVIEW)
    signed.commit("2016-06-28", {})
    status, out = verify(capsys, signed)
    assert status == 1
    assert f"{REVIEW}, signed off on 2016-06-27\n    2016-06-28 Alex Reed, commit <4>\n      Record removed" in out


def test_a_signed_record_that_is_changed_and_not_committed_is_named(
    signed: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    (signed.root / CONTACT).write_text(HELD.replace("45", "60"))
    (signed.root / CASE / "participant.yaml").write_text("referral: {}\n")
    status, out = verify(capsys, signed)
    assert status == 1
    assert out.endswith(f"Signed off, and different on disk from what was committed:\n  {CONTACT}\n")


def test_a_sign_off_counts_from_the_day_the_history_holds_it(
    repository: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    """A service whose papers were typed up later has changed nothing behind a signature."""
    repository.commit("2016-07-20", {CONTACT: HELD, REVIEW: SIGNED})
    status, out = verify(capsys, repository)
    assert status == 0
    assert f"on 2016-06-27, in the history since 2016-07-20 ({REVIEW})" in out


def test_the_answer_for_programs_holds_the_same(signed: Team, capsys: pytest.CaptureFixture[str]) -> None:
    head = signed.commit("2016-06-28", {CONTACT: HELD.replace("outcome: attended", "outcome: did_not_attend")})
    status = run(["-C", str(signed.root), "history", "--verify", "--format", "json"])
    assert (status, json.loads(capsys.readouterr().out)) == (
        1,
        {
            "version": 1,
            "sound": True,
            "clean": False,
            "against": [],
            "signed_off": [
                {"site": "NW", "from": "2016-06-20", "to": "2016-06-26", "on": "2016-06-27", "file": REVIEW}
            ],
            "moved": [],
            "late": [
                {
                    "file": CONTACT, "commit": head, "entered": "2016-06-28", "signed_off_on": "2016-06-27",
                    "by": "Alex Reed", "said": False,
                }
            ],
            "uncommitted": [],
        },
    )  # fmt: skip


def objects(repository: Team) -> Path:
    return repository.root / ".git/objects"


def damage(repository: Team, name: str, content: bytes) -> None:
    file = objects(repository) / name[:2] / name[2:]
    file.chmod(0o644)
    file.write_bytes(content)


def test_a_damaged_object_is_noticed_by_verify_and_by_history(signed: Team, capsys: pytest.CaptureFixture[str]) -> None:
    blob = signed.git("rev-parse", f"HEAD:{CONTACT}").strip()
    damage(signed, blob, zlib.compress(b"blob 5\0other"))
    status, out = verify(capsys, signed)
    assert status == 1
    assert out.startswith("The history cannot be relied on:\n  git fsck: error: ")
    assert "hash-path mismatch" in out
    tree = signed.git("rev-parse", "HEAD^{tree}").strip()
    damage(signed, tree, b"")
    assert run(["-C", str(signed.root), "history"]) == 3
    assert capsys.readouterr().err == ("git cannot read this history to its end: run engager-docs history --verify\n")
    status, out = verify(capsys, signed)
    assert status == 1
    assert "git cannot read this history to its end" in out


def test_replaced_objects_grafts_and_silenced_checks_are_noticed_and_not_believed(
    signed: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    head, middle, first = signed.git("rev-parse", "HEAD", "main~1", "main~2").split()
    (signed.root / ".git/info/grafts").write_text(f"{head} {first}\n")
    signed.git("config", "fsck.badDate", "ignore")
    signed.git("replace", f"{head}", signed.commit("2016-06-28", {CONTACT: HELD.replace("45", "60")}))
    signed.git("reset", "-q", "--hard", head)
    status, out = verify(capsys, signed)
    assert status == 1
    assert out.startswith("""\
The history cannot be relied on:
  1 object is replaced by others (refs/replace)
  a list of grafts gives commits other parents than their own (.git/info/grafts)
  the repository's own settings silence checks: fsck.baddate
""")
    run(["-C", str(signed.root), "history", CONTACT])
    assert f"  2016-06-22 Alex Reed, commit {middle[:12]}\n    Record added\n" in capsys.readouterr().out


def test_a_commit_noted_elsewhere_shows_that_the_history_was_rewritten(
    signed: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = signed.git("rev-parse", "HEAD").strip()
    status, out = verify(capsys, signed, "--anchor", noted)
    assert status == 0
    assert out.startswith(
        "The history is whole: nothing damaged, replaced or grafted, the commit noted earlier is part"
    )
    signed.git("reset", "-q", "--hard", "HEAD~1")
    signed.commit("2016-06-27", {REVIEW: SIGNED}, subject="another")
    for anchor in (noted, "0" * 40):
        status, out = verify(capsys, signed, "--anchor", anchor)
        assert status == 1
        assert "the commit noted earlier is not part of this history" in out
