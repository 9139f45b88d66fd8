"""`purge-plan` → a plan whose commands erase a case, and whose check proves it; both are run here as printed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from tests.history.team import ENVIRONMENT, Team
from tests.history.team import team as new_team
from tests.history.test_history import BRYN, CONTACT, HELD
from tests.repositories import CASE, base, write

PERIOD = "retention:\n  - record: case\n    trigger: closure\n    years: 20\n"
MEETING = "cases/NW/team-meetings/2016-06-27.md"
NAMES_IT = "---\ndate: 2016-06-27\nchair: SUP-NW-01\ncases:\n  - participant: NW-001\n  - participant: NW-0012\n---\n"
OTHER = CASE.replace("NW-001", "NW-0012")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """A repository with a case on two branches, in a tag, in a stash, at a remote, and in an identity file."""
    team = new_team(tmp_path / "records")
    team.commit("2016-06-22", {CONTACT: HELD, f"{OTHER}/participant.yaml": "referral: {}\n", MEETING: NAMES_IT})
    team.commit("2016-06-23", {CONTACT: HELD.replace("wing", "landing")}, by=BRYN, subject="NW-001: put right")
    team.git("-c", "user.name=t", "-c", "user.email=t@example.org", "tag", "-a", "-m", "release", "v1")
    team.git("checkout", "-q", "-b", "other")
    team.commit("2016-06-24", {f"{CASE}/attachments/letter.txt": "Dear reader\n"})
    team.git("checkout", "-q", "main")
    (team.root / ".git/info/exclude").write_text("identity.yaml\n")
    (team.root / CASE / "identity.yaml").write_text("preferred_name: synthetic\n")
    (team.root / CONTACT).write_text(HELD.replace("wing", "yard"))
    team.git("-c", "user.name=t", "-c", "user.email=t@example.org", "stash", "push", "-q")
    subprocess.run(["git", "clone", "-q", "--bare", team.root, team.root.parent / "remote"], check=True)
    team.git("remote", "add", "origin", str(team.root.parent / "remote"))
    team.git("push", "-q", "origin", "other:there-alone")
    team.git("fetch", "-q", "origin")
    return team


def plan(team: Team, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = run(["-C", str(team.root), "-q", "purge-plan", *words])
    return status, capsys.readouterr().out


def shell(team: Team, lines: list[str]) -> str:
    person = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org"}
    person |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in person.items()}
    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(lines)], cwd=team.root, env={**ENVIRONMENT, **person},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_the_plan_names_everything_and_deletes_nothing(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path for path in team.root.rglob("*") if ".git" not in path.parts)
    status, out = plan(team, capsys, "NW-001")
    blobs = json.loads(plan(team, capsys, "NW-001", "--format", "json")[1])["versions"]
    assert status == 0
    assert (
        team.numbered(out).replace(" ".join(blobs), "<versions>")
        == """\
Plan to erase NW-001. Nothing has been deleted; a person runs the commands below, or nobody.
No retention period counts for it yet: note who decided on the erasure, and why.

Files on disk (3):
  cases/NW/participants/NW-001/contacts/2016-06-22.md
  cases/NW/participants/NW-001/identity.yaml
  cases/NW/participants/NW-001/participant.yaml

Commits that touch its folder (5), 2016-06-01 to STASHED, 5 versions of 3 files:
  <1> 2016-06-01 Alex Reed
  <2> 2016-06-22 Alex Reed
  <3> 2016-06-23 Bryn Okafor
  <4> 2016-06-24 Alex Reed
  <6> STASHED t

Other records that name NW-001; a person decides line by line what stays:
  cases/NW/team-meetings/2016-06-27.md:5
Commit messages that name it (3):
  <6>
  <5>
  <3>

Commands, in the record repository, when everybody has pushed, you have pulled, and nobody is writing:
  git stash clear
  git rm -rf --quiet --ignore-unmatch -- cases/NW/participants/NW-001
  git commit --quiet --allow-empty -m 'records: a case is erased'
  rm -rf cases/NW/participants/NW-001
  rm -rf site .site.spare packs .engager-docs
  cd "$(git rev-parse --show-toplevel)"
  for each in $(git for-each-ref --format='%(refname:lstrip=3)' refs/remotes/origin); do [ "$each" = HEAD ] || \
