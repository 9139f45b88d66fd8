"""A generated repository is a real one, and the same for the same seed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.generate.repository import write_repository
from bench.generate.size import Size, sites_of
from engager_docs.cli.root import run


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("bare", [False, True])
def test_a_generated_service_has_no_error_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], bare: bool) -> None:
    written = write_repository(tmp_path / "small", Size(cases=5, bare=bare))
    run(["-C", str(tmp_path / "small"), "check"])
    summary = capsys.readouterr().err.strip()
    assert re.fullmatch(rf"{written} records as of 2017-10-31: \d+ adherence, \d+ info", summary), summary


def test_every_case_has_as_many_contacts_as_were_asked_for(tmp_path: Path) -> None:
    write_repository(tmp_path / "small", Size(cases=5, contacts=9, sites=2))
    cases = sorted(tmp_path.glob("small/cases/*/participants/*"))
    assert [case.name for case in cases] == ["AA-001", "AA-002", "AA-003", "AB-001", "AB-002"]
    assert [len(list((case / "contacts").iterdir())) for case in cases] == [9, 9, 9, 9, 9]


def test_a_bare_case_is_its_participant_and_its_contacts(tmp_path: Path) -> None:
    write_repository(tmp_path / "small", Size(cases=2, bare=True))
    assert sorted(each.name for each in tmp_path.glob("small/cases/AA/*")) == ["participants", "site.yaml", "staff"]
    for case in tmp_path.glob("small/cases/AA/participants/*"):
        assert sorted(each.name for each in case.iterdir()) == ["contacts", "participant.yaml"]
        assert len(list(case.rglob("*.*"))) == 15


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed, jobs in (("first", 7, 1), ("second", 7, 2), ("third", 8, 1)):
        write_repository(tmp_path / name, Size(cases=5, sites=2, seed=seed), jobs)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert contents(tmp_path / "first") != contents(tmp_path / "third")


def test_a_site_has_a_hundred_cases_and_a_code_of_its_own() -> None:
    sites = sites_of(Size(cases=70_000))
    assert len({site.code for site in sites}) == len(sites) == 700
    assert {site.cases for site in sites} == {100}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(FileExistsError, match="not empty"):
        write_repository(tmp_path, Size(cases=1))
    assert list(contents(tmp_path)) == ["kept.txt"]
