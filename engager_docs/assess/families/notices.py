"""N01 to N05 → rules: notices about a case."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule

NOTICES: tuple[CaseRule, ...] = ()
