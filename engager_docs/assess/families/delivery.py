"""P01 to P10 → rules: referral, joint meetings, weekly contact, dose, release day, length of the work."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule
from engager_docs.assess.rules.dose import community_dose, prison_dose
from engager_docs.assess.rules.duration import community_duration
from engager_docs.assess.rules.joint import joint_in_community, joint_in_prison
from engager_docs.assess.rules.referral import early_first_contact, referral_window
from engager_docs.assess.rules.release_day import met_on_release_day
from engager_docs.assess.rules.weekly import weekly_in_community, weekly_in_prison

_SESSION = ("dose.session_modes", "dose.min_minutes", "dose.max_per_day")
_WEEKLY = ("weekly.max_gap_days", "weekly.bank_holiday_extension")
_PAUSE = ("community.pause_on_recall", "community.pause_on_hospital")

DELIVERY: tuple[CaseRule, ...] = (
    CaseRule(
        "P01",
        ("§32",),
        ("referral.min_days", "referral.max_days"),
        "adherence",
        referral_window,
    ),
    CaseRule("P02", (), ("first_contact.days",), "info", early_first_contact),
    CaseRule(
        "P03",
        ("§27",),
        ("joint.prison_min", "joint.modes"),
        "adherence",
        joint_in_prison,
    ),
    CaseRule(
        "P04",
        ("§27",),
        ("joint.community_min", "joint.community_due_week", "joint.modes", "dose.hospital_counts_as"),
        "adherence",
        joint_in_community,
    ),
    CaseRule(
        "P05",
        ("§28",),
        (*_WEEKLY, "weekly.modes_prison"),
        "adherence",
        weekly_in_prison,
        "told_by_rule",
    ),
    CaseRule(
        "P06",
        ("§28",),
        (*_WEEKLY, "weekly.modes_community", *_PAUSE),
        "adherence",
        weekly_in_community,
        "told_by_rule",
    ),
    CaseRule(
        "P07",
        ("§31",),
        ("dose.prison_min", *_SESSION, "dose.recall_counts"),
        "adherence",
        prison_dose,
    ),
    CaseRule(
        "P08",
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
        ("§37",),
        ("release.modes",),
        "adherence",
        met_on_release_day,
        "explain",
    ),
    CaseRule(
        "P10",
        ("§40",),
        ("community.min_days", "community.max_days", *_PAUSE),
        "adherence",
        community_duration,
    ),
)
