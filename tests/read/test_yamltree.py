"""YAML text → located nodes: every place quotes its text, every value is BaseLoader's, and nothing else escapes."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from engager_docs.model.source import Mapping, Node, Scalar, Sequence
from engager_docs.read.fault import Fault
from engager_docs.read.text import decode, normalised
from engager_docs.read.yamltree import MAX_DEPTH, MAX_VALUES, parse


def value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [value(item) for item in node.items]
    return {key.text: value(item) for key, item in node.items}


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping):
        return [each for pair in node.items for part in pair for each in scalars(part)]
    return [each for item in node.items for each in scalars(item)]


def quoted(text: str, node: Node) -> str:
    """What stands in the text from a node's first place to its last."""
    lines = [*text.split("\n"), ""][node.line - 1 : node.end_line]
    lines[-1] = lines[-1][: node.end_column - 1]
    lines[0] = lines[0][node.column - 1 :]
    return "\n".join(lines)


# what people write, and pieces that mean something to YAML
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=12
)
PLAIN = st.sampled_from(
    ["no", "on", "10:30", "0777", "1_000", "2016-01-26", "~", "null", "1.20", "a b", "\U0001f600 x", "é", "x#y"]
)
VALUES = st.recursive(
    WORDS | PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12
)
PIECES = [
    "a",
    "b",
    ": ",
    ":",
    "- ",
    "\n",
    "  ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "|",
    ">",
    "#",
    " #",
    "&a",
    "*a",
    "!",
    "!!str ",
    "<<",
]
PIECES += [
    "---\n",
    "...\n",
    "? ",
    "%YAML 1.2\n",
    "\\",
    "\t",
    "~",
    "\U0001f600",
    "é",
    "\n\n",
    "=",
    "@",
    "`",
    "|-\n  x\n",
    '"\\u0041"',
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=5), st.booleans(), st.booleans())
def test_what_yaml_writes_is_read_as_baseloader_reads_it(record: Any, flow: bool, wide: bool) -> None:
    text = yaml.safe_dump(record, allow_unicode=wide, default_flow_style=flow, width=40)
    try:
        normalised(text)
        node = parse(text)
    except Fault as fault:
        assume(fault.code in ("E003", "E009", "E010", "E017"))  # what YAML may hold and a record may not
        return
    assert value(node) == yaml.load(text, Loader=yaml.BaseLoader)


@settings(max_examples=1000)
@given(TEXTS)
@example("a: [b, {c: d}]\n")
@example("? a\n: b\n")
@example("a: 'it''s'\nb: |\n  two\n  lines\n")
def test_any_yaml_that_is_accepted_has_the_values_of_baseloader(text: str) -> None:
    try:
        node = parse(text)
    except Fault:
        return
    assert value(node) == yaml.load(text, Loader=yaml.CBaseLoader)
    try:
        other = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:  # the two parsers of PyYAML differ on a few texts
        return
    assert value(node) == other


@settings(max_examples=1000)
@given(st.text() | TEXTS)
@example("\ud800")
@example("a: " + "[" * 100_000)
@example("\x00")
def test_no_text_raises_anything_but_a_fault(text: str) -> None:
    try:
        parse(text)
    except Fault as fault:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.message
        assert fault.hint


@given(st.binary() | TEXTS.map(str.encode))
def test_no_bytes_raise_anything_but_a_fault(content: bytes) -> None:
    try:
        parse(normalised(decode(content)))
    except Fault as fault:
        assert fault.line >= 1


@settings(max_examples=1000)
@given(
    TEXTS | st.dictionaries(WORDS, VALUES, min_size=1).map(lambda record: yaml.safe_dump(record, allow_unicode=True))
)
@example("é: \U0001f600\U0001f600 x\n\U0001f600: 'y'\n")
def test_every_scalars_place_quotes_its_text(text: str) -> None:
    try:
        node = parse(normalised(text))
    except Fault:
        return
    for scalar in scalars(node):
        shown = quoted(text, scalar)
        if scalar.plain and scalar.line == scalar.end_line:
            assert shown == scalar.text
        elif shown and shown[0] in "'\"":
            assert shown[-1] == shown[0]
            assert yaml.load(f"- {shown}", Loader=yaml.BaseLoader) == [scalar.text]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_columns_count_what_an_editor_shows(end: str, mark: str) -> None:
    lines = ["label: \U0001f600é x", "other:", "  - 'quoted'", '  - "\U0001f600"', "  - last"]
    node = parse(normalised(decode((mark + end.join(lines)).encode())))
    found = [(each.text, each.line, each.column, each.end_line, each.end_column) for each in scalars(node)]
    assert found == [
        ("label", 1, 1, 1, 6),
        ("\U0001f600é x", 1, 8, 1, 12),
        ("other", 2, 1, 2, 6),
        ("quoted", 3, 5, 3, 13),
        ("\U0001f600", 4, 5, 4, 8),
        ("last", 5, 5, 5, 9),
    ]


@pytest.mark.parametrize(("open_", "close"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_twenty_levels_are_read_and_twenty_one_are_not(open_: str, close: str) -> None:
    parse(open_ * MAX_DEPTH + "a" + close * MAX_DEPTH)
    with pytest.raises(Fault) as caught:
        parse(open_ * (MAX_DEPTH + 1) + "a" + close * (MAX_DEPTH + 1))
    assert caught.value.code == "E013"


def test_a_hundred_thousand_values_are_read_and_one_more_is_not() -> None:
    parse("[" + "a," * MAX_VALUES + "]")
    with pytest.raises(Fault) as caught:
        parse("[" + "a," * (MAX_VALUES + 1) + "]")
    assert caught.value.code == "E004"


@pytest.mark.parametrize(
    ("text", "plain"), [("a", True), ("'a'", False), ('"a"', False), ("|\n  a", False), (">\n  a", False)]
)
def test_what_was_written_in_quotation_marks_is_marked(text: str, plain: bool) -> None:
    node = parse(f"k: {text}\n")
    assert isinstance(node, Mapping)
    scalar = node.items[0][1]
    assert isinstance(scalar, Scalar)
    assert (scalar.text.strip(), scalar.plain) == ("a", plain)


def test_without_libyaml_the_surroundings_are_named() -> None:
    program = (
        "import sys; sys.modules['yaml._yaml'] = None; from engager_docs.cli.root import run; sys.exit(run(['check']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "libyaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_key_in_quotation_marks_that_looks_like_a_merge_is_a_key() -> None:
    node = parse('"<<": a\n')
    assert isinstance(node, Mapping)
    assert [key.text for key, _ in node.items] == ["<<"]
    with pytest.raises(Fault) as caught:
        parse('"<<": a\n"<<": b\n')
    for text, code in (('"<<": a\n"<<": b\n', "E012"), ("<<: {a: b}\n", "E010")):
        with pytest.raises(Fault) as caught:
            parse(text)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 5000, "E013"),
        ("a: \x07\n", "E007"),
        ("a: \ud800\n", "E007"),
        ("? [a]\n: b\n", "E007"),
        ("a: *b\n", "E008"),
    ],
)
def test_what_no_record_can_be_made_of_is_a_fault(text: str, code: str) -> None:
    with pytest.raises(Fault) as caught:
        parse(text)
    assert caught.value.code == code
