"""Slips that are not YAML → what is said of them in plain words, at the place where they can be mended."""

from __future__ import annotations

import pytest

from engager_docs.read.fault import Fault
from engager_docs.read.yamltree import parse

COLON = "a colon stands inside text"
NO_COLON = "a line without its colon"
GROUP = "this line fits neither the group above nor a new one"
AFTER = "text goes on after the closing quotation mark or bracket"
BEGIN = "text may not begin with this character"
COMMA = "a comma or a closing bracket is expected before this"
OPEN = "what is open here is never closed"
TAB = "a tab stands where spaces are expected"
VALUE = "a value is expected here"


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("label: North West: first\n", COLON, 1, 18),
        ("label North West\nopened_on: x\n", COLON, 2, 10),
        ("a: b\n c: d\n", COLON, 2, 3),
        ("label: x\nopened_on 2016-01-04\n", NO_COLON, 2, 1),
        ("label: x\nopened_on 2016-01-04\nclosed_on: y\n", NO_COLON, 2, 1),
        ("a: |\n x\ny\n", NO_COLON, 3, 1),
        ("a:\n  - x\n y: 1\n", GROUP, 3, 2),
        ("a: b\n- c\n", GROUP, 2, 1),
        ("- a\nb: c\n", "this line fits neither the list above nor a new field", 2, 1),
        ("a: - x\n", "a list cannot begin here", 1, 4),
        ("a: @x\n", BEGIN, 1, 4),
        ("a: `x`\n", BEGIN, 1, 4),
        ("a: %x\n", BEGIN, 1, 4),
        ("a: |x\n b\n", BEGIN, 1, 5),
        ('a: "C:\\dir"\n', "a backslash begins an escape here that there is not", 1, 7),
        ("a: 'it's'\n", AFTER, 1, 8),
        ('a: "x" y\n', AFTER, 1, 8),
        ("a: [b]]\n", AFTER, 1, 7),
        ("a: [x, y}\n", COMMA, 1, 9),
        ("a: [x\nb: y\n", COMMA, 2, 2),
        ("a: [x\n", OPEN, 1, 4),
        ("a: 'x\n\nb: c\n", OPEN, 1, 4),
        ("title: [\n", OPEN, 1, 8),
        ("a:\n\t- b\n", TAB, 2, 1),
        ("\ta: b\n", TAB, 1, 1),
        ("a: }\n", VALUE, 1, 4),
        ("a: ,\n", VALUE, 1, 4),
        ("a: 1\n...\nb\n", "text after the end of the record", 3, 1),
        ('a: "x\n---\n', "a line --- stands inside text", 2, 1),
        ("a: !x!y z\n", "tags (!) may not be used", 1, 4),
    ],
)
def test_a_slip_is_told_where_it_can_be_mended(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(Fault) as caught:
        parse(text)
    fault = caught.value
    assert (fault.code, fault.message, fault.line, fault.column) == ("E007", message, line, column)
    assert fault.hint
