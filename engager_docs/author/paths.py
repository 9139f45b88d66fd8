"""A record's nodes → the path of each key and of each value, to find again what a diagnostic points at."""

from __future__ import annotations

from collections.abc import Iterator

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Node, Path, Scalar, Sequence, Source


def values(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Yield each scalar that is a value, with its path."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from values(item, (*path, number))
    else:
        for key, value in node.items:
            yield from values(value, (*path, key.text))


def keys(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Yield each key with the path of its field."""
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from keys(item, (*path, number))
    elif not isinstance(node, Scalar):
        for key, value in node.items:
            yield (*path, key.text), key
            yield from keys(value, (*path, key.text))


def pointed_at(source: Source, found: Diagnostic) -> Path:
    """Return the path of the value or the key a diagnostic points at; the field it names where it points at neither.

    A field that is missing is pointed at where its group begins, which is at another field.
    """
    at = (found.span.line, found.span.column)
    for part in (keys, values):
        for path, scalar in part(source.node):
            if (scalar.line, scalar.column) == at:
                missing = found.code == "E032" and found.field != path[-1]
                return (*path[:-1], found.field) if missing else path
    return (found.field,) if found.field else ()
