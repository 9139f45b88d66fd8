"""What git remembers of the records: commits, revisions of a file, changes of a field; all frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

Happening: TypeAlias = Literal["added", "changed", "removed", "renamed"]


class Committed(Struct, frozen=True):
    """One commit: who wrote it and when, and when it entered this history; the e-mail address is never read."""

    id: str
    author: str
    written: date
    entered: date
    subject: str


class Revision(Struct, frozen=True):
    """What one commit did to one file; ``before`` and ``after`` name its versions, empty where there was none.

    ``was`` is the name the file had before, where it was renamed.
    """

    commit: Committed
    file: str
    kind: Happening
    before: str = ""
    after: str = ""
    was: str = ""


class History(Struct, frozen=True):
    """Every revision below ``cases/``, by file and newest first; ``head`` is the commit it is told from.

    ``shallow`` says that the clone holds only the latest part.
    """

    head: str
    revisions: Mapping[str, tuple[Revision, ...]]
    shallow: bool = False


class NoHistory(Struct, frozen=True):
    """Why there is none, in one sentence; ``lacking`` where git itself is missing or refuses."""

    reason: str
    lacking: bool = False


class Item(NamedTuple):
    """One entry of a list: its position, and what names it, such as ``id`` and ``G1``."""

    position: int
    key: str = ""
    name: str = ""


ChangePath: TypeAlias = tuple[str | Item, ...]


class Change(Struct, frozen=True):
    """One field that differs: its value before and after, None where it was not there.

    ``whole`` says that a group of fields or a list came or went, and not one value.
    """

    path: ChangePath
    before: str | None
    after: str | None
    whole: bool = False


class Edit(Struct, frozen=True):
    """A revision and what it changed: fields, and lines of the note.

    ``unread`` says that one of the versions cannot be read as a record, so that no field can be compared.
    """

    revision: Revision
    changes: tuple[Change, ...] = ()
    lines_added: int = 0
    lines_removed: int = 0
    note_changed: bool = False
    unread: bool = False


class SignOff(Struct, frozen=True):
    """One adherence review's sign-off as first said: the site, the days it covers, the day it was signed.

    ``known`` is the day from which the history holds it: that of signing, or a later one where it was committed later.
    """

    file: str
    site: str
    first: date
    last: date
    on: date
    known: date


class Moved(Struct, frozen=True):
    """A later change of the day of a sign-off; ``after`` is None where it was taken away."""

    revision: Revision
    before: date
    after: date | None


class LateChange(Struct, frozen=True):
    """A change of a dated record after the days around it were signed off; ``said`` where the record says so itself."""

    edit: Edit
    signed: SignOff
    said: bool
