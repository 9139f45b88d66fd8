"""A profile's name → the figures that supervision, meetings, team and training are judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from engager_docs.model.records.contact import ContactMode

ChecklistMode: TypeAlias = Literal["literal", "pragmatic"]


@dataclass(frozen=True, slots=True)
class Supervision:
    """Which weeks ask for supervision or a meeting, and how far one may shift (§13 §14 §44)."""

    min_working_days: int = 3
    allow_shift_days: int = 2
    content_weeks: int = 4


@dataclass(frozen=True, slots=True)
class Checklist:
    """How often the core component checklist is filled in for each case (§17)."""

    mode: ChecklistMode = "literal"
    max_days: int = 28


@dataclass(frozen=True, slots=True)
class CaseDiscussions:
    """How often each case is discussed in supervision (§16)."""

    max_days: int = 14


@dataclass(frozen=True, slots=True)
class Monthly:
    """Which months count for a rule that is judged monthly (§18 §19)."""

    min_days: int = 15


@dataclass(frozen=True, slots=True)
class LineManagements:
    """How often development is discussed in line management (§21)."""

    development_months: int = 3


@dataclass(frozen=True, slots=True)
class Appraisals:
    """How late the annual appraisal may be (§21)."""

    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Meetings:
    """What team meetings cover over the weeks, and how often each case is reviewed there (§23 §43)."""

    content_weeks: int = 4
    case_review_days: int = 14


@dataclass(frozen=True, slots=True)
class MentalisationSessions:
    """How far sessions on the mentalisation-based approach lie apart, and how they are held (§24 §25)."""

    min_days: int = 28
    max_days: int = 42
    modes: tuple[ContactMode, ...] = ("video",)


@dataclass(frozen=True, slots=True)
class AdherenceReviews:
    """How often the supervisor reviews adherence: an assumption, the description gives no interval (§45)."""

    review_days: int = 28


@dataclass(frozen=True, slots=True)
class Training:
    """How many sessions there are, and how soon somebody who joins attends one (§11 §12)."""

    planned: int = 4
    joiner_days: int = 90


@dataclass(frozen=True, slots=True)
class Team:
    """How long two people may hold one post while they hand over (§1)."""

    overlap_days: int = 14
