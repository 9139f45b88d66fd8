"""A subject → what one rule says of it, before it is given its code and its severity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engager_docs.model.diagnostic import Severity
from engager_docs.model.result import Occurrence, Outcome, Value


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a rule with the words that explain it.

    ``severity`` is None where the rule's own holds. ``due_on`` is the day the rule is due, ``due_soon``
    whether that day is near and the rule still open.
    """

    outcome: Outcome
    expected: str
    why: str
    value: Value = None
    hint: str = ""
    severity: Severity | None = None
    due_on: date | None = None
    due_soon: bool = False
    occurrences: tuple[Occurrence, ...] = ()
