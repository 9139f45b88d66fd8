"""``supervision/…`` → clinical, the supervisor's own and mentalisation sessions (records.md 4, §13–§18)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Tag

from engager_docs.model.records.scalars import (
    Amendment,
    CaseId,
    Code,
    Day,
    Int,
    OrganisationId,
    Part,
    Record,
    StaffId,
    Text,
    Truth,
    doc,
)
from engager_docs.model.records.session import (
    AgreedAction,
    Attendance,
    CaseDiscussion,
    ChecklistMark,
    SessionMode,
    SessionStatus,
)
from engager_docs.model.records.shape import GROUP, TEXT, shape

__all__ = [
    "AgreedAction",
    "CaseDiscussion",
    "ChecklistMark",
    "ClinicalSupervision",
    "MentalisationIssue",
    "MentalisationSession",
    "OutsideProvider",
    "ResearchTeamSupport",
    "SupervisionFocus",
    "SupervisorSupervision",
]

restricted = partial(doc, seen_by="restricted")
shown = partial(doc, shown_to=("external",))

SupervisionFocus: TypeAlias = Literal[
    "plan_interventions",
    "keep_on_track",
    "barriers",
    "therapeutic_engagement",
    "reflect_self",
    "reflect_practice",
    "reflect_relationships",
    "dynamic_issues",
]


class ClinicalSupervision(Record):
    """One weekly session of supervisor and practitioner. Body: reflection, restricted."""

    amendments: Annotated[tuple[Amendment, ...], restricted("Later corrections, oldest first.")] = ()
    date: Annotated[Day, doc("The day of the session, as in the file's name.", "§13", "§44", seen_by="service")]
    supervisor: Annotated[StaffId, doc("The Engager supervisor who gave it.", "§13", "§44", seen_by="service")]
    mode: Annotated[SessionMode, doc("How they met.", "§13", seen_by="service")]
    minutes: Annotated[Int | None, doc("How long it lasted.", "§13", unit="minutes", seen_by="service")] = None
    status: Annotated[SessionStatus, doc("Whether it was held.", "§13", "§44", seen_by="service")]
    cancelled_because: Annotated[Text | None, doc("Why it was cancelled or moved.", "§13")] = None
    focus: Annotated[tuple[SupervisionFocus, ...], doc("What the session was about.", "§14", "§15")] = ()
    cases: Annotated[tuple[CaseDiscussion, ...], doc("The cases discussed, one by one.", "§16", "§17")]
    actions: Annotated[tuple[AgreedAction, ...], doc("What was agreed to be done.", "§14", "§16")] = ()
    agreed_by_both: Annotated[Day | None, doc("The day both agreed to this record.", "§17")] = None


class OutsideProvider(Part):
    """Somebody without a staff file who supervises the supervisor: a role, never a name."""

    role: Annotated[Text | None, restricted("The post held.", "§18")] = None
    organisation: Annotated[OrganisationId | None, restricted("The organisation.", "§18")] = None
    senior: Annotated[Truth | None, restricted("Whether it is a senior member of it.", "§18")] = None


Provider: TypeAlias = Annotated[
    Annotated[StaffId, Tag(TEXT)] | Annotated[OutsideProvider, Tag(GROUP)],
    Discriminator(
        shape,
        custom_error_type="provider_shape",
        custom_error_message="write a staff id, or a group of role, organisation and senior",
    ),
]


class ResearchTeamSupport(Part):
    """Informal support from the research team; it never counts as supervision."""

    on: Annotated[Day | None, restricted("The day of it.", "§18")] = None
    note: Annotated[Text | None, restricted("What it was about.", "§18")] = None


class SupervisorSupervision(Record):
    """The supervisor's own monthly supervision; restricted. Body: notes."""

    amendments: Annotated[tuple[Amendment, ...], restricted("Later corrections, oldest first.")] = ()
    date: Annotated[Day, restricted("The day of the session, as in the file's name.", "§18")]
    provided_by: Annotated[Provider, restricted("The senior member of the own organisation who gave it.", "§18")]
    mode: Annotated[SessionMode | None, restricted("How they met.", "§18")] = None
    status: Annotated[SessionStatus | None, restricted("Whether it was held.", "§18")] = None
    research_team_support: Annotated[
        tuple[ResearchTeamSupport, ...], restricted("Informal support from the research team.", "§18")
    ] = ()
    actions: Annotated[tuple[AgreedAction, ...], restricted("What was agreed to be done.", "§18")] = ()


class MentalisationIssue(Part):
    """One issue brought to the session and what the toolkit offered."""

    raised_by: Annotated[Text | None, shown("Who raised it: a staff id or a role.", "§26")] = None
    participant: Annotated[CaseId | None, shown("The case it is about, if it is about one.", "§26")] = None
    what: Annotated[Text, shown("The issue, without anything that identifies somebody.", "§26")]
    toolkit: Annotated[tuple[Code, ...], shown("The codes of the toolkit elements applied.", "§26")] = ()
    tried: Annotated[Text | None, shown("What had been tried before.", "§26")] = None
    outcome: Annotated[Text | None, shown("What came of it.", "§26")] = None


class MentalisationSession(Record):
    """One session on the mentalisation-based approach, every four to six weeks. Body: notes."""

    date: Annotated[Day, shown("The day of the session, as in the file's name.", "§24")]
    expert: Annotated[StaffId, shown("The external expert who led it.", "§25")]
    mode: Annotated[SessionMode, shown("How they met; usually by video.", "§25")]
    status: Annotated[SessionStatus | None, shown("Whether it was held.", "§24")] = None
    attendance: Annotated[tuple[Attendance, ...], shown("Who was there.", "§24", "§26")] = ()
    issues: Annotated[
        tuple[MentalisationIssue, ...],
        shown("The issues raised by practitioners and supervisors.", "§26"),
    ] = ()
    learning: Annotated[tuple[Text, ...], doc("What the team takes from it.", "§26")] = ()
