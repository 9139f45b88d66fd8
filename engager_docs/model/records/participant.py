"""``participant.yaml`` → referral, consent, custody, release dates, allocation and closure (records.md 4)."""

from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import (
    CaseId,
    Day,
    OrganisationId,
    Part,
    Record,
    StaffId,
    Text,
    Ynk,
    doc,
)

ReferralSource: TypeAlias = Literal[
    "prison_mental_health_in_reach",
    "prison_primary_care",
    "offender_manager_custody",
    "offender_manager_community",
    "substance_misuse_service",
    "chaplaincy",
    "safer_custody",
    "peer",
    "self",
    "research_team",
    "other",
]
Decision: TypeAlias = Literal["accepted", "declined", "withdrawn", "pending"]


class Eligibility(Part):
    """The answer to one criterion of eligibility."""

    criterion: Annotated[Text | None, doc("The criterion in words.", "§32")] = None
    answer: Annotated[Ynk | None, doc("Whether the participant meets it.", "§32")] = None


class Referral(Part):
    """How the participant came to the service, and what was decided."""

    received_on: Annotated[Day, doc("The day the referral was received.", "§32")]
    source: Annotated[ReferralSource, doc("Who referred the participant.", "§32")]
    expected_release: Annotated[
        Day | None, doc("The expected release date as known on the day of referral.", "§32")
    ] = None
    reason: Annotated[Text | None, doc("Why the participant was referred.", "§32")] = None
    eligibility: Annotated[tuple[Eligibility, ...], doc("The criteria and their answers.", "§32")] = ()
    decision: Annotated[Decision, doc("What was decided on the referral.", "§32")]
    decided_on: Annotated[Day | None, doc("The day it was decided.", "§32")] = None
    decided_by: Annotated[Text | None, doc("Who decided: a staff id or a role.", "§42")] = None


ConsentScope: TypeAlias = Literal[
    "support",
    "share_with_agency",
    "contact_family",
    "contact_peer_mentor",
    "outcome_measures",
    "recording",
    "research",
]
ConsentStatus: TypeAlias = Literal["given", "declined", "withdrawn", "not_asked"]


class Consent(Part):
    """One answer to one request for consent; the latest answer for a scope holds."""

    scope: Annotated[ConsentScope, doc("What the consent is about.", "§29")]
    agency: Annotated[OrganisationId | None, doc("The agency that may be told.", "§29", "§36")] = None
    status: Annotated[ConsentStatus, doc("The participant's answer.", "§29")]
    on: Annotated[Day, doc("The day of the answer.", "§29")]
    given_how: Annotated[Literal["written", "verbal"] | None, doc("How the consent was given.")] = None
    limits: Annotated[Text | None, doc("What the participant does not want shared or done.", "§29")] = None


CustodyPlace: TypeAlias = Literal[
    "prison",
    "community",
    "approved_premises",
    "hospital",
    "police_custody",
    "immigration_detention",
    "unknown",
]
CustodyBasis: TypeAlias = Literal[
    "sentence",
    "remand",
    "fixed_term_recall",
    "standard_recall",
    "new_sentence",
    "released_conditional",
    "released_hdc",
    "released_early_scheme",
    "released_at_court",
    "released_sentence_end",
    "detained_mha",
    "informal_admission",
]


class CustodyPeriod(Part):
    """Where the participant lived for a time; its end is the day of the move."""

    place: Annotated[CustodyPlace, doc("The kind of place.", "§28", "§40")]
    establishment: Annotated[OrganisationId | None, doc("The prison, hospital or hostel.", "§28")] = None
    from_: Annotated[Day, doc("The day the period began.", "§28", "§40", alias="from")]
    to: Annotated[Day | None, doc("The day of the move, where the next period begins.", "§28", "§40")] = None
    basis: Annotated[CustodyBasis | None, doc("Why the period began.", "§37")] = None


ReleaseType: TypeAlias = Literal[
    "conditional_release",
    "automatic_release",
    "hdc",
    "early_scheme",
    "post_recall",
    "sentence_expiry",
    "court",
    "not_known",
]


class ReleaseDate(Part):
    """One entry of the history of expected release dates."""

    recorded_on: Annotated[Day, doc("The day this date was recorded as the expected one.", "§32")]
    date: Annotated[Day | None, doc("The expected release date.", "§32", "§37")] = None
    not_known_because: Annotated[Text | None, doc("Why there is no date.", "§32")] = None
    type: Annotated[ReleaseType | None, doc("The kind of release expected.", "§37")] = None
    told_team_on: Annotated[Day | None, doc("The day the team was told.", "§37")] = None


AllocationRole: TypeAlias = Literal["lead", "co_worker", "supervising"]


class Allocation(Part):
    """One staff member's part in the case for a time."""

    staff: Annotated[StaffId, doc("The staff member.", "§27", "§28")]
    role: Annotated[AllocationRole, doc("The part taken in the case.", "§27", "§28", "§44")]
    from_: Annotated[Day, doc("The first day of it.", alias="from")]
    to: Annotated[Day | None, doc("The last day of it; absent means still so.")] = None
    reason: Annotated[Text | None, doc("Why it began or changed.")] = None


ClosureReason: TypeAlias = Literal[
    "completed",
    "early_planned",
    "declined_after_accepting",
    "withdrew",
    "lost_contact",
    "recalled_not_resumed",
    "transferred_out_of_area",
    "transferred_to_other_service",
    "died",
    "deported",
    "ineligible",
    "duplicate",
    "other",
]


class Closure(Part):
    """When and why the case was closed."""

    on: Annotated[Day, doc("The day the case was closed; the date of death where the reason is `died`.", "§30")]
    reason: Annotated[ClosureReason, doc("Why the case was closed.", "§30", "§41")]
    note: Annotated[Text | None, doc("More on the reason.", "§30")] = None
    decided_by: Annotated[Text | None, doc("Who decided: a staff id or a role.", "§42")] = None


class Participant(Record):
    """The spine of a case: everything that has a date and is not a meeting; the id is the folder's name."""

    referral: Annotated[Referral, doc("How the participant came to the service.", "§32")]
    consent: Annotated[tuple[Consent, ...], doc("What the participant agreed to, and when.", "§29")] = ()
    custody: Annotated[
        tuple[CustodyPeriod, ...], doc("Where the participant lived, in order of date.", "§28", "§40")
    ] = ()
    release_dates: Annotated[
        tuple[ReleaseDate, ...], doc("The expected release dates as they became known.", "§32", "§37")
    ] = ()
    allocation: Annotated[tuple[Allocation, ...], doc("Who worked on the case, and when.", "§27", "§28")] = ()
    previous_case: Annotated[CaseId | None, doc("The earlier case of the same participant.")] = None
    closure: Annotated[Closure | None, doc("When and why the case was closed.", "§30", "§41")] = None
