"""Where a participant was → errors where they were in two places, or a contact says another (E054, E055, E057)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from engager_docs.check.finding import error
from engager_docs.model.casebook import Case
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.participant import CustodyPeriod

# where a contact may be said to take place while the participant's own place is the key's
_AGREES = {
    "prison": ("prison", "court", "hospital"),
    "community": ("community", "court", "approved_premises"),
    "approved_premises": ("approved_premises", "community", "court"),
    "hospital": ("hospital",),
    "police_custody": ("police_custody", "court"),
}


def custody(case: Case) -> Iterator[Diagnostic]:
    """Yield E055 for overlapping periods, E054 for two leads on a day, E057 for contacts elsewhere."""
    yield from _one_place(case)
    yield from _one_lead(case)
    for contact in case.contacts:
        periods = _on(case, contact.data.date)
        places = [place for period in periods for place in _AGREES.get(period.place, (contact.data.place,))]
        if periods and contact.data.outcome != "planned" and contact.data.place not in places:
            there = " and ".join(sorted({period.place for period in periods}))
            message = f"the participant was in {there} on this day, by participant.yaml"
            hint = "mend the place, or the custody periods"
            yield error("E057", contact.source, ("place",), message, hint, quote=True)


def _on(case: Case, day: date) -> list[CustodyPeriod]:
    """Return the periods that hold ``day``: two on the day of a move (records.md 2)."""
    return [
        period
        for period in case.participant.data.custody
        if period.from_ <= day and (period.to is None or day <= period.to)
    ]


def _one_place(case: Case) -> Iterator[Diagnostic]:
    source = case.participant.source
    known = sorted(enumerate(case.participant.data.custody), key=lambda each: each[1].from_)
    for (_, earlier), (number, later) in pairwise(known):
        if earlier.to is None or later.from_ < earlier.to:
            message = f"the period before, from {earlier.from_.isoformat()}, had not ended"
            yield error(
                "E055",
                source,
                ("custody", number, "from"),
                message,
                "end it on the day of the move",
                quote=True,
            )


def _one_lead(case: Case) -> Iterator[Diagnostic]:
    source = case.participant.source
    leads = [(n, each) for n, each in enumerate(case.participant.data.allocation) if each.role == "lead"]
    leads.sort(key=lambda each: each[1].from_)
    for (_, earlier), (number, later) in pairwise(leads):
        if earlier.to is None or later.from_ <= earlier.to:
            message = f"{earlier.staff} is still the lead on this day"
            hint = "one lead on a day: end the earlier allocation on the day before"
            yield error("E054", source, ("allocation", number, "from"), message, hint, quote=True)
