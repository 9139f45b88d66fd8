"""Code → rule: what each is called, what it rests on, and the function that judges; in order of the code.

To add a rule, write its function, its line here, and its page in ``tests/assess/rules``. A code is never
used again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar, Literal, TypeAlias

from engager_docs.assess.course import Course
from engager_docs.assess.rules.dose import community_dose, prison_dose
from engager_docs.assess.rules.duration import community_duration
from engager_docs.assess.rules.joint import joint_in_community, joint_in_prison
from engager_docs.assess.rules.referral import early_first_contact, referral_window
from engager_docs.assess.rules.release_day import met_on_release_day
from engager_docs.assess.rules.weekly import weekly_in_community, weekly_in_prison
from engager_docs.assess.subjects import ServiceRecords, SiteRecords, StaffRecords
from engager_docs.assess.verdict import Verdict
from engager_docs.model.diagnostic import Severity

Subject: TypeAlias = Literal["case", "staff", "site", "service"]
Variations: TypeAlias = Literal["cover", "explain", "told_by_rule"]


@dataclass(frozen=True, slots=True)
class _Declared:
    """What every rule declares: code, title, statements of the source, parameters, its own severity."""

    code: str
    title: str
    cites: tuple[str, ...]
    parameters: tuple[str, ...]
    severity: Severity


@dataclass(frozen=True, slots=True)
class CaseRule(_Declared):
    """A rule about one participant's case.

    ``variations`` says whether one recorded in time covers a departure or only explains it, or whether the
    rule weighs them itself, gap by gap.
    """

    judge: Callable[[Course], Verdict]
    variations: Variations = "cover"
    subject: ClassVar[Subject] = "case"


@dataclass(frozen=True, slots=True)
class StaffRule(_Declared):
    """A rule about one staff member."""

    judge: Callable[[StaffRecords], Verdict]
    subject: ClassVar[Subject] = "staff"


@dataclass(frozen=True, slots=True)
class SiteRule(_Declared):
    """A rule about one site."""

    judge: Callable[[SiteRecords], Verdict]
    subject: ClassVar[Subject] = "site"


@dataclass(frozen=True, slots=True)
class ServiceRule(_Declared):
    """A rule about the whole service."""

    judge: Callable[[ServiceRecords], Verdict]
    subject: ClassVar[Subject] = "service"


Rule: TypeAlias = CaseRule | StaffRule | SiteRule | ServiceRule

_SESSION = ("dose.session_modes", "dose.min_minutes", "dose.max_per_day")
_WEEKLY = ("weekly.max_gap_days", "weekly.bank_holiday_extension")
_PAUSE = ("community.pause_on_recall", "community.pause_on_hospital")

RULES: tuple[Rule, ...] = (
    CaseRule(
        "P01",
        "Referred 4 to 16 weeks before release",
        ("§32",),
        ("referral.min_days", "referral.max_days"),
        "adherence",
        referral_window,
    ),
    CaseRule("P02", "First contact after acceptance", (), ("first_contact.days",), "info", early_first_contact),
    CaseRule(
        "P03",
        "Joint meetings in prison",
        ("§27",),
        ("joint.prison_min", "joint.modes"),
        "adherence",
        joint_in_prison,
    ),
    CaseRule(
        "P04",
        "Joint meeting in the community",
        ("§27",),
        ("joint.community_min", "joint.community_due_week", "joint.modes", "dose.hospital_counts_as"),
        "adherence",
        joint_in_community,
    ),
    CaseRule(
        "P05",
        "Weekly contact in prison",
        ("§28",),
        (*_WEEKLY, "weekly.modes_prison"),
        "adherence",
        weekly_in_prison,
        "told_by_rule",
    ),
    CaseRule(
        "P06",
        "Weekly contact in the community",
        ("§28",),
        (*_WEEKLY, "weekly.modes_community", *_PAUSE),
        "adherence",
        weekly_in_community,
        "told_by_rule",
    ),
    CaseRule(
        "P07",
        "Sessions in prison",
        ("§31",),
        ("dose.prison_min", *_SESSION, "dose.recall_counts"),
        "adherence",
        prison_dose,
    ),
    CaseRule(
        "P08",
        "Sessions in the community",
        ("§31",),
        (
            "dose.community_min",
            *_SESSION,
            "dose.release_day_counts",
            "dose.hospital_counts_as",
            "community.max_days",
            *_PAUSE,
        ),
        "adherence",
        community_dose,
    ),
    CaseRule(
        "P09",
        "Met on the day of release",
        ("§37",),
        ("release.modes",),
        "adherence",
        met_on_release_day,
        "explain",
    ),
    CaseRule(
        "P10",
        "Weeks of community support",
        ("§40",),
        ("community.min_days", "community.max_days", *_PAUSE),
        "adherence",
        community_duration,
    ),
)


def rule_named(code: str) -> Rule | None:
    """Return the rule of a code, or None where there is none."""
    return next((rule for rule in RULES if rule.code == code.strip().upper()), None)


def nearest_code(code: str) -> str:
    """Return the code most like ``code``, or nothing where none is."""
    near = get_close_matches(code.strip().upper(), [rule.code for rule in RULES], 1, 0.5)
    return near[0] if near else ""
