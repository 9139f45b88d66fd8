"""Markdown → where its links, pictures and references lead, each with its place.

Where Markdown would have to be parsed in full to tell whether something is a link, it is taken for one: a code
span is passed over inside its line and its table cell, fenced code as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

# A fence that is indented may end with the list it stands in, which takes a parser to tell: what it holds is looked at.
_OPENING = re.compile(r"((?:> ?)*)(`{3,}|~{3,})([^\n]*)")
_QUOTED = re.compile(r"(?: {0,3}> ?)*")
_CLOSING = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*")
_MARK = re.compile(r"\\.|`+|\[\[|!?\[|\]|<", re.DOTALL)
_RUN = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\n|]+")
_TABLE = re.compile(r"^(?=[^\n]*-)[ \t>|:-]++$", re.MULTILINE)
# a target without angle brackets holds round ones in pairs, here up to three deep
_PLAIN = r"[^\s()\\]|\\."
_PAIRED = rf"\((?:{_PLAIN}|\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\))*+\)"
_TARGET = re.compile(rf"\([ \t]*\n?[ \t]*(?:<([^<>\n]{{0,2000}})>|((?!<)(?:{_PLAIN}|{_PAIRED})*+))")
_TITLE = re.compile(r"""(?:\s+(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*\)""", re.DOTALL)
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000})>")
_REFERENCE = re.compile(r"\[\[([^\[\]\n]{0,200})\]\]")
_DEFINITION = re.compile(  # in a quotation or a list too
    r"^[ \t>*+-]{0,40}(?:\d{1,9}[.)][ \t]{0,9})?\[([^\[\]\n]{1,999})\]:"
    r"[ \t]*\n?[ \t>]*(?:<([^<>\n]{1,2000})>|([^\s<][^\s]{0,2000}))",
    re.MULTILINE,
)


class Link(NamedTuple):
    """Where something leads: the place of the target in the text, the target as written, what leads there."""

    start: int
    target: str
    kind: Literal["link", "image", "reference"]


def without_fences(text: str) -> str:
    """Return ``text`` with fenced code blocks as spaces, so that every place in it stays the same."""
    return "\n".join(_unfenced(text.split("\n"))) if "```" in text or "~~~" in text else text


def _unfenced(lines: list[str]) -> Iterator[str]:
    fence, depth = "", 0
    for line in lines:
        quoted = _QUOTED.match(line)
        marks = quoted[0] if quoted else ""
        if fence and marks.count(">") < depth:  # the quotation is over, and its fence with it
            fence = ""
        if fence:
            closing = _CLOSING.fullmatch(line, len(marks) if depth else 0)
            fence = "" if closing is not None and closing[1].startswith(fence) else fence
        elif (opening := _OPENING.match(line)) is not None and not (opening[2][0] == "`" and "`" in opening[3]):
            fence, depth = opening[2], opening[1].count(">")
        else:
            yield line
            continue
        yield " " * len(line)


def links(text: str) -> Iterator[Link]:
    """Yield the links, pictures and ``[[references]]`` of a text whose fenced code is blanked out."""
    if not any(sign in text for sign in "[]<"):  # nothing else leads anywhere
        return
    pictured: set[str] = set()
    yield from _inline(text, pictured)
    if "]:" in text:
        for found in _DEFINITION.finditer(text):
            group = 2 if found[2] is not None else 3
            yield Link(found.start(group), found[group], "image" if _normal(found[1]) in pictured else "link")


def _inline(text: str, pictured: set[str]) -> Iterator[Link]:
    """Yield what stands in the running text, noting the labels by which pictures name a target elsewhere."""
    code = _code_spans(text) if "`" in text else {}
    opened: list[tuple[int, bool]] = []
    at = 0
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.end()
        sign = mark[0][0]
        if sign == "`":
            at = code.get(mark.start(), at)
        elif sign in "![":
            if mark[0] == "[[" and (reference := _REFERENCE.match(text, mark.start())) is not None:
                yield Link(mark.start(), reference[0], "reference")
            at = mark.start() + (2 if sign == "!" else 1)
            opened.append((at, sign == "!"))
        elif sign == "]":
            # a bracket that nothing opens here may be one that Markdown sees as closing: judged, and read on after it
            start, image = opened.pop() if opened else (-1, False)
            link, end = _closed(text, at, start, image, pictured)
            yield from link
            at = end if start >= 0 else at
        elif sign == "<" and (address := _AUTOLINK.match(text, mark.start())) is not None:
            yield Link(address.start(1), address[1], "link")
            at = address.end()


def _closed(text: str, at: int, start: int, image: bool, pictured: set[str]) -> tuple[tuple[Link, ...], int]:
    """Return the link or picture whose words end before ``at``, and where to read on."""
    target = _TARGET.match(text, at)
    if target is not None:
        group = 1 if target[1] is not None else 2
        end = _TITLE.match(text, target.end())
        link = Link(target.start(group), target[group], "image" if image else "link")
        return (link,), at if end is None else end.end()
    if image:
        label = _LABEL.match(text, at)
        pictured.add(_normal(label[1] if label and label[1] else text[start : min(at - 1, start + 999)]))
    return (), at


def _code_spans(text: str) -> dict[int, int]:
    """Return where each code span ends, by where it starts.

    Only paragraphs whose every span opens and closes on one line, and in one cell of a table, are believed to
    hold any: in others it takes a parser to tell what is code, and so all of it is looked at.
    """
    ends: dict[int, int] = {}
    at_borders = _CELL if _TABLE.search(text) else _LINE
    start = 0
    for end in (*(blank.start() for blank in _BLANK_LINE.finditer(text)), len(text)):
        found: dict[int, int] = {}
        pieces = at_borders.finditer(text, start, end)
        escaped = text.find("\\`", start, end) >= 0
        if not escaped and all(_paired(text, piece.start(), piece.end(), found) for piece in pieces):
            ends |= found
        start = end
    return ends


def _paired(text: str, start: int, end: int, found: dict[int, int]) -> bool:
    """Add the code spans of a stretch to ``found``; return whether every run of backticks is part of one."""
    runs = [(run.start(), run.end()) for run in _RUN.finditer(text, start, end)]
    following: dict[int, int] = {}
    nexts: list[int] = [0] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        nexts[number] = following.get(length, -1)
        following[length] = number
    number = 0
    while number < len(runs):
        if nexts[number] < 0:
            return False
        found[runs[number][0]] = runs[nexts[number]][1]
        number = nexts[number] + 1
    return True


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()
