"""`init` makes a record repository that checks clean, is closed to others, and checks each commit (issue 8)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from engager_docs.model.records.registry import KINDS
from tests.history.team import ENVIRONMENT
from tests.repositories import write

BESIDE = Path(sys.executable).parent
WRONG = "---\ndate: 2026-01-05\nplace: prison\n---\n"


def made(folder: Path, *more: str) -> Path:
    assert run(["-q", "init", str(folder), *more]) == 0
    return folder


def git(root: Path, *words: str, path: str = "") -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")
    env = {**ENVIRONMENT, "PATH": path or f"{BESIDE}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["git", *who, *words], cwd=root, env=env, capture_output=True, text=True, check=False)


def test_a_new_repository_checks_clean_and_doctor_finds_nothing_amiss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made(tmp_path / "records", "--site", "SW", "--title", "Engager in the South West")
    capsys.readouterr()
    assert run(["-C", str(root), "check", "--strict"]) == 0
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("9 records as of 20") and said.err.endswith("nothing to put right\n")
    assert run(["-C", str(root), "-q", "doctor"]) == 0
    found = capsys.readouterr().out
    assert "ok       no record is open to every account of this machine" in found
    assert "ok       git ignores identity files" in found and "git does not ignore" not in found


def test_it_holds_what_a_team_needs_to_begin(tmp_path: Path) -> None:
    root = made(tmp_path / "records", "--site", "SW")
    files = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    assert {name for name in files if not name.startswith((".git/", ".schemas/"))} == {
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".vscode/settings.json",
        "README.md",
        "cases/SW/participants/SW-001/participant.yaml",
        "cases/SW/site.yaml",
        "cases/SW/staff/LIN-SW-01.yaml",
        "cases/SW/staff/PRA-SW-01.yaml",
        "cases/SW/staff/PRA-SW-02.yaml",
        "cases/SW/staff/SUP-SW-01.yaml",
        "cases/core-components.yaml",
        "cases/organisations.yaml",
        "cases/service.yaml",
        "samples/github/CODEOWNERS",
        "samples/github/records.yml",
        "samples/gitlab/CODEOWNERS",
        "samples/gitlab/gitlab-ci.yml",
    }
    assert {name for name in files if name.startswith(".schemas/")} == {
        f".schemas/{kind.name}.schema.json" for kind in KINDS
    }
    mapped = json.loads((root / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert mapped and all((root / schema).is_file() for schema in mapped)


@pytest.mark.parametrize(
    ("sample", "schema", "before", "after"),
    [
        ("github/records.yml", "vendor.github-workflows", "runs-on:", "runs-in:"),
        ("gitlab/gitlab-ci.yml", "vendor.gitlab-ci", "script:", "scripts:"),
    ],
)
def test_the_samples_for_forges_fit_their_published_schemas(
    sample: str, schema: str, before: str, after: str, tmp_path: Path
) -> None:
    file = made(tmp_path / "records") / "samples" / sample

    def fits() -> subprocess.CompletedProcess[str]:
        words = ["-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
        return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)

    found = fits()
    assert found.returncode == 0, found.stdout
    file.write_text(file.read_text().replace(before, after))
    assert fits().returncode == 1, "the schema is not looked at"


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_every_line_of_codeowners_names_a_place_and_who_owns_it(forge: str, tmp_path: Path) -> None:
    text = (made(tmp_path / "records") / f"samples/{forge}/CODEOWNERS").read_text()
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    assert len(rows) == 6
    for place, *owners in rows:
        assert re.fullmatch(r"/cases/[\w*./-]*", place)
        assert owners and all(re.fullmatch(r"@[\w-]+/[\w-]+", owner) for owner in owners)
    assert rows[-1][0] == "/cases/*/line-management/", "the last line that fits counts, and this one is the narrowest"


@pytest.mark.parametrize("how", [("commit", "-q"), ("commit", "-q", "-a"), ("commit", "-q", "cases/NW/new.md")])
def test_no_record_with_an_error_gets_into_the_history(how: tuple[str, ...], tmp_path: Path) -> None:
    root = made(tmp_path / "records")
    assert git(root, "add", ".").returncode == 0
    first = git(root, "commit", "-q", "-m", "the first")
    assert first.returncode == 0, first.stderr
    file = "cases/NW/participants/NW-001/contacts/2026-01-05.md"
    write(root, {file: WRONG})
    git(root, "add", "-N" if "-a" in how else ".", file)
    refused = git(root, *(file if word.endswith("new.md") else word for word in how), "-m", "wrong")
    assert refused.returncode == 1
    assert f"{file}:2:1: error E032 `mode`: mode is missing here" in refused.stderr
    assert git(root, "rev-list", "--count", "HEAD").stdout == "1\n"


def test_without_the_tool_a_commit_says_so_and_is_not_made(tmp_path: Path) -> None:
    root = made(tmp_path / "records")
    git(root, "add", ".")
    refused = git(root, "commit", "-q", "-m", "the first", path="/usr/bin:/bin")
    assert refused.returncode == 1
    assert "engager-docs is not found, so the records were not checked" in refused.stderr


def test_a_clone_is_given_the_hook_and_a_hook_that_is_there_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made(tmp_path / "records")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "the first")
    git(tmp_path, "clone", "-q", str(root), "clone")
    assert run(["-q", "init", "--hook", str(tmp_path / "clone")]) == 0
    hook = tmp_path / "clone/.git/hooks/pre-commit"
    assert hook.read_text() == (root / ".git/hooks/pre-commit").read_text() and os.access(hook, os.X_OK)
    hook.write_text("#!/bin/sh\n")
    assert run(["-q", "init", "--hook", str(tmp_path / "clone")]) == 2
    assert hook.read_text() == "#!/bin/sh\n"
    assert "add a line to it that runs engager-docs check --staged" in " ".join(capsys.readouterr().err.split())


def test_identity_files_and_what_is_made_stay_out_of_the_history(tmp_path: Path) -> None:
    root = made(tmp_path / "records")
    made_files = ("cases/NW/participants/NW-001/identity.yaml", "site/index.html", "packs/a.pdf", ".engager-docs/x")
    write(root, dict.fromkeys(made_files, "x\n"))
    git(root, "add", ".")
    assert not [name for name in git(root, "ls-files").stdout.split() if name in made_files]


@pytest.mark.parametrize("there", ["file", "full", "link"])
def test_nothing_that_is_there_is_written_over(there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "records"
    if there == "file":
        target.write_text("mine")
    elif there == "full":
        write(target, {"mine.txt": "mine"})
    else:
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    before = sorted(tmp_path.rglob("*"))
    assert run(["init", str(target)]) == 2
    assert sorted(tmp_path.rglob("*")) == before
    assert "is there and not empty: name a new folder" in " ".join(capsys.readouterr().err.split())


def test_what_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engager_docs.author.init.as_json", full)
    assert run(["-q", "init", str(tmp_path / "records")]) == 3
    assert list(tmp_path.iterdir()) == []


def test_without_git_the_files_are_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["init", str(tmp_path / "records")]) == 0
    assert "The files are not under git" in capsys.readouterr().err
    assert run(["-C", str(tmp_path / "records"), "-q", "check", "--strict"]) == 0
    assert not (tmp_path / "records/.git").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--site", "North"), "'North' is no code for a site"),
        (("--title", "a: b"), "write the title in letters"),
    ],
)
def test_what_would_not_make_a_record_is_refused(
    words: tuple[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "records"), *words]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []
