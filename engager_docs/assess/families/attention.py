"""A01 to A05 → rules: what about a case wants attention."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule
from engager_docs.assess.rules.attention import (
    after_death,
    consent_respected,
    first_month,
    missed_in_a_row,
    risk_looked_at,
)

ATTENTION: tuple[CaseRule, ...] = (
    CaseRule("A01", (), (), "attention", risk_looked_at, "none"),
    CaseRule("A02", (), (), "attention", missed_in_a_row, "none"),
    CaseRule("A03", (), (), "attention", first_month, "none"),
    CaseRule("A04", (), (), "attention", consent_respected, "none"),
    CaseRule("A05", (), (), "attention", after_death, "none"),
)
