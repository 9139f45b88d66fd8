"""S01 to S11 → rules: clinical supervision, the supervisor's own, line management."""

from __future__ import annotations

from engager_docs.assess.rule import Rule

SUPERVISION: tuple[Rule, ...] = ()
