"""While a build runs somebody checks out another commit: what pages tell of the history is that of one commit."""

from __future__ import annotations

from pathlib import Path

from engager_docs.engine.past import GENERAL, Marks, marks_of, moved_on, pasts_of
from engager_docs.publish.ledger import open_ledger
from tests.history.team import Team, team

SERVICE = "cases/service.yaml"


def revisions(team: Team, marks: Marks) -> int:
    return len(pasts_of(team.root, marks, [GENERAL], {SERVICE})[GENERAL].edits[SERVICE])


def more(team: Team, day: str) -> None:
    team.commit(day, {SERVICE: (team.root / SERVICE).read_text("utf-8") + f"# {day}\n"})


def test_the_past_of_a_part_is_that_of_the_commit_its_mark_was_told_of(tmp_path: Path) -> None:
    ours = team(tmp_path / "records")
    ledger = open_ledger(tmp_path / "kept/site.db")
    marks = marks_of(ours.root, ledger)
    assert revisions(ours, marks) == 1
    more(ours, "2016-06-08")
    assert moved_on(ours.root, marks)
    assert revisions(ours, marks) == 1
    assert revisions(ours, marks_of(ours.root, ledger)) == 2


def test_a_commit_that_is_taken_back_leaves_no_mark(tmp_path: Path) -> None:
    ours = team(tmp_path / "records")
    ledger = open_ledger(tmp_path / "kept/site.db")
    before = marks_of(ours.root, ledger)
    more(ours, "2016-06-08")
    after = marks_of(ours.root, ledger)
    ours.git("reset", "-q", "--hard", "HEAD~1")
    again = marks_of(ours.root, ledger)
    assert before.of(GENERAL) == again.of(GENERAL) != after.of(GENERAL)
    assert (before.tip, revisions(ours, again)) == (again.tip, 1)
