"""`doctor` → what is well, what is missing, which command mends it; never a password, never a program run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engager_docs.cli.health import of_machine
from engager_docs.cli.root import run
from engager_docs.read.surroundings import Machine
from engager_docs.render.doctor import as_text
from tests.history.team import Team
from tests.history.team import team as new_team
from tests.read.test_git import trap
from tests.repositories import CASE, base, write

MACHINE = """\
ok       engager-docs V, Python V
ok       git V
ok       PDFs can be made
ok       fonts: Liberation Sans
"""


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return new_team(tmp_path / "records")


def doctor(capsys: pytest.CaptureFixture[str], root: Path) -> tuple[int, str]:
    status = run(["-C", str(root), "-q", "doctor"])
    out = re.sub(r"(engager-docs|Python|git) [0-9][\w.]*", r"\1 V", capsys.readouterr().out)
    return status, re.sub(r"fonts: \w+( Sans)?", "fonts: Liberation Sans", out)


def test_a_repository_kept_well_has_nothing_to_mend(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    team.commit("2016-06-02", {".gitignore": "identity.yaml\n/site/\n/packs/\n"})
    (team.root / "cases").chmod(0o750)
    assert run(["-q", "init", "--hook", str(team.root)]) == 0
    team.git("remote", "add", "origin", "git@git.example.org:records.git")
    signed = team.git("cat-file", "commit", "HEAD").replace("\n\n", "\ngpgsig -----BEGIN SSH SIGNATURE-----\n x\n\n")
    (team.root.parent / "commit").write_text(signed.replace(f"parent {team.git('rev-parse', 'HEAD~1')}", ""))
    name = team.git("hash-object", "-t", "commit", "-w", str(team.root.parent / "commit")).strip()
    team.git("update-ref", "HEAD", name)
    assert doctor(capsys, team.root) == (
        0,
        MACHINE
        + """\
ok       no record is open to every account of this machine
ok       every record is committed
ok       1 of the latest 1 commits are signed; whether the signatures hold: git verify-commit HEAD
ok       each commit is checked first
ok       git ignores identity files
ok       the remote origin is at git.example.org
""",
    )


def test_what_is_amiss_is_named_with_what_mends_it(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    team.commit("2016-06-02", {f"{CASE}/identity.yaml": "preferred_name: synthetic\n"})
    for place in (team.root, team.root / "cases", *(team.root / "cases").rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o640)
    (team.root / CASE / "participant.yaml").chmod(0o644)
    (team.root / "cases/NW/site.yaml").write_text("label: elsewhere\nopened_on: 2016-01-04\n")
    team.git("remote", "add", "origin", "https://reed:hunter2@github.com/example/records.git")
    team.git("remote", "add", "drive", "/media/drive/records.git")
    team.git("config", "filter.trap.clean", "trap")
    assert doctor(capsys, team.root) == (
        1,
        MACHINE
        + f"""\
look     1 files below cases/ are open to every account of this machine, such as {CASE}/participant.yaml
         chmod -R o-rwx cases .git (on a shared drive: ask who manages its permissions)
look     records that differ from what is committed: 1
         git status
look     0 of the latest 2 commits are signed
         git config commit.gpgSign true, with a key of your own
look     a commit is not checked first
         engager-docs init --hook .
wrong    git keeps identity files: 1
         git rm --cached -- {CASE}/identity.yaml
wrong    git does not ignore identity files
         echo identity.yaml >> .gitignore
look     git does not ignore what is made
         printf '/site/\\n/packs/\\n' >> .gitignore
ok       the remote drive is at a folder
wrong    the address of the remote origin holds an account or a password
         git remote set-url origin ADDRESS, and change that password
look     the remote origin is at github.com, where a repository may be public
         open it in a browser without signing in: it must not be found (this tool never goes online)
look     this repository's settings name programs that git runs: filter.trap.clean
         engager-docs never runs them; see git config --local --list
""",
    )


def test_an_identity_file_that_was_once_committed_is_still_there(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    team.commit("2016-06-02", {f"{CASE}/identity.yaml": "preferred_name: synthetic\n"})
    team.git("rm", "-q", f"{CASE}/identity.yaml")
    team.commit("2016-06-03", {})
    assert "wrong    an identity file is in the history\n" in doctor(capsys, team.root)[1]


def test_records_without_git_are_a_thing_to_look_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, base())
    (tmp_path / "cases").chmod(0o700)
    assert doctor(capsys, tmp_path) == (
        0,
        MACHINE
        + """\
ok       no record is open to every account of this machine
look     the records are not kept under git: no history, no way back
         git init
""",
    )


def test_schemas_of_another_version_are_a_thing_to_look_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "look     the schemas for editors are of another version\n         engager-docs schema --write\n"
    write(tmp_path, base())
    assert said not in doctor(capsys, tmp_path)[1]
    assert run(["-C", str(tmp_path), "-q", "schema", "--write"]) == 0
    assert said not in doctor(capsys, tmp_path)[1]
    (tmp_path / ".schemas/contact.schema.json").write_text("{}\n")
    assert said in doctor(capsys, tmp_path)[1]


def test_outside_a_repository_the_machine_alone_is_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor(capsys, tmp_path) == (0, MACHINE)


def test_git_missing_is_a_lack_of_the_surroundings(
    team: Team, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    status, out = doctor(capsys, team.root)
    assert status == 3
    assert "missing  git: without it there is no history\n         apt install git (or git-scm.com)\n" in out


def test_everything_that_may_be_missing_has_the_command_that_installs_it() -> None:
    bare = Machine("3.11.2", "", libyaml=False, fonts=("Symbola",))
    said = "PDFs need the system library Pango.\nInstall it: apt install libpango-1.0-0."
    assert (
        as_text(of_machine(bare, "0.1.0", said, secure=False, zones=False))
        == """\
ok       engager-docs 0.1.0, Python 3.11.2
missing  PyYAML is here without libyaml
         pip install --force-reinstall pyyaml
missing  git: without it there is no history
         apt install git (or git-scm.com)
missing  PDFs need the system library Pango.
         Install it: apt install libpango-1.0-0.
missing  fonts: none of Arial, Liberation Sans, DejaVu Sans
         apt install fonts-liberation
look     packs cannot be encrypted
         pip install 'engager-docs[secure]'
look     time zones: today is taken from this machine's clock
         pip install tzdata
"""
    )


def test_programs_are_given_the_same(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(team.root), "doctor", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {
        "state": "wrong",
        "what": "git does not ignore identity files",
        "mend": "echo identity.yaml >> .gitignore",
    } in told["findings"]


def test_looking_runs_no_program_of_the_repository(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    program, mark = trap(team.root)
    for name in (
        "core.fsmonitor",
        "core.pager",
        "filter.trap.clean",
        "gpg.program",
        "core.sshCommand",
        "diff.external",
    ):
        team.git("config", name, str(program))
    team.git("config", "core.hooksPath", str(program.parent))
    team.git("config", "log.showSignature", "true")
    (team.root / ".git/info/attributes").write_text("* filter=trap diff=trap\n")
    for words in (("doctor",), ("history",), ("history", "--verify"), ("purge-plan", "NW-001")):
        run(["-C", str(team.root), *words])
    capsys.readouterr()
    assert not mark.exists()
