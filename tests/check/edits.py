"""A repository as text and a field of one kind of record → the repository with another value there."""

from __future__ import annotations

from collections.abc import Mapping

from engager_docs.model.source import Path, Scalar, Source
from engager_docs.read.layout import classify
from engager_docs.read.record import source_of


def sources(files: Mapping[str, str], kind: str) -> list[Source]:
    """Return the records of one kind, in order of their paths."""
    named = [path for path in sorted(files) if "/attachments/" not in path and classify(path).kind.name == kind]
    return [source_of(path, files[path]) for path in named]


def find(files: Mapping[str, str], kind: str, pattern: str, holding: str = "") -> tuple[Source, Path, Scalar]:
    """Return the first scalar that ``pattern`` finds in a record of ``kind`` (whose text holds ``holding``)."""
    for source in sources(files, kind):
        for path, scalar in source.every(pattern):
            if holding in scalar.text:
                return source, path, scalar
    raise AssertionError(f"no {kind} of this repository has a {pattern}")


def put(files: Mapping[str, str], kind: str, pattern: str, value: str, holding: str = "") -> dict[str, str]:
    """Return ``files`` with ``value`` at the first place of ``pattern``; a date in a file's name follows its field."""
    source, _, scalar = find(files, kind, pattern, holding)
    lines = source.text.split("\n")
    line = lines[scalar.line - 1]
    lines[scalar.line - 1] = line[: scalar.column - 1] + value + line[scalar.end_column - 1 :]
    path = source.file
    if pattern == "date":
        path = path.replace(scalar.text, value)
    return {**{name: text for name, text in files.items() if name != source.file}, path: "\n".join(lines)}
