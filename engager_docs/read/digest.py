"""Texts, or files and what they hold → one digest by which they are known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

DIGEST_BYTES = 16


def digest_of(texts: Iterable[str | bytes]) -> str:
    """Return a digest of texts in order; two lists that differ in any way differ in it."""
    found = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for text in texts:
        content = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        found.update(b"%d:" % len(content) + content)
    return found.hexdigest()


def tree_digest(blobs: Iterable[tuple[str, str]]) -> str:
    """Return a digest of files by path, each with git's own digest of it, in the order of the paths."""
    return digest_of(f"{file}\0{blob}" for file, blob in blobs)


class Digest:
    """A digest of files and what they hold, taken one after the other."""

    def __init__(self) -> None:
        self._found = hashlib.blake2b(digest_size=DIGEST_BYTES)

    def take(self, file: str, content: bytes) -> None:
        """Take one more file."""
        self._found.update(b"%d:%d:%b" % (len(file), len(content), file.encode("utf-8", "surrogateescape")))
        self._found.update(content)

    @property
    def text(self) -> str:
        """The digest of all files so far."""
        return self._found.hexdigest()
