"""A case's dates → its participant.yaml: referral, consent, custody, allocation, closure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from bench.generate.course import Course
from bench.generate.prose import sentence

_SOURCES = (
    "prison_mental_health_in_reach",
    "prison_primary_care",
    "offender_manager_custody",
    "substance_misuse_service",
    "self",
)
_SCOPES = ("support", "share_with_agency", "contact_family", "outcome_measures")
_CRITERIA = ("Common mental health problem", "Release to the area the site covers")


def participant(course: Course, chance: Random) -> str:
    """Return the text of participant.yaml."""
    return "\n".join((*_referral(course, chance), *_agreed(course, chance), *_course(course))) + "\n"


def _referral(course: Course, chance: Random) -> Iterator[str]:
    yield "referral:"
    yield f"  received_on: {course.received}"
    yield f"  source: {chance.choice(_SOURCES)}"
    yield f"  expected_release: {course.expected}"
    yield f"  reason: {sentence(chance)}"
    yield "  eligibility:"
    for criterion in _CRITERIA:
        yield f"    - criterion: {criterion}"
        yield "      answer: yes"
    yield "  decision: accepted"
    yield f"  decided_on: {course.accepted}"
    yield f"  decided_by: {course.supervisor}"


def _agreed(course: Course, chance: Random) -> Iterator[str]:
    yield "consent:"
    for scope in _SCOPES:
        yield f"  - scope: {scope}"
        yield "    status: given"
        yield f"    on: {course.contacts[0]}"
        yield f"    given_how: {chance.choice(('written', 'verbal'))}"


def _course(course: Course) -> Iterator[str]:
    yield "custody:"
    yield "  - place: prison"
    yield f"    establishment: {course.site.org}-prison"
    yield f"    from: {course.received - timedelta(days=90)}"
    if course.release:
        yield f"    to: {course.release}"
    yield "    basis: sentence"
    if course.release:
        yield "  - place: community"
        yield f"    from: {course.release}"
        yield "    basis: released_conditional"
    yield "release_dates:"
    yield f"  - recorded_on: {course.received}"
    yield f"    date: {course.expected}"
    yield "    type: conditional_release"
    yield f"    told_team_on: {course.received}"
    yield "allocation:"
    for staff, role in ((course.lead, "lead"), (course.supervisor, "supervising")):
        yield f"  - staff: {staff}"
        yield f"    role: {role}"
        yield f"    from: {course.accepted}"
        if course.closed:
            yield f"    to: {course.closed}"
    if course.closed:
        yield "closure:"
        yield f"  on: {course.closed}"
        yield f"  reason: {'lost_contact' if course.lost else 'completed'}"
        yield f"  decided_by: {course.supervisor}"
