"""S12 to S20 → rules: team meetings, mentalisation sessions, reviews of adherence."""

from __future__ import annotations

from engager_docs.assess.rule import Rule

MEETINGS: tuple[Rule, ...] = ()
