"""A01 to A05 → rules: what about a case wants attention."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule

ATTENTION: tuple[CaseRule, ...] = ()
