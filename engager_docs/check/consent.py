"""What was shared and with whom → errors where no consent covered it on that day (E062)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.network import Member, Network
from engager_docs.model.records.participant import Participant
from engager_docs.model.records.plan import ActionPlan
from engager_docs.model.source import Entry, Path, Source

_FAMILY = ("family", "partner", "friend")
_NOT_HELD = ("planned", "cancelled_by_participant", "cancelled_by_provider")


def liaison(entry: Entry[Network], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E062 for each exchange with family or a peer mentor, and each sharing, that no consent covers."""
    for number, one in enumerate(entry.data.liaison):
        member = frame.members.get(one.with_)
        personal = member is not None and _scope(member) != "share_with_agency"
        if member is not None and (personal or (one.shared or "none") != "none"):
            path: Path = ("liaison", number, "with" if personal else "shared")
            yield from _covered(entry.source, path, member, one.on, frame)


def others(entry: Entry[Contact], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E062 for each member of the network who took part in a contact that no consent covers."""
    if entry.data.outcome not in _NOT_HELD:
        for number, name in enumerate(entry.data.others):
            member = frame.members.get(name)
            if member is not None:
                yield from _covered(entry.source, ("others", number), member, entry.data.date, frame)


def copies(entry: Entry[ActionPlan], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E062 for each member of the network who was given a copy of the plan that no consent covers."""
    for number, review in enumerate(entry.data.reviews):
        for place, name in enumerate(review.given_to):
            member = frame.members.get(name)
            if member is not None:
                yield from _covered(entry.source, ("reviews", number, "given_to", place), member, review.on, frame)


def _covered(source: Source, path: Path, member: Member, day: date, frame: Frame) -> Iterator[Diagnostic]:
    if frame.participant is None or frame.over(day) or _doubtful(frame.participant.data, member, frame):
        return
    if not consented(frame.participant.data, member, day):
        message = f"no consent ({_scope(member)}) was in force on this day"
        hint = "record the consent in participant.yaml if it was given, or that nothing was shared"
        yield error("E062", source, path, message, hint)


def _doubtful(participant: Participant, member: Member, frame: Frame) -> bool:
    """Return whether a consent or the member names an agency that nothing bears: that is told once, where it stands."""
    named = [member.organisation, *(answer.agency for answer in participant.consent)]
    return any(agency is not None and not frame.knows("agency", agency) for agency in named)


def _scope(member: Member) -> str:
    if member.kind in _FAMILY:
        return "contact_family"
    return "contact_peer_mentor" if member.kind == "peer_mentor" else "share_with_agency"


def consented(participant: Participant, member: Member, day: date) -> bool:
    """Return whether the latest answer on or before ``day`` for this member's scope was yes.

    A consent that names an agency covers that organisation or member only; one that names none covers all.
    Of two answers on one day the one that names the agency holds, then the one written later.
    """
    scope = _scope(member)
    answers = [
        (answer.on, answer.agency is not None, number, answer.status)
        for number, answer in enumerate(participant.consent)
        if answer.scope == scope
        and answer.on <= day
        and (answer.agency is None or answer.agency in (member.organisation, member.id))
    ]
    return bool(answers) and max(answers)[3] == "given"
