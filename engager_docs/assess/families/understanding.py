"""P11 to P16 → rules: the Shared Understanding and the Shared Action Plan."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule
from engager_docs.assess.rules.plan import plan_adapted, plan_before_release
from engager_docs.assess.rules.understanding import (
    four_answers,
    understanding_begun,
    understanding_joint,
    understanding_links,
)

UNDERSTANDING: tuple[CaseRule, ...] = (
    CaseRule("P11", ("§33",), ("su.required_before_release",), "adherence", understanding_begun),
    CaseRule("P12", ("§33",), ("su.min_links",), "info", understanding_links),
    CaseRule(
        "P13",
        ("§27", "§38"),
        ("joint.modes", "dose.hospital_counts_as", "su.community_review_min"),
        "adherence",
        understanding_joint,
    ),
    CaseRule("P14", ("§34",), (), "info", four_answers),
    CaseRule("P15", ("§35",), ("plan.short_term_share",), "adherence", plan_before_release),
    CaseRule("P16", ("§39",), ("dose.hospital_counts_as", "plan.community_review_days"), "adherence", plan_adapted),
)
