"""What a record's path says of it: its kind, site, case, date and staff member (records.md 1, "Said once")."""

from __future__ import annotations

from dataclasses import dataclass

from engager_docs.model.records.registry import RecordKind


@dataclass(frozen=True, slots=True)
class Place:
    """A record's path and what the path says; empty text where it says nothing."""

    file: str
    kind: RecordKind
    site: str = ""
    case: str = ""
    date: str = ""
    staff: str = ""
