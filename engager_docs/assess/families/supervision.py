"""S01 to S11 → rules: clinical supervision, the supervisor's own, line management."""

from __future__ import annotations

from engager_docs.assess.rule import Rule, StaffRule
from engager_docs.assess.rules.appraisal import annual_appraisal
from engager_docs.assess.rules.case_discussion import cases_discussed
from engager_docs.assess.rules.checklist import checklists
from engager_docs.assess.rules.clinical import given_by_supervisor, weekly_supervision
from engager_docs.assess.rules.focus import focus_covered
from engager_docs.assess.rules.line_management import line_content, line_managed, own_manager
from engager_docs.assess.rules.own_supervision import own_senior, own_supervision

SUPERVISION: tuple[Rule, ...] = (
    StaffRule(
        "S01",
        ("§13", "§44"),
        ("supervision.min_working_days", "supervision.allow_shift_days"),
        "adherence",
        weekly_supervision,
    ),
    StaffRule("S02", ("§13",), (), "adherence", given_by_supervisor),
    StaffRule("S03", ("§14", "§15"), ("supervision.content_weeks",), "info", focus_covered),
    StaffRule("S04", ("§17",), ("checklist.mode", "checklist.max_days"), "adherence", checklists),
    StaffRule("S05", ("§16",), ("case_discussion.max_days",), "adherence", cases_discussed),
    StaffRule("S06", ("§18",), ("monthly.min_days",), "adherence", own_supervision),
    StaffRule("S07", ("§18",), (), "adherence", own_senior),
    StaffRule("S08", ("§19",), ("monthly.min_days",), "adherence", line_managed),
    StaffRule("S09", ("§19",), (), "adherence", own_manager),
    StaffRule("S10", ("§20", "§21"), ("line.development_months",), "info", line_content),
    StaffRule("S11", ("§21",), ("appraisal.grace_days",), "adherence", annual_appraisal),
)
