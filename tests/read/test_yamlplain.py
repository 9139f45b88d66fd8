"""The plainest YAML, read without libyaml: the same nodes at the same places, or nothing."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engager_docs.model.source import Mapping, Node, Scalar, Sequence
from engager_docs.read.yamlplain import plainest
from engager_docs.read.yamltree import parse

ROOT = Path(__file__).parents[2]
KEYS = st.sampled_from([*"abcdefghij", "from", "key_2", "no", "A-b"])
PLAINEST = """yes|2016-01-26|10:30|two words|x#y|it’s|a :b|(3) é|0777|~|a, b|c]||[]|'quoted: #'|"b'c"|[one, two words]
[PRA-NW-01]|{a: yes, b: no}|{a: b}|[ a , b ]|[a,b]"""
# what takes libyaml to tell, or to refuse
DOUBTFUL = """x: y|x:|x #y|- x|? x|'it''s'|"\\t"|[a, [b]]|{a: , b: c}|{a: b, a: c}|>-|&a b|*a|!t b|%d|@x|`x|[a|a]|{a}
[a: b]|[?a]|x  |\tx|x\ty|---|#x|[a b , c]|{a: b , c: d}|[a ]"""
# most of what is tried is of the plainest form, or nothing would be read at all
WORDS = st.sampled_from(f"{f'{PLAINEST}|' * 12}{DOUBTFUL}".replace("\n", "|").split("|"))
BLOCKS = ["a: >-\n  b\n  c: d\n", "  e: |\n    - b\n    # c\n", "- f: >\n    b\n", "  text\n", "   text\n", "  g: |-\n"]
LINES = st.builds(
    lambda indent, start, value, rest: f"{' ' * indent}{start}{value}{rest}\n",
    st.sampled_from([*[0] * 9, *[2] * 6, 4, 4, 1, 6]),
    st.one_of(KEYS.map("{}:".format), KEYS.map("- {}: ".format), KEYS.map("{}: ".format), st.just("- "), st.just("")),
    WORDS,
    st.sampled_from([*[""] * 20, " ", "   ", " # said"]),
)
TEXTS = st.lists(LINES | st.sampled_from(["\n", "# said\n", "  # said\n", "---\n", "...\n", *BLOCKS]), max_size=9).map(
    "".join
)


def fields(file: Path) -> str:
    text = file.read_text("utf-8")
    return "\n" + text[4 : text.index("\n---", 3) + 1] if file.suffix == ".md" else text


RECORDS = sorted(
    chain(*((ROOT / place).rglob(form) for place in ("cases", "tests/whole/cases") for form in ("*.md", "*.yaml")))
)


@given(TEXTS)
@example("a:\n- b\n-   c\n")
@example("a:\n- b: c\n  d:\n  - e\nf: g\n")
@example("- a:\n    b:\n")
@example("a:\n  - b\n  c: d\n")
@example("- a\n- b\nc: d\n")
@example("a: |\n  b\n  c\nd: >\n  e\n  f\ng: >-\n  h\n\ni: |-\n  j\n\n")
@example("- a: >-\n    b\n\n# said\n")
@example("- a: >-\n   b\n  # said\n  c: |\n   # said\n- d\n")
@example("a: >-\n  b\n   c\n")
@example("a: >-\nb: c\n")
@example("a: b\n\n\n# said\n\n")
def test_what_is_read_without_libyaml_is_what_libyaml_reads(text: str) -> None:
    found = plainest(text)
    assert found is None or found == parse(text)


@given(
    st.sampled_from(RECORDS), st.integers(0, 2000), st.sampled_from([" ", "\n", ":", "-", "#", "'", "[", "}", "a", ""])
)
def test_a_slip_of_the_hand_is_read_as_libyaml_reads_it(file: Path, at: int, slip: str) -> None:
    text = fields(file)
    at %= len(text)
    slipped = text[:at] + slip + text[at + 1 :]
    found = plainest(slipped)
    assert found is None or found == parse(slipped)


def test_every_record_of_the_demonstration_is_read_as_libyaml_reads_it() -> None:
    found = [(plainest(fields(file)), fields(file)) for file in RECORDS]
    assert all(node is None or node == parse(text) for node, text in found)
    # the quick way is the usual one
    assert sum(node is not None for node, _ in found) > len(found) / 2


def kinds(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key.text: kinds(value) for key, value in node.items}
    return [kinds(each) for each in node.items] if isinstance(node, Sequence) else node.text


def test_the_plain_forms_of_a_record_are_read() -> None:
    text = "a: 10:30\nb: [c, d e]\nf: {g: h}\ni:\n  - j: k\n    l:\n  - m\nn: 'o: p'\nq: []\nr: |\n  s\n  t\n"
    node = plainest(text)
    assert node is not None
    assert kinds(node) == {
        "a": "10:30",
        "b": ["c", "d e"],
        "f": {"g": "h"},
        "i": [{"j": "k", "l": ""}, "m"],
        "n": "o: p",
        "q": [],
        "r": "s\nt\n",
    }
    assert node == parse(text)
    assert isinstance(node, Mapping)
    assert node.items[0][1] == Scalar("10:30", True, 1, 4, 1, 9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# said\n",
        "a: {b: c, b: d}\n",
        "a: >\n  b\n c\n",
        "a: >\n  b \n",
        "a: |\nb: c\n",
        "a: |\n  b\n\n  c\n",
        "words\n",
        "a: b",
        "a: b\na: c\n",
        f"a: {'b' * 100_000}\n",
        "a: b\x85\n",
    ],
)
def test_the_rest_is_left_to_libyaml(text: str) -> None:
    assert plainest(text) is None


def test_a_list_no_deeper_than_its_key_ends_with_the_next_key() -> None:
    text = "a:\n- b\n- c\nd: e\n"
    node = plainest(text)
    assert node is not None
    assert kinds(node) == {"a": ["b", "c"], "d": "e"}
    assert node == parse(text)


def test_what_stands_below_a_key_that_has_its_value_is_left_to_libyaml() -> None:
    assert plainest("a: b\n  c: d\n") is None
    assert plainest("a: b\n- c\n") is None
