"""One case → network and liaison: people, agencies, consent, last contact, warm hand-overs (documents.md 1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.network import LiaisonEntry, Member
from engager_docs.model.view import Content, Part, Row, Table
from engager_docs.render.blocks import lines, or_none, table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import words, yes_no
from engager_docs.render.workbook.plan import exchange_id, goal_links

_FAMILY = {"family", "partner", "friend"}


class NetworkView(Struct, frozen=True):
    """Who is around the participant and what was said to whom."""

    members: Table
    liaison: Table
    handovers: Table


def network(case: Case, sheet: Sheet) -> Part:
    """Return the network and the log of liaison."""
    members = case.network.data.members if case.network else ()
    log = case.network.data.liaison if case.network else ()
    view = NetworkView(
        members=table(
            "People and agencies",
            ("Who", "Kind", "Organisation", "Named in the plan", "Consent", "Last in touch"),
            (_member(member, case, sheet) for member in members),
            "Nobody is written down in the network.",
        ),
        liaison=table(
            "Liaison log",
            ("Date", "With", "How", "Purpose and outcome", "Goals", "Shared", "By"),
            (_entry(each, number, case, sheet) for number, each in enumerate(log, 1)),
            "No exchange with the network is recorded.",
        ),
        handovers=table(
            "Warm hand-overs",
            ("Service", "Organisation", "Accepted", "First appointment"),
            _handovers(case, sheet),
            "No warm hand-over is recorded.",
        ),
    )
    files = (case.network.file,) if case.network else ()
    return Part("network", "Network and liaison", "pages/workbook/network.html", view, files)


def _member(member: Member, case: Case, sheet: Sheet) -> tuple[Content, ...]:
    last = _last(member, case)
    return (
        member.id,
        words(member.kind),
        sheet.organisation(member.organisation) if member.organisation else "None",
        yes_no(member.named_in_plan),
        _consent(member, case),
        "Not yet" if last is None else sheet.day(last),
    )


def _consent(member: Member, case: Case) -> str:
    """Return the latest answer of the consent that covers this member."""
    scope = "share_with_agency"
    if member.kind in _FAMILY:
        scope = "contact_family"
    elif member.kind == "peer_mentor":
        scope = "contact_peer_mentor"
    answers = [
        each
        for each in case.participant.data.consent
        if each.scope == scope and (scope != "share_with_agency" or each.agency in {None, member.organisation})
    ]
    latest = max(answers, key=lambda each: each.on, default=None)
    return "Not recorded" if latest is None else words(latest.status)


def _last(member: Member, case: Case) -> date | None:
    exchanges = [each.on for each in case.network.data.liaison if each.with_ == member.id] if case.network else []
    met = [entry.data.date for entry in case.contacts if member.id in entry.data.others]
    return max((*exchanges, *met), default=None)


def _entry(each: LiaisonEntry, number: int, case: Case, sheet: Sheet) -> Row:
    told = (
        or_none(each.purpose, ""),
        or_none(each.outcome, ""),
        f"Next: {each.next_step}" if each.next_step else "",
    )
    how = words(each.direction) + (f", {words(each.mode).lower()}" if each.mode else "")
    cells: tuple[Content, ...] = (
        sheet.day(each.on),
        each.with_,
        how,
        lines(text for text in told if text),
        goal_links(each.goals, case, sheet),
        words(each.shared) if each.shared else "Not recorded",
        sheet.person(each.by),
    )
    return Row(cells, exchange_id(number))


def _handovers(case: Case, sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    steps = case.ending.data.next_steps if case.ending else None
    for step in steps if isinstance(steps, tuple) else ():
        if step.warm_handover == "yes":
            yield (
                step.service,
                sheet.organisation(step.organisation),
                words(step.accepted) if step.accepted else "Not recorded",
                sheet.day(step.first_appointment),
            )
