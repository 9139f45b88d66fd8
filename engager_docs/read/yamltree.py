"""YAML text → located nodes, built from libyaml's events with our own stack (architecture.md decision 3).

Never a composer or constructor: some texts kill the interpreter through them, and others raise errors
without a place (threats.md, "Reading").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, cast

import yaml

from engager_docs.model.source import Mapping, Node, Scalar, Sequence
from engager_docs.read.fault import Fault
from engager_docs.read.text import FORBIDDEN, character_name

MAX_DEPTH = 20


class _Mark(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Event(Protocol):
    """What libyaml's events have in common and some of them only: the type stubs leave most of it out."""

    @property
    def start_mark(self) -> _Mark: ...
    @property
    def end_mark(self) -> _Mark: ...

    anchor: str | None
    tag: str | None
    style: str | None
    value: str
    version: object
    tags: object


class _Open:
    """A collection whose end has not been read yet."""

    __slots__ = ("key", "lines", "mark", "nodes", "pairs")

    def __init__(self, mark: _Mark, mapping: bool) -> None:
        self.mark = mark
        self.key: Scalar | None = None
        self.pairs: list[tuple[Scalar, Node]] | None = [] if mapping else None
        self.lines: dict[str, int] = {}
        self.nodes: list[Node] = []


class _Tree:
    """What has been read of a document so far: the collections that are open, and the whole once it is closed."""

    __slots__ = ("documents", "root", "stack")

    def __init__(self) -> None:
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.documents = 0

    def take(self, event: _Event) -> None:
        """Take one event of libyaml; raise ``Fault`` for what records may not use."""
        kind: type[object] = type(event)
        if kind is yaml.ScalarEvent:
            self._put(_scalar(event))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _refuse_marks(event)
            if len(self.stack) >= MAX_DEPTH:
                raise _at(event, "E013", f"nested deeper than {MAX_DEPTH} levels", "use fewer levels")
            self.stack.append(_Open(event.start_mark, kind is yaml.MappingStartEvent))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._put(_close(self.stack.pop(), event.end_mark))
        elif kind is yaml.AliasEvent:
            raise _at(event, "E008", "aliases (*) may not be used", "write the value out in full")
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            _refuse_document(event, self.documents)

    def _put(self, node: Node) -> None:
        if self.stack:
            _place(self.stack[-1], node)
        else:
            self.root = node


def parse(text: str) -> Node:
    """Return the one document of ``text`` as located nodes; lines and columns count from 1.

    Raises ``Fault`` for what is not YAML and for what records may not use: anchors, aliases, tags, merge
    keys, several documents, duplicate keys, more than 20 levels (records.md 2).
    """
    tree = _Tree()
    for event in _events(text):
        tree.take(event)
    if tree.root is None:
        raise Fault("E016", "the file holds no record", "fill it in, or delete the file")
    return tree.root


def _events(text: str) -> Iterator[_Event]:
    try:
        yield from cast("Iterator[_Event]", yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Fault("E007", f"not YAML: {error.problem}", _advice(error.problem), line, column) from None
    except (yaml.YAMLError, ValueError) as error:
        raise Fault("E007", f"not YAML: {type(error).__name__}", "compare it with another record") from None


def _advice(problem: str | None) -> str:
    if problem and ("tab" in problem or "cannot start any token" in problem):
        return "indent with spaces, and put text that begins with a special character in quotation marks"
    if problem and "mapping values are not allowed" in problem:
        return "put text that contains a colon in quotation marks"
    return "compare the line with the one above: indentation, colons, quotation marks"


def _at(event: _Event, code: str, message: str, hint: str) -> Fault:
    mark = event.start_mark
    return Fault(code, message, hint, mark.line + 1, mark.column + 1)


def _refuse_marks(event: _Event) -> None:
    if event.anchor is not None:
        raise _at(event, "E008", "anchors (&) may not be used", "write the value out in full")
    if event.tag is not None:
        raise _at(event, "E009", "tags (!) may not be used", "delete the tag, or put the text in quotation marks")


def _refuse_document(event: _Event, documents: int) -> None:
    if documents > 1:
        raise _at(event, "E011", "a second document begins here", "a file holds one record: delete the --- line")
    if event.version is not None or event.tags:
        raise _at(event, "E009", "directives (%) may not be used", "delete the lines that begin with %")


def _scalar(event: _Event) -> Scalar:
    _refuse_marks(event)
    start, end = event.start_mark, event.end_mark
    plain = not event.style
    if not plain and event.style == '"':
        bad = FORBIDDEN.search(event.value)
        if bad is not None:
            name = character_name(bad[0])
            raise _at(event, "E003", f"the character {name} may not stand in a record", "delete the escape")
    return Scalar(event.value, plain, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _place(parent: _Open, node: Node) -> None:
    if parent.pairs is None:
        parent.nodes.append(node)
    elif parent.key is None:
        parent.key = _key(parent.lines, node)
    else:
        parent.pairs.append((parent.key, node))
        parent.key = None


def _key(lines: dict[str, int], node: Node) -> Scalar:
    """Return the key, remembering the line it stands on; refuse merge keys and a key said before."""
    place = (node.line, node.column)
    if not isinstance(node, Scalar):
        raise Fault("E007", "not YAML we can read: a key must be plain text", "write one key a line", *place)
    if node.plain and node.text == "<<":
        raise Fault("E010", "merge keys (<<) may not be used", "write the keys out in full", *place, 2)
    if node.text in lines:
        message = f"the same key stands twice, first on line {lines[node.text]}"
        width = max(1, node.end_column - node.column)
        raise Fault("E012", message, "keep one of the two", *place, width, node.text)
    lines[node.text] = node.line
    return node


def _close(done: _Open, end: _Mark) -> Node:
    start = done.mark
    place = (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    if done.pairs is None:
        return Sequence(tuple(done.nodes), *place)
    return Mapping(tuple(done.pairs), *place)
