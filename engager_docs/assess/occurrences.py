"""Weeks, months or meetings, each judged → one verdict: the worst wins (rules.md 6.31).

Not met comes before covered, covered before met. An excused occurrence counts as covered.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from engager_docs.assess.verdict import Verdict
from engager_docs.model.diagnostic import Severity
from engager_docs.model.result import Occurrence, Outcome, Spot

NAMED = 3
"""The occurrences a sentence names before it says how many more there are."""
_WORST_FIRST: tuple[Outcome, ...] = ("not_met", "covered", "cannot_tell", "met", "not_due_yet", "not_applicable")


class Words(Struct, frozen=True):
    """How the occurrences of one rule are told: ``did`` before their number, ``one`` and ``many`` their name.

    ``Words("week", "weeks", "Held in")`` tells "Held in 40 of 42 weeks".
    """

    one: str
    many: str
    did: str = "Met in"
    nothing: str = "Nothing was due"


def together(
    occurrences: Sequence[Occurrence], expected: str, words: Words, hint: str = "", spot: Spot | None = None
) -> Verdict:
    """Return the verdict of a rule that is judged many times; without an occurrence it does not apply.

    The value is "met of due", due being met, covered and not met (rules.md 6.18). Where every departure counts
    for no more than information, so does the verdict.
    """
    if not occurrences:
        return Verdict("not_applicable", expected, words.nothing)
    outcome: Outcome = next(each for each in _WORST_FIRST if any(one.result == each for one in occurrences))
    worst = [one for one in occurrences if one.result == outcome]
    return Verdict(
        outcome,
        expected,
        _why(occurrences, worst, words),
        tally(occurrences),
        hint if outcome == "not_met" else "",
        severity=severity_of(outcome, worst),
        occurrences=tuple(occurrences),
        spot=next((one.spot for one in worst if one.spot is not None), spot),
    )


def severity_of(outcome: Outcome, worst: Sequence[Occurrence]) -> Severity | None:
    """Return info where the worst occurrences are all information or covered, else None: the rule's own."""
    told = outcome == "covered" or (outcome == "not_met" and all(one.severity == "info" for one in worst))
    return "info" if told else None


def tally(occurrences: Sequence[Occurrence]) -> str:
    """Return how many occurrences were met out of those due, "none due" where none was."""
    results = [one.result for one in occurrences]
    due = sum(results.count(each) for each in ("met", "covered", "not_met"))
    return f"{results.count('met')} of {due}" if due else "none due"


def _why(occurrences: Sequence[Occurrence], worst: Sequence[Occurrence], words: Words) -> str:
    due = [one for one in occurrences if one.result in ("met", "covered", "not_met")]
    if not due:
        return worst[0].why
    met = sum(one.result == "met" for one in due)
    said = f"{words.did} {met} of {len(due)} {words.one if len(due) == 1 else words.many}"
    if worst[0].result not in ("not_met", "covered", "cannot_tell"):
        return said
    named = "; ".join(f"{one.period}: {within(one.why)}" for one in worst[:NAMED])
    more = f"; and {len(worst) - NAMED} more" if len(worst) > NAMED else ""
    return f"{said}; {named}{more}"


def within(sentence: str) -> str:
    """Return a sentence as it stands inside another: its first letter small, unless it begins with an id."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() or sentence[1:2] == " " else sentence
