"""What a record's path says of it: its kind, site, case, date and staff member (records.md 1, "Said once")."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.records.registry import RecordKind


class Place(Struct, frozen=True):
    """A record's path and what the path says; empty text where it says nothing."""

    file: str
    kind: RecordKind
    site: str = ""
    case: str = ""
    date: str = ""
    staff: str = ""
