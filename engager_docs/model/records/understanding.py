"""``shared-understanding/DATE.md`` → one version of the Shared Understanding (records.md 4, §27 §33 §34)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import Day, Part, Record, StaffId, Text, doc

shared = partial(doc, shown_to=("participant",))

ReviewReason: TypeAlias = Literal["first", "new_information", "release", "crisis", "planned_review", "handover"]


class Link(Part):
    """How one emotion, thought or behaviour leads to another; each end quotes an entry of the lists."""

    from_: Annotated[Text, shared("The entry the link starts from.", "§33", alias="from")]
    to: Annotated[Text, shared("The entry it leads to.", "§33")]
    words: Annotated[Text | None, shared("The link in the participant's words.", "§33")] = None


class Agreement(Part):
    """Whether the participant agrees with this version."""

    by_participant: Annotated[
        Literal["yes", "no", "partly"] | None, shared("The participant's answer.", "§27", "§38")
    ] = None
    on: Annotated[Day | None, shared("The day of the answer.", "§27")] = None


class SharedUnderstanding(Record):
    """One dated version. Body: the narrative, in the participant's words where possible."""

    date: Annotated[Day, shared("The day of this version, as in the file's name.", "§33")]
    authors: Annotated[tuple[StaffId, ...], doc("The staff who wrote it down.", "§27")]
    contact: Annotated[Day | None, doc("The day of the contact it was developed in.", "§27")] = None
    emotions: Annotated[tuple[Text, ...], shared("What the participant feels.", "§33")] = ()
    thoughts: Annotated[tuple[Text, ...], shared("What the participant thinks.", "§33")] = ()
    behaviours: Annotated[tuple[Text, ...], shared("What the participant does.", "§33")] = ()
    links: Annotated[tuple[Link, ...], shared("How emotions, thoughts and behaviours hang together.", "§33")] = ()
    needs: Annotated[tuple[Text, ...], shared("What is needed; may be `none identified`.", "§34")] = ()
    problems: Annotated[tuple[Text, ...], shared("What is in the way; may be `none identified`.", "§34")] = ()
    strengths: Annotated[
        tuple[Text, ...],
        shared("What the participant is good at; may be `none identified`.", "§34"),
    ] = ()
    resources: Annotated[
        tuple[Text, ...],
        shared("Who and what can be drawn on; may be `none identified`.", "§34"),
    ] = ()
    triggers: Annotated[tuple[Text, ...], shared("What sets a difficult spell off.", "§33")] = ()
    what_helps: Annotated[tuple[Text, ...], shared("What has helped before.", "§34")] = ()
    if_i_disappear: Annotated[
        Text | None, shared("What the participant wants us to do when contact is lost.", "§29")
    ] = None
    agreed: Annotated[Agreement | None, shared("Whether the participant agrees with it.", "§27")] = None
    copy_given_on: Annotated[Day | None, shared("The day the participant was given a copy.", "§27")] = None
    review_reason: Annotated[ReviewReason | None, doc("Why this version was written.", "§27", "§38")] = None
