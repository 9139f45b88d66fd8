"""A kind of record → the headings its note begins with (records.md 4)."""

from __future__ import annotations

from engager_docs.model.records.headings import HEADINGS


def body(kind: str) -> str:
    """Return the body of a new record: its headings, each with room below; empty for a kind without one."""
    return "".join(f"\n## {heading}\n" for heading in HEADINGS.get(kind, ()))
