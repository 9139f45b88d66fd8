"""Where a participant was → errors where they were in two places, or a contact says another (E054, E055, E057)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.participant import CustodyPeriod, Participant
from engager_docs.model.source import Entry

# where a contact may be said to take place while the participant's own place is the key's
_AGREES = {
    "prison": ("prison", "court", "hospital"),
    "community": ("community", "court", "approved_premises"),
    "approved_premises": ("approved_premises", "community", "court"),
    "hospital": ("hospital",),
    "police_custody": ("police_custody", "court"),
}


def one_place(entry: Entry[Participant], frame: Frame) -> Iterator[Diagnostic]:  # noqa: ARG001  a check takes a frame
    """Yield E055 where custody periods overlap, or where one does not begin on the day the one before ended."""
    # a period after the participant's death is told by E059
    known = [(number, period) for number, period in enumerate(entry.data.custody) if period.from_ <= _death(entry.data)]
    known.sort(key=lambda each: (each[1].from_, each[1].to or date.max))
    last: CustodyPeriod | None = None
    before = 0
    for number, period in known:
        line = entry.source.span(("custody", before)).line
        if last is not None and (last.to is None or period.from_ < last.to):
            message = f"the period on line {line} had not ended by this day"
            yield error("E055", entry.source, ("custody", number, "from"), message, "end it on the day of the move")
        elif last is not None and last.to is not None and period.from_ > last.to:
            message = f"the period on line {line} ended before this day, and nothing covers the days between"
            hint = "a move is one day: begin on it, or add a period with place unknown"
            yield error("E055", entry.source, ("custody", number, "from"), message, hint)
        if last is None or (period.to or date.max) >= (last.to or date.max):
            last, before = period, number


def believed(entry: Entry[Participant], frame: Frame) -> bool:
    """Return whether the custody periods hold together: contacts are not judged by those that do not."""
    late = any(period.from_ > _death(entry.data) for period in entry.data.custody)
    return not late and not any(one_place(entry, frame))


def _death(participant: Participant) -> date:
    closure = participant.closure
    return closure.on if closure is not None and closure.reason == "died" else date.max


def one_lead(entry: Entry[Participant], frame: Frame) -> Iterator[Diagnostic]:  # noqa: ARG001  a check takes a frame
    """Yield E054 where two allocations as lead share a day."""
    leads = [(number, each) for number, each in enumerate(entry.data.allocation) if each.role == "lead"]
    leads.sort(key=lambda each: (each[1].from_, each[1].to or date.max))
    until: date | None = None
    before = 0
    for number, lead in leads:
        if until is not None and lead.from_ <= until:
            line = entry.source.span(("allocation", before)).line
            message = f"the lead of the allocation on line {line} is still the lead on this day"
            hint = "one lead on a day: end the earlier allocation on the day before"
            yield error("E054", entry.source, ("allocation", number, "from"), message, hint)
        if until is None or (lead.to or date.max) >= until:
            until, before = lead.to or date.max, number


def agrees(entry: Entry[Contact], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E057 for a contact in another place than custody says; on the day of a move either will do."""
    contact = entry.data
    if frame.participant is None or not frame.custody or contact.outcome == "planned" or frame.over(contact.date):
        return
    periods = [
        (number, period)
        for number, period in enumerate(frame.participant.data.custody)
        if period.from_ <= contact.date and (period.to is None or contact.date <= period.to)
    ]
    places = [place for _, period in periods for place in _AGREES.get(period.place, (contact.place,))]
    if periods and contact.place not in places:
        line = frame.participant.source.span(("custody", periods[-1][0])).line
        message = f"not where the participant was on this day, by line {line} of participant.yaml"
        yield error("E057", entry.source, ("place",), message, "mend the place, or the custody periods")
