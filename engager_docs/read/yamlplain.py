"""YAML text in the plainest of its forms → the nodes that libyaml would give, or nothing where only it can tell.

Most records are keys, words, hyphens, short lists in brackets and blocks of text. These are read line by line in a
third of the time that libyaml's events take. Whatever else stands in a text, even on one line, the whole of it is
declined: an escape, a comment behind a value, a tab, a key said twice. ``yamltree.py`` reads it then, and refuses it
where it must be refused; the tests hold the two to the same nodes.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from engager_docs.model.source import Mapping, Node, Scalar, Sequence

_LONGEST = 100_000
"""Characters: a longer text may hold more values than a record may, which is for libyaml's reader to say."""
_DEEPEST = 8
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_WORDS = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^?:,\[\]{}#]*"
_LINE = re.compile(rf"^( *)(- )?(?:({_KEY})(: +|:$))?(.*)", re.MULTILINE)
_LIST = re.compile(rf"\[{_WORDS}(?:, {_WORDS})*\]")
_GROUP = re.compile(rf"\{{{_KEY}: {_WORDS}(?:, {_KEY}: {_WORDS})*\}}")
_NO_BEGINNING = frozenset(("", *" -?:,[]{}#&*!|>'\"%@`"))
"""What begins something else than plain words, or may do so."""
_BLOCKS = {">-": (" ", ""), ">": (" ", "\n"), "|-": ("\n", ""), "|": ("\n", "\n")}
"""What begins a block of text: what stands between its lines, and at its end."""
_Row: TypeAlias = tuple[str, str, str, str, str]
"""One line: its indentation, hyphen, key, colon and the rest."""
_make = tuple.__new__  # a named tuple's own way in takes twice the time, and nothing is made as often


class _Declined(Exception):
    """It takes libyaml to tell."""


class _Open:
    """A group of keys or a list whose end has not been read; ``waits`` is the key whose value comes next."""

    __slots__ = ("at", "line", "nodes", "pairs", "waits")

    def __init__(self, at: int, line: int, *, keys: bool) -> None:
        self.at, self.line = at, line
        self.pairs: dict[str, tuple[Scalar, Node]] | None = {} if keys else None
        self.nodes: list[Node] = []
        self.waits: Scalar | None = None

    def put(self, node: Node) -> None:
        """Take a node as the value of the key that waits, or as the next entry of a list."""
        if self.pairs is None:
            self.nodes.append(node)
        else:
            assert self.waits is not None, "nothing is opened below a key that has its value"
            self.pairs[self.waits.text] = (self.waits, node)
            self.waits = None

    def filled(self) -> dict[str, tuple[Scalar, Node]]:
        """Return the keys of a group and their values; a key that waits still was left blank, up to its colon."""
        if self.waits is not None:
            line, column = self.waits.line, self.waits.end_column + 1
            self.put(Scalar("", True, line, column, line, column))
        assert self.pairs is not None, "keys are only ever added to a group"
        return self.pairs

    def close(self, line: int, column: int) -> Node:
        """Return it as a node that ends before what comes next."""
        place = (self.line, self.at + 1, line, column)
        if self.pairs is None:
            return Sequence(tuple(self.nodes), *place)
        return Mapping(tuple(self.filled().values()), *place)


def plainest(text: str) -> Node | None:
    """Return the one document of ``text`` as located nodes, None where anything in it is not of the plainest form."""
    if len(text) > _LONGEST or not text.endswith("\n") or not text.replace("\n", "").isprintable():
        return None
    try:
        return _document(text)
    except _Declined:
        return None


def _document(text: str) -> Node | None:
    here = top = _Open(-1, 0, keys=False)
    stack = [top]
    rows: list[_Row] = _LINE.findall(text)
    read = 0
    for line, (indent, dash, key, colon, value) in enumerate(rows, 1):
        if line <= read or not (dash or key):
            if line > read and value and value[0] != "#":  # no part of a block of text that was read already
                raise _Declined
            continue
        at = len(indent)
        if dash or here.at != at or here.pairs is None:
            here = _reached(stack, line, at, dash != "")
        if dash:
            at += 2
            if key:
                here = _Open(at, line, keys=True)
                stack.append(here)
        if key:
            pairs = here.filled()
            if key in pairs:
                raise _Declined
            end = at + len(key)
            name = _make(Scalar, (key, True, line, at + 1, line, end + 1))
            if value in _BLOCKS:
                block, read = _block(rows, line, end + len(colon) + 1, at)
                pairs[key] = (name, block)
            elif value:
                pairs[key] = (name, _value(value, line, end + len(colon) + 1))
            else:
                here.waits = name
        else:
            here.put(_value(value, line, at + 1))
    _close(stack, -1, len(rows), 0)
    return top.nodes[0] if top.nodes else None


