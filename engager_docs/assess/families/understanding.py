"""P11 to P16 → rules: the Shared Understanding and the Shared Action Plan."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule

UNDERSTANDING: tuple[CaseRule, ...] = ()
