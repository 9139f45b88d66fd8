"""Under a tracer no command opens a connection, and none opens a file that is none of its business (threats.md 12, 18).

Python reports each file and each socket it opens; what the libraries in C do is seen by strace, where it is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import engager_docs
from engager_docs.cli.root import run
from tests.history.team import ENVIRONMENT, Team
from tests.repositories import whole, write

ROOT = Path(engager_docs.__file__).parents[1]
COMMANDS = {
    "check": ("check",),
    "check for programs": ("check", "--format", "json"),
    "report": ("report",),
    "build": ("build", "-o", "OUT/site"),
    "build one site": ("build", "--site", "NW", "--audience", "research", "-o", "OUT/research"),
    "verify-site": ("verify-site", "OUT/site"),
    "pack as HTML": ("pack", "workbook", "NW-001", "-o", "OUT/book.html"),
    "pack as PDF": ("pack", "workbook", "NW-001", "-o", "OUT/book.pdf"),
    "archive": ("pack", "workbook", "NW-001", "--archive", "-o", "OUT/kept.pdf"),
    "history": ("history", "NW-001"),
    "history --verify": ("history", "--verify"),
    "retention": ("retention",),
    "purge-plan": ("purge-plan", "NW-001"),
    "doctor": ("doctor",),
    "explain": ("explain", "P03"),
    "schema": ("schema", "contact"),
    "check --staged": ("check", "--staged"),
    "check --fix": ("check", "--fix", "--yes"),
    "new": ("new", "contact", "NW-001", "--no-input", "--date", "2016-06-21"),
    "init": ("init", "OUT/service"),
    "import": ("import", "OUT/table.xlsx", "OUT/mapping.yaml", "--write"),
}
TRACED = """
import json, os, sys
seen = open(sys.argv.pop(1), "a")
def heard(event, told):
    if event.startswith("socket.") or event == "open":
        seen.write(json.dumps([event, str(told[0])]) + "\\n")
        seen.flush()
sys.addaudithook(heard)
from engager_docs.__main__ import main
main()
"""
HOSTILE = (
    "\n\n<img src=https://example.org/a.png> <img src=file:///etc/passwd> [c](https://example.org/c)"
    " <link rel=stylesheet href=http://example.org/b.css> <svg><image href='/etc/passwd'/></svg>"
    " <style>@import url(http://example.org/d.css);</style>\n"
)
MAKING = ("build", "pack", "archive", "verify", "new", "init", "import")
WRITING = {
    "check --fix": "cases/NW/site.yaml",
    "new": "cases/NW/participants/NW-001/contacts/2016-06-21.md",
    "init": "../out/service/cases/service.yaml",
    "import": "cases/NW/participants/NW-001/contacts/2016-06-21.md",
}
"""What changes the records, which therefore are a copy, by a file that it makes or mends."""
MAPPING = """\
kind: contact
subject: Ref
days: DD/MM/YYYY
columns: {date: Date, outcome: Result, staff: Worker}
fixed: {mode: in_person, place: community}
body: Note
"""
LOOKING = {"ldconfig", "gcc", "collect2", "ld", "fc-list", "objdump", "as"}
"""How Python looks for the libraries that print, and how fonts are listed."""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of every kind under git, with notes that ask for pictures and style sheets from elsewhere."""
    root = write(tmp_path_factory.mktemp("traced") / "records", whole())
    for note in root.glob("cases/NW/participants/NW-001/contacts/*.md"):
        note.write_text(note.read_text("utf-8") + HOSTILE, "utf-8")
    team = Team(root)
    team.git("init", "-q", "-b", "main")
    team.git("remote", "add", "origin", "https://example.invalid/records.git")
    team.commit("2016-06-30", {})
    return root


