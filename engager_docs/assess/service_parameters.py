"""A profile's name → the figures that supervision, meetings, team and training are judged by."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from engager_docs.model.records.contact import ContactMode

ChecklistMode: TypeAlias = Literal["literal", "pragmatic"]


class Supervision(Struct, frozen=True):
    """Which weeks ask for supervision or a meeting, and how far one may shift (§13 §14 §44)."""

    min_working_days: int = 3
    allow_shift_days: int = 2
    content_weeks: int = 4


class Checklist(Struct, frozen=True):
    """How often the core component checklist is filled in for each case (§17)."""

    mode: ChecklistMode = "literal"
    max_days: int = 28


class CaseDiscussions(Struct, frozen=True):
    """How often each case is discussed in supervision (§16)."""

    max_days: int = 14


class Monthly(Struct, frozen=True):
    """Which months count for a rule that is judged monthly (§18 §19)."""

    min_days: int = 15


class LineManagements(Struct, frozen=True):
    """How often development is discussed in line management (§21)."""

    development_months: int = 3


class Appraisals(Struct, frozen=True):
    """How late the annual appraisal may be (§21)."""

    grace_days: int = 0


class Meetings(Struct, frozen=True):
    """What team meetings cover over the weeks, and how often each case is reviewed there (§23 §43)."""

    content_weeks: int = 4
    case_review_days: int = 14


class MentalisationSessions(Struct, frozen=True):
    """How far sessions on the mentalisation-based approach lie apart, and how they are held (§24 §25)."""

    min_days: int = 28
    max_days: int = 42
    modes: tuple[ContactMode, ...] = ("video",)


class AdherenceReviews(Struct, frozen=True):
    """How often the supervisor reviews adherence: an assumption, the description gives no interval (§45)."""

    review_days: int = 28


class Training(Struct, frozen=True):
    """How many sessions there are, and how soon somebody who joins attends one (§11 §12)."""

    planned: int = 4
    joiner_days: int = 90


class Team(Struct, frozen=True):
    """How long two people may hold one post while they hand over (§1)."""

    overlap_days: int = 14