git show-ref --quiet --verify "refs/heads/$each" || git branch --quiet --no-track "$each" refs/remotes/origin/"$each"; \
done
  FILTER_BRANCH_SQUELCH_WARNING=1 git filter-branch --force --index-filter \
'git rm -r --cached --quiet --ignore-unmatch -- cases/NW/participants/NW-001' \
--tag-name-filter cat --prune-empty -- --branches --tags
  git push --quiet --force-with-lease --all origin
  git push --quiet --force --tags origin
  git for-each-ref --format='delete %(refname)' refs/original | git update-ref --stdin
  git reflog expire --expire=now --expire-unreachable=now --all
  git gc --quiet --prune=now
They do not reach backups, clones, forks, printed packs, sites and packs kept outside this folder,
  or what a forge keeps of old commits:
  ask for each; everybody clones anew; commit ids after the first one above change.

The check that proves it: each of these prints nothing afterwards.
  find cases -path '*/NW/participants/NW-001/*'
  find . -name .git -prune -o \\( -path '*/NW/participants/NW-001/*' -o -name '*-NW-001.*' \\) -print
  grep -rlsE '(^|[^A-Z])NW-001([^0-9]|$)' site .site.spare packs .engager-docs || true
  git log --all --reflog --oneline -- cases/NW/participants/NW-001
  for each in <versions>; do if git cat-file -e "$each" 2>&-; then echo "$each"; fi; done
