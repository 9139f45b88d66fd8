"""One record of a case against itself and its frame → errors of order, range and completeness (E040, E063–E070)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.plan import ActionPlan
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.records.wellbeing import OutcomeScore
from engager_docs.model.source import Entry

# instrument: the highest total, and the most items that may be missing for the total to stand
_RANGES: dict[str, tuple[float, int | None]] = {
    "core_om": (40, 3),
    "core_10": (40, None),
    "phq9": (27, None),
    "gad7": (21, None),
}


def contact(entry: Entry[Contact], frame: Frame) -> Iterator[Diagnostic]:
    """Yield what is wrong with a contact by itself: still planned, without a cause, a changed risk unrecorded."""
    one = entry.data
    if one.outcome == "planned" and frame.today is not None and one.date < frame.today:
        hint = "say how it came out: attended, did_not_attend, cancelled_by_provider …"
        yield error("E064", entry.source, ("outcome",), "still planned, for a day that has passed", hint)
    if one.outcome == "cancelled_by_provider" and one.cancel_cause is None:
        hint = "add cancel_cause: regime_lockdown, no_escort, staff_sickness …"
        yield error("E040", entry.source, ("outcome",), "a cancellation by the provider needs its cause", hint)
    if one.risk_changed and not frame.knows("risk", one.date.isoformat()):
        hint = "open or review a risk in risks.yaml with this date, or write false"
        message = "no risk was opened or reviewed on this day"
        yield error("E070", entry.source, ("risk_changed",), message, hint)


def plan(entry: Entry[ActionPlan], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E065 for reviews of the plan, its versions, out of order."""
    for number, (earlier, later) in enumerate(pairwise(entry.data.reviews), 1):
        if later.on < earlier.on and not frame.over(earlier.on):
            message = "this review is dated before the one above it"
            yield error("E065", entry.source, ("reviews", number, "on"), message, "put the oldest first")


def understanding(entry: Entry[SharedUnderstanding], frame: Frame) -> Iterator[Diagnostic]:  # noqa: ARG001  a check takes a frame
    """Yield E065 for a version dated before its contact, and E066 for links whose ends quote no entry."""
    version = entry.data
    if version.contact is not None and version.contact > version.date:
        message = "the version is dated before the contact it was developed in"
        yield error("E065", entry.source, ("contact",), message, "mend one of the two dates")
    quoted = {*version.emotions, *version.thoughts, *version.behaviours}
    for number, link in enumerate(version.links):
        for end, text in (("from", link.from_), ("to", link.to)):
            if text not in quoted:
                message = "this end of the link quotes no entry of emotions, thoughts or behaviours"
                hint = "write the entry exactly as it stands in its list"
                yield error("E066", entry.source, ("links", number, end), message, hint)


def scores(entry: Entry[tuple[OutcomeScore, ...]], frame: Frame) -> Iterator[Diagnostic]:  # noqa: ARG001  as above
    """Yield E063 for totals out of their instrument's range (records.md 4, outcomes.yaml)."""
    for number, score in enumerate(entry.data):
        highest, missing = _RANGES.get(score.instrument, (None, None))
        if highest is None or score.total is None:
            continue
        if not 0 <= score.total <= highest:
            message = f"a total of this instrument lies between 0 and {highest:g}"
            yield error("E063", entry.source, (number, "total"), message, "add the items up again")
        if missing is not None and (score.items_missing or 0) > missing:
            message = f"with more than {missing} items missing a total of this instrument does not stand"
            yield error("E063", entry.source, (number, "items_missing"), message, "leave the total out")
