"""Team meetings, line management and adherence reviews → typed records (records.md 4, §19–§23 §43 §45)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import (
    Amendment,
    CaseId,
    Day,
    Part,
    Record,
    RuleCode,
    StaffId,
    Text,
    Truth,
    doc,
)
from engager_docs.model.records.session import AgreedAction, Attendance, CaseDiscussion, SessionStatus

__all__ = [
    "AdherenceReview",
    "AgendaItem",
    "Appraisal",
    "Attendance",
    "LineIssue",
    "LineManagement",
    "Period",
    "ReviewFinding",
    "TeamMeeting",
]

managed = partial(doc, seen_by="line-manager")

AgendaItem: TypeAlias = Literal[
    "dynamic_issues", "shared_understanding_and_plans", "learning_and_consistency", "caseload_and_resources"
]


class TeamMeeting(Record):
    """One weekly case management meeting of the team. Body: minutes."""

    date: Annotated[Day, doc("The day of the meeting, as in the file's name.", "§22", "§43")]
    chair: Annotated[StaffId, doc("Who led the meeting.", "§42", "§43")]
    status: Annotated[SessionStatus | None, doc("Whether it was held.", "§22", "§43")] = None
    attendance: Annotated[tuple[Attendance, ...], doc("Who was there.", "§43")] = ()
    agenda: Annotated[tuple[AgendaItem, ...], doc("The areas dealt with.", "§23")] = ()
    whole_caseload: Annotated[Truth | None, doc("Whether every active case was looked at.", "§43")] = None
    cases: Annotated[tuple[CaseDiscussion, ...], doc("The cases discussed, one by one.", "§22", "§23")] = ()
    resource_decisions: Annotated[
        tuple[Text, ...], doc("What was decided so that time goes where it is needed.", "§23")
    ] = ()
    learning: Annotated[
        tuple[Text, ...], doc("What members learned from each other for a consistent approach.", "§23")
    ] = ()
    actions: Annotated[tuple[AgreedAction, ...], doc("What was agreed to be done.", "§23", "§43")] = ()


class LineIssue(Part):
    """One individual issue and the input planned for it."""

    kind: Annotated[Literal["performance", "support_need"] | None, managed("The kind of issue.", "§20")] = None
    note: Annotated[Text | None, managed("The issue in words.", "§20")] = None
    input_planned: Annotated[Text | None, managed("The further input or support planned.", "§20")] = None
    due_on: Annotated[Day | None, managed("The day the input should be given by.", "§20")] = None


class Appraisal(Part):
    """The annual appraisal and review."""

    period_to: Annotated[Day | None, managed("The last day of the period looked at.", "§21")] = None
    objectives: Annotated[tuple[Text, ...], managed("Objectives for the period to come.", "§21")] = ()


class LineManagement(Record):
    """One monthly meeting with the person's own line manager; for the line manager only."""

    amendments: Annotated[tuple[Amendment, ...], managed("Later corrections, oldest first.")] = ()
    date: Annotated[Day, managed("The day of the meeting, as in the file's name.", "§19")]
    manager: Annotated[StaffId, managed("The line manager in the person's own organisation.", "§19")]
    status: Annotated[SessionStatus | None, managed("Whether it was held.", "§19")] = None
    issues: Annotated[tuple[LineIssue, ...], managed("Performance or support needs.", "§20")] = ()
    development_discussed: Annotated[
        Truth | None, managed("Whether development or training needs were discussed.", "§21")
    ] = None
    training_needs: Annotated[tuple[Text, ...], managed("The training needs found.", "§21")] = ()
    appraisal: Annotated[Appraisal | None, managed("Present when the meeting is the annual appraisal.", "§21")] = None
    actions: Annotated[tuple[AgreedAction, ...], managed("What was agreed to be done.", "§20", "§21")] = ()


class Period(Part):
    """A stretch of days, both ends inclusive."""

    from_: Annotated[Day | None, doc("The first day.", "§45", alias="from")] = None
    to: Annotated[Day | None, doc("The last day.", "§45")] = None


class ReviewFinding(Part):
    """One departure from the model looked into in a review."""

    rule: Annotated[RuleCode | None, doc("The code of the rule.", "§45")] = None
    participant: Annotated[CaseId | None, doc("The case it is about, if it is about one.", "§45")] = None
    explanation: Annotated[Text | None, doc("How it came about.", "§45")] = None
    action: Annotated[Text | None, doc("What is done about it.", "§45")] = None


class AdherenceReview(Record):
    """The supervisor's review of adherence for one period. Body: commentary."""

    date: Annotated[Day, doc("The day of the review, as in the file's name.", "§45")]
    reviewer: Annotated[StaffId, doc("The supervisor who reviewed.", "§45")]
    period: Annotated[Period | None, doc("The days the review is about.", "§45")] = None
    findings: Annotated[tuple[ReviewFinding, ...], doc("The departures looked into.", "§45")] = ()
    signed_off_on: Annotated[Day | None, doc("The day it was signed off.", "§45")] = None
