"""Staff and days → who holds which post at a site, when, and who is away (§1 §13 §42).

A role belongs to the site it names, or else to the home site of the staff file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from engager_docs.assess.calendar import days_in
from engager_docs.assess.roles import PRACTISING, SUPERVISING
from engager_docs.model.casebook import Staff

TEAM = PRACTISING | SUPERVISING


class Post(Struct, frozen=True):
    """One role of one person at one site, from its first to its last day (the end of time while it lasts)."""

    staff: str
    role: str
    site: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Return whether the post was held on a day."""
        return self.first <= day <= self.last


def posts_of(person: Staff, roles: frozenset[str] = TEAM) -> tuple[Post, ...]:
    """Return the posts a person has held in some roles, in order of their first day."""
    posts = [
        Post(person.id, role.role, role.site or person.home, role.from_, role.to or date.max)
        for role in person.record.data.roles
        if role.role in roles
    ]
    return tuple(sorted(posts, key=lambda one: one.first))


def posts_at(staff: Iterable[Staff], site: str, roles: frozenset[str] = TEAM) -> tuple[Post, ...]:
    """Return the posts held at a site in some roles, by whomever."""
    return tuple(post for person in staff for post in posts_of(person, roles) if post.site == site)


def holders(posts: Iterable[Post], day: date) -> tuple[str, ...]:
    """Return who holds one of the posts on a day, each person once."""
    return tuple(dict.fromkeys(post.staff for post in posts if post.holds(day)))


def days_in_post(posts: Iterable[Post], days: Iterable[date]) -> tuple[date, ...]:
    """Return the days on which any of the posts is held."""
    held = tuple(posts)
    return tuple(day for day in days if any(post.holds(day) for post in held))


def away_throughout(person: Staff | None, days: Iterable[date]) -> bool:
    """Return whether a person was away on every one of some days; on no day is nobody away."""
    asked = tuple(days)
    return person is not None and bool(asked) and all(person.absent_on(day) for day in asked)


def leave_days(person: Staff | None, after: date, until: date) -> frozenset[date]:
    """Return the days after one day and up to another on which a person was away."""
    if person is None:
        return frozenset()
    found: set[date] = set()
    for away in person.record.data.absences:
        first = max(away.from_.toordinal(), after.toordinal() + 1)
        last = min(away.to.toordinal(), until.toordinal())
        found.update(date.fromordinal(number) for number in range(first, last + 1))
    return frozenset(found)


def first_day(person: Staff, roles: frozenset[str] = TEAM) -> date | None:
    """Return the first day a person was in any of some roles, None where they never were."""
    posts = posts_of(person, roles)
    return posts[0].first if posts else None


def last_day(person: Staff, roles: frozenset[str] = TEAM) -> date | None:
    """Return the last day a person is in any of some roles, the end of time while one lasts."""
    return max((post.last for post in posts_of(person, roles)), default=None)


def vacant_days(posts: Iterable[Post], start: date, end: date) -> tuple[date, ...]:
    """Return the days from ``start`` to ``end`` on which none of the posts was held."""
    days = tuple(days_in(start, end))
    for post in posts:
        days = tuple(day for day in days if not post.holds(day))
    return days
