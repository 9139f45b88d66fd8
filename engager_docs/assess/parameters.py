"""A profile's name → the figures the rules are judged by, one typed group for each part of the work.

Every figure the description leaves open is a parameter here, under the dotted key that service.yaml writes
(``referral.min_days``). The three profiles are those of rules.md 6.22.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from engager_docs.model.records.contact import ContactMode
from engager_docs.model.records.service import Profile

Hospital: TypeAlias = Literal["community", "neither"]
ParameterValue: TypeAlias = bool | int | str | tuple[str, ...]

SEEN: tuple[ContactMode, ...] = ("in_person", "video")
SEEN_OR_HEARD: tuple[ContactMode, ...] = ("in_person", "video", "phone")


@dataclass(frozen=True, slots=True)
class ReferralWindow:
    """How long before release a referral comes (§32)."""

    min_days: int = 28
    max_days: int = 112


@dataclass(frozen=True, slots=True)
class FirstContact:
    """How soon the work begins once a referral is accepted."""

    days: int = 14


@dataclass(frozen=True, slots=True)
class JointMeetings:
    """Supervisor and practitioner together with the participant (§27)."""

    prison_min: int = 2
    community_min: int = 1
    community_due_week: int = 8
    modes: tuple[ContactMode, ...] = SEEN


@dataclass(frozen=True, slots=True)
class WeeklyContact:
    """At least weekly, according to needs (§28)."""

    max_gap_days: int = 7
    bank_holiday_extension: bool = True
    modes_prison: tuple[ContactMode, ...] = SEEN_OR_HEARD
    modes_community: tuple[ContactMode, ...] = SEEN_OR_HEARD


@dataclass(frozen=True, slots=True)
class Dose:
    """What counts as a session and how many there are at least (§31)."""

    prison_min: int = 2
    community_min: int = 8
    release_day_counts: bool = True
    session_modes: tuple[ContactMode, ...] = SEEN
    min_minutes: int = 0
    max_per_day: int = 1
    recall_counts: bool = False
    hospital_counts_as: Hospital = "community"


@dataclass(frozen=True, slots=True)
class ReleaseDayMeeting:
    """How the participant is met on the day of release (§37)."""

    modes: tuple[ContactMode, ...] = ("in_person",)


@dataclass(frozen=True, slots=True)
class CommunityWork:
    """How long the work goes on after release, and what stops its clock (§40)."""

    min_days: int = 56
    max_days: int = 112
    pause_on_recall: bool = True
    pause_on_hospital: bool = False


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every figure a rule uses; ``parameters.joint.prison_min`` is the key ``joint.prison_min``."""

    referral: ReferralWindow = field(default_factory=ReferralWindow)
    first_contact: FirstContact = field(default_factory=FirstContact)
    joint: JointMeetings = field(default_factory=JointMeetings)
    weekly: WeeklyContact = field(default_factory=WeeklyContact)
    dose: Dose = field(default_factory=Dose)
    release: ReleaseDayMeeting = field(default_factory=ReleaseDayMeeting)
    community: CommunityWork = field(default_factory=CommunityWork)


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

DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "referral.min_days": "fewest days from referral to the expected release",
        "referral.max_days": "most days from referral to the expected release",
        "first_contact.days": "days from acceptance within which the participant is first met",
        "joint.prison_min": "joint meetings in prison, at least",
        "joint.community_min": "joint meetings in the community, at least",
        "joint.community_due_week": "week after release by which the joint meeting in the community is due",
        "joint.modes": "modes in which a meeting can be joint",
        "weekly.max_gap_days": "most days from one attended contact to the next",
        "weekly.bank_holiday_extension": "whether each bank holiday in between allows one day more",
        "weekly.modes_prison": "modes that count as weekly contact in prison",
        "weekly.modes_community": "modes that count as weekly contact in the community",
        "dose.prison_min": "sessions in prison, at least",
        "dose.community_min": "sessions in the community, at least",
        "dose.release_day_counts": "whether meetings on a day of release count as community sessions",
        "dose.session_modes": "modes in which a contact is a session",
        "dose.min_minutes": "minutes a session lasts, at least",
        "dose.max_per_day": "most sessions counted on one day",
        "dose.recall_counts": "whether sessions in prison after a recall count as prison sessions",
        "dose.hospital_counts_as": "what a session in hospital after release counts as: community or neither",
        "release.modes": "modes in which the participant is met on the day of release",
        "community.min_days": "fewest days of work after release",
        "community.max_days": "most days of work after release",
        "community.pause_on_recall": "whether days back in prison stop the clock of the community work",
        "community.pause_on_hospital": "whether days in hospital stop the clock of the community work",
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
