"""N01 to N05 → rules: notices about a case."""

from __future__ import annotations

from engager_docs.assess.rule import CaseRule
from engager_docs.assess.rules.notices import (
    entered_late,
    handed_over,
    next_contact_planned,
    release_brought_forward,
    release_moved,
)

NOTICES: tuple[CaseRule, ...] = (
    CaseRule("N01", (), (), "info", entered_late, "none"),
    CaseRule("N02", (), (), "info", release_brought_forward, "none"),
    CaseRule("N03", (), (), "info", next_contact_planned, "none"),
    CaseRule("N04", (), (), "info", release_moved, "none"),
    CaseRule("N05", (), (), "info", handed_over, "none"),
)
