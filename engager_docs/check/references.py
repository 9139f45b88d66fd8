"""Every id a record names → an error where nothing bears it, with the nearest that exists (E050, E052)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from engager_docs.check.fields import by_kind, scalars
from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Entry, Scalar

STAFF_OR_WORDS = "staff or words"
"""A field that takes a staff id or a role in words: only what looks like an id must be one."""
ACTOR = "actor"
"""Who does an action of the plan: the participant, a staff id or an id of the network (records.md 4)."""
# record kind, the field that names an id, what it names
REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("service", "controller", "organisation"),
    ("site", "prisons.*", "organisation"),
    ("site", "mba_expert", "staff"),
    ("staff", "employer", "organisation"),
    ("staff", "line_manager", "staff"),
    ("staff", "clinical_supervisor", "staff"),
    ("staff", "roles.*.site", "site"),
    ("participant", "custody.*.establishment", "organisation"),
    ("staff", "absences.*.cover", STAFF_OR_WORDS),
    ("participant", "consent.*.agency", "agency"),
    ("participant", "allocation.*.staff", "staff"),
    ("participant", "previous_case", "case"),
    ("participant", "referral.decided_by", STAFF_OR_WORDS),
    ("participant", "closure.decided_by", STAFF_OR_WORDS),
    ("contact", "staff.*", "staff"),
    ("contact", "goals.*", "goal"),
    ("contact", "components.*.component", "component"),
    ("shared-understanding", "authors.*", "staff"),
    ("shared-understanding", "contact", "contact"),
    ("action-plan", "reviews.*.by.*", "staff"),
    ("action-plan", "reviews.*.goals.*", "goal"),
    ("network", "members.*.organisation", "organisation"),
    ("network", "liaison.*.with", "member"),
    ("network", "liaison.*.goals.*", "goal"),
    ("network", "liaison.*.by", "staff"),
    ("action-plan", "goals.*.actions.*.who", ACTOR),
    ("release-day", "plan.met_by", "staff"),
    ("release-day", "plan.backup", STAFF_OR_WORDS),
    ("release-day", "again.*.plan.met_by", "staff"),
    ("release-day", "again.*.plan.backup", STAFF_OR_WORDS),
    ("incidents", "*.staff_support.to.*", "staff"),
    ("outcomes", "*.risk_reviewed_by", STAFF_OR_WORDS),
    ("variations", "*.rule", "rule"),
    ("variations", "*.authorised_by", "staff"),
    ("ending", "session", "contact"),
    ("ending", "next_steps.*.organisation", "organisation"),
    ("clinical-supervision", "supervisor", "staff"),
    ("clinical-supervision", "cases.*.participant", "case"),
    ("clinical-supervision", "cases.*.checklist.*.component", "component"),
    ("clinical-supervision", "actions.*.who", STAFF_OR_WORDS),
    ("supervisor-supervision", "provided_by", "staff"),
    ("supervisor-supervision", "provided_by.organisation", "organisation"),
    ("mentalisation", "expert", "staff"),
    ("mentalisation", "attendance.*.staff", "staff"),
    ("supervisor-supervision", "actions.*.who", STAFF_OR_WORDS),
    ("mentalisation", "issues.*.raised_by", STAFF_OR_WORDS),
    ("mentalisation", "issues.*.participant", "case"),
    ("mentalisation", "issues.*.toolkit.*", "toolkit"),
    ("team-meeting", "chair", "staff"),
    ("team-meeting", "attendance.*.staff", "staff"),
    ("team-meeting", "cases.*.participant", "case"),
    ("team-meeting", "cases.*.checklist.*.component", "component"),
    ("team-meeting", "actions.*.who", STAFF_OR_WORDS),
    ("line-management", "manager", "staff"),
    ("line-management", "actions.*.who", STAFF_OR_WORDS),
    ("training", "trainers.*", STAFF_OR_WORDS),
    ("training", "attendance.*.person", STAFF_OR_WORDS),
    ("adherence-review", "reviewer", "staff"),
    ("adherence-review", "findings.*.rule", "rule"),
    ("adherence-review", "findings.*.participant", "case"),
)
# what any record may carry besides its own fields (records.md 2)
ON_ANY_RECORD = (("recorded_by", "staff"), ("amendments.*.by", "staff"))
# record kind, the field that gives an id, which must be unique in the file
UNIQUE: tuple[tuple[str, str], ...] = (
    ("organisations", "*.id"),
    ("core-components", "items.*.code"),
    ("mba-toolkit", "items.*.code"),
    ("action-plan", "goals.*.id"),
    ("action-plan", "goals.*.actions.*.id"),
    ("network", "members.*.id"),
)
_STAFF = re.compile(r"(PRA|SUP|LIN|MBX|RES|PEER)-[A-Z]{2,4}-[0-9]{2}")
# what is named: the word for it, and where its ids come from
_WORDS = {
    "organisation": ("organisation", "organisations.yaml lists them"),
    "agency": ("agency", "it is an organisation of organisations.yaml or a member of network.yaml"),
    "staff": ("staff member", "each has a file in staff/"),
    "site": ("site", "each has a folder in cases/"),
    "case": ("participant", "each has a folder in participants/"),
    "goal": ("goal", "this case's action-plan.yaml lists them"),
    "member": ("network member", "this case's network.yaml lists them"),
    "contact": ("contact", "no contact of this case has this date"),
    "component": ("core component", "core-components.yaml lists them"),
    "toolkit": ("toolkit element", "mba-toolkit.yaml lists them"),
    "rule": ("rule", "P01 to P22, S01 to S20, T01 to T09 or N01 to N05"),
    ACTOR: ("person", "write participant, a staff id or an id of this case's network.yaml"),
}
_REFERENCES = by_kind(REFERENCES, ON_ANY_RECORD)
_UNIQUE = by_kind((kind, field, "") for kind, field in UNIQUE)


def references(kind: str, entry: Entry[Any], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E050 for each id of ``entry`` that nothing in the service bears (records.md 5)."""
    for named, path, scalar in scalars(_REFERENCES[kind], entry.source):
        space = _space(named, scalar.text)
        if space and not frame.knows(space, scalar.text):
            word, where = _WORDS[ACTOR if named == ACTOR else space]
            yield error("E050", entry.source, path, f"unknown {word}", _near(scalar, space, frame) or where, quote=True)


def _space(named: str, text: str) -> str:
    """Return the ids that ``text`` must be one of; empty where words will do."""
    if named == STAFF_OR_WORDS:
        return "staff" if _STAFF.fullmatch(text) else ""
    if named == ACTOR:
        return "staff" if _STAFF.fullmatch(text) else "" if text == "participant" else "member"
    return named


def _near(scalar: Scalar, space: str, frame: Frame) -> str:
    near = get_close_matches(scalar.text, sorted(frame.ids.get(space) or ()), 1, 0.75)
    return f"did you mean '{near[0]}'?" if near else ""


def duplicates(kind: str, entry: Entry[Any]) -> Iterator[Diagnostic]:
    """Yield E052 for each id that is given twice in one file (records.md 3)."""
    for field in _UNIQUE[kind]:
        lines: dict[str, int] = {}
        for _, path, scalar in scalars((field,), entry.source):
            if scalar.text in lines:
                message = f"this id is taken: it stands first on line {lines[scalar.text]}"
                yield error("E052", entry.source, path, message, "give each its own id")
            lines.setdefault(scalar.text, scalar.line)
