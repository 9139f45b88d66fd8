"""``network.yaml`` → family, peer mentors and agencies, and the log of liaison (records.md 4, §29 §36)."""

from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.contact import ContactMode
from engager_docs.model.records.scalars import (
    Day,
    GoalId,
    MemberId,
    OrganisationId,
    Part,
    Record,
    StaffId,
    Text,
    Truth,
    doc,
)

MemberKind: TypeAlias = Literal[
    "family",
    "partner",
    "friend",
    "peer_mentor",
    "probation_practitioner",
    "prison_offender_manager",
    "gp",
    "substance_misuse_worker",
    "housing_worker",
    "cmht",
    "in_reach",
    "employer",
    "benefits_adviser",
    "other_agency",
]


class Member(Part):
    """One person or agency around the participant: a role label, never a name."""

    id: Annotated[MemberId, doc("The member's id, unique in the case.", "§29")]
    kind: Annotated[MemberKind, doc("What the member is to the participant.", "§29")]
    organisation: Annotated[OrganisationId | None, doc("The organisation of the member.", "§29", "§36")] = None
    named_in_plan: Annotated[Truth | None, doc("Whether the shared plan names the member.", "§29")] = None


Direction: TypeAlias = Literal["out", "in", "meeting"]
Shared: TypeAlias = Literal["none", "need_to_know", "full_plan"]


class LiaisonEntry(Part):
    """One exchange with a member of the network."""

    on: Annotated[Day, doc("The day of the exchange.", "§29", "§36")]
    with_: Annotated[MemberId, doc("The member of the network.", "§29", alias="with")]
    direction: Annotated[Direction, doc("Who turned to whom.", "§29")]
    mode: Annotated[ContactMode | None, doc("How it was done.", "§29")] = None
    purpose: Annotated[Text | None, doc("What it was for.", "§36")] = None
    goals: Annotated[tuple[GoalId, ...], doc("The goals it serves.", "§36")] = ()
    outcome: Annotated[Text | None, doc("What came of it.", "§36")] = None
    shared: Annotated[Shared | None, doc("How much was told about the participant.", "§29")] = None
    next_step: Annotated[Text | None, doc("What happens next.", "§29")] = None
    by: Annotated[StaffId | None, doc("The staff member.", "§29")] = None


class Network(Record):
    """The people and agencies around the participant."""

    members: Annotated[tuple[Member, ...], doc("The people and agencies.", "§29")] = ()
    liaison: Annotated[tuple[LiaisonEntry, ...], doc("The log of exchanges, oldest first.", "§29", "§36")] = ()
