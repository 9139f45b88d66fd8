"""``action-plan.yaml`` → the Shared Action Plan: goals, actions, reviews (records.md 4, §34 §35 §39)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import ActionId, Day, GoalId, Part, Record, StaffId, Text, Ynk, doc

shared = partial(doc, shown_to=("participant",))

ActionStatus: TypeAlias = Literal["to_do", "in_progress", "done", "not_done", "no_longer_needed"]


class Action(Part):
    """One step towards a goal."""

    id: Annotated[ActionId, shared("The action's id, unique in the case.", "§35")]
    what: Annotated[Text, shared("What is to be done.", "§35")]
    who: Annotated[
        Text,
        shared("Who does it: `participant`, a staff id or an id of the network.", "§29", "§35"),
    ]
    due_on: Annotated[Day | None, shared("The day it should be done by.", "§35")] = None
    status: Annotated[ActionStatus | None, shared("How far it has come.", "§29")] = None
    done_on: Annotated[Day | None, shared("The day it was done.", "§29")] = None
    note: Annotated[Text | None, doc("What came of it.", "§29")] = None


Horizon: TypeAlias = Literal["short_term", "medium_term", "long_term"]
GoalDomain: TypeAlias = Literal[
    "emotional_wellbeing",
    "thinking_and_behaviour",
    "accommodation",
    "drugs_and_alcohol",
    "family_and_relationships",
    "education_training_work",
    "finance_benefits_debt",
    "id_and_documents",
    "physical_health",
    "medication_continuity",
    "mental_health_services",
    "probation_and_licence",
    "safety_and_safeguarding",
    "social_inclusion",
    "other",
]
GoalStatus: TypeAlias = Literal["active", "achieved", "partly_achieved", "changed", "dropped"]
GoalClosedReason: TypeAlias = Literal["met", "participant_no_longer_wants", "not_available_here", "superseded", "other"]


class Goal(Part):
    """One personalised goal, in the participant's words, with the steps towards it."""

    id: Annotated[GoalId, shared("The goal's id, unique in the case.", "§34")]
    statement: Annotated[Text, shared("The goal in the participant's words.", "§34")]
    horizon: Annotated[Horizon, shared("How near the goal is; in prison mostly short term.", "§35")]
    domain: Annotated[GoalDomain, shared("The part of life it belongs to.", "§34")]
    set_on: Annotated[Day, shared("The day it was set.", "§34", "§39")]
    target_on: Annotated[Day | None, shared("The day it should be reached by.", "§35")] = None
    status: Annotated[GoalStatus | None, shared("What has become of it.", "§29", "§39")] = None
    closed_on: Annotated[Day | None, shared("The day it was settled.", "§39")] = None
    closed_reason: Annotated[GoalClosedReason | None, shared("Why it was settled.", "§39")] = None
    barriers: Annotated[tuple[Text, ...], doc("What stands in its way.", "§43")] = ()
    understanding: Annotated[Text | None, doc("What in the Shared Understanding it answers.", "§16", "§34")] = None
    actions: Annotated[tuple[Action, ...], shared("The steps towards it.", "§35")] = ()


class PlanReview(Part):
    """One dated review; each is a version of the plan, the first being version 1."""

    on: Annotated[Day, shared("The day of the review.", "§35", "§39")]
    by: Annotated[tuple[StaffId, ...], doc("The staff who took part.", "§39")]
    agreed_with_participant: Annotated[Ynk | None, shared("Whether the participant agreed.", "§39")] = None
    note: Annotated[Text | None, doc("What was changed, and why.", "§39")] = None
    goals: Annotated[tuple[GoalId, ...], doc("The goals looked at.", "§29", "§39")] = ()
    given_to: Annotated[tuple[Text, ...], doc("Who was given a copy: ids or roles.", "§36")] = ()


class ActionPlan(Record):
    """The goals of one participant and the reviews of them."""

    goals: Annotated[tuple[Goal, ...], shared("The goals, in the order of their ids.", "§34", "§35")] = ()
    reviews: Annotated[tuple[PlanReview, ...], shared("The versions of the plan, oldest first.", "§39")] = ()
