"""The headings that a new record's body begins with, by its kind (records.md 4): in a file, a form, and on paper."""

from collections.abc import Mapping
from types import MappingProxyType

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
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
)
