"""Names of versions → their bytes, from one ``git cat-file`` for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from engager_docs.read.gitcall import streaming
from engager_docs.read.record import MAX_BYTES

_PIECE = 1 << 20


def versions(root: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    """Yield each version in the order asked; None for one that is missing, no file, or larger than a record.

    The names are ids as git printed them, and never anything a person wrote.
    """
    with streaming(root, blobs, "cat-file", "--batch") as said:
        for blob in blobs:
            yield blob, _next(said)


def raw_objects(root: Path, names: Sequence[str]) -> Iterator[bytes]:
    """Yield objects as git keeps them, such as commits with their headers; those that are missing are left out."""
    with streaming(root, names, "cat-file", "--batch") as said:
        for _ in names:
            content = _next(said, b"commit")
            if content is not None:
                yield content


def _next(said: IO[bytes], wanted: bytes = b"blob") -> bytes | None:
    head = said.readline().split()
    if len(head) != len(("id", "type", "size")):
        return None
    kind, size = head[1], int(head[2])
    if kind == wanted and size <= MAX_BYTES:
        content = said.read(size)
        said.read(1)
        return content if len(content) == size else None
    left = size + 1
    while left > 0 and (piece := said.read(min(left, _PIECE))):
        left -= len(piece)
    return None
