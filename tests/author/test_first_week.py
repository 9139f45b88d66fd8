"""The guide "Your first week" of the README, followed at a terminal from an empty folder (issue 8)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from engager_docs.cli.request import today
from engager_docs.cli.root import run
from tests.author.terminal import Ended, at_a_terminal, words_at_a_terminal
from tests.history.team import ENVIRONMENT

README = Path(__file__).parents[2] / "README.md"
BESIDE = Path(sys.executable).parent
CASE = "cases/NW/participants/NW-002"


@dataclass(frozen=True)
class Step:
    """A line the guide tells its reader to type, and the answers it gives to the questions."""

    typed: str
    answers: tuple[tuple[str, str], ...]


def guide() -> str:
    text = README.read_text("utf-8").partition("## Your first week\n")[2].partition("\n## ")[0]
    day = today()
    year, week, _ = day.isocalendar()
    return text.replace("2026-W02", f"{year}-W{week:02}").replace("2026-01-05", day.isoformat())


def steps(text: str) -> Iterator[Step]:
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            typed, *answers = part.strip().split("\n")
            asked = [answer.partition(": ") for answer in answers]
            yield Step(typed, tuple((f"{question}: ", answer) for question, _, answer in asked))


def follow(step: Step, root: Path) -> Ended:
    """Type one line as its reader would: with a shell of its own, in the folder reached so far."""
    env = {
        **ENVIRONMENT,
        "PATH": f"{BESIDE}{os.pathsep}{os.environ['PATH']}",
        "GIT_AUTHOR_NAME": "Alex", "GIT_AUTHOR_EMAIL": "alex@example.org",
        "GIT_COMMITTER_NAME": "Alex", "GIT_COMMITTER_EMAIL": "alex@example.org",
    }  # fmt: skip
    return words_at_a_terminal(root, ["sh", "-c", step.typed], step.answers, env)


def test_the_guide_followed_ends_in_a_checked_repository_and_a_supervision_pack(tmp_path: Path) -> None:
    text, root = guide(), tmp_path
    written = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(written) == 1
    for step in steps(text):
        if step.typed.startswith("cd "):
            root /= step.typed.removeprefix("cd ")
            continue
        if step.typed == "engager-docs check":
            fill_in_the_checklist(root)
        ended = follow(step, root)
        assert ended.status == 0, f"{step.typed}\n{ended.screen}"
        if " participant " in step.typed:
            (root / CASE / "participant.yaml").write_text(written[0])
    assert run(["-C", str(root), "check"]) == 0
    with pikepdf.open(root / "packs/week.pdf") as pack:
        assert len(pack.pages) >= 2
    said = subprocess.run(
        ["pdftotext", "-layout", root / "packs/week.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert "NW-002" in said.stdout and "PRA-NW-01" in said.stdout
    kept = subprocess.run(["git", "ls-files"], cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    day = today().isoformat()
    assert {
        f"{CASE}/participant.yaml",
        f"{CASE}/contacts/{day}.md",
        f"{CASE}/shared-understanding/{day}.md",
        f"cases/NW/supervision/clinical/{day}-PRA-NW-01.md",
    } <= set(kept.stdout.split())
    assert "packs/week.pdf" not in kept.stdout


def fill_in_the_checklist(root: Path) -> None:
    """What the guide says to write by hand; before it, `check` names what is blank."""
    [file] = (root / "cases/NW/supervision/clinical").iterdir()
    blank = at_a_terminal(root, ["check"])
    assert blank.status == 1
    assert blank.screen.count("error E032 `applied`: left blank") == 4 == blank.screen.count(" error E")
    file.write_text(re.sub(r"( applied:)(?=$|  #)", r"\1 partly", file.read_text(), flags=re.MULTILINE))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete_the_commands(shell: str) -> None:
    env = {**os.environ, "_ENGAGER_DOCS_COMPLETE": f"{shell}_source"}
    done = subprocess.run([BESIDE / "engager-docs"], env=env, capture_output=True, text=True, check=False)
    assert "_ENGAGER_DOCS_COMPLETE" in done.stdout, done.stderr
    assert f"{shell}_source" in README.read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("engager-docs ne", {"new"}),
        ("engager-docs new c", {"contact", "clinical-supervision", "core-components"}),
        ("engager-docs schema ris", {"risks"}),
    ],
)
def test_commands_and_types_of_record_are_completed(typed: str, offered: set[str]) -> None:
    words = typed.split()
    env = {
        **os.environ,
        "_ENGAGER_DOCS_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1),
    }  # fmt: skip
    done = subprocess.run([BESIDE / "engager-docs"], env=env, capture_output=True, text=True, check=False)
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered, done.stderr
