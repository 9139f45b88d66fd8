"""A case's place in its site → its dates: referral, contacts, release, ending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.generate.size import AS_OF, SiteSize

WEEK = timedelta(days=7)
OPEN = 0.8  # the cases after this part of a site's are open still
IN_PRISON = 0.94  # and those after this part have not been released yet
PRACTITIONERS = 3


@dataclass(frozen=True, slots=True)
class Course:
    """One case: who leads it and what happened when; ``release`` is None before it, ``closed`` while it is open."""

    id: str
    site: SiteSize
    lead: str
    received: date
    contacts: tuple[date, ...]
    expected: date
    release: date | None
    closed: date | None
    lost: bool

    @property
    def supervisor(self) -> str:
        """The site's supervisor."""
        return f"SUP-{self.site.code}-01"

    @property
    def accepted(self) -> date:
        """The day after the referral."""
        return self.received + timedelta(days=1)

    @property
    def joint(self) -> frozenset[date]:
        """The contacts that practitioner and supervisor hold together: two before release and one after."""
        early = self.contacts[:2]
        late = [day for day in self.contacts if self.release is not None and day > self.release][1:2]
        return frozenset((*early, *late))

    def active(self, day: date) -> bool:
        """Return whether the case was open on ``day``."""
        return self.accepted <= day and (self.closed is None or day <= self.closed)


def courses(site: SiteSize, contacts: int, seed: int) -> tuple[Course, ...]:
    """Return the cases of a site, spread over the time since it opened."""
    return tuple(_course(site, number, contacts, seed) for number in range(site.cases))


def _course(site: SiteSize, number: int, contacts: int, seed: int) -> Course:
    name = f"{site.code}-{number + 1:03}"
    chance = Random(f"{seed}/{name}/course")
    part = (number + 0.5) / site.cases
    earliest = site.opened_on + WEEK * (contacts + 5)
    latest = AS_OF - timedelta(days=10)
    if part < OPEN:
        last = earliest + timedelta(days=int((latest - earliest).days * part / OPEN))
    else:
        last = AS_OF - timedelta(days=chance.randrange(5))
    last -= timedelta(days=max(0, last.weekday() - 4))
    days = tuple(last - WEEK * back for back in range(contacts - 1, -1, -1))
    before = contacts if part >= IN_PRISON else max(2, contacts * 5 // 14)
    expected = days[before] if before < contacts else last + 3 * WEEK
    return Course(
        id=name,
        site=site,
        lead=f"PRA-{site.code}-{number % PRACTITIONERS + 1:02}",
        received=days[0] - WEEK - timedelta(days=chance.randrange(1, 5)),
        contacts=days,
        expected=expected,
        release=expected if before < contacts else None,
        closed=last if part < OPEN else None,
        lost=part < OPEN and chance.random() < 0.12,
    )
