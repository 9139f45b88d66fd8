"""One contact of a case → its file: a few fields, then the note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from bench.generate.course import Course
from bench.generate.prose import note

_FOCUS_WORDS = (
    "engagement shared_understanding emotions thoughts behaviours goals action_plan practical_support accommodation "
    "money_benefits_id substance_use physical_health medication family_relationships work_training probation_licence"
)
_FOCUS = _FOCUS_WORDS.split()
_COMPONENTS_WORDS = "engagement_and_trust shared_understanding goals_and_plan mentalising_stance strengths_focus"
_COMPONENTS = _COMPONENTS_WORDS.split()
_VENUES = {"prison": ("wing", "legal_visits", "healthcare"), "community": ("hostel", "cafe", "home", "office")}


def contacts(course: Course, words: int, chance: Random, *, goals: bool) -> Iterator[tuple[str, str]]:
    """Yield each contact's path inside the case folder with its text."""
    for number, day in enumerate(course.contacts):
        fields = "\n".join(_fields(course, number, day, chance, goals))
        yield f"contacts/{day}.md", f"---\n{fields}\n---\n\n{note(chance, words)}"


def _fields(course: Course, number: int, day: date, chance: Random, goals: bool) -> Iterator[str]:
    last = number + 1 == len(course.contacts)
    place = "prison" if course.release is None or day < course.release else "community"
    purpose, outcome = "session", "attended"
    if day == course.release:
        purpose = "release_day"
    elif last and course.closed and not course.lost:
        purpose = "ending_session"
    elif course.lost and number + 2 >= len(course.contacts):
        outcome = "did_not_attend"
    elif chance.random() < 0.06 and day not in course.joint:
        outcome = chance.choice(("did_not_attend", "cancelled_by_participant", "attended_late"))
    by_phone = place == "community" and purpose == "session" and chance.random() < 0.1
    yield f"date: {day}"
    yield f"start: {chance.randrange(9, 16)}:{chance.choice(('00', '15', '30', '45'))}".replace(" 9:", " 09:")
    yield f"minutes: {chance.randrange(25, 80, 5)}"
    yield f"place: {place}"
    if not by_phone:
        yield f"venue: {'gate' if purpose == 'release_day' else chance.choice(_VENUES[place])}"
    yield f"mode: {'phone' if by_phone else 'in_person'}"
    yield f"outcome: {outcome}"
    yield f"staff: [{course.lead}{', ' + course.supervisor if day in course.joint else ''}]"
    yield f"purposes: [{purpose}]"
    yield f"focus: [{', '.join(chance.sample(_FOCUS, 3))}]"
    if goals:
        yield f"goals: [{chance.choice(('G1', 'G2', 'G1, G3'))}]"
    yield "components:"
    for component in chance.sample(_COMPONENTS, 2):
        yield f"  - {{component: {component}, applied: {chance.choice(('yes', 'yes', 'partly'))}}}"
    if not last:
        yield f"next_contact: {course.contacts[number + 1]}"
