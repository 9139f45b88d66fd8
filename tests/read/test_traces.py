"""A case's id → everything of it that is left, and no silence about what cannot be looked through."""

from __future__ import annotations

from pathlib import Path

import pytest

from engager_docs.model.traces import Mention
from engager_docs.read.traces import NoTraces, traces_of
from tests.history.team import Team
from tests.history.team import team as new_team
from tests.repositories import CASE, base, write

CONTACT = f"{CASE}/contacts/2016-06-22.md"
MEETING = "cases/NW/team-meetings/2016-06-27.md"
NAMES_IT = "---\ndate: 2016-06-27\ncases:\n  - participant: NW-001\n  - participant: NW-0012\n---\n"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return new_team(tmp_path / "records")


def test_what_is_left_is_found_on_disk_in_the_history_and_elsewhere(team: Team) -> None:
    team.commit("2016-06-22", {CONTACT: "---\n---\n", MEETING: NAMES_IT}, subject="NW-001: met")
    team.git("mv", CONTACT, "cases/NW/team-meetings/2016-06-28.md")
    team.commit("2016-06-23", {})
    (team.root / CASE / "link").symlink_to("/etc")
    found = traces_of(team.root, "NW-001")
    assert found.files == (f"{CASE}/link", f"{CASE}/participant.yaml")
    assert found.past_files == (CONTACT, f"{CASE}/participant.yaml")
    assert len(found.commits) == 3 and len(found.told_in) == 1
    assert len(found.elsewhere) == 1 and set(found.elsewhere) < set(found.versions)
    assert found.mentions == (Mention(MEETING, 4),)
    assert found.past_mentions == (MEETING,)
    assert found.under_git and not found.gone


def test_what_was_made_of_a_case_is_found_by_its_name_and_by_what_it_holds(team: Team) -> None:
    made = {
        "site/manifest.json": "{}",
        "site/cases/NW/NW-001/index.html": "x",
        ".site.spare/a.html": "<p>NW-001",
        ".engager-docs/ledger": "NW-0012",
        "other/manifest.json": "{}",
        "packs/workbook-NW-001.pdf": "x",
        "packs/workbook-NW-0012.pdf": "x",
    }
    write(team.root, made)
    (team.root / "other/link").symlink_to(team.root / "packs")
    assert traces_of(team.root, "NW-001").made == (".site.spare", "packs/workbook-NW-001.pdf", "site")


def test_without_git_the_disk_alone_is_looked_at(tmp_path: Path) -> None:
    found = traces_of(write(tmp_path, base()), "NW-001")
    assert found.files == (f"{CASE}/participant.yaml",)
    assert (found.under_git, found.commits, found.stashed) == (False, (), False)
    assert traces_of(tmp_path, "NW-999").gone


def test_a_history_that_cannot_be_read_is_no_answer(team: Team) -> None:
    tree = team.git("rev-parse", "HEAD^{tree}").strip()
    team.commit("2016-06-22", {CONTACT: "---\n---\n"})
    (team.root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(NoTraces, match="history --verify"):
        traces_of(team.root, "NW-001")


def test_a_record_that_cannot_be_looked_through_is_no_all_clear(tmp_path: Path) -> None:
    write(tmp_path, {**base(), MEETING: NAMES_IT + "x" * (1 << 20)})
    assert traces_of(tmp_path, "NW-001").mentions == (Mention(MEETING, 4),)
    with (tmp_path / MEETING).open("r+b") as file:
        file.truncate((20 << 20) + 1)
    with pytest.raises(NoTraces, match=f"^{MEETING} cannot be looked through: the file is larger than 20 MiB; "):
        traces_of(tmp_path, "NW-001")
