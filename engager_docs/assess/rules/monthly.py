"""A staff member's posts → the calendar months that count, each with what was held in it (rules.md 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import away_throughout, days_in_post, posts_of
from engager_docs.assess.weeks import Span, months, working_days
from engager_docs.assess.wording import in_words
from engager_docs.model.result import Occurrence


def months_in_post(records: StaffRecords, roles: frozenset[str]) -> Iterator[Span]:
    """Yield each month with enough days in post that was not all leave; days count within the site's life."""
    posts = [post for post in posts_of(records.staff, roles) if records.service.site(post.site) is not None]
    if not posts:
        return
    sites = [site for post in posts if (site := records.service.site(post.site)) is not None]
    start = max(min(post.first for post in posts), min(site.opened for site in sites))
    end = min(max(post.last for post in posts), max(site.until for site in sites))
    for month in months(start, end) if start <= end else ():
        days = days_in_post(
            posts, (date.fromordinal(n) for n in range(month.first.toordinal(), month.last.toordinal() + 1))
        )
        held = [day for day in days if start <= day]
        if len(held) < records.parameters.monthly.min_days:
            continue
        if not away_throughout(records.staff, working_days(held[0], held[-1])):
            yield month


def monthly(
    records: StaffRecords, roles: frozenset[str], days: Iterable[date], undone: Callable[[Span], str]
) -> tuple[Occurrence, ...]:
    """Return an occurrence for each month that counts; ``undone`` says what was not done in one."""
    held = sorted(days)
    as_of = records.service.setting.as_of
    found = []
    for month in months_in_post(records, roles):
        day = next((one for one in held if month.holds(one)), None)
        if day is not None:
            found.append(Occurrence(month.label, "met", f"Held on {in_words(day)}"))
        elif month.last >= as_of:
            found.append(Occurrence(month.label, "not_due_yet", f"Due by {in_words(month.last)}"))
        else:
            found.append(Occurrence(month.label, "not_met", undone(month)))
    return tuple(found)
