"""Supervision and meetings → the parts their records share: attendance, cases, actions (records.md 4)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import CaseId, Code, Day, Part, StaffId, Text, doc

shown = partial(doc, shown_to=("external",))

SessionMode: TypeAlias = Literal["in_person", "video", "phone"]
SessionStatus: TypeAlias = Literal["held", "cancelled", "rearranged"]
AttendanceStatus: TypeAlias = Literal["present", "apologies_leave", "apologies_other", "absent"]


class Attendance(Part):
    """One staff member at one meeting."""

    staff: Annotated[StaffId, shown("The staff member.", "§43")]
    status: Annotated[AttendanceStatus, shown("Whether the staff member was there.", "§43")]


class AgreedAction(Part):
    """Something agreed to be done after a session or meeting."""

    what: Annotated[Text, doc("What is to be done.", "§16", "§23")]
    who: Annotated[Text, doc("Who does it: a staff id or a role.", "§16", "§23")]
    due_on: Annotated[Day | None, doc("The day it should be done by.")] = None
    done_on: Annotated[Day | None, doc("The day it was done.")] = None


ChecklistAnswer: TypeAlias = Literal["yes", "partly", "no", "not_indicated", "not_recorded"]


class ChecklistMark(Part):
    """One line of the core component checklist for one case."""

    component: Annotated[Code, doc("The code of the core component.", "§17")]
    applied: Annotated[ChecklistAnswer, doc("Whether it was used in the case.", "§17")]
    example: Annotated[Text | None, doc("An example of its use.", "§17")] = None
    plan: Annotated[Text | None, doc("How to use it next.", "§17")] = None


AddressesGoals: TypeAlias = Literal["yes", "partly", "no", "not_discussed"]
Progress: TypeAlias = Literal["on_track", "barriers", "stalled"]


class CaseDiscussion(Part):
    """What was said about one case."""

    participant: Annotated[CaseId, doc("The case that was discussed.", "§16", "§22")]
    understanding_addresses_goals: Annotated[
        AddressesGoals | None,
        doc("Whether the Shared Understanding addresses the participant's goals.", "§16", "§23"),
    ] = None
    progress: Annotated[Progress | None, doc("How the plan is coming on.", "§14", "§16", "§23")] = None
    barriers: Annotated[Text | None, doc("What stands in the way.", "§14", "§43")] = None
    dynamic_issue: Annotated[
        Text | None,
        doc("What goes on between practitioner and participant.", "§15", "§23", seen_by="restricted"),
    ] = None
    decision: Annotated[Text | None, doc("What was decided.", "§14", "§23")] = None
    checklist: Annotated[tuple[ChecklistMark, ...], doc("The core component checklist of the case.", "§17")] = ()
