"""One case's records against each other → errors of order, range and completeness (E040, E058–E070)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engager_docs.check.dates import late
from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.casebook import Case
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Entry, Path

# instrument: the highest total, and the most items that may be missing for the total to stand
_RANGES: dict[str, tuple[float, int | None]] = {
    "core_om": (40, 3),
    "core_10": (40, None),
    "phq9": (27, None),
    "gad7": (21, None),
}


def contacts(case: Case, frame: Frame) -> Iterator[Diagnostic]:
    """Yield what is wrong with contacts by themselves: planned ones, causes, changed risk."""
    dates = {risk.opened_on for risk in case.risks.data} if case.risks else set()
    dates |= {risk.reviewed_on for risk in case.risks.data if risk.reviewed_on} if case.risks else set()
    risks_known = frame.ids.get("risk") is not None
    for contact in case.contacts:
        one = contact.data
        if one.outcome == "planned" and one.date < frame.today:
            message = f"this contact was planned for a day before {frame.today.isoformat()}"
            hint = "say how it came out: attended, did_not_attend, cancelled_by_provider …"
            yield error("E064", contact.source, ("outcome",), message, hint, quote=True)
        if one.outcome != "planned" and one.date > frame.today:
            yield late(contact, ("date",), frame.today)
        if one.outcome == "cancelled_by_provider" and one.cancel_cause is None:
            hint = "add cancel_cause: regime_lockdown, no_escort, staff_sickness …"
            yield error("E040", contact.source, ("outcome",), "a cancellation by the provider needs its cause", hint)
        if one.risk_changed and risks_known and one.date not in dates:
            hint = "open or review a risk in risks.yaml with this date"
            message = "risk_changed is true, and no risk was opened or reviewed that day"
            yield error("E070", contact.source, ("risk_changed",), message, hint)


def closed(case: Case) -> Iterator[Diagnostic]:
    """Yield E059 for what happened with the participant after the case closed, or after their death."""
    closure = case.participant.data.closure
    if closure is None:
        return
    happened: list[tuple[Entry[object], Path]] = []
    happened += [(each, ("date",)) for each in case.contacts]
    happened += [(each, ("date",)) for each in case.understandings]
    if case.plan is not None:
        happened += [(case.plan, path) for path, _ in case.plan.source.every("reviews.*.on")]
    if case.release_day is not None:
        happened += [(case.release_day, path) for path, _ in case.release_day.source.every("actual.on")]
    if case.outcomes is not None and closure.reason == "died":
        happened += [(case.outcomes, path) for path, _ in case.outcomes.source.every("*.on")]
    word = "the participant's death" if closure.reason == "died" else "the case closed"
    for entry, path in happened:
        node = entry.source.at(path)
        if getattr(node, "text", "") > closure.on.isoformat():
            message = f"this is after {word} on {closure.on.isoformat()}"
            yield error(
                "E059",
                entry.source,
                path,
                message,
                "mend the date, or the closure in participant.yaml",
                quote=True,
            )


def versions(case: Case) -> Iterator[Diagnostic]:
    """Yield E065 for versions out of order and E066 for links whose ends quote no entry."""
    if case.plan is not None:
        reviews = case.plan.data.reviews
        for number, (earlier, later) in enumerate(pairwise(reviews), 1):
            if later.on < earlier.on:
                message = f"this review is dated before the one above it, {earlier.on.isoformat()}"
                yield error(
                    "E065",
                    case.plan.source,
                    ("reviews", number, "on"),
                    message,
                    "put the oldest first",
                    quote=True,
                )
    for version in case.understandings:
        if version.data.contact is not None and version.data.contact > version.data.date:
            message = "the version is dated before the contact it was developed in"
            yield error("E065", version.source, ("contact",), message, "mend one of the two dates", quote=True)
        entries = {*version.data.emotions, *version.data.thoughts, *version.data.behaviours}
        for number, link in enumerate(version.data.links):
            for end, text in (("from", link.from_), ("to", link.to)):
                if text not in entries:
                    message = "this end of the link quotes no entry of emotions, thoughts or behaviours"
                    hint = "write the entry exactly as it stands in its list"
                    yield error("E066", version.source, ("links", number, end), message, hint)


def scores(case: Case) -> Iterator[Diagnostic]:
    """Yield E063 for totals out of their instrument's range (records.md 4, outcomes.yaml)."""
    entry = case.outcomes
    for number, score in enumerate(entry.data if entry else ()):
        highest, missing = _RANGES.get(score.instrument, (None, None))
        if entry is None or highest is None or score.total is None:
            continue
        if not 0 <= score.total <= highest:
            message = f"a {score.instrument} total lies between 0 and {highest:g}"
            yield error("E063", entry.source, (number, "total"), message, "add the items up again")
        if missing is not None and (score.items_missing or 0) > missing:
            message = f"with more than {missing} items missing a {score.instrument} total does not stand"
            yield error("E063", entry.source, (number, "items_missing"), message, "leave the total out")
