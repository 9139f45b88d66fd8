"""``variations.yaml`` and ``ending.md`` → departures and the ending (records.md 4, §28 §30 §41)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Tag

from engager_docs.model.records.scalars import (
    Day,
    OrganisationId,
    Part,
    Record,
    RuleCode,
    StaffId,
    Text,
    Ynk,
    doc,
)
from engager_docs.model.records.shape import LIST, TEXT, shape

shared = partial(doc, shown_to=("participant",))

VariationReason: TypeAlias = Literal[
    "participant_declined_frequency",
    "participant_unwell",
    "participant_working",
    "needs_based_extension",
    "needs_based_reduction",
    "regime_lockdown",
    "transfer_out_of_area",
    "security",
    "temporary_absence",
    "practitioner_leave",
    "supervisor_vacancy",
    "staff_sickness",
    "system_failure",
    "released_without_notice",
    "recall",
    "hospital_admission",
    "death",
    "lost_contact",
    "bank_holiday",
]


class Variation(Record):
    """One authorised departure from a rule for a time; recorded after the due date it only explains."""

    rule: Annotated[RuleCode, doc("The code of the rule departed from.", "§28")]
    from_: Annotated[Day, doc("The first day of the departure.", "§28", alias="from")]
    to: Annotated[Day | None, doc("The last day of it; absent means still so.", "§28")] = None
    reason: Annotated[VariationReason, doc("Why the rule is departed from.", "§28")]
    note: Annotated[Text | None, doc("More on the reason.", "§28")] = None
    authorised_by: Annotated[StaffId, doc("The supervisor who authorised it.", "§42", "§45")]
    # required here, where it decides whether the variation is retrospective; frozen, so narrowing is sound
    recorded_on: Annotated[  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride]
        Day, doc("The day the departure was written down.", "§28")
    ]


class NextStep(Part):
    """One service or activity that goes on after the ending."""

    service: Annotated[Text, shared("What the participant goes on to.", "§41")]
    organisation: Annotated[OrganisationId | None, doc("Who offers it.", "§41")] = None
    warm_handover: Annotated[Ynk | None, doc("Whether the team introduced the participant.", "§41")] = None
    accepted: Annotated[Ynk | None, doc("Whether the service took the participant on.", "§41")] = None
    first_appointment: Annotated[Day | None, shared("The day of the first appointment.", "§41")] = None


NextSteps: TypeAlias = Annotated[
    Annotated[tuple[NextStep, ...], Tag(LIST)] | Annotated[Literal["none_wanted"], Tag(TEXT)],
    Discriminator(
        shape,
        custom_error_type="steps_shape",
        custom_error_message="write a list of next steps, or none_wanted",
    ),
]


class Ending(Record):
    """The plan for a positive ending and what came of it. Body: the plan."""

    planned_from: Annotated[Day | None, doc("The day from which the case works towards its end.", "§30")] = None
    planned_on: Annotated[Day | None, doc("The day the plan was made.", "§30", "§41")] = None
    session: Annotated[Day | None, shared("The day of the contact that was the ending session.", "§30")] = None
    warning_signs: Annotated[tuple[Text, ...], shared("What shows the participant that things get worse.", "§41")] = ()
    keep_doing: Annotated[tuple[Text, ...], shared("What the participant wants to go on doing.", "§41")] = ()
    next_steps: Annotated[
        NextSteps | None,
        shared("Where the participant goes from here, or `none_wanted`.", "§41"),
    ] = None
    letter_given_on: Annotated[Day | None, shared("The day the ending letter was given.", "§30")] = None
    feedback: Annotated[Text | None, shared("What the participant said about the support.", "§30")] = None
