"""`check --staged` judges what git is about to commit: the index, whatever stands on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from engager_docs.cli.root import run
from tests.history.team import Team
from tests.history.team import team as new_team
from tests.repositories import CASE, base, write

RIGHT = "---\ndate: 2016-06-21\nplace: prison\nmode: in_person\noutcome: attended\nstaff: [PRA-NW-01]\n---\n"
WRONG = RIGHT.replace("attended", "atended")
FILE = f"{CASE}/contacts/2016-06-21.md"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return new_team(tmp_path / "records")


def staged(team: Team, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    status = run(["-C", str(team.root), "check", "--staged", *more])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_what_is_staged_counts_and_not_what_stands_on_the_disk(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    write(team.root, {FILE: WRONG})
    team.git("add", ".")
    write(team.root, {FILE: RIGHT})
    status, out, err = staged(team, capsys)
    assert (status, out) == (
        1,
        f"""\
{FILE}:5:10: error E031 `outcome`: unknown value 'atended'
  5 | outcome: atended
    |          ^^^^^^^ did you mean 'attended'?
""",
    )
    assert err == "2 records as of 2016-06-30: 1 error\n"


def test_what_is_not_staged_is_not_judged(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    write(team.root, {FILE: RIGHT, f"{CASE}/contacts/2016-06-22.md": WRONG})
    team.git("add", FILE)
    status, out, _ = staged(team, capsys)
    assert status == 0 and " error " not in out


def test_nothing_staged_is_said_and_well(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    assert staged(team, capsys) == (0, "", "No record is staged: git add puts what you changed there.\n")


def test_the_first_commit_of_a_repository_is_judged_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    team = Team(write(tmp_path, {**base(), FILE: WRONG}))
    team.git("init", "-q")
    team.git("add", ".")
    status, out, _ = staged(team, capsys)
    assert status == 1 and "E031" in out


def test_a_record_that_goes_is_missed_by_those_that_name_it(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    version = "---\ndate: 2016-06-22\nauthors: [PRA-NW-01]\ncontact: 2016-06-21\n---\n"
    team.commit("2016-06-22", {FILE: RIGHT, f"{CASE}/shared-understanding/2016-06-22.md": version})
    team.git("rm", "-q", FILE)
    status, out, _ = staged(team, capsys)
    assert status == 1 and "E050 `contact`: unknown contact" in out


def test_a_person_who_goes_is_missed_in_every_case(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    team.commit("2016-06-22", {FILE: RIGHT})
    team.git("rm", "-q", "cases/NW/staff/PRA-NW-01.yaml")
    status, out, _ = staged(team, capsys)
    assert status == 1 and f"{FILE}:6:9: error E050 `staff`: unknown staff member" in out


def test_an_identity_file_is_never_committed(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    write(team.root, {f"{CASE}/identity.yaml": "preferred_name: Sam\n"})
    team.git("add", "-f", ".")
    status, out, _ = staged(team, capsys)
    assert status == 1
    assert "identity.yaml:1:1: error E001: an identity file names a person and is never committed" in out
    assert "Sam" not in out


def test_a_link_is_no_record(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    (team.root / CASE / "ending.md").symlink_to("/etc/passwd")
    team.git("add", ".")
    status, out, _ = staged(team, capsys)
    assert status == 1 and f"{CASE}/ending.md:1:1: error E005" in out


def test_two_names_that_one_disk_would_take_for_one_are_refused(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    blob = team.git("rev-parse", "HEAD:cases/NW/site.yaml").strip()
    team.git("update-index", "--add", "--cacheinfo", f"100644,{blob},cases/NW/SITE.yaml")
    status, out, _ = staged(team, capsys)
    assert status == 1 and "E006" in out


def test_an_unfinished_merge_is_explained_in_plain_words(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    team.commit("2016-06-22", {FILE: RIGHT})
    team.git("checkout", "-q", "-b", "theirs")
    team.commit("2016-06-23", {FILE: RIGHT.replace("attended", "attended_late")})
    team.git("checkout", "-q", "main")
    team.commit("2016-06-24", {FILE: RIGHT.replace("attended", "no_reply")})
    with pytest.raises(Exception, match="merge"):
        team.git("-c", "user.name=a", "-c", "user.email=a@example.org", "merge", "-q", "theirs")
    status, _, err = staged(team, capsys)
    assert status == 2
    said = " ".join(err.split())
    assert f"a merge is not finished yet: {FILE}. Open each file, keep the right lines of the two versions" in said


def test_outside_git_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(write(tmp_path, base())), "check", "--staged"]) == 2
    assert "not kept under git" in capsys.readouterr().err