Then engager-docs purge-plan NW-001 names what is left elsewhere; when that is gone too it says that nothing is here.
""".replace("STASHED", stashed_on(team))
    )
    assert sorted(path for path in team.root.rglob("*") if ".git" not in path.parts) == before


def stashed_on(team: Team) -> str:
    return team.git("log", "-1", "--format=%as", "refs/stash").strip()


def test_its_commands_run_as_printed_erase_the_case_and_its_check_proves_it(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(plan(team, capsys, "NW-001", "--format", "json")[1])
    assert shell(team, told["proof"]).count("\n") > 8, "the check fails before the commands have run"
    shell(team, told["commands"])
    assert shell(team, told["proof"]) == ""
    remote = Team(team.root.parent / "remote")
    assert remote.git("branch", "--format=%(refname:short)").split() == ["main", "other", "there-alone"]
    assert remote.git("log", "--all", "--oneline", "--", CASE) == ""
    for blob in told["versions"]:
        assert blob not in team.git("rev-list", "--all", "--objects")
    status, out = plan(team, capsys, "NW-001")
    assert status == 0
    assert "No file of it is left on disk.\n\nNo commit touches its folder.\n" in out
    assert "cases/NW/team-meetings/2016-06-27.md:5" in out
    assert (team.root / OTHER / "participant.yaml").is_file()
    assert team.git("tag") == "v1\n"


def test_what_somebody_pushed_in_the_meantime_is_not_thrown_away(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(plan(team, capsys, "NW-001", "--format", "json")[1])
    subprocess.run(["git", "clone", "-q", team.root.parent / "remote", team.root.parent / "elsewhere"], check=True)
    elsewhere = Team(team.root.parent / "elsewhere")
    theirs = elsewhere.commit("2016-06-26", {f"{OTHER}/contacts/2016-06-26.md": HELD})
    elsewhere.git("push", "-q", "origin", "main")
    with pytest.raises(subprocess.CalledProcessError):
        shell(team, told["commands"])
    assert Team(team.root.parent / "remote").git("rev-parse", "main").strip() == theirs


def test_when_nothing_is_left_the_plan_says_so(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = "Nothing of NW-777 is here: no file, no version in the history, no record or commit that names it.\n"
    assert plan(team, capsys, "NW-777") == (0, nothing)


def test_a_legal_hold_stops_it_and_a_period_is_named(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    service = team.root / "cases/service.yaml"
    hold = "legal_holds:\n  - subject: NW-001\n    from: 2016-06-01\n    reason: an inquest\n"
    service.write_text(service.read_text() + PERIOD + hold)
    (team.root / CASE / "participant.yaml").write_text(
        "referral:\n  received_on: 2016-02-01\n  source: self\n  decision: accepted\n"
        "closure:\n  on: 2016-06-02\n  reason: completed\n"
    )
    status, out = plan(team, capsys, "NW-001")
    assert status == 1
    assert out.splitlines()[1:3] == [
        "STOP: its records are under a legal hold from 2016-06-01. Do not erase them.",
        "The case is kept until 2036-06-02 under cases/service.yaml: before that day, note who decided on the erasure, "
        "and why.",
    ]
    assert "inquest" not in out


def test_a_version_that_stands_in_another_folder_too_is_named(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    team.commit("2016-06-25", {f"{OTHER}/contacts/2016-06-22.md": HELD})
    blob = team.git("rev-parse", f"HEAD:{OTHER}/contacts/2016-06-22.md").strip()
    assert f"1 version stands outside the folder too:\n  {blob}\n" in plan(team, capsys, "NW-001")[1]


def test_without_git_the_folder_is_all_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    team = new_team(tmp_path / "records")
    subprocess.run(["rm", "-rf", team.root / ".git"], check=True)
    told = json.loads(plan(team, capsys, "NW-001", "--format", "json")[1])
    assert told["commands"] == [f"rm -rf {CASE}", "rm -rf site .site.spare packs .engager-docs"]
    shell(team, told["commands"])
    assert shell(team, told["proof"]) == ""
    assert plan(team, capsys, "NW-001")[1].startswith("Nothing of NW-001 is here")


def test_what_was_made_of_a_case_is_named_and_erased_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "records", base())
    team = Team(root)
    for label in ("North", "North West"):  # the second build leaves the first site beside its own
        (root / "cases/NW/site.yaml").write_text(f"label: {label}\nopened_on: 2016-01-04\n")
        for target in ("site", "for the board/site"):
            assert run(["-C", str(root), "-q", "build", "-o", str(root / target)]) == 0
    write(
        root, {"handed over/workbook-NW-001.pdf": "%PDF", "handed over/workbook-NW-0012.pdf": "%PDF", "notes.html": ""}
    )
    told = json.loads(plan(team, capsys, "NW-001", "--format", "json")[1])
    made = [".engager-docs", ".site.spare", "for the board/.site.spare", "for the board/site"]
    assert told["made"] == [*made, "handed over/workbook-NW-001.pdf", "site"]
    assert "Made from its records (6), to be made again:\n  .engager-docs\n" in plan(team, capsys, "NW-001")[1]
    assert shell(team, told["proof"]).count("\n") > 20
    shell(team, told["commands"])
    assert shell(team, told["proof"]) == ""
    assert plan(team, capsys, "NW-001")[1].startswith("Nothing of NW-001 is here")
    assert (root / "handed over/workbook-NW-0012.pdf").is_file()
    write(root, {"cases/NW/staff/PRA-NW-03.yaml": base()["cases/NW/staff/PRA-NW-01.yaml"]})
    assert run(["-C", str(root), "-q", "build", "-o", str(root / "site")]) == 0
    assert plan(team, capsys, "NW-001")[1].startswith("Nothing of NW-001 is here")


def test_a_site_that_still_shows_a_case_is_no_all_clear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "records", base())
    assert run(["-C", str(root), "-q", "build", "-o", str(root / "site")]) == 0
    subprocess.run(["rm", "-rf", root / CASE, root / ".engager-docs"], check=True)
    out = plan(Team(root), capsys, "NW-001")[1]
    assert "No file of it is left on disk.\n\nMade from its records (1), to be made again:\n  site\n" in out


def test_a_history_that_cannot_be_read_is_a_lack_and_no_all_clear(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = team.git("rev-parse", "HEAD~1^{tree}").strip()
    file = team.root / ".git/objects" / tree[:2] / tree[2:]
    file.chmod(0o644)
    file.write_bytes(b"")
    assert plan(team, capsys, "NW-001") == (3, "")


@pytest.mark.parametrize("name", ["NW-1", "../NW-001", "PRA-NW-01", "NW-001; rm -rf ~"])
def test_what_is_no_participant_is_a_mistake_in_the_command(
    name: str, team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(team, capsys, name) == (2, "")
