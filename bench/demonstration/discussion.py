"""A case and a week → what was said of the case in supervision and in the team meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bench.demonstration.caseload import Case
from bench.demonstration.service import bank
from bench.demonstration.workdays import iso_week
from bench.demonstration.yaml_text import Fields, Value


@dataclass(frozen=True)
class Beat:
    """One week of one case as the supervisor saw it."""

    progress: str
    barriers: str
    dynamic: str
    decision: str
    note: str
    team: str
    action: str
    alone: bool
    applied: dict[str, str]


def beats(case_id: str) -> dict[str, Beat]:
    """The weeks of one case by their ISO label."""
    found = {}
    for entry in bank(f"cases/{case_id}"):
        found[entry["week"]] = Beat(
            progress=entry.get("progress", "on_track"),
            barriers=entry.get("barriers", ""),
            dynamic=entry.get("dynamic", ""),
            decision=entry.get("decision", ""),
            note=entry.get("note", ""),
            team=entry.get("team", ""),
            action=entry.get("action", ""),
            alone=entry.get("alone") == "yes",
            applied=entry.get("applied", {}),
        )
    return found


def beat_of(case: Case, day: date) -> Beat:
    """The beat of a case in the week of a day."""
    found = beats(case.id).get(iso_week(day))
    if found is None:
        raise LookupError(f"{case.id}: no passage for the week {iso_week(day)}")
    return found


def answers_goals(case: Case, day: date, turn: int) -> str:
    """Whether the Shared Understanding addresses the goals: as far as both are written."""
    if not case.has_understanding(day):
        return "no" if case.seen(day) else "not_discussed"
    if not case.has_plan(day) or case.missed_lately(day):
        return "partly"
    return "partly" if turn % 9 == 4 else "yes"


def discussion(case: Case, day: date, turn: int, decision: str) -> dict[str, Value]:
    """The part of a case discussion that supervision and team meeting have in common."""
    beat = beat_of(case, day)
    fields: dict[str, Value] = {
        "participant": case.id,
        "understanding_addresses_goals": answers_goals(case, day, turn),
        "progress": beat.progress,
    }
    if beat.barriers:
        fields["barriers"] = beat.barriers
    return fields | {"decision": decision}


def action(what: str, who: str, due_on: date, done_on: date | None) -> Fields:
    """One action of a meeting."""
    fields: dict[str, Value] = {"what": what, "who": who, "due_on": due_on}
    return fields | ({"done_on": done_on} if done_on else {})
