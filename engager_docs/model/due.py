"""What is due, as frozen values: one list feeds the dashboard, the packs and the diary (documents.md 2, 3, 7, 9)."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

DueState: TypeAlias = Literal["overdue", "today", "upcoming"]
DueKind: TypeAlias = Literal[
    "contact",
    "follow_up",
    "joint_meeting",
    "release_day",
    "understanding",
    "plan",
    "action",
    "liaison",
    "goal_review",
    "ending",
    "risk_review",
    "clinical_supervision",
    "supervisor_supervision",
    "mentalisation",
    "line_management",
    "appraisal",
    "team_meeting",
    "adherence_review",
]


class DueItem(Struct, frozen=True):
    """One thing to do by a day.

    ``subject`` is a case, a staff member or a site; ``who`` the staff member who does it, empty where that is
    not known. ``what`` says it in plain words without the subject. ``rule`` is the rule it comes from, if one.
    """

    on: date
    state: DueState
    kind: DueKind
    subject: str
    site: str
    what: str
    who: str = ""
    rule: str = ""

    @property
    def order(self) -> tuple[date, str, str, str]:
        """By day, then kind, then subject."""
        return (self.on, self.kind, self.subject, self.what)
