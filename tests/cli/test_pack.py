"""A pack is made for one subject, one week and one audience, as a PDF or as one HTML file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from engager_docs.cli.root import run

ROOT = Path(__file__).parents[2]


def pack(*words: str | Path) -> int:
    return run(["-C", str(ROOT), "-q", "pack", *(str(word) for word in words)])


def text_of(file: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_a_supervision_pack_shows_the_week_as_it_stood_and_only_this_supervisors_people(tmp_path: Path) -> None:
    assert pack("supervision", "SUP-NW-01", "--period", "2016-W08", "-o", tmp_path / "week.pdf") == 0
    text = text_of(tmp_path / "week.pdf")
    assert "As of 28 February 2016" in text
    assert "PRA-NW-01" in text and "PRA-NW-02" in text and "NW-001" in text
    assert "PRA-SW" not in text and "SW-001" not in text and "NW-003" not in text
    assert "PRA-NW-03" not in text, "joined in April"
    assert "Page 1 of" in text


def test_a_workbook_has_contents_bookmarks_tags_a_language_and_a_title(tmp_path: Path) -> None:
    assert pack("workbook", "NW-003", "-o", tmp_path / "book.pdf") == 0
    with pikepdf.open(tmp_path / "book.pdf") as book:
        assert str(book.Root.Lang) == "en-GB"
        assert bool(book.Root.MarkInfo.Marked)
        with book.open_outline() as outline:
            titles = [str(item.title) for item in outline.root]
        assert "NW-003" in str(book.open_metadata()["dc:title"])
    assert any("Contact log" in title for title in titles)
    assert "Contents" in text_of(tmp_path / "book.pdf")


def test_qpdf_finds_nothing_wrong_with_a_pack(tmp_path: Path) -> None:
    assert pack("training", "-o", tmp_path / "log.pdf") == 0
    done = subprocess.run(["qpdf", "--check", tmp_path / "log.pdf"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_pack_made_twice_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert pack("supervision", "SUP-SW-02", "--period", "2017-W25", "-o", tmp_path / name) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_an_html_pack_needs_nothing_beside_it(tmp_path: Path) -> None:
    assert pack("workbook", "NW-003", "-o", tmp_path / "book.html") == 0
    html = (tmp_path / "book.html").read_text("utf-8")
    assert "<link" not in html and "<script" not in html and 'src="' not in html


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("workbook",), "say who the pack is about: engager-docs pack workbook NW-001"),
        (("workbook", "NW-999"), "no participant NW-999"),
        (("supervision",), "say who the pack is about"),
        (("supervision", "SUP-NW-01"), "say which week: --period YYYY-Www"),
        (("supervision", "SUP-NW-01", "--period", "2016-W54"), "there is no period 2016-W54"),
        (("supervision", "PRA-NW-02", "--period", "2016-W08"), "PRA-NW-02 led no team in that week"),
        (("supervision", "SUP-SW-01", "--period", "2016-W46"), "SUP-SW-01 led no team in that week"),
        (("letter", "NW-001"), "workbook"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack(*words, "-o", tmp_path / "pack.pdf") == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []
