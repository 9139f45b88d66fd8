"""A site is known again by one mark, whether it is listed or told from what was written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engager_docs.publish.standing import mark_at, mark_of, standing


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in ("index.html", "NW/a.html", "NW/participants/NW-001/index.html", "Größe.txt"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, "utf-8")
    return tmp_path


def test_the_mark_of_a_folder_is_that_of_the_files_in_it_in_any_order(site: Path) -> None:
    there = standing(site)
    assert sorted(there) == ["Größe.txt", "NW/a.html", "NW/participants/NW-001/index.html", "index.html"]
    assert mark_at(site) == mark_of(there) == mark_of(dict(reversed(there.items())))


def test_no_folder_stands_as_an_empty_one(site: Path) -> None:
    assert standing(site / "none") == {}
    assert mark_at(site / "none") == mark_of({})


@pytest.mark.parametrize("change", ["longer", "later", "moved", "gone", "new"])
def test_any_change_of_a_file_changes_the_mark(site: Path, change: str) -> None:
    before, file = mark_at(site), site / "NW/a.html"
    at = file.stat()
    if change == "longer":
        file.write_text("NW/a.html and more", "utf-8")
        os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    elif change == "later":
        os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns + 1000))
    elif change == "moved":
        file.rename(site / "a.html")
    elif change == "gone":
        file.unlink()
    else:
        (site / "NW/b.html").write_text("", "utf-8")
    assert mark_at(site) != before
