"""One site as its audience sees it → what forms know of it: a small script that hands over its people and cases.

A page opened from a disk may not fetch, so the values come as a script, as those of the search index do. It changes
only where somebody joins, a case opens, or a goal is set, and not with every note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.records.plan import Goal
from engager_docs.model.view import Output
from engager_docs.render import addresses, course
from engager_docs.render.service import Service
from engager_docs.render.words import joined, phrase, words

_WITH_PARTICIPANTS = {"practitioner", "supervisor", "interim_supervisor"}


def known_output(site: Site, casebook: Casebook, service: Service) -> Output:
    """Return the script that hands a site's people and cases to a form; ``casebook`` is the audience's."""
    value = {
        "staff": [_person(person, site, service) for person in _people(site, casebook)],
        "cases": [_case(case, service) for case in casebook.cases if case.site == site.id],
        "next": _next_id(site, casebook),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Output(addresses.known_path(site.id), f'engagerForm.take("{site.id}",{text});\n'.encode())


def _people(site: Site, casebook: Casebook) -> Iterator[Staff]:
    """Yield those whose file lies at a site, and those of other sites who hold or held a role there."""
    for person in casebook.staff:
        if person.home == site.id or any(role.site == site.id for role in person.record.data.roles):
            yield person


def _person(person: Staff, site: Site, service: Service) -> dict[str, Any]:
    held = person.roles_on(service.stamp.as_of)
    roles = held or person.record.data.roles[-1:]
    return {
        "id": person.id,
        "words": joined(tuple(dict.fromkeys(phrase(role.role) for role in roles)), ""),
        "post": bool(held),
        "team": any(role.role in _WITH_PARTICIPANTS and (role.site or person.home) == site.id for role in held),
    }


def _case(case: Case, service: Service) -> dict[str, Any]:
    until = course.closed_on(case) or service.stamp.as_of
    lead = course.allocated(case, "lead", until)
    held = case.participant.data.allocation
    goals = case.plan.data.goals if case.plan else ()
    actions = [action.id for goal in goals for action in goal.actions]
    return {
        "id": case.id,
        "open": course.is_open(case),
        "lead": lead.staff if lead else "",
        "team": [each.staff for each in held if each.to is None and each.role != "supervising"],
        "goals": [[goal.id, goal.statement] for goal in goals],
        "going": [_going(goal) for goal in goals if goal.status in (None, "active")],
        "members": [[each.id, words(each.kind)] for each in (case.network.data.members if case.network else ())],
        "files": [name for name, entry in (("network.yaml", case.network), ("action-plan.yaml", case.plan)) if entry],
        "next": {"G": _after(goal.id for goal in goals), "A": _after(actions)},
    }  # fmt: skip


def _going(goal: Goal) -> dict[str, Any]:
    """Return a goal that is not settled, with its actions that are not."""
    actions = [[each.id, each.what] for each in goal.actions if each.status in (None, "to_do", "in_progress")]
    return {"id": goal.id, "words": goal.statement, "actions": actions}


def _after(ids: Iterator[str] | list[str]) -> int:
    """Return the number after the highest of some ids such as ``G3``."""
    return max((int(each[1:]) for each in ids), default=0) + 1


def _next_id(site: Site, casebook: Casebook) -> tuple[str, str]:
    """Return the two parts of the next free id: in one it would look like a case to whoever searches for that id."""
    numbers = [case.id.partition("-")[2] for case in casebook.cases if case.site == site.id]
    highest = max(map(int, numbers), default=0)
    return site.id, f"{highest + 1:0{max(map(len, numbers), default=3)}}"
