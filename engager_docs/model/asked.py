"""What somebody asks of a repository: the day, the profile, the records; and the audiences there are to ask for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:  # the records bring pydantic, and what may end before any is read must start without it
    from engager_docs.model.records.service import Profile

Audience: TypeAlias = Literal[
    "team", "supervisor", "line-manager", "external", "participant", "research", "subject-access"
]
SITE_AUDIENCES: tuple[Audience, ...] = ("team", "supervisor", "line-manager", "research")
"""Those a whole site can be made for: the others see one pack about one person or one session."""


class Asked(Struct, frozen=True):
    """What is asked of a repository: the real day, and what the command line puts over the service's own.

    ``until`` asks for no later than a day: a week's pack shows how things stood when the week ended.
    """

    today: date
    as_of: date | None = None
    profile: Profile | None = None
    paths: tuple[str, ...] = ()
    until: date | None = None

    def day(self, own: date) -> date:
        """Return the day to look at, given the service's own."""
        return self.as_of or min(own, self.until or own)
