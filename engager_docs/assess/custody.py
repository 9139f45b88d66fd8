"""Custody periods → the first release, later releases, spells back in prison and in hospital (records.md 4).

The first release is the first period whose place is not prison after one that is. A period's ``to`` is the
day of the move: on it the new place holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from engager_docs.model.records.participant import CustodyPeriod


class Spell(Struct, frozen=True):
    """A stretch from the day something began to the day it ended, which no longer belongs to it."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """The nights between start and end."""
        return (self.end - self.start).days

    def holds(self, start: date, end: date) -> bool:
        """Return whether the days from ``start`` to ``end`` lie wholly inside."""
        return self.start <= start and end <= self.end


def known_by(periods: Iterable[CustodyPeriod], day: date) -> tuple[CustodyPeriod, ...]:
    """Return the periods that had begun by ``day``, in order of their first day."""
    return tuple(sorted((one for one in periods if one.from_ <= day), key=lambda one: one.from_))


def releases(periods: Iterable[CustodyPeriod]) -> tuple[date, ...]:
    """Return the day of each move out of prison, the first release first; ``periods`` are in order."""
    days: list[date] = []
    inside = False
    for period in periods:
        if inside and period.place != "prison":
            days.append(period.from_)
        inside = period.place == "prison"
    return tuple(days)


def place_on(periods: Iterable[CustodyPeriod], day: date) -> str:
    """Return where the participant lived on ``day``, empty when nothing is recorded; ``periods`` are in order."""
    found = ""
    for period in periods:
        if period.from_ <= day and (period.to is None or day <= period.to):
            found = period.place
    return found


def spells_in(periods: tuple[CustodyPeriod, ...], place: str, since: date, until: date) -> tuple[Spell, ...]:
    """Return the spells in ``place`` that began between ``since`` and ``until``; ``periods`` are in order."""
    spells: list[Spell] = []
    for number, period in enumerate(periods):
        following = periods[number + 1].from_ if number + 1 < len(periods) else until
        end = min(period.to or following, until)
        if period.place == place and since <= period.from_ < end:
            spells.append(Spell(period.from_, end))
    return joined(spells)


def joined(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return spells as the days they cover together: those that meet or overlap are one."""
    covered: list[Spell] = []
    for spell in sorted(spells, key=lambda one: (one.start, one.end)):
        if covered and spell.start <= covered[-1].end:
            last = covered.pop()
            covered.append(Spell(last.start, max(last.end, spell.end)))
        else:
            covered.append(spell)
    return tuple(covered)
