"""What assessment found: measures, gaps, rule results, as frozen values (interface.md, JSON of `report`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from engager_docs.model.diagnostic import Severity
from engager_docs.model.due import DueItem

Outcome: TypeAlias = Literal["met", "not_met", "covered", "not_due_yet", "not_applicable", "cannot_tell"]
GapKind: TypeAlias = Literal["none", "covered", "moved", "attempted", "no_attempt"]
ClosureClass: TypeAlias = Literal["completed", "early", "not_evaluable"]
Phase: TypeAlias = Literal[
    "referred", "engaging_in_prison", "pre_release", "release_day", "community", "ending", "closed"
]
Value: TypeAlias = int | float | str | bool | None


class Gap(Struct, frozen=True):
    """The days between two consecutive attended contacts, and why they are more than allowed (rules.md 1)."""

    start: date
    end: date
    days: int
    allowed: int
    kind: GapKind


class Measures(Struct, frozen=True):
    """What was delivered to one participant; ``None`` where a measure does not exist yet (interface.md)."""

    referral_days: int | None
    first_contact_days: int | None
    prison_sessions: int
    community_sessions: int
    community_sessions_excluding_release_day: int
    joint_prison: int
    joint_community: int
    met_on_release_day: bool | None
    community_days: int | None
    community_days_net: int | None
    missed: int
    contacts: int
    prison_gaps: tuple[Gap, ...]
    community_gaps: tuple[Gap, ...]


class Spot(Struct, frozen=True):
    """The place of a record that would put a finding right: its file, and the path of the field in it."""

    file: str
    path: tuple[str | int, ...] = ()


class Occurrence(Struct, frozen=True):
    """One week, month or meeting of a rule that is judged many times; ``severity`` None means the rule's own.

    ``period`` is a day, ``YYYY-Www``, ``YYYY-MM`` or ``from..to`` (rules.md 6.15).
    """

    period: str
    result: Outcome
    why: str
    severity: Severity | None = None
    spot: Spot | None = None


class RuleResult(Struct, frozen=True):
    """One rule applied to one subject; ``severity`` is the one the result has now (rules.md 6.1)."""

    rule: str
    subject: str
    result: Outcome
    severity: Severity
    value: Value
    expected: str
    why: str
    hint: str = ""
    due_on: date | None = None
    due_soon: bool = False
    cites: tuple[str, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    spot: Spot | None = None


class CaseAssessment(Struct, frozen=True):
    """One case assessed on a day: where it stands, what was measured, how each rule came out."""

    id: str
    site: str
    phase: Phase
    beside: tuple[str, ...]
    closure_class: ClosureClass | None
    lead: str | None
    measures: Measures
    results: tuple[RuleResult, ...]


class Rate(Struct, frozen=True):
    """Met out of due for one rule at one site, with what was left out counted beside (rules.md 6.18)."""

    rule: str
    met: int
    covered: int
    due: int
    excluded: int
    cannot_tell: int

    @classmethod
    def of(cls, rule: str, outcomes: Sequence[Outcome]) -> Rate:
        """Return the rate of a rule over its outcomes; due is met, covered and not met (rules.md 6.18)."""
        met, covered, not_met = (outcomes.count(each) for each in ("met", "covered", "not_met"))
        return cls(
            rule=rule,
            met=met,
            covered=covered,
            due=met + covered + not_met,
            excluded=outcomes.count("not_applicable") + outcomes.count("not_due_yet"),
            cannot_tell=outcomes.count("cannot_tell"),
        )


class SubjectAssessment(Struct, frozen=True):
    """Rule results of a staff member, a site or the service; rates only for a site."""

    id: str
    results: tuple[RuleResult, ...]
    rates: tuple[Rate, ...] = ()


class Figure(Struct, frozen=True):
    """One parameter of the rules: its key, the value in force, the description's own, and what it means."""

    key: str
    value: str
    own: str
    meaning: str


class Assessment(Struct, frozen=True):
    """Everything assessed on one day under one profile: results, what is due, the figures used."""

    as_of: date
    profile: str
    cases: tuple[CaseAssessment, ...]
    staff: tuple[SubjectAssessment, ...]
    sites: tuple[SubjectAssessment, ...]
    service: SubjectAssessment
    due: tuple[DueItem, ...] = ()
    figures: tuple[Figure, ...] = ()
