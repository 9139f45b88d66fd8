"""A casebook → what a check of one record may ask of the rest: ids that exist, staff, custody, consent, dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from engager_docs.model.casebook import Staff
from engager_docs.model.records.network import Member
from engager_docs.model.records.participant import Closure, Participant
from engager_docs.model.source import Entry

SUPERVISING = ("supervisor", "interim_supervisor")


class Frame(Struct, frozen=True):
    """The service as one record sees it.

    A set of ids is None where the file that lists them did not type: references into it are not judged
    (records.md 5). ``today`` is the service's own date: its pinned ``as_of``, else the real day; None where
    service.yaml did not type.
    ``participant`` is the case's own participant.yaml, None outside a case and where that file is itself
    at fault; ``custody`` says whether its custody periods can be believed.
    """

    today: date | None
    staff: Mapping[str, Staff]
    ids: Mapping[str, frozenset[str] | None]
    files: frozenset[str] = frozenset()
    participant: Entry[Participant] | None = None
    custody: bool = False
    members: Mapping[str, Member] = field(default_factory=dict)

    @property
    def closure(self) -> Closure | None:
        """How the case closed, where it has and where that can be told."""
        return self.participant.data.closure if self.participant is not None else None

    def knows(self, space: str, name: str) -> bool:
        """Return whether ``name`` is an id of ``space``, or that cannot be told."""
        known = self.ids.get(space)
        return known is None or name in known

    def in_role(self, staff: str, day: date, roles: tuple[str, ...] = ()) -> bool | None:
        """Return whether ``staff`` held a role (one of ``roles``) on ``day``; None if their file did not type."""
        person = self.staff.get(staff)
        if person is None:
            return None
        return any(not roles or role.role in roles for role in person.roles_on(day))

    def over(self, day: date) -> bool:
        """Return whether the case had closed before ``day``: what lies there is named once, by E059."""
        return self.closure is not None and day > self.closure.on
