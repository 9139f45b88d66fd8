"""T01 to T09 → rules: who is in the team, their background and training."""

from __future__ import annotations

from engager_docs.assess.rule import Rule

TEAM: tuple[Rule, ...] = ()
