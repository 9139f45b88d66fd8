"""A verdict and the case's recorded variations → the verdict as they change it (rules.md 6.3, 6.30).

A variation recorded by the day a rule is due covers the departure. One recorded later, and any for the day of
release, explains it and does not remove it.
"""

from __future__ import annotations

from msgspec.structs import replace

from engager_docs.assess.course import Course
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import in_words, phrase
from engager_docs.model.records.course import Variation


def with_variations(course: Course, rule: str, verdict: Verdict, *, covers: bool) -> Verdict:
    """Return ``verdict`` covered or explained by the variations for ``rule``; others than not met stay.

    With ``covers`` false a variation can only explain.
    """
    named = [one for one in course.variations if one.rule == rule]
    if verdict.outcome != "not_met" or not named:
        return verdict
    in_time = [one for one in named if verdict.due_on is not None and one.recorded_on <= verdict.due_on]
    if covers and in_time:
        why = f"{verdict.why}; agreed beforehand ({told(in_time[0])})"
        return replace(verdict, outcome="covered", severity="info", why=why, hint="")
    return replace(verdict, why=f"{verdict.why}; explanation: {told(named[0])}")


def told(variation: Variation) -> str:
    """Return a variation as "practitioner leave, recorded on 20 December 2016"."""
    return f"{phrase(variation.reason)}, recorded on {in_words(variation.recorded_on)}"
