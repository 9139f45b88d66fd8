"""Every id a record names → an error where nothing bears it, with the nearest that exists (E050, E052)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Entry, Scalar

STAFF_OR_WORDS = "staff or words"
"""A field that takes a staff id or a role in words: only what looks like an id must be one."""
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
    ("action-plan", "goals.*.actions.*.who", STAFF_OR_WORDS),
    ("release-day", "plan.met_by", "staff"),
    ("release-day", "plan.backup", STAFF_OR_WORDS),
    ("release-day", "again.*.plan.met_by", "staff"),
    ("incidents", "*.staff_support.to.*", "staff"),
    ("outcomes", "*.risk_reviewed_by", STAFF_OR_WORDS),
    ("variations", "*.rule", "rule"),
    ("variations", "*.authorised_by", "staff"),
    ("ending", "session", "contact"),
    ("ending", "next_steps.*.organisation", "organisation"),
    ("clinical-supervision", "supervisor", "staff"),
    ("clinical-supervision", "cases.*.participant", "case"),
    ("clinical-supervision", "cases.*.checklist.*.component", "component"),
    ("supervisor-supervision", "provided_by", "staff"),
    ("supervisor-supervision", "provided_by.organisation", "organisation"),
    ("mentalisation", "expert", "staff"),
    ("mentalisation", "attendance.*.staff", "staff"),
    ("mentalisation", "issues.*.participant", "case"),
    ("mentalisation", "issues.*.toolkit.*", "toolkit"),
    ("team-meeting", "chair", "staff"),
    ("team-meeting", "attendance.*.staff", "staff"),
    ("team-meeting", "cases.*.participant", "case"),
    ("team-meeting", "cases.*.checklist.*.component", "component"),
    ("line-management", "manager", "staff"),
    ("training", "attendance.*.person", STAFF_OR_WORDS),
    ("clinical-supervision", "actions.*.who", STAFF_OR_WORDS),
    ("team-meeting", "actions.*.who", STAFF_OR_WORDS),
    ("adherence-review", "reviewer", "staff"),
    ("adherence-review", "findings.*.rule", "rule"),
    ("adherence-review", "findings.*.participant", "case"),
)
_STAFF = re.compile(r"(PRA|SUP|LIN|MBX|RES|PEER)-[A-Z]{2,4}-[0-9]{2}")
_ANY_RECORD = (("recorded_by", "staff"), ("amendments.*.by", "staff"))
_WORDS = {
    "organisation": "organisation in organisations.yaml",
    "staff": "staff member with a file in staff/",
    "site": "site with a folder",
    "case": "participant with a folder",
    "goal": "goal in this case's action-plan.yaml",
    "member": "member in this case's network.yaml",
    "contact": "contact of this case on that day",
    "component": "component in core-components.yaml",
    "toolkit": "element in mba-toolkit.yaml",
    "rule": "rule of the description",
}
# record kind, the field that gives an id, which must be unique in the file
_UNIQUE: tuple[tuple[str, str], ...] = (
    ("organisations", "*.id"),
    ("core-components", "items.*.code"),
    ("mba-toolkit", "items.*.code"),
    ("action-plan", "goals.*.id"),
    ("action-plan", "goals.*.actions.*.id"),
    ("network", "members.*.id"),
)


def references(kind: str, entry: Entry[object], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E050 for each id of ``entry`` that nothing in the service bears (records.md 5)."""
    spaces = [(field, space) for name, field, space in REFERENCES if name == kind]
    for field, space in (*spaces, *_ANY_RECORD):
        for path, scalar in entry.source.every(field):
            if space == STAFF_OR_WORDS and not _STAFF.fullmatch(scalar.text):
                continue
            named = "staff" if space == STAFF_OR_WORDS else space
            if not frame.knows(named, scalar.text):
                message = f"there is no {_WORDS[named]}"
                yield error("E050", entry.source, path, message, _near(scalar, named, frame), quote=True)


def _near(scalar: Scalar, space: str, frame: Frame) -> str:
    known = sorted(frame.ids.get(space) or ())
    near = get_close_matches(scalar.text, known, 1, 0.75)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"one of {', '.join(known)}" if 0 < len(known) <= 6 else ""


def duplicates(kind: str, entry: Entry[object]) -> Iterator[Diagnostic]:
    """Yield E052 for each id that is given twice in one file (records.md 3)."""
    for name, field in _UNIQUE:
        if name != kind:
            continue
        lines: dict[str, int] = {}
        for path, scalar in entry.source.every(field):
            if scalar.text in lines:
                message = f"this id is taken: it stands first on line {lines[scalar.text]}"
                yield error("E052", entry.source, path, message, "give each its own id", quote=True)
            lines.setdefault(scalar.text, scalar.line)
