"""What was shared and with whom → errors where no consent covered it on that day (E062)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.check.finding import error
from engager_docs.model.casebook import Case
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.network import Member
from engager_docs.model.source import Path

_FAMILY = ("family", "partner", "friend")


def consent(case: Case) -> Iterator[Diagnostic]:
    """Yield E062 for sharing, family contact or peer-mentor contact without a matching consent (records.md 5)."""
    members = {member.id: member for member in case.network.data.members} if case.network else {}
    for number, entry in enumerate(case.network.data.liaison if case.network else ()):
        member = members.get(entry.with_)
        personal = member is not None and member.kind in (*_FAMILY, "peer_mentor")
        if case.network and member and (personal or (entry.shared or "none") != "none"):
            path: Path = ("liaison", number, "with" if personal else "shared")
            if not consented(case, member, entry.on):
                yield error("E062", case.network.source, path, _message(member, entry.on), _hint(member))
    for contact in case.contacts:
        for path, scalar in contact.source.every("others.*"):
            member = members.get(scalar.text)
            if member is not None and not consented(case, member, contact.data.date):
                yield error("E062", contact.source, path, _message(member, contact.data.date), _hint(member))


def _message(member: Member, day: date) -> str:
    return f"no consent for {_scope(member)} was in force on {day.isoformat()}"


def _hint(member: Member) -> str:
    return f"record the consent in participant.yaml (scope {_scope(member)}), or that nothing was shared"


def _scope(member: Member) -> str:
    if member.kind in _FAMILY:
        return "contact_family"
    return "contact_peer_mentor" if member.kind == "peer_mentor" else "share_with_agency"


def consented(case: Case, member: Member, day: date) -> bool:
    """Return whether the latest answer on or before ``day`` for this member's scope was yes.

    A consent that names an agency covers that organisation or member only; one that names none covers all.
    """
    scope = _scope(member)
    answers = [
        each
        for each in case.participant.data.consent
        if each.scope == scope
        and each.on <= day
        and (each.agency is None or each.agency in (member.organisation, member.id))
    ]
    return bool(answers) and max(answers, key=lambda each: each.on).status == "given"
