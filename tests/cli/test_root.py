"""Every way a command can end has its exit status and its sentence (interface.md)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import click
import pytest

from engager_docs.cli import root as commands

ROOT = Path(__file__).parents[2]


@pytest.fixture
def service(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = commands.run([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_demonstration_checks_clean(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "-C", ROOT, "check")
    assert status == 0
    assert " error " not in out
    assert "records as of 2017-06-30" in err


def test_strict_counts_departures_from_the_model_as_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "-C", ROOT, "check", "--strict")[0] == 1


def test_an_error_ends_with_status_one_and_shows_the_authors_line(
    service: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contact = service / "cases/NW/participants/NW-003/contacts/2016-09-20.md"
    text = contact.read_text().replace("outcome: attended", "outcome: atended")
    contact.write_text(text)
    line = text.splitlines().index("outcome: atended") + 1
    status, out, _ = run(capsys, "-C", service, "check", contact)
    assert status == 1
    assert out == (
        f"cases/NW/participants/NW-003/contacts/2016-09-20.md:{line}:10: "
        "error E031 `outcome`: unknown value 'atended'\n"
        f"  {line} | outcome: atended\n"
        f"  {' ' * len(str(line))} |          ^^^^^^^ did you mean 'attended'?\n"
    )


def test_a_machine_is_told_on_stdout_alone_and_strict_fails_what_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    told = {form: run(capsys, "-C", ROOT, "check", "--format", form) for form in ("json", "gitlab", "junit")}
    assert {(status, err) for status, _, err in told.values()} == {(0, "")}
    found = json.loads(told["json"][1])["diagnostics"]
    assert [each["check_name"] for each in json.loads(told["gitlab"][1])] == [each["code"] for each in found]
    cases = Xml.fromstring(told["junit"][1]).findall(".//testcase")
    assert [case[0].tag for case in cases] == ["skipped"] * len(found)
    status, out, _ = run(capsys, "-C", ROOT, "check", "--format", "junit", "--strict")
    failed = len(Xml.fromstring(out).findall(".//failure"))
    assert (status, failed) == (1, sum(each["severity"] == "adherence" for each in found))


def test_any_folder_inside_the_repository_will_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "-C", ROOT / "cases/NW/staff", "check")[0] == 0


def test_outside_a_repository_the_command_says_what_one_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "-C", tmp_path, "check")
    assert (status, out) == (2, "")
    assert "it is the folder that holds cases/service.yaml" in err


def test_a_path_outside_the_repository_is_refused(service: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "-C", service, "check", "/etc/passwd")
    assert status == 2
    assert "lies outside the record repository" in err


@pytest.mark.parametrize("day", ["2016-02-30", "2016-W54", "yesterday", "2016-1-1", ""])
def test_a_day_that_is_none_is_refused(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "-C", ROOT, "--as-of", day, "check")
    assert status == 2
    assert "day" in err


def test_a_week_means_the_sunday_that_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "-C", ROOT, "--as-of", "2015-W53", "check", "--format", "json")
    assert status == 0
    assert '"as_of": "2016-01-03"' in out


def test_a_mistyped_command_is_answered_with_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "chekc")
    assert status == 2
    assert "check" in err


def test_every_command_and_option_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    context = click.Context(commands.cli)
    for name in commands.cli.list_commands(context):
        command = commands.cli.get_command(context, name)
        assert command is not None and command.help
        assert re.search(rf"Examples?: engager-docs (.* )?{name}", command.help), f"{name} shows no example"
        for option in command.params:
            assert isinstance(option, click.Argument) or getattr(option, "help", None), f"{name} {option.name}"
    assert run(capsys, "--help")[0] == 0


def test_a_fault_of_ours_ends_in_a_short_report_without_record_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("He said he had not slept since the move.")

    monkeypatch.setattr("engager_docs.cli.check.examine", broken)
    status, out, err = run(capsys, "-C", ROOT, "check")
    assert (status, out) == (4, "")
    assert "slept" not in err
    assert "KeyError" in err and "check.py" in err and "Traceback" not in err


def test_a_folder_that_cannot_be_written_ends_in_one_message_and_status_three(
    service: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (service / "blocked").write_text("a file where the folder should be")
    status, _, err = run(capsys, "-C", service, "build", "-o", service / "blocked" / "site")
    assert status == 3
    assert "Traceback" not in err and "could not be written" in err


def test_check_loads_nothing_that_only_documents_need() -> None:
    program = (
        "import sys; from engager_docs.cli.root import run; "
        f"run(['-C', {str(ROOT)!r}, '-q', 'check', {str(ROOT / 'cases/service.yaml')!r}]); "
        "print([name for name in ('weasyprint', 'jinja2', 'markdown_it', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
