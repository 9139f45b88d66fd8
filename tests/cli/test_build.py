"""The site is made whole, the same every time, from records without errors (issue: main job end to end)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from tests.engine.service import demonstration

ROOT = Path(__file__).parents[2]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One case of the demonstration and what it rests on: small enough to build many times."""
    folder = tmp_path_factory.mktemp("service")
    ignored = shutil.ignore_patterns(
        "supervision", "team-meetings", "line-management", "adherence-reviews", "SW-00[167]"
    )
    shutil.copytree(ROOT / "cases", folder / "cases", ignore=ignored)
    return folder


def build(service: Path, target: Path, *more: str) -> int:
    return run(["-C", str(service), "-q", "build", "-o", str(target), *more])


def test_building_twice_gives_the_same_bytes(service: Path, tmp_path: Path) -> None:
    """Run in processes of their own, since the order of a set changes from one to the next."""
    for seed in ("1", "2"):
        words: list[str | Path] = [
            sys.executable,
            "-m",
            "engager_docs",
            "-C",
            service,
            "-q",
            "build",
            "-o",
            tmp_path / seed,
        ]
        subprocess.run(words, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)})
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_records_with_errors_leave_the_old_site_byte_for_byte(
    service: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(service, tmp_path / "site") == 0
    before = tree(tmp_path / "site")
    shutil.copytree(service / "cases", tmp_path / "broken/cases")
    contact = tmp_path / "broken/cases/NW/participants/NW-001/contacts/2016-01-26.md"
    contact.write_text(contact.read_text().replace("outcome: attended", "outcome: atended"))
    assert build(tmp_path / "broken", tmp_path / "site") == 1
    assert tree(tmp_path / "site") == before
    assert "did you mean 'attended'?" in capsys.readouterr().err


def test_keep_going_marks_every_page_as_a_draft(service: Path, tmp_path: Path) -> None:
    shutil.copytree(service / "cases", tmp_path / "broken/cases")
    contact = tmp_path / "broken/cases/NW/participants/NW-001/contacts/2016-01-26.md"
    contact.write_text(contact.read_text().replace("outcome: attended", "outcome: atended"))
    assert build(tmp_path / "broken", tmp_path / "site", "--keep-going") == 0
    pages = [text for name, text in tree(tmp_path / "site").items() if name.endswith(".html")]
    assert pages and all(b"DRAFT, 1 error" in page for page in pages)


def test_a_folder_with_other_files_is_refused_and_left_alone(
    service: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/mine.txt").write_text("mine")
    assert build(service, tmp_path / "notes") == 2
    assert tree(tmp_path / "notes") == {"mine.txt": b"mine"}
    assert "no site of ours" in capsys.readouterr().err


def test_attachments_a_browser_could_run_are_not_copied(service: Path, tmp_path: Path) -> None:
    shutil.copytree(service / "cases", tmp_path / "own/cases")
    attachments = tmp_path / "own/cases/NW/participants/NW-001/attachments"
    attachments.mkdir()
    for name in ("letter.pdf", "drawing.svg", "page.html"):
        (attachments / name).write_bytes(b"x")
    assert build(tmp_path / "own", tmp_path / "site") == 0
    copied = tmp_path / "site/NW/participants/NW-001/attachments"
    assert [file.name for file in copied.iterdir()] == ["letter.pdf"]


def test_a_repositorys_own_templates_come_before_the_shipped_ones(service: Path, tmp_path: Path) -> None:
    shutil.copytree(service / "cases", tmp_path / "own/cases")
    styles = tmp_path / "own/site_templates/css"
    styles.mkdir(parents=True)
    (styles / "screen.css").write_text("/* our own */\n")
    assert build(tmp_path / "own", tmp_path / "site") == 0
    assert (tmp_path / "site/assets/screen.css").read_text() == "/* our own */\n"


WITHOUT_PANGO = """
import sys, cffi
opened = cffi.FFI.dlopen
def dlopen(self, name, *rest):
    if name and "pango" in str(name):
        raise OSError("cannot load library " + str(name))
    return opened(self, name, *rest)
cffi.FFI.dlopen = dlopen
from engager_docs.cli.root import run
sys.exit(run(sys.argv[1:]))
"""


def test_without_pango_the_pages_are_made_and_the_message_names_the_package(service: Path, tmp_path: Path) -> None:
    words: list[str | Path] = [
        sys.executable,
        "-c",
        WITHOUT_PANGO,
        "-C",
        service,
        "build",
        "--pdf",
        "-o",
        tmp_path / "site",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert (tmp_path / "site/index.html").is_file()
    assert "libpango-1.0-0" in done.stderr and "Traceback" not in done.stderr


def test_without_pango_a_pack_says_what_to_install(service: Path, tmp_path: Path) -> None:
    words: list[str | Path] = [
        sys.executable,
        "-c",
        WITHOUT_PANGO,
        "-C",
        service,
        "pack",
        "workbook",
        "NW-001",
        "-o",
        tmp_path / "a.pdf",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "libpango-1.0-0" in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_workbooks_printed_by_two_processes_are_those_printed_by_one(tmp_path: Path) -> None:
    root = demonstration(tmp_path / "records")
    for longest in ("NW-001", "NW-007"):
        shutil.rmtree(root / "cases/NW/participants" / longest)
    for jobs in ("1", "2"):
        target = tmp_path / jobs
        assert run(["-C", str(root), "-q", "build", "--site", "NW", "--pdf", "--jobs", jobs, "-o", str(target)]) == 0
    books = sorted(file.name for file in (tmp_path / "1" / "packs").iterdir())
    assert books == ["workbook-NW-003.pdf", "workbook-NW-004.pdf"]
    for name in books:
        assert (tmp_path / "1" / "packs" / name).read_bytes() == (tmp_path / "2" / "packs" / name).read_bytes()


def test_a_site_that_does_not_exist_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(ROOT), "-q", "build", "--site", "XX", "-o", str(tmp_path / "site")]) == 2
    assert "no site XX: there is NW, SW" in capsys.readouterr().err


@pytest.mark.parametrize("audience", ["external", "participant", "subject-access"])
def test_a_site_is_never_made_for_somebody_outside(
    audience: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(ROOT), "-q", "build", "--audience", audience, "-o", str(tmp_path / "site")]) == 2
    assert "'team', 'supervisor', 'line-manager', 'research'" in capsys.readouterr().err
