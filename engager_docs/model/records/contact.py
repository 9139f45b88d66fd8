"""``contacts/DATE.md`` → one contact, attempted or planned contact (records.md 4, §27 §28 §31 §37)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import (
    Clock,
    Code,
    Day,
    GoalId,
    Int,
    Part,
    Record,
    StaffId,
    Text,
    Truth,
    doc,
)

shared = partial(doc, shown_to=("participant",))

Place: TypeAlias = Literal["prison", "community", "hospital", "approved_premises", "court", "police_custody"]
Venue: TypeAlias = Literal[
    "wing",
    "legal_visits",
    "healthcare",
    "gate",
    "home",
    "hostel",
    "cafe",
    "office",
    "probation_office",
    "gp_surgery",
    "street",
    "vehicle",
    "other",
]
ContactMode: TypeAlias = Literal["in_person", "video", "phone", "text", "letter", "email", "message_via_third_party"]
Outcome: TypeAlias = Literal[
    "attended",
    "attended_late",
    "late_not_seen",
    "cancelled_by_participant",
    "did_not_attend",
    "refused_on_arrival",
    "cancelled_by_provider",
    "no_reply",
    "planned",
]
CancelCause: TypeAlias = Literal[
    "regime_lockdown",
    "no_escort",
    "no_room",
    "security",
    "court",
    "transfer",
    "staff_sickness",
    "staff_leave",
    "transport",
    "other",
]
Purpose: TypeAlias = Literal[
    "session", "release_day", "follow_up_attempt", "handover", "ending_session", "liaison_three_way"
]
ContactFocus: TypeAlias = Literal[
    "engagement",
    "shared_understanding",
    "emotions",
    "thoughts",
    "behaviours",
    "goals",
    "action_plan",
    "practical_support",
    "accommodation",
    "money_benefits_id",
    "substance_use",
    "physical_health",
    "medication",
    "family_relationships",
    "work_training",
    "probation_licence",
    "crisis",
    "release_planning",
    "ending",
]
Applied: TypeAlias = Literal["yes", "partly", "no", "not_indicated"]


class AppliedComponent(Part):
    """Whether one core component was used in a contact."""

    component: Annotated[Code | None, doc("The code of the core component.", "§17")] = None
    applied: Annotated[Applied | None, doc("Whether it was used.", "§17")] = None


class Contact(Record):
    """One contact with the participant. Body: what we did, the response, concerns, plan for next time."""

    date: Annotated[Day, shared("The day of the contact, as in the file's name.", "§28")]
    start: Annotated[Clock | None, shared("When it began, local time.")] = None
    minutes: Annotated[Int | None, doc("How long it lasted.", "§31", unit="minutes")] = None
    place: Annotated[Place, shared("Where the participant is, also during a call.", "§27", "§28", "§31")]
    venue: Annotated[Venue | None, shared("The spot where they met.")] = None
    mode: Annotated[ContactMode, shared("How the contact was made.", "§27", "§28")]
    outcome: Annotated[
        Outcome,
        shared("What came of it; `no_reply` is an attempt that found nobody.", "§28", "§29", "§31"),
    ]
    cancel_cause: Annotated[CancelCause | None, doc("Why the prison or the service cancelled it.", "§28")] = None
    staff: Annotated[tuple[StaffId, ...], doc("The staff who took part.", "§27", "§28")]
    others: Annotated[tuple[Text, ...], doc("Who else took part: ids of the network, or roles.", "§29", "§36")] = ()
    purposes: Annotated[tuple[Purpose, ...], shared("What the contact was for.", "§28", "§29", "§30", "§37")] = (
        "session",
    )
    focus: Annotated[tuple[ContactFocus, ...], doc("What the contact was about.", "§33", "§34", "§35", "§38")] = ()
    goals: Annotated[tuple[GoalId, ...], doc("The goals worked on.", "§29", "§39")] = ()
    components: Annotated[tuple[AppliedComponent, ...], doc("The core components used, for the checklist.", "§17")] = ()
    risk_changed: Annotated[Truth | None, doc("Whether a risk was opened or looked at again that day.")] = None
    next_contact: Annotated[Day | None, doc("The day agreed for the next contact.", "§28")] = None
