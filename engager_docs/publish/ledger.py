"""What the last builds of a site made, and from what → one file beside the records, read in milliseconds.

The file is believed only where it proves itself: each row carries a digest of its content, and every page it names
must still stand as it was written. Anything else is made again. It holds fields of records, no notes, and is as
confidential as they are.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from msgspec import MsgspecError, Struct, field, json

from engager_docs.publish.recall import file_of, make_folder

NOTED = ""
"""The key of a row that belongs to no tree."""
_VERSION = 3
_TABLES = """
CREATE TABLE IF NOT EXISTS part (
    name TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, proof BLOB NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (name, key)
) WITHOUT ROWID;
"""


class Written(NamedTuple):
    """One file as it was written: the SHA-256 of its bytes, its size, its time in nanoseconds."""

    sha256: str
    size: int
    time: int


class Part(Struct, frozen=True):
    """One part of a site: what it rests on by name, its files, and short facts that other parts need of it."""

    basis: Mapping[str, str]
    files: Mapping[str, Written]
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """One digest of all the part rests on."""
        return _digest(json.encode(dict(self.basis), order="sorted").decode()).hex()


_ROW = json.Decoder(tuple[dict[str, str], dict[str, Written], dict[str, str], str])
"""A row: what a part rests on, its files, its facts, and a digest of its long text."""


def key_of(basis: Mapping[str, str]) -> str:
    """Return the key of a part that rests on ``basis``."""
    return Part(basis, {}).key


class Ledger(Struct, frozen=True):
    """An open ledger; where its file cannot be written it lives in memory, which costs time alone."""

    connection: sqlite3.Connection
    file: Path | None


def ledger_file(root: Path, target: Path, audience: str) -> Path:
    """Return where the ledger of the site ``target`` is kept."""
    return file_of(root, target, audience, "db")


def open_ledger(file: Path, *, alone: bool = True) -> Ledger:
    """Return the ledger in ``file``, empty where that is missing, damaged or of another version.

    ``alone`` false opens it beside another process that writes, to read.
    """
    for _ in range(2 if alone else 1):
        with suppress(sqlite3.Error, OSError):
            return Ledger(_opened(file, alone), file)
        if alone:
            discard(file)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(_TABLES)
    return Ledger(connection, None)


def _opened(file: Path, alone: bool) -> sqlite3.Connection:
    if alone:
        _prepare(file)
    connection = _connected(file)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        raise sqlite3.DatabaseError("another version")
    if alone:
        connection.executescript(f"{_TABLES} PRAGMA user_version = {_VERSION};")
    return connection


def _prepare(file: Path) -> None:
    make_folder(file.parent)
    if not file.exists():
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=5, isolation_level=None)
    # a torn write is noticed by the proof of its row, so nothing waits for the disk
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")
    return connection


def discard(file: Path) -> bool:
    """Delete a ledger that cannot be believed; False where there was none, or it cannot be deleted."""
    try:
        file.unlink()
    except OSError:
        return False
    with suppress(OSError):
        file.with_name(f"{file.name}-journal").unlink()
    return True


def tree_of(ledger: Ledger, tree: str) -> dict[str, str]:
    """Return the key of each part that stands in a tree, ``live`` or ``spare``; nothing where nobody can tell."""
    part = part_of(ledger, f"tree {tree}", NOTED)
    return dict(part.basis) if part is not None else {}


def part_of(ledger: Ledger, name: str, key: str) -> Part | None:
    """Return a part as it was made from what ``key`` stands for; None where it was not, or the row is damaged."""
    try:
        found = ledger.connection.execute("SELECT row, proof FROM part WHERE name = ? AND key = ?", (name, key))
        row = found.fetchone()
        if row is None or _proof(name, key, row[0]) != row[1]:
            return None
        basis, files, facts, _ = _ROW.decode(row[0])
        return Part(basis, files, facts)
    except (sqlite3.Error, MsgspecError, TypeError):
        return None


def text_of(ledger: Ledger, name: str, key: str) -> str | None:
    """Return the long text kept with a part; None where there is no such part, or it is damaged."""
    try:
        found = ledger.connection.execute("SELECT row, proof, text FROM part WHERE name = ? AND key = ?", (name, key))
        row, proof, text = found.fetchone() or ("", b"", "")
        believed = _proof(name, key, row) == proof and _ROW.decode(row)[3] == _digest(text).hex()
    except (sqlite3.Error, MsgspecError, TypeError, AttributeError):
        return None
    return text if believed else None


def keep(ledger: Ledger, name: str, part: Part, text: str = "") -> None:
    """Write down a part that was made; a ledger that cannot be written to is given up, which costs time alone.

    ``text`` is what later parts need of it at length: it is read by ``text_of`` alone.
    """
    _write(ledger, ((name, part.key, part),), text)


def note(ledger: Ledger, name: str, part: Part) -> None:
    """Write down what no tree holds, in the place of what was noted under that name."""
    _write(ledger, ((name, NOTED, part),))


def settle(ledger: Ledger, live: Mapping[str, str], spare: Mapping[str, str]) -> None:
    """Write down which parts stand in the site and in the tree beside it, and forget all others."""
    _write(ledger, ((f"tree {name}", NOTED, Part(tree, {})) for name, tree in (("live", live), ("spare", spare))))
    stand = {*live.items(), *spare.items()}
    with _writing(ledger) as connection:
        rows = connection.execute("SELECT name, key FROM part WHERE key <> ?", (NOTED,)).fetchall()
        gone = [row for row in rows if tuple(row) not in stand]
        connection.executemany("DELETE FROM part WHERE name = ? AND key = ?", gone)


def begin(ledger: Ledger) -> None:
    """Forget which parts stand in the tree beside the site, which is written to from now on.

    What comes of a build that ends before its time is found there no more: its parts may show a moment at which the
    history was another than when the build began.
    """
    _write(ledger, [("tree spare", NOTED, Part({}, {}))])


def _write(ledger: Ledger, rows: Iterable[tuple[str, str, Part]], text: str = "") -> None:
    with _writing(ledger) as connection:
        for name, key, part in rows:
            told = (dict(part.basis), dict(part.files), dict(part.facts), _digest(text).hex())
            kept = (name, key, json.encode(told).decode())
            connection.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", (*kept, _proof(*kept), text))


@contextmanager
def _writing(ledger: Ledger) -> Iterator[sqlite3.Connection]:
    """Give the connection inside a transaction.

    A full disk or a damaged file ends it: the file is deleted, so that the next build begins a new one. What was
    written before proves itself or is made again, so nothing else has to be undone.
    """
    try:
        with ledger.connection as connection:
            connection.execute("BEGIN")
            yield connection
    except sqlite3.Error:
        if ledger.file is not None:
            discard(ledger.file)


def _proof(*texts: str) -> bytes:
    return _digest("\0".join(texts))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).digest()
