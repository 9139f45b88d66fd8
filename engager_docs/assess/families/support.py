"""P17 to P22 → rules: liaison, follow-up, progress and the ending."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule
from engager_docs.assess.rules.ending import ending_delivered, ending_planned
from engager_docs.assess.rules.follow_up import followed_up
from engager_docs.assess.rules.liaison import liaison_before_release, network_contacted
from engager_docs.assess.rules.progress import progress_reviewed

_PAUSE = ("community.max_days", "community.pause_on_recall", "community.pause_on_hospital")

SUPPORT: tuple[CaseRule, ...] = (
    CaseRule("P17", ("§36",), ("liaison.prison_min",), "adherence", liaison_before_release),
    CaseRule("P18", ("§29",), ("dose.hospital_counts_as",), "info", network_contacted),
    CaseRule("P19", ("§29",), ("followup.days", "followup.misses"), "adherence", followed_up),
    CaseRule("P20", ("§29",), ("goals.review_days", "dose.hospital_counts_as"), "info", progress_reviewed),
    CaseRule("P21", ("§30", "§41"), ("ending.notice_days", *_PAUSE), "adherence", ending_planned),
    CaseRule("P22", ("§30", "§41"), (), "adherence", ending_delivered),
)
