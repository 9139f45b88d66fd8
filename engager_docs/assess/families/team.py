"""T01 to T09 → rules: who is in the team, their background and training."""

from __future__ import annotations

from engager_docs.assess.rule import Rule, ServiceRule, SiteRule, StaffRule
from engager_docs.assess.rules.background import characteristics, practitioner_background, supervisor_background
from engager_docs.assess.rules.posts import mixed_team, one_supervisor, two_or_three
from engager_docs.assess.rules.training import sessions_held, trained_soon, training_attended

TEAM: tuple[Rule, ...] = (
    SiteRule("T01", ("§1",), ("team.overlap_days",), "adherence", one_supervisor),
    SiteRule("T02", ("§1",), ("team.overlap_days",), "adherence", two_or_three),
    StaffRule("T03", ("§7",), (), "info", characteristics),
    StaffRule("T04", ("§8", "§9"), (), "info", practitioner_background),
    StaffRule("T05", ("§10",), (), "info", supervisor_background),
    ServiceRule("T06", ("§11",), ("training.planned",), "info", sessions_held),
    StaffRule("T07", ("§12",), (), "adherence", training_attended),
    StaffRule("T08", (), ("training.joiner_days",), "info", trained_soon),
    SiteRule("T09", ("§2",), (), "info", mixed_team),
)
