"""``release-day.yaml`` → what was planned for the release day and what happened (records.md 4, §37)."""

from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import Clock, Day, Part, Record, StaffId, Text, Truth, doc

Arrival: TypeAlias = Literal["gate", "court", "hospital", "travel_hub", "home"]
NotMetBecause: TypeAlias = Literal[
    "released_without_notice",
    "declined_by_participant",
    "staff_unavailable",
    "released_at_court",
    "released_elsewhere",
    "other",
]


class ReleasePlan(Part):
    """What was arranged for the day."""

    meet_at: Annotated[Text | None, doc("Where the participant is met.", "§37")] = None
    time: Annotated[Clock | None, doc("When, local time.", "§37")] = None
    met_by: Annotated[StaffId | None, doc("Who meets the participant.", "§37")] = None
    backup: Annotated[Text | None, doc("Who or what stands in if that falls through.", "§37")] = None
    travel: Annotated[Text | None, doc("How they travel.", "§37")] = None
    first_night: Annotated[Text | None, doc("Where the participant sleeps the first night.", "§37")] = None
    prescription: Annotated[Text | None, doc("How medication goes on without a gap.", "§36", "§37")] = None
    id_and_bank: Annotated[Text | None, doc("Proof of identity and a bank account.", "§37")] = None
    phone: Annotated[Text | None, doc("How the participant can be reached; no number.", "§37")] = None
    probation_appointment: Annotated[Text | None, doc("The first probation appointment.", "§37")] = None
    first_72_hours: Annotated[tuple[Text, ...], doc("What the first three days hold.", "§37")] = ()


class ReleaseActual(Part):
    """What happened on the day."""

    met: Annotated[Truth | None, doc("Whether the participant was met.", "§37")] = None
    on: Annotated[Day | None, doc("The day of the release.", "§37")] = None
    arrived: Annotated[Arrival | None, doc("Where the participant was met.", "§37")] = None
    not_met_because: Annotated[NotMetBecause | None, doc("Why the participant was not met.", "§37")] = None


class ReleaseAgain(Part):
    """A later release, after a recall."""

    plan: Annotated[ReleasePlan | None, doc("What was arranged for this release.", "§37")] = None
    actual: Annotated[ReleaseActual | None, doc("What happened on the day of this release.", "§37")] = None


class ReleaseDay(Record):
    """The first release and, after a recall, the later ones."""

    plan: Annotated[ReleasePlan | None, doc("What was arranged for the day.", "§37")] = None
    actual: Annotated[ReleaseActual | None, doc("What happened on the day.", "§37")] = None
    again: Annotated[tuple[ReleaseAgain, ...], doc("Later releases, in order.", "§37")] = ()