def _reached(stack: list[_Open], number: int, at: int, dash: bool) -> _Open:
    """Return what a line that begins at column ``at`` goes on with, all deeper ones closed; opened where it is new."""
    _close(stack, at, number, at)
    if stack[-1].at == at and stack[-1].pairs is None and not dash:  # a list no deeper than its key is over
        _close(stack, at - 1, number, at, most=1)
    here = stack[-1]
    if here.at < at or (dash and here.pairs is not None):
        if len(stack) > _DEEPEST or (here.waits is None and (here.at >= 0 or here.nodes)):
            raise _Declined
        here = _Open(at, number, keys=not dash)
        stack.append(here)
    return here


def _close(stack: list[_Open], at: int, line: int, column: int, most: int = 99) -> None:
    """Close what begins beyond column ``at``: it ends where the next thing begins."""
    while stack[-1].at > at and most:
        done = stack.pop()
        stack[-1].put(done.close(line, column + 1))
        most -= 1


def _value(value: str, line: int, column: int) -> Node:
    """Return what is written on one line from a column on."""
    first = value[:1]
    if first not in _NO_BEGINNING:
        text = value.rstrip(" ")
        if ": " in value or " #" in value or text[-1] == ":":
            raise _Declined
        return _make(Scalar, (text, True, line, column, line, column + len(text)))
    if first == "[":
        return _listed(value, line, column)
    if first == "{":
        return _grouped(value, line, column)
    if first in "'\"" and value.find(first, 1) == len(value) - 1 > 0 and "\\" not in value:
        return Scalar(value[1:-1], False, line, column, line, column + len(value))
    raise _Declined


def _block(rows: list[_Row], line: int, column: int, at: int) -> tuple[Node, int]:
    """Return the text that follows a line, deeper than column ``at``, and the number of its last line.

    Only lines that begin at one column and follow each other are a block of the plainest form.
    """
    between, end = _BLOCKS[rows[line - 1][-1]]
    last = next(number for number in range(line, len(rows)) if len(rows[number][0]) <= at)  # the last is empty
    lines = ["".join(row[1:]) for row in rows[line:last]]
    if any(text[-1:] in ("", " ") for text in lines) or len({len(row[0]) for row in rows[line:last]}) != 1:
        raise _Declined
    if not (last == len(rows) - 1 or any(rows[last][1:])):
        raise _Declined
    return Scalar(between.join(lines) + end, False, line, column, last + 1, 1), last


def _listed(value: str, line: int, column: int) -> Node:
    """Return words between square brackets."""
    if value == "[]":
        return Sequence((), line, column, line, column + 2)
    if not _LIST.fullmatch(value) or " ," in value or " ]" in value:
        raise _Declined
    nodes: list[Node] = []
    at = column + 1
    for text in value[1:-1].split(", "):
        end = at + len(text)
        nodes.append(_make(Scalar, (text, True, line, at, line, end)))
        at = end + 2
    return Sequence(tuple(nodes), line, column, line, at - 1)


def _grouped(value: str, line: int, column: int) -> Node:
    """Return keys, each with its words, between braces."""
    if not _GROUP.fullmatch(value) or " ," in value or " }" in value:
        raise _Declined
    pairs: dict[str, tuple[Scalar, Node]] = {}
    at = column + 1
    for entry in value[1:-1].split(", "):
        key, _, text = entry.partition(": ")
        if key in pairs:
            raise _Declined
        colon, end = at + len(key), at + len(entry)
        name = _make(Scalar, (key, True, line, at, line, colon))
        pairs[key] = (name, _make(Scalar, (text, True, line, colon + 2, line, end)))
        at = end + 2
    return Mapping(tuple(pairs.values()), line, column, line, at - 1)
