"""Workbooks of a site are printed only where what they show changed, and name the commit of their own records."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from engager_docs.engine.run import Built, Way, build_changed
from engager_docs.engine.terms import Terms, Unprinted
from engager_docs.model.asked import Asked
from engager_docs.model.view import Pack
from engager_docs.render.html import Templates
from engager_docs.render.pdf import TooLong
from tests.engine.service import TERMS, demonstration, tree
from tests.history.team import Team

PRINTED = Terms(Asked(date(2026, 11, 25)), "team", TERMS.version, TERMS.texts, paper="1")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three cases of the demonstration under git, one of them open, and their site with workbooks."""
    folder = tmp_path_factory.mktemp("printed")
    root = demonstration(folder / "records")
    for case in root.glob("cases/*/participants/*"):
        if case.name not in ("NW-003", "NW-004", "SW-006"):
            shutil.rmtree(case)
    team = Team(root)
    team.git("init", "-q", "-b", "main")
    team.commit("2017-06-30", {})
    built = build(root, folder / "site")
    assert sorted(path for path in tree(folder / "site") if path.startswith("packs/")) == [
        "packs/workbook-NW-003.pdf", "packs/workbook-NW-004.pdf", "packs/workbook-SW-006.pdf",
    ]  # fmt: skip
    assert not built.as_it_was
    return folder


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Iterator[Path]:
    """The records as first committed, what is known of them, and the site of just these; put back after each test."""
    shutil.copytree(made, tmp_path / "first")
    yield made / "records"
    shutil.rmtree(made)
    shutil.move(tmp_path / "first", made)


@pytest.fixture
def site(root: Path) -> Path:
    return root.parent / "site"


def build(root: Path, target: Path, terms: Terms = PRINTED, jobs: int = 1) -> Built:
    return build_changed(root, target, terms, Way(jobs))


def printed(folder: Path) -> Mapping[str, bytes]:
    return {path.removesuffix(".pdf")[-6:]: content for path, content in tree(folder / "packs").items()}


def foot(folder: Path, case: str) -> str:
    file = folder / f"packs/workbook-{case}.pdf"
    text = subprocess.run(["pdftotext", "-l", "1", file, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(text[text.index("OFFICIAL-SENSITIVE. Audience") :].split())


def a_note(root: Path) -> Path:
    return sorted(root.glob("cases/SW/participants/SW-006/contacts/*.md"))[0]


def test_one_note_prints_one_workbook_and_all_are_as_a_clean_build_makes_them(
    root: Path, site: Path, tmp_path: Path
) -> None:
    before = printed(site)
    assert build(root, site).reasons == {}
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert "case SW-006" in build(root, site).reasons
    after = printed(site)
    assert {case for case in after if after[case] != before[case]} == {"SW-006"}
    build(root, tmp_path / "clean", jobs=2)
    assert tree(site) == tree(tmp_path / "clean"), "printed side by side, too"


def test_a_workbook_names_the_last_commit_of_its_own_records(root: Path, site: Path) -> None:
    first = Team(root).git("rev-parse", "HEAD").strip()[:12]
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    build(root, site)
    begun = f"Made from the records of SW-006, last changed by commit {first}"
    assert f"{begun}, with changes not yet committed, engager-docs" in foot(site, "SW-006")
    second = Team(root).commit("2017-07-01", {})[:12]
    before = printed(site)
    assert sorted(build(root, site).reasons) == ["case SW-006", "service"]
    assert f"SW-006, last changed by commit {second}, engager-docs" in foot(site, "SW-006")
    assert f"NW-003, last changed by commit {first}, engager-docs" in foot(site, "NW-003")
    after = printed(site)
    assert {case for case in after if after[case] != before[case]} == {"SW-006"}


def test_a_new_day_prints_no_closed_case_again(root: Path, site: Path) -> None:
    """The demonstration pins its day, so the day looked at moves with the file that pins it."""
    service = root / "cases/service.yaml"
    service.write_text(service.read_text("utf-8").replace("as_of: 2017-06-30\n", ""), "utf-8")
    terms = [Terms(Asked(date(2017, 7, day)), "team", TERMS.version, TERMS.texts, "1") for day in (1, 2)]
    build(root, site, terms[0])
    remade = build(root, site, terms[1]).reasons
    assert {name for name in remade if name.startswith("case ")} == {"case SW-006"}


def test_a_workbook_that_cannot_be_printed_is_named_and_the_site_stays(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site)

    def slow(_pack: Pack, _templates: Templates) -> bytes:
        raise TooLong("the pack takes more than 300 seconds to print: ask for a shorter period")

    monkeypatch.setattr("engager_docs.engine.case.pack_pdf", slow)
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    with pytest.raises(Unprinted) as why:
        build(root, site)
    assert str(why.value) == (
        "The workbook of SW-006 could not be printed, and nothing was changed: the pack takes more than 300 seconds "
        "to print: ask for a shorter period."
    )
    assert tree(site) == before


def test_an_audience_that_has_no_workbooks_is_told_so(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["-C", str(root), "build", "--pdf", "--audience", "research", "-o", str(tmp_path / "other")]
    assert run(words) == 2
    assert "a workbook is for the team or the supervisor: leave --pdf out" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()
