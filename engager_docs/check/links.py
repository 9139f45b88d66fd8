"""Markdown without its code → where its links and pictures lead, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BRACKET = re.compile(r"\\.|!?\[|\]")
_TARGET = re.compile(r"\([ \t]*\n?[ \t]*(?:<([^<>\n]{0,2000})>|([^\s<][^\s]{0,2000})?)")
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n]{1,999})\]:[ \t]*\n?[ \t]*(?:<([^<>\n]{1,2000})>|([^\s<][^\s]{0,2000}))", re.M
)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000})>")


class Link(NamedTuple):
    """A link or picture: where its target stands in the text, the target as written, which of the two it is."""

    start: int
    target: str
    image: bool


def links(text: str) -> Iterator[Link]:
    """Yield the links and pictures of a text: written out, by reference and between angle brackets."""
    pictured: set[str] = set()
    if "](" in text or "![" in text:
        yield from _written_out(text, pictured)
    if "]:" in text:
        for found in _DEFINITION.finditer(text):
            group = 2 if found[2] is not None else 3
            yield Link(found.start(group), found[group], _normal(found[1]) in pictured)
    if "<" in text:
        for found in _AUTOLINK.finditer(text):
            yield Link(found.start(1), found[1], False)


def _written_out(text: str, pictured: set[str]) -> Iterator[Link]:
    """Yield ``[words](target)`` and ``![words](target)``, noting the labels that pictures name instead."""
    opened: list[tuple[int, bool]] = []
    for found in _BRACKET.finditer(text):
        if found[0][0] == "\\":
            continue
        if found[0] != "]":
            opened.append((found.end(), found[0][0] == "!"))
            continue
        if not opened:
            continue
        start, image = opened.pop()
        target = _TARGET.match(text, found.end())
        if target is not None:
            group = 1 if target[1] is not None else 2
            yield Link(target.end() if target[group] is None else target.start(group), _balanced(target, group), image)
        elif image:
            label = _LABEL.match(text, found.end())
            pictured.add(_normal(label[1] if label and label[1] else text[start : min(found.start(), start + 999)]))


def _balanced(target: re.Match[str], group: int) -> str:
    """Return a target up to the bracket that closes it: brackets inside it come in pairs."""
    written = target[group] or ""
    if group == 1:
        return written
    depth = 0
    for at, character in enumerate(written):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return written[:at]
    return written


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()
