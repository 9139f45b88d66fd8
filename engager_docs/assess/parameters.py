"""A profile's name → the figures the rules are judged by, one typed group for each part of the work.

Every figure the description leaves open is a parameter here, under the dotted key that service.yaml writes
(``referral.min_days``). The three profiles are those of rules.md 6.22.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from msgspec import Struct, field

from engager_docs.assess.service_parameters import (
    AdherenceReviews,
    Appraisals,
    CaseDiscussions,
    Checklist,
    LineManagements,
    Meetings,
    MentalisationSessions,
    Monthly,
    Supervision,
    Team,
    Training,
)
from engager_docs.model.records.contact import ContactMode
from engager_docs.model.records.service import Profile

Hospital: TypeAlias = Literal["community", "neither"]
ParameterValue: TypeAlias = bool | int | float | str | tuple[str, ...]

SEEN: tuple[ContactMode, ...] = ("in_person", "video")
SEEN_OR_HEARD: tuple[ContactMode, ...] = ("in_person", "video", "phone")


class ReferralWindow(Struct, frozen=True):
    """How long before release a referral comes (§32)."""

    min_days: int = 28
    max_days: int = 112


class FirstContact(Struct, frozen=True):
    """How soon the work begins once a referral is accepted."""

    days: int = 14


class JointMeetings(Struct, frozen=True):
    """Supervisor and practitioner together with the participant (§27)."""

    prison_min: int = 2
    community_min: int = 1
    community_due_week: int = 8
    modes: tuple[ContactMode, ...] = SEEN


class WeeklyContact(Struct, frozen=True):
    """At least weekly, according to needs (§28)."""

    max_gap_days: int = 7
    bank_holiday_extension: bool = True
    modes_prison: tuple[ContactMode, ...] = SEEN_OR_HEARD
    modes_community: tuple[ContactMode, ...] = SEEN_OR_HEARD


class Dose(Struct, frozen=True):
    """What counts as a session and how many there are at least (§31)."""

    prison_min: int = 2
    community_min: int = 8
    release_day_counts: bool = True
    session_modes: tuple[ContactMode, ...] = SEEN
    min_minutes: int = 0
    max_per_day: int = 1
    recall_counts: bool = False
    hospital_counts_as: Hospital = "community"


class ReleaseDayMeeting(Struct, frozen=True):
    """How the participant is met on the day of release (§37)."""

    modes: tuple[ContactMode, ...] = ("in_person",)


class CommunityWork(Struct, frozen=True):
    """How long the work goes on after release, and what stops its clock (§40)."""

    min_days: int = 56
    max_days: int = 112
    pause_on_recall: bool = True
    pause_on_hospital: bool = False


class SharedUnderstandings(Struct, frozen=True):
    """When the Shared Understanding is begun and reviewed, and what it links (§33 §38)."""

    required_before_release: bool = True
    min_links: int = 1
    community_review_min: int = 1


class SharedActionPlan(Struct, frozen=True):
    """How much of the plan is short term before release, and how soon it is adapted after it (§35 §39)."""

    short_term_share: float = 0.5
    community_review_days: int = 42


class Liaison(Struct, frozen=True):
    """Exchanges with other services before release (§36)."""

    prison_min: int = 1


class FollowUp(Struct, frozen=True):
    """How soon a missed contact is followed up, and when the supervisor is asked (§29)."""

    days: int = 3
    misses: int = 2


class Goals(Struct, frozen=True):
    """How often progress on each goal is reviewed (§29)."""

    review_days: int = 28


class EndingNotice(Struct, frozen=True):
    """How long before the end it is planned (§30 §41)."""

    notice_days: int = 14


class Parameters(Struct, frozen=True):
    """Every figure a rule uses; ``parameters.joint.prison_min`` is the key ``joint.prison_min``."""

    referral: ReferralWindow = field(default_factory=ReferralWindow)
    first_contact: FirstContact = field(default_factory=FirstContact)
    joint: JointMeetings = field(default_factory=JointMeetings)
    weekly: WeeklyContact = field(default_factory=WeeklyContact)
    dose: Dose = field(default_factory=Dose)
    release: ReleaseDayMeeting = field(default_factory=ReleaseDayMeeting)
    community: CommunityWork = field(default_factory=CommunityWork)
    su: SharedUnderstandings = field(default_factory=SharedUnderstandings)
    plan: SharedActionPlan = field(default_factory=SharedActionPlan)
    liaison: Liaison = field(default_factory=Liaison)
    followup: FollowUp = field(default_factory=FollowUp)
    goals: Goals = field(default_factory=Goals)
    ending: EndingNotice = field(default_factory=EndingNotice)
    supervision: Supervision = field(default_factory=Supervision)
    checklist: Checklist = field(default_factory=Checklist)
    case_discussion: CaseDiscussions = field(default_factory=CaseDiscussions)
    monthly: Monthly = field(default_factory=Monthly)
    line: LineManagements = field(default_factory=LineManagements)
    appraisal: Appraisals = field(default_factory=Appraisals)
    meeting: Meetings = field(default_factory=Meetings)
    mba: MentalisationSessions = field(default_factory=MentalisationSessions)
    adherence: AdherenceReviews = field(default_factory=AdherenceReviews)
    training: Training = field(default_factory=Training)
    team: Team = field(default_factory=Team)


PROFILES: Mapping[Profile, Parameters] = MappingProxyType(
    {
        "description": Parameters(),
        "protocol": Parameters(
            referral=ReferralWindow(max_days=140),
            community=CommunityWork(max_days=140),
        ),
        "reconnect": Parameters(
            referral=ReferralWindow(min_days=-28, max_days=84),
            community=CommunityWork(min_days=28, max_days=183),
        ),
    }
)


def value_of(parameters: Parameters, key: str) -> ParameterValue:
    """Return the value of the dotted ``key``, which is one of ``DESCRIPTIONS``."""
    group, name = key.split(".")
    value: ParameterValue = getattr(getattr(parameters, group), name)
    return value


def value_text(value: ParameterValue) -> str:
    """Return a value as service.yaml writes it: ``28``, ``true``, ``in_person, video``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
