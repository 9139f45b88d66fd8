"""P17 to P22 → rules: liaison, follow-up, progress and the ending."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule

SUPPORT: tuple[CaseRule, ...] = ()
