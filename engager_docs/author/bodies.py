"""A kind of record → the headings its note begins with (records.md 4)."""

from __future__ import annotations

_HEADINGS = {
    "contact": ("What we did", "How they responded", "Concerns", "Plan for next time"),
    "shared-understanding": ("In the participant's words",),
    "ending": ("The plan",),
    "clinical-supervision": ("Reflection",),
    "supervisor-supervision": ("Notes",),
    "mentalisation": ("Notes",),
    "team-meeting": ("Minutes",),
    "adherence-review": ("Commentary",),
    "training": ("Notes",),
}


def body(kind: str) -> str:
    """Return the body of a new record: its headings, each with room below; empty for a kind without one."""
    return "".join(f"\n## {heading}\n" for heading in _HEADINGS.get(kind, ()))
