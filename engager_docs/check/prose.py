"""Markdown → the same text with its code blanked out, so that what stands in code is not taken for a link.

Lengths and lines stay as they are: an offset into the result is an offset into the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(?:> {0,3}){0,9}(`{3,}|~{3,})([^\n]*)")
_RUN = re.compile(r"`+")
_PARAGRAPH_END = re.compile(r"\n[ \t>]*\n")
_VISIBLE = re.compile(r"[^\n]")


def without_code(text: str) -> str:
    """Return ``text`` with fenced code blocks and code spans as spaces."""
    if "`" not in text and "~~~" not in text:
        return text
    unfenced = "\n".join(_without_fences(text.split("\n")))
    return _without_spans(unfenced) if "`" in unfenced else unfenced


def _without_fences(lines: list[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            closes = mark is not None and mark[1].startswith(fence) and not mark[2].strip()
            fence = "" if closes else fence
        elif mark is not None and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        else:
            yield line
            continue
        yield " " * len(line)


def _without_spans(text: str) -> str:
    """Blank code spans: a run of backticks up to the next run of the same length in the same paragraph."""
    pieces: list[str] = []
    done = 0
    start = 0
    for end in (*(match.start() for match in _PARAGRAPH_END.finditer(text)), len(text)):
        for first, last in _spans(text, start, end):
            pieces += [text[done:first], _VISIBLE.sub(" ", text[first:last])]
            done = last
        start = end
    return "".join(pieces) + text[done:]


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs = [(match.start(), match.end()) for match in _RUN.finditer(text, start, end)]
    ahead: dict[int, list[int]] = defaultdict(list)
    for number in range(len(runs) - 1, -1, -1):
        ahead[runs[number][1] - runs[number][0]].append(number)
    after = -1
    for number, (first, last) in enumerate(runs):
        if number <= after:
            continue
        # an escaped backtick opens nothing; inside a span a backslash is itself
        opening = last - first - (first > 0 and text[first - 1] == "\\")
        same = ahead[opening]
        while same and same[-1] <= number:
            same.pop()
        if opening and same:
            after = same[-1]
            yield last - opening, runs[after][1]
