"""Stories as record repositories on disk: sound, in the real format, and the same as read without a disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engager_docs.check.repository import check
from engager_docs.read.layout import classify
from engager_docs.read.record import source_of
from tests.stories.builder import SCENARIOS, casebook_of, story_files, write_story
from tests.stories.story import meetings, stories, story, turns


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_a_story_on_disk_is_read_and_checked_without_a_fault(name: str, tmp_path: Path) -> None:
    write_story(tmp_path, SCENARIOS[name])
    files = sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file())
    read = [(classify(file), source_of(file, (tmp_path / file).read_text("utf-8"))) for file in files]
    places = [place for place, _ in read]
    checked = check(places, read, frozenset(files), date(2026, 1, 1))
    assert checked.diagnostics == ()
    assert checked.casebook == casebook_of(SCENARIOS[name])


def test_a_story_is_changed_key_by_key(tmp_path: Path) -> None:
    write_story(tmp_path, SCENARIOS["NW-001"], contacts=["2016-01-19 prison in_person attended joint"], docs=None)
    folder = tmp_path / "cases/NW/participants/NW-001"
    assert [file.name for file in (folder / "contacts").iterdir()] == ["2016-01-19.md"]
    assert not (folder / "action-plan.yaml").exists()
    assert len(SCENARIOS["NW-001"]["contacts"]) == 27


def test_the_eight_stories_are_those_of_the_demonstration() -> None:
    assert sorted(SCENARIOS) == ["NW-001", "NW-003", "NW-004", "NW-007", "SW-001", "SW-003", "SW-006", "SW-007"]


def test_a_second_contact_on_a_day_takes_a_suffix() -> None:
    files = story_files(story(SCENARIOS["SW-006"]))
    names = [name.rsplit("/", 1)[1] for name in files if "/contacts/2017-03-28" in name]
    assert names == ["2017-03-28.md", "2017-03-28-2.md"]
    assert "follow_up_attempt" in files["cases/SW/participants/SW-006/contacts/2017-03-28-2.md"]


def test_a_line_tells_one_contact_or_one_a_week() -> None:
    days = [meeting.day for meeting in meetings("2016-01-19..2016-02-02 prison in_person attended joint")]
    assert days == [date(2016, 1, 19), date(2016, 1, 26), date(2016, 2, 2)]


def test_a_word_the_lines_do_not_know_is_refused() -> None:
    with pytest.raises(AssertionError, match="a contact line has no"):
        list(meetings("2016-01-19 prison in_person attended jiont"))
    with pytest.raises(AssertionError, match="a story has no"):
        story({"referral_date": date(2016, 1, 11), "refferal": "self"})


def test_turns_have_first_and_last_days() -> None:
    first, second = turns("SUP-SW-01 until 2016-11-01, SUP-SW-02 from 2016-11-14")
    assert first.holds(date(2016, 11, 1))
    assert not first.holds(date(2016, 11, 2))
    assert second.holds(date(2016, 11, 14))


def test_words_that_yaml_would_read_as_truths_stay_words() -> None:
    assert stories("scenarios:\n- {id: NW-001, on: no}\n") == {"NW-001": {"id": "NW-001", "on": "no"}}
