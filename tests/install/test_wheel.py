"""The wheel, in a fresh environment and an empty folder, does the main job; an editable install too."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engager_docs.cli.shipped import shipped

ROOT = Path(__file__).parents[2]


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def kept(folder: str, ending: str) -> set[str]:
    return {
        file.relative_to(ROOT / folder).as_posix()
        for file in (ROOT / folder).rglob(f"*{ending}")
        if "__pycache__" not in file.parts
    }


def test_the_wheel_holds_the_program_its_templates_and_its_pages_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {f"engager_docs/{name}" for name in kept("engager_docs", ".py")}
    expected |= {
        f"engager_docs/author/start/{name}"
        for name in kept("engager_docs/author/start", "")
        if (ROOT / "engager_docs/author/start" / name).is_file()
    }
    expected |= {
        f"engager_docs/site_templates/{name}"
        for name in kept("site_templates", "")
        if (ROOT / "site_templates" / name).is_file()
    }
    expected |= {f"engager_docs/pages/rules/{name}" for name in kept("tests/assess/rules", ".md")}
    expected |= {f"engager_docs/pages/errors/{name}" for name in kept("tests/check/gallery", ".md")}
    assert names - {"engager_docs/py.typed"} == expected


def test_a_fresh_environment_in_an_empty_folder_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "fresh", cwd=tmp_path)
    run(tmp_path / "fresh/bin/pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=tmp_path)
    service = tmp_path / "service"
    service.mkdir()
    shutil.copytree(ROOT / "cases", service / "cases")
    command = tmp_path / "fresh/bin/engager-docs"
    assert run(command, "-q", "check", cwd=service).stderr == ""
    run(command, "build", "-o", "site", cwd=service)
    assert (service / "site/index.html").is_file()
    run(command, "pack", "workbook", "NW-001", "-o", "NW-001.pdf", cwd=service)
    assert (service / "NW-001.pdf").read_bytes().startswith(b"%PDF-")
    assert "P03" in run(command, "explain", "P03", cwd=tmp_path).stdout
    run(command, "-q", "init", "our-records", cwd=tmp_path)
    run(command, "-q", "-C", "our-records", "new", "contact", "NW-001", "--no-input", cwd=tmp_path)


def test_an_editable_install_finds_the_templates_of_the_checkout() -> None:
    assert shipped("site_templates").samefile(ROOT / "site_templates")