def ground(records: Path, name: str, folder: Path) -> Path:
    """Return the records a command may have: a copy with something to do where it writes."""
    if name not in WRITING:
        return records
    root = folder / "service/records"
    shutil.copytree(records, root)
    site = root / "cases/NW/site.yaml"
    site.write_bytes(site.read_bytes().replace(b"[example-prison]", b"example-prison"))
    out = root.parent / "out"
    out.mkdir()
    (out / "mapping.yaml").write_text(MAPPING, "utf-8")
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.append(["Ref", "Date", "Result", "Worker", "Note"])
    book.active.append(["NW-001", "21/06/2016", "attended", "PRA-NW-01", HOSTILE.strip()])
    book.save(out / "table.xlsx")
    return root


def written(root: Path, name: str) -> bytes:
    file = root / WRITING[name]
    return file.read_bytes() if file.exists() else b""


def command(records: Path, name: str) -> list[str]:
    out = str(records.parent / "out")
    return ["-C", str(records), *(word.replace("OUT", out) for word in COMMANDS[name])]


def traced(records: Path, name: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Run a command and yield what it opened, each with what Python calls it."""
    file = folder / "seen"
    words: list[str | Path] = [sys.executable, "-c", TRACED, file, *command(records, name)]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0 or (done.returncode == 1 and not name.startswith(MAKING)), done.stderr
    yield from (tuple(json.loads(line)) for line in file.read_text().splitlines())


def own(records: Path) -> tuple[str, ...]:
    """Return where a command may open files: its records, what it makes, itself, Python, what the system tells."""
    places: list[str | Path] = [
        records.parent,
        ROOT,
        *(sysconfig.get_paths()[each] for each in ("stdlib", "purelib", "platlib")),
    ]
    places += [
        sys.prefix,
        sys.base_prefix,
        os.devnull,
        "/usr/share/zoneinfo",
        "/usr/lib",
        "/usr/share",
        "/lib",
        "/etc/ld.so",
    ]
    places += ["/proc/self", "/proc/cpuinfo", "/etc/localtime", "/etc/mime.types", "/tmp", "/dev/shm", "/dev/urandom"]
    return tuple(str(Path(each).resolve()) if Path(each).exists() else str(each) for each in places)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_no_command_opens_a_connection_or_a_file_of_others(name: str, records: Path, tmp_path: Path) -> None:
    if name == "verify-site":
        assert run([*command(records, "build")]) == 0
    records = ground(records, name, tmp_path)
    before = written(records, name) if name in WRITING else b""
    seen = list(traced(records, name, tmp_path))
    assert name not in WRITING or written(records, name) != before, "nothing was done"
    assert len(seen) > 20, "the tracer hears nothing"
    assert [each for each in seen if each[0] != "open"] == []
    allowed = own(records)
    opened = {str(Path(path).resolve()) for event, path in seen if event == "open" and not path.isdigit()}
    assert sorted(path for path in opened if not path.startswith(allowed)) == []
    assert "/etc/passwd" not in opened


@pytest.mark.parametrize(
    "name", ["build", "pack as PDF", "history --verify", "doctor", "verify-site", "schema", "check --staged", *WRITING]
)
def test_neither_does_any_library_or_any_process_it_starts(name: str, records: Path, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    if name == "verify-site":
        assert run([*command(records, "build")]) == 0
    records = ground(records, name, tmp_path)
    log = tmp_path / "calls"
    words: list[str | Path] = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=connect,sendto,bind,openat,execve",
        "-o",
        log,
        sys.executable,
    ]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*words, "-m", "engager_docs", *command(records, name)],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("this system allows no tracer")
    assert done.returncode == 0 or (done.returncode == 1 and not name.startswith(MAKING)), done.stderr
    calls = log.read_text("utf-8", "replace")
    assert calls.count("openat(") > 100
    assert re.findall(r"^.*\bAF_INET6?\b.*$|^\d+ +sendto\(.*$", calls, re.MULTILINE) == []
    started = {Path(path).name for path in re.findall(r'execve\("([^"]+)".*= 0$', calls, re.MULTILINE)}
    python = {Path(sys.executable).name, Path(sys.executable).resolve().name}
    assert started - python - (LOOKING if name in ("doctor", "pack as PDF") else set()) <= {"git"}
