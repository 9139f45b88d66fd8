"""Two versions of a record's fields → what differs, each entry of a list matched with what it was before."""

from __future__ import annotations

import pytest

from engager_docs.model.history import Change, Item
from engager_docs.read.changes import changes
from engager_docs.read.yamltree import parse


def told(before: str, after: str) -> list[Change]:
    return list(changes(parse(before), parse(after)))


def test_versions_that_say_the_same_in_other_words_do_not_differ() -> None:
    assert told("a: 1\nb: [x, y]\n", "b:\n  - x\n  - 'y'\na: '1'\n") == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("a: 1\n", "a: 2\n", Change(("a",), "1", "2")),
        ("a: 1\nb: 2\n", "a: 1\n", Change(("b",), "2", None)),
        ("a: 1\n", "a: 1\nb: {c: d}\n", Change(("b",), None, "", whole=True)),
        ("a: {b: 1}\n", "a: {b: 2}\n", Change(("a", "b"), "1", "2")),
        ("a: x\n", "a: [x]\n", Change(("a",), "x", "", whole=True)),
        ("a: 1\n", "a: 1\nb: []\n", Change(("b",), None, "", whole=True)),
        ("a: [x]\n", "a: [x, y]\n", Change(("a", Item(1)), None, "y")),
        ("a: [x, y]\n", "a: [y]\n", Change(("a", Item(0)), "x", None)),
        ("a: [x, y]\n", "a: [x, z]\n", Change(("a", Item(1)), "y", "z")),
    ],
)
def test_a_field_is_told_with_what_stood_there_and_what_stands_there_now(
    before: str, after: str, found: Change
) -> None:
    assert told(before, after) == [found]


def test_a_field_left_blank_is_one_that_is_not_there() -> None:
    assert told("a: 1\n", "a: 1\nb:\n") == []
    assert told("a: 1\n", "a: 1\nb: ''\n") == [Change(("b",), None, "")]


def test_a_list_that_came_or_went_is_told_entry_by_entry() -> None:
    came = told("a: 1\n", "a: 1\nb: [{id: G1}, {id: G2}]\n")
    assert [(each.path[1], each.before, each.after) for each in came] == [
        (Item(0, "id", "G1"), None, ""),
        (Item(1, "id", "G2"), None, ""),
    ]
    went = told("a: 1\nb: [x]\n", "a: 1\n")
    assert went == [Change(("b", Item(0)), "x", None)]


def test_entries_with_a_name_are_matched_by_it_wherever_they_stand() -> None:
    before = "a: [{id: G1, is: here}, {id: G2, is: there}]\n"
    after = "a: [{id: G3}, {id: G2, is: elsewhere}]\n"
    assert told(before, after) == [
        Change(("a", Item(0, "id", "G3")), None, "", whole=True),
        Change(("a", Item(1, "id", "G2"), "is"), "there", "elsewhere"),
        Change(("a", Item(0, "id", "G1")), "", None, whole=True),
    ]


def test_a_name_that_stands_twice_names_nothing() -> None:
    before = "a: [{id: G1, on: 2016-06-01}, {id: G1, on: 2016-06-02}]\n"
    after = "a: [{id: G1, on: 2016-06-02}]\n"
    assert told(before, after) == [Change(("a", Item(0, "id", "G1")), "", None, whole=True)]


def test_entries_without_a_name_are_called_by_their_day() -> None:
    assert told("a: [{on: 2016-06-01, b: c}]\n", "a: [{on: 2016-06-01, b: d}]\n") == [
        Change(("a", Item(0, "on", "2016-06-01"), "b"), "c", "d")
    ]


def test_long_lists_are_compared_place_by_place() -> None:
    """Matching costs the square of their length: a new entry at the top then makes every other one look changed."""
    long = [str(number) for number in range(201)]
    before, after = f"a: [{', '.join(long)}]\n", f"a: [new, {', '.join(long)}]\n"
    found = told(before, after)
    assert found[0] == Change(("a", Item(0)), "0", "new")
    assert found[-1] == Change(("a", Item(201)), None, "200")
    assert len(found) == 202
    short = f"a: [{', '.join(long[:199])}]\n"
    assert told(short, short.replace("[", "[new, ")) == [Change(("a", Item(0)), None, "new")]
