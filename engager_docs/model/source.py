"""A case file as read: its text, its tree of located nodes and its body, each value with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct

T_co = TypeVar("T_co", covariant=True)

Path: TypeAlias = tuple[str | int, ...]
"""Steps from a record's top to a value: keys and list positions, such as ``("goals", 0, "id")``."""


class Span(NamedTuple):
    """A stretch of a file; lines and columns count from 1, the end column is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Scalar(NamedTuple):
    """One YAML scalar, still text: the schema decides what it means."""

    text: str
    plain: bool
    line: int
    column: int
    end_line: int
    end_column: int


class Mapping(NamedTuple):
    """One YAML mapping: key scalars and their values, in the author's order, no key twice."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    end_line: int
    end_column: int


class Sequence(NamedTuple):
    """One YAML sequence."""

    items: tuple[Node, ...]
    line: int
    column: int
    end_line: int
    end_column: int


Node: TypeAlias = Scalar | Mapping | Sequence


class Source(Struct, frozen=True):
    """One file of the record repository as read.

    ``file`` is relative to the record repository, with ``/``. ``text`` has line ends normalised to LF and
    no byte-order mark. ``body`` is the Markdown below the front matter, starting on ``body_line`` of the
    file; both are empty and 0 for a YAML file.
    """

    file: str
    text: str
    node: Node
    body: str = ""
    body_line: int = 0

    def span(self, path: Path = (), *, key: bool = False) -> Span:
        """Return where the value at ``path`` stands; the nearest enclosing value if it is absent.

        With ``key`` the last step's key is meant rather than its value.
        """
        node: Node = self.node
        place: Node = node
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            name, node = found
            place = name if key and name is not None else node
        if isinstance(place, Scalar):
            return Span(self.file, place.line, place.column, place.end_line, place.end_column)
        return Span(self.file, place.line, place.column, place.line, place.column + 1)

    def at(self, path: Path) -> Node | None:
        """Return the node at ``path``; None where there is nothing."""
        node: Node = self.node
        for step in path:
            found = _child(node, step)
            if found is None:
                return None
            node = found[1]
        return node

    def every(self, pattern: str) -> Iterator[tuple[Path, Scalar]]:
        """Yield each scalar that ``pattern`` names, such as ``goals.*.actions.*.who``, with its path."""
        found: list[tuple[Path, Scalar]] = []
        gather(self.node, tuple(pattern.split(".")) if pattern else (), (), found)
        return iter(found)

    def line(self, number: int) -> str:
        """Return the author's line ``number`` (from 1), empty past the end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


def _child(node: Node, step: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        for name, value in node.items:
            if name.text == step:
                return name, value
    elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return None, node.items[step]
    return None


def gather(node: Node, steps: tuple[str, ...], path: Path, found: list[tuple[Path, Scalar]], at: int = 0) -> None:
    """Add the scalars that ``steps``, from the one numbered ``at``, lead to from the node at ``path``.

    A list is filled, since a generator at each level costs as much again.
    """
    if at == len(steps):
        if isinstance(node, Scalar):
            found.append((path, node))
    elif steps[at] == "*":
        if isinstance(node, Sequence):
            for number, item in enumerate(node.items):
                gather(item, steps, (*path, number), found, at + 1)
    elif (child := _child(node, steps[at])) is not None:
        gather(child[1], steps, (*path, steps[at]), found, at + 1)


class Entry(Struct, Generic[T_co], frozen=True):
    """A typed record together with the file it was read from."""

    data: T_co
    source: Source

    @property
    def file(self) -> str:
        """The record's file, relative to the record repository."""
        return self.source.file

    @property
    def stem(self) -> str:
        """The file's name without its ending: a date, an id, or both."""
        return self.source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.source.body
