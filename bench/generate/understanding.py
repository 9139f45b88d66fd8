"""A case's dates → its Shared Understanding, a version before release and one after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from bench.generate.course import Course
from bench.generate.prose import note, sentence

_EMOTIONS = ("low and flat", "ashamed", "angry", "frightened of the first day out", "glad, sometimes")
_THOUGHTS = ("They will let me down again", "I might have got him wrong", "I am a burden", "It went well once")
_BEHAVIOURS = ("staying in my cell", "a row with my cellmate", "not answering letters", "going out before eleven")
_LISTS = {
    "needs": ("somebody to talk with who comes back", "better sleep", "a bed for the first night after release"),
    "problems": ("no contact with my sister", "no money until the claim is paid", "low days still come"),
    "strengths": ("patient", "good with my hands", "I can say sorry"),
    "resources": ("my sister", "an officer on the landing whom I trust", "the workshop"),
    "triggers": ("noise after lock-up", "Sundays", "long afternoons"),
    "what_helps": ("going out before the morning is over", "being asked, not told"),
}


def understandings(course: Course, words: int, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield each version's path inside the case folder with its text, each tied to a joint contact."""
    days = sorted(course.joint)[1:]
    for number, day in enumerate(days):
        fields = "\n".join(_fields(course, day, "planned_review" if number else "first", chance))
        yield f"shared-understanding/{day}.md", f"---\n{fields}\n---\n\n{note(chance, words // 2)}"


def _fields(course: Course, day: date, reason: str, chance: Random) -> Iterator[str]:
    emotions, thoughts, behaviours = (chance.sample(words, 3) for words in (_EMOTIONS, _THOUGHTS, _BEHAVIOURS))
    yield f"date: {day}"
    yield f"authors: [{course.lead}, {course.supervisor}]"
    yield f"contact: {day}"
    for key, entries in (("emotions", emotions), ("thoughts", thoughts), ("behaviours", behaviours)):
        yield from _list(key, entries)
    yield "links:"
    for start, end in zip((*emotions, *thoughts), (*behaviours, *emotions), strict=True):
        yield f"  - from: {start}"
        yield f"    to: {end}"
        yield f"    words: {sentence(chance)}"
    for key, known in _LISTS.items():
        yield from _list(key, chance.sample(known, 2))
    yield "agreed:"
    yield "  by_participant: yes"
    yield f"  on: {day}"
    yield f"copy_given_on: {day}"
    yield f"review_reason: {reason}"


def _list(key: str, entries: Sequence[str]) -> Iterator[str]:
    yield f"{key}:"
    for each in entries:
        yield f"  - {each}"
