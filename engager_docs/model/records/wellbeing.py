"""``outcomes.yaml``, ``risks.yaml`` and ``incidents.yaml`` → scores, risks and incidents (records.md 4)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from engager_docs.model.records.scalars import Amendment, Day, Int, Number, Part, Record, StaffId, Text, doc

restricted = partial(doc, seen_by="restricted")

Instrument: TypeAlias = Literal["core_om", "core_10", "phq9", "gad7", "goal_attainment", "other"]
Timepoint: TypeAlias = Literal["baseline", "pre_release", "m1", "m3", "m6", "m12", "ending", "ad_hoc"]


class OutcomeScore(Record):
    """One questionnaire at one time: scores only, no item texts."""

    instrument: Annotated[Instrument, doc("The questionnaire.")]
    timepoint: Annotated[Timepoint, doc("When in the course of the case it was meant to be filled in.")]
    on: Annotated[Day, doc("The day it was filled in, or declined.")]
    total: Annotated[Number | None, doc("The total score.", unit="points")] = None
    domains: Annotated[dict[Text, Number], doc("Scores of the questionnaire's parts, by name.", unit="points")] = Field(
        default_factory=dict
    )
    items_missing: Annotated[Int | None, doc("How many questions were left out.", unit="questions")] = None
    declined_because: Annotated[Text | None, doc("Why it was not filled in.")] = None
    risk_reviewed_by: Annotated[Text | None, doc("Who looked at the answers about risk: a staff id or a role.")] = None


RiskType: TypeAlias = Literal[
    "suicide_self_harm",
    "harm_to_others",
    "harm_from_others",
    "domestic_abuse",
    "child_safeguarding",
    "adult_safeguarding",
    "overdose",
    "exploitation",
    "homelessness",
    "staff_safety",
]
RiskLevel: TypeAlias = Literal["low", "medium", "high", "very_high"]
Acct: TypeAlias = Literal["open", "post_closure", "closed"]


class Risk(Record):
    """One risk, from the day it was opened to the day it was closed; restricted."""

    amendments: Annotated[tuple[Amendment, ...], restricted("Later corrections, oldest first.")] = ()
    type: Annotated[RiskType, restricted("The kind of risk.")]
    level: Annotated[RiskLevel | None, restricted("How high it is judged to be.")] = None
    acct: Annotated[Acct | None, restricted("The state of the prison's plan for care in custody (ACCT).")] = None
    opened_on: Annotated[Day, restricted("The day the risk was opened.")]
    reviewed_on: Annotated[Day | None, restricted("The day it was last looked at.")] = None
    next_review_on: Annotated[Day | None, restricted("The day it is to be looked at again.")] = None
    plan: Annotated[Text | None, restricted("What is done about it.")] = None
    shared_with: Annotated[tuple[Text, ...], restricted("Who has been told: ids of the network or roles.", "§29")] = ()
    closed_on: Annotated[Day | None, restricted("The day it was closed.")] = None


IncidentKind: TypeAlias = Literal["death", "self_harm", "overdose", "assault", "safeguarding", "information", "other"]


class StaffSupport(Part):
    """The support offered to staff after an incident."""

    offered_on: Annotated[Day | None, restricted("The day it was offered.", "§20")] = None
    to: Annotated[tuple[StaffId, ...], restricted("The staff it was offered to.", "§20")] = ()


class Incident(Record):
    """One incident; restricted."""

    amendments: Annotated[tuple[Amendment, ...], restricted("Later corrections, oldest first.")] = ()
    on: Annotated[Day, restricted("The day it happened.")]
    kind: Annotated[IncidentKind, restricted("What kind of incident it was.")]
    what: Annotated[Text, restricted("What happened.")]
    reported_to: Annotated[tuple[Text, ...], restricted("Who has been told: ids or roles.")] = ()
    staff_support: Annotated[StaffSupport | None, restricted("The support offered to staff.", "§20")] = None
