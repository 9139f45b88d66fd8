"""Where a new record goes and what is known → its draft: the values nobody has to look up again.

One function for each kind that can be told something; the others begin with their day alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from engager_docs.author.bodies import body
from engager_docs.author.known import Known
from engager_docs.author.meetings import clinical, line_management, mentalisation, own, review, team
from engager_docs.author.started import Started
from engager_docs.author.target import Target
from engager_docs.author.text import Draft, Held
from engager_docs.model.records.network import Network
from engager_docs.model.records.participant import Participant
from engager_docs.model.records.plan import ActionPlan, Goal
from engager_docs.model.records.understanding import Link, SharedUnderstanding

Prefill: TypeAlias = Callable[[Target, Known], Started]
HELP = (
    "Lines that begin with # are help and may stay or go. A blank field may stay blank unless it says required.",
    "To begin a list or a group that stands here as help, delete the # before its lines.",
)
_ROLES = {
    "PRA": "practitioner",
    "SUP": "supervisor",
    "LIN": "line_manager",
    "MBX": "mba_expert",
    "RES": "researcher",
    "PEER": "peer_researcher",
}
_KEPT = (
    "emotions", "thoughts", "behaviours", "needs", "problems", "strengths", "resources", "triggers", "what_helps",
)  # fmt: skip


def draft(target: Target, known: Known, today: date) -> Draft:
    """Return the draft of a new record, told by ``today`` when it is typed later than its day (records.md 2)."""
    kind = target.kind
    day = known.day.isoformat()
    started = _PREFILLS[kind.name](target, known) if kind.name in _PREFILLS else Started()
    values = {"date": day, **started.values} if kind.dated else dict(started.values)
    if known.day < today and not target.under:
        values.setdefault("recorded_on", today.isoformat())
    return Draft(kind, values, started.notes, (*started.head, *HELP), body(kind.name))


def _contact(target: Target, known: Known) -> Started:
    lead = _lead(target, known)
    notes = {}
    plan = known.record(f"cases/{target.site}/participants/{target.case}/action-plan.yaml")
    goals = [goal for goal in plan.goals if _is_open(goal)] if isinstance(plan, ActionPlan) else []
    if goals:
        notes["goals"] = "open now: " + " | ".join(f"{goal.id} {goal.statement}" for goal in goals)
    actions = [each for goal in goals for each in goal.actions if each.status in (None, "to_do", "in_progress")]
    head = ["Open actions of the plan:"] if actions else []
    head += [f"{each.id} {each.what} ({each.who}{f', due {each.due_on}' if each.due_on else ''})" for each in actions]
    return Started({"staff": [lead]} if lead else {}, notes, tuple(head))


def _goal(target: Target, known: Known) -> Started:
    plan = known.record(f"cases/{target.site}/participants/{target.case}/action-plan.yaml")
    held = [int(goal.id[1:]) for goal in plan.goals] if isinstance(plan, ActionPlan) else []
    return Started({"id": f"G{max(held, default=0) + 1}", "set_on": known.day.isoformat(), "status": "active"})


def _plan_review(target: Target, known: Known) -> Started:
    lead = _lead(target, known)
    plan = known.record(f"cases/{target.site}/participants/{target.case}/action-plan.yaml")
    goals: list[Held] = [goal.id for goal in plan.goals if _is_open(goal)] if isinstance(plan, ActionPlan) else []
    day = {"on": known.day.isoformat()}
    return Started({**day, **({"by": [lead]} if lead else {}), **({"goals": goals} if goals else {})})


def _liaison(target: Target, known: Known) -> Started:
    lead = _lead(target, known)
    network = known.record(f"cases/{target.site}/participants/{target.case}/network.yaml")
    members = [each.id for each in network.members] if isinstance(network, Network) else []
    notes = {"with": f"known: {' | '.join(members)}"} if members else {}
    return Started({"on": known.day.isoformat(), **({"by": lead} if lead else {})}, notes)


def _is_open(goal: Goal) -> bool:
    return goal.status in (None, "active") and goal.closed_on is None


def _understanding(target: Target, known: Known) -> Started:
    lead = _lead(target, known)
    values: dict[str, Held] = {"authors": [lead]} if lead else {}
    last = known.latest(f"cases/{target.site}/participants/{target.case}/shared-understanding")
    if last is None:
        return Started({**values, "review_reason": "first"})
    version: SharedUnderstanding = last.data
    values |= {key: list(getattr(version, key)) for key in _KEPT if getattr(version, key)}
    if version.links:
        values["links"] = [_link(each) for each in version.links]
    if version.if_i_disappear:
        values["if_i_disappear"] = version.if_i_disappear
    head = f"The lists are those of the version of {version.date}: change what has changed."
    return Started(values, head=(head,))


def _link(link: Link) -> dict[str, Held]:
    words: dict[str, Held] = {"words": link.words} if link.words else {}
    return {"from": link.from_, "to": link.to, **words}


def _release_day(target: Target, known: Known) -> Started:
    lead = _lead(target, known)
    return Started({"plan": {"met_by": lead}} if lead else {})


def _ending(target: Target, known: Known) -> Started:  # noqa: ARG001  every kind is told alike
    return Started({"planned_on": known.day.isoformat()})


def _variation(target: Target, known: Known) -> Started:
    day = known.day.isoformat()
    supervisors = known.supervisors(target.site)
    by = {"authorised_by": supervisors[0]} if len(supervisors) == 1 else {}
    return Started({"from": day, **by, "recorded_on": day})


def _on_the_day(key: str) -> Prefill:
    """Return a function that fills in the one field that is the record's day."""
    return lambda target, known: Started({key: known.day.isoformat()})  # noqa: ARG005  every kind is told alike


def _participant(target: Target, known: Known) -> Started:  # noqa: ARG001  as above
    return Started({"referral": {"received_on": known.day.isoformat(), "decision": "pending"}})


def _staff(target: Target, known: Known) -> Started:
    role = _ROLES[target.staff.partition("-")[0]]
    return Started({"roles": [{"role": role, "from": known.day.isoformat()}]})


def _lead(target: Target, known: Known) -> str:
    found = known.record(f"cases/{target.site}/participants/{target.case}/participant.yaml")
    return known.lead(found) if isinstance(found, Participant) else ""


_PREFILLS: dict[str, Prefill] = {
    "site": _on_the_day("opened_on"),
    "staff": _staff,
    "participant": _participant,
    "contact": _contact,
    "shared-understanding": _understanding,
    "release-day": _release_day,
    "outcomes": _on_the_day("on"),
    "risks": _on_the_day("opened_on"),
    "incidents": _on_the_day("on"),
    "variations": _variation,
    "ending": _ending,
    "liaison": _liaison,
    "goal": _goal,
    "plan-review": _plan_review,
    "clinical-supervision": clinical,
    "supervisor-supervision": own,
    "mentalisation": mentalisation,
    "team-meeting": team,
    "line-management": line_management,
    "adherence-review": review,
}
