"""``training/STEM.md`` → one training session and who was there (records.md 4, §11 §12)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator

from engager_docs.model.records.scalars import SITE, Amendment, Day, Number, Part, PDate, Record, Shape, Text, doc

fact = partial(doc, seen_by="service")

Attendee: TypeAlias = Annotated[
    str,
    BeforeValidator(
        Shape(
            rf"(PRA|SUP|LIN|MBX|RES|PEER)-{SITE}-[0-9]{{2}}|[a-z][a-z -]*: [0-9]{{1,4}}",
            'neither the id of a staff member (PRA-NW-02) nor a group and its number ("researchers: 3")',
            "researchers: 3",
        )
    ),
]
TrainingStatus: TypeAlias = Literal["attended", "partial", "apologies", "not_in_post"]


class CatchUp(Part):
    """How somebody who missed a session made up for it."""

    on: Annotated[Day | None, fact("The day of the catch-up.", "§12")] = None
    how: Annotated[Text | None, fact("What was done to catch up.", "§12")] = None


class TrainingAttendance(Part):
    """One person, or one counted group, at one training session."""

    person: Annotated[Attendee, fact("A staff id, or a group and its number.", "§12")]
    status: Annotated[TrainingStatus, fact("Whether the person was there.", "§12")]
    catch_up: Annotated[CatchUp | None, fact("How a missed session was made up for.", "§12")] = None


class TrainingSession(Record):
    """One training session. Body: notes of the session."""

    amendments: Annotated[tuple[Amendment, ...], fact("Later corrections, oldest first.")] = ()
    date: Annotated[PDate, fact("The day of the session, or its month where the day is not known.", "§11")]
    place: Annotated[Text, fact("The town it was held in.", "§11")]
    topics: Annotated[tuple[Text, ...], fact("What was taught.", "§11")] = ()
    trainers: Annotated[tuple[Text, ...], fact("Who taught: staff ids or role labels.", "§11")] = ()
    hours: Annotated[Number | None, fact("How long it lasted.", "§11", unit="hours")] = None
    materials: Annotated[tuple[Text, ...], fact("What was handed out.", "§11")] = ()
    attendance: Annotated[tuple[TrainingAttendance, ...], fact("Who was there, and who was not.", "§12")] = ()
