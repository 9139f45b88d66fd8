"""YAML text → located nodes, built from libyaml's events with our own stack (architecture.md decision 3).

Never a composer or constructor: some texts kill the interpreter through them, and others raise errors
without a place (threats.md, "Reading").
"""

from __future__ import annotations

from typing import Protocol, cast

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from engager_docs.model.source import Mapping, Node, Scalar, Sequence
from engager_docs.read.complaint import not_yaml
from engager_docs.read.fault import Fault
from engager_docs.read.text import UNWANTED, character_name

MAX_DEPTH = 20
MAX_VALUES = 100_000
"""The values of one file: far beyond any record, and near what one second and 200 MB can hold."""
_ITS_OWN_LIMIT = "nesting depth"
_AHEAD = 500
"""Characters, each of which opens one level at most: half of libyaml's own limit of a thousand levels stays."""


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


class _Parser(Protocol):
    def get_event(self) -> _Event | None: ...


class _Start:
    """Where a document begins."""

    line = column = 0


_START = _Start()


class _OpenSequence:
    """A sequence whose end has not been read yet."""

    __slots__ = ("mark", "nodes", "put")

    def __init__(self, mark: _Mark) -> None:
        self.mark = mark
        self.nodes: list[Node] = []
        self.put = self.nodes.append

    def close(self, end: _Mark) -> Node:
        """Return the sequence as a node."""
        start = self.mark
        return Sequence(tuple(self.nodes), start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class _OpenMapping:
    """A mapping whose end has not been read yet; ``lines`` says where each key stands."""

    __slots__ = ("key", "lines", "mark", "pairs")

    def __init__(self, mark: _Mark) -> None:
        self.mark = mark
        self.key: Scalar | None = None
        self.pairs: list[tuple[Scalar, Node]] = []
        self.lines: dict[str, int] = {}

    def put(self, node: Node) -> None:
        """Take a node as the next key, or as the value of the key read last."""
        if self.key is not None:
            self.pairs.append((self.key, node))
            self.key = None
        elif isinstance(node, Scalar) and node.text not in self.lines and node.text != "<<":
            self.lines[node.text] = node.line
            self.key = node
        else:
            self.key = self._doubtful(node)

    def _doubtful(self, node: Node) -> Scalar:
        """Refuse merge keys, a key said before, and a key that is no text."""
        place = (node.line, node.column)
        if not isinstance(node, Scalar):
            raise Fault("E007", "not YAML we can read: a key must be plain text", "write one key a line", *place)
        if node.text in self.lines:
            message = f"the same key stands on line {self.lines[node.text]} already"
            raise Fault("E012", message, "keep one of the two", *place, max(1, node.end_column - node.column))
        if node.plain:
            raise Fault("E010", "merge keys (<<) may not be used", "write the keys out in full", *place, 2)
        self.lines[node.text] = node.line
        return node

    def close(self, end: _Mark) -> Node:
        """Return the mapping as a node."""
        start = self.mark
        return Mapping(tuple(self.pairs), start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def parse(text: str) -> Node:
    """Return the one document of ``text`` as located nodes; lines and columns count from 1.

    Raises ``Fault`` for what is not YAML and for what records may not use: anchors, aliases, tags, merge
    keys, several documents, duplicate keys, more than 20 levels (records.md 2).
    """
    if not yaml.__with_libyaml__:  # a lack of the surroundings, status 3, and not a fault of a record
        raise OSError("PyYAML is here without libyaml: run pip install --force-reinstall pyyaml")
    try:
        documents = _documents(cast("_Parser", yaml.CBaseLoader(text)))
    except yaml.MarkedYAMLError as error:
        if _ITS_OWN_LIMIT in str(error.problem) and error.problem_mark is not None:
            # it reads ahead past a thousand levels before it says anything: with less text our own limit speaks
            return parse(text[: error.problem_mark.index - _AHEAD])
        raise not_yaml(error, text) from None
    except (yaml.YAMLError, ValueError) as error:
        raise Fault("E007", f"not YAML: {type(error).__name__}", "compare it with another record") from None
    if not documents or _is_empty(documents[0]):
        raise Fault("E016", "the file holds no record", "fill it in, or delete the file")
    return documents[0]


def _documents(parser: _Parser) -> list[Node]:
    """Return what libyaml's events make: one document, since a second is refused where it begins."""
    documents = _OpenSequence(_START)
    stack: list[_OpenSequence | _OpenMapping] = [documents]
    put = documents.put
    values = 0
    while (event := parser.get_event()) is not None:
        kind: type[object] = type(event)
        if kind is ScalarEvent:
            put(_scalar(event))
            values += 1
            if values > MAX_VALUES:
                raise _at(event, "E004", f"the file holds more than {MAX_VALUES} values", "split it")
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            _refuse_marks(event)
            if len(stack) > MAX_DEPTH:
                hint = "close a bracket, or use fewer levels"
                raise _at(event, "E013", f"nested deeper than {MAX_DEPTH} levels", hint)
            stack.append((_OpenMapping if kind is MappingStartEvent else _OpenSequence)(event.start_mark))
            put = stack[-1].put
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node = stack.pop().close(event.end_mark)
            put = stack[-1].put
            put(node)
        elif kind is AliasEvent:
            raise _at(event, "E008", "aliases (*) may not be used", "write the value out in full")
        elif kind is DocumentStartEvent:
            _refuse_document(event, first=not documents.nodes)
    return documents.nodes


def _at(event: _Event, code: str, message: str, hint: str) -> Fault:
    mark = event.start_mark
    return Fault(code, message, hint, mark.line + 1, mark.column + 1)


def _refuse_marks(event: _Event) -> None:
    if event.anchor is not None:
        raise _at(event, "E008", "anchors (&) may not be used", "write the value out in full")
    if event.tag is not None:
        raise _at(event, "E009", "tags (!) may not be used", "delete the tag, or put the text in quotation marks")


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.text


def _refuse_document(event: _Event, *, first: bool) -> None:
    if not first:
        raise _at(event, "E011", "a second document begins here", "a file holds one record: delete the --- line")
    if event.version is not None or event.tags:
        raise _at(event, "E009", "directives (%) may not be used", "delete the lines that begin with %")


def _scalar(event: _Event) -> Scalar:
    if event.anchor is not None or event.tag is not None:
        _refuse_marks(event)
    start, end = event.start_mark, event.end_mark
    style = event.style
    if style == '"':
        bad = UNWANTED.search(event.value)
        if bad is not None:
            name = character_name(bad[0])
            raise _at(event, "E003", f"the character {name} may not stand in a record", "delete the escape")
    # made as the tuple it is: nothing is made as often
    return Scalar._make((event.value, not style, start.line + 1, start.column + 1, end.line + 1, end.column + 1))
