"""S12 to S20 → rules: team meetings, mentalisation sessions, reviews of adherence."""

from __future__ import annotations

from engager_docs.assess.rule import Rule, SiteRule, StaffRule
from engager_docs.assess.rules.caseload_review import adherence_reviewed, whole_caseload
from engager_docs.assess.rules.mentalisation import external_expert, mentalisation_interval, toolkit_applied
from engager_docs.assess.rules.team_meeting import meeting_attended, meeting_content, meeting_led, weekly_meeting

MEETINGS: tuple[Rule, ...] = (
    SiteRule(
        "S12",
        ("§22", "§43"),
        ("supervision.min_working_days", "supervision.allow_shift_days"),
        "adherence",
        weekly_meeting,
    ),
    StaffRule("S13", ("§43",), (), "adherence", meeting_attended),
    SiteRule("S14", ("§42", "§43"), (), "adherence", meeting_led),
    SiteRule("S15", ("§23",), ("meeting.content_weeks",), "info", meeting_content),
    SiteRule("S16", ("§43",), ("meeting.case_review_days",), "adherence", whole_caseload),
    SiteRule("S17", ("§24",), ("mba.min_days", "mba.max_days"), "adherence", mentalisation_interval),
    SiteRule("S18", ("§25",), ("mba.modes",), "info", external_expert),
    SiteRule("S19", ("§26",), (), "info", toolkit_applied),
    SiteRule("S20", ("§45",), ("adherence.review_days",), "adherence", adherence_reviewed),
)
