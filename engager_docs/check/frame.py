"""What a record's checks may ask of the rest of the service: ids that exist, staff, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engager_docs.model.casebook import Case, Staff

SUPERVISING = ("supervisor", "interim_supervisor")


@dataclass(frozen=True, slots=True)
class Frame:
    """The service as one record sees it.

    A set of ids is None where the file that lists them did not type: references into it are not judged
    (records.md 5). ``today`` is the service's own date: its pinned ``as_of``, else the real day.
    """

    today: date
    staff: dict[str, Staff]
    ids: dict[str, frozenset[str] | None]
    files: frozenset[str] = frozenset()

    def knows(self, space: str, name: str) -> bool:
        """Return whether ``name`` is an id of ``space``, or that cannot be told."""
        known = self.ids.get(space)
        return known is None or name in known

    def in_role(self, staff: str, day: date, roles: tuple[str, ...] = ()) -> bool | None:
        """Return whether ``staff`` held a role (one of ``roles``) on ``day``; None if their file did not type."""
        person = self.staff.get(staff)
        if person is None:
            return None
        held = person.roles_on(day)
        return any(not roles or role.role in roles for role in held)


def case_ids(case: Case) -> dict[str, frozenset[str] | None]:
    """Return the ids that exist only inside one case: goals, actions, network members, contact dates."""
    goals = case.plan.data.goals if case.plan else ()
    members = case.network.data.members if case.network else ()
    return {
        "goal": frozenset(goal.id for goal in goals),
        "member": frozenset(member.id for member in members),
        "risk": frozenset(),
        "contact": frozenset(contact.data.date.isoformat() for contact in case.contacts),
    }
