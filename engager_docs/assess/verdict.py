"""A subject → what one rule says of it, before it is given its code and its severity."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from engager_docs.model.diagnostic import Severity
from engager_docs.model.result import Occurrence, Outcome, Spot, Value


class Verdict(Struct, frozen=True):
    """The outcome of a rule with the words that explain it.

    ``severity`` is None where the rule's own holds. ``due_on`` is the day the rule is due, ``due_soon``
    whether that day is near and the rule still open. ``spot`` is the record that would put a departure right,
    None where no record of the subject does so better than its first.
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
    spot: Spot | None = None
