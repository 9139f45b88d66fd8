"""A practitioner's or a site's cases and the days something was done for each → the stretches that were too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from engager_docs.assess.calendar import days_after
from engager_docs.assess.caseload import WORKING, active_from
from engager_docs.assess.course import Course
from engager_docs.assess.roles import SUPERVISING
from engager_docs.assess.subjects import ServiceRecords
from engager_docs.assess.team import leave_days, posts_at, vacant_days
from engager_docs.assess.wording import counted, span_in_words
from engager_docs.model.casebook import Staff
from engager_docs.model.result import Occurrence, Outcome


class Held(Struct, frozen=True):
    """A case and the days it was somebody's, both ends included, up to its end."""

    course: Course
    first: date
    last: date


def held_by(courses: Iterable[Course], staff: str) -> Iterator[Held]:
    """Yield each stretch in which ``staff`` led or co-worked an active case."""
    for course in courses:
        opened = active_from(course)
        for part in course.record.allocation:
            if part.staff == staff and part.role in WORKING and opened is not None:
                first, last = max(part.from_, opened), min(part.to or course.until, course.until)
                if first <= last:
                    yield Held(course, first, last)


class Measure(Struct, frozen=True):
    """What is measured between: the most days allowed, what was not done, who may have been away."""

    most: int
    undone: str
    service: ServiceRecords
    people: tuple[Staff, ...] = ()


def too_long(held: Held, days: Iterable[date], measure: Measure) -> Iterator[Occurrence]:
    """Yield an occurrence for each stretch longer than allowed, and one met where none is.

    A stretch is covered where the days on which those concerned were away make up what is too much; a vacancy of
    the supervisor's post is named and covers nothing (rules.md 6.24).
    """
    inside = sorted({day for day in days if held.first <= day <= held.last})
    points = [held.first, *inside, held.last]
    long = [(a, b) for a, b in pairwise(points) if (b - a).days > measure.most]
    case = held.course.case.id
    for start, end in long:
        yield _occurrence(held, start, end, measure)
    if not long and (inside or (held.last - held.first).days >= measure.most):
        period = f"{held.first.isoformat()}..{held.last.isoformat()}"
        yield Occurrence(period, "met", f"{case}: never more than {counted(measure.most, 'day')}")


def _occurrence(held: Held, start: date, end: date, measure: Measure) -> Occurrence:
    site = held.course.case.site
    away = frozenset(day for person in measure.people for day in leave_days(person, start, end))
    supervisors = posts_at(measure.service.team_at(site), site, SUPERVISING)
    vacant = vacant_days(supervisors, days_after(start, 1), end)
    days = (end - start).days
    said = f"{held.course.case.id}: {counted(days, 'day')} {measure.undone}, {span_in_words(start, end)}"
    outcome: Outcome = "not_met"
    if vacant:
        said = f"{said}; the supervisor's post was vacant {span_in_words(vacant[0], vacant[-1])}"
    elif len(away) >= days - measure.most:
        outcome, said = "covered", f"{said}; {counted(len(away), 'day')} of leave in between"
    return Occurrence(f"{start.isoformat()}..{end.isoformat()}", outcome, said)
