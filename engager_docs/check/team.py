"""The posts of a site → errors where two supervise it at once for longer than a hand-over (E056)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from engager_docs.check.finding import error
from engager_docs.model.casebook import Staff
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.staff import Role

HANDOVER_DAYS = 14


def supervisors(staff: Iterable[Staff]) -> Iterator[Diagnostic]:
    """Yield E056 where two supervise one site for more than a hand-over of 14 days, neither as interim (T01)."""
    posts = [
        (person, number, role)
        for person in staff
        for number, role in enumerate(person.record.data.roles)
        if role.role == "supervisor"
    ]
    posts.sort(key=lambda each: (each[2].from_, each[0].id))
    for (first, place, earlier), (second, number, later) in combinations(posts, 2):
        same_site = (earlier.site or first.home) == (later.site or second.home)
        if same_site and first.id != second.id and _days_together(earlier, later) > HANDOVER_DAYS:
            line = first.record.source.span(("roles", place)).line
            message = (
                f"a second supervisor for more than {HANDOVER_DAYS} days, beside line {line} of {first.record.file}"
            )
            hint = "end the earlier role, or record one of the two as interim_supervisor"
            yield error("E056", second.record.source, ("roles", number, "from"), message, hint)


def _days_together(earlier: Role, later: Role) -> int:
    end = min(earlier.to or date.max, later.to or date.max)
    return (end - max(earlier.from_, later.from_)).days + 1
