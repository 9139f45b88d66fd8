"""Staff ids and a day → who was supervisor and who practitioner on that day (rules.md 1).

A role is always looked up on the day of the event, never on today's: a supervisor who has left still counts
for the meetings they held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from engager_docs.model.casebook import Staff

SUPERVISING = frozenset({"supervisor", "interim_supervisor"})
PRACTISING = frozenset({"practitioner"})


def holds(staff: Mapping[str, Staff], person: str, day: date, roles: frozenset[str]) -> bool:
    """Return whether ``person`` held one of ``roles`` on ``day``; a person without a file held none."""
    known = staff.get(person)
    return known is not None and any(role.role in roles for role in known.roles_on(day))


def is_joint_company(staff: Mapping[str, Staff], people: Iterable[str], day: date) -> bool:
    """Return whether ``people`` hold a supervisor, interim or not, and somebody else who is practitioner (§27)."""
    present = tuple(dict.fromkeys(people))
    leading = [person for person in present if holds(staff, person, day, SUPERVISING)]
    return any(leader != person for leader in leading for person in present if holds(staff, person, day, PRACTISING))
