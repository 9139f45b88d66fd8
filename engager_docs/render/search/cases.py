"""One case and the service → its entries in the search index, and nothing of any other case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engager_docs.model.casebook import Case
from engager_docs.model.records.contact import Contact
from engager_docs.model.result import CaseAssessment
from engager_docs.model.source import Entry
from engager_docs.render import addresses, course
from engager_docs.render.search.entry import SearchEntry, Shown, entry_of
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import phrase, word_list, words
from engager_docs.render.workbook.book import case_sheet
from engager_docs.render.workbook.contacts import contact_title
from engager_docs.render.workbook.cover import phase_text
from engager_docs.render.workbook.understanding import version_title

_PARTS = {
    "action-plan": "Shared Action Plan",
    "network": "Network and liaison",
    "release-day": "Release day",
    "outcomes": "Outcome measures",
    "risks": "Risks and safeguarding",
    "incidents": "Incidents",
    "variations": "Variations",
    "ending": "Ending",
}


def case_entries(case: Case, service: Service, found: CaseAssessment | None) -> tuple[SearchEntry, ...]:
    """Return the entries of one case: its workbook, contacts, versions, goals, and the parts that have a file."""
    sheet = case_sheet(case, service)
    phase = phase_of(case, found)
    return (
        _workbook(case, sheet, phase, found),
        *(_contact(entry, case, sheet, phase) for entry in case.contacts),
        *_versions(case, sheet, phase),
        *_goals(case, sheet, phase),
        *_parts(case, sheet, phase),
    )


def phase_of(case: Case, found: CaseAssessment | None) -> str:
    """Return the phase of a case in words, without what stands beside it: one of a few to choose from."""
    return phase_text(case, None) if found is None else words(found.phase)


def _workbook(case: Case, sheet: Sheet, phase: str, found: CaseAssessment | None) -> SearchEntry:
    site = sheet.service.sites.get(case.site, case.site)
    received = case.participant.data.referral.received_on
    shown = Shown(
        path=sheet.path,
        title=f"Case workbook {case.id}",
        kind="Case",
        summary=f"{site}: {phase_text(case, found)}, referred {sheet.day(received)}",
        site=case.site,
        on=received.isoformat(),
        phase=phase,
        heads=tuple(text for _, text in course.key_dates(case)),
    )
    return entry_of(shown, case.participant.data, "", sheet.service)


def _contact(entry: Entry[Contact], case: Case, sheet: Sheet, phase: str) -> SearchEntry:
    contact = entry.data
    about = contact.focus or contact.purposes
    shown = Shown(
        path=addresses.address_of(entry.file).path,
        title=contact_title(case, entry, sheet),
        kind="Contact",
        summary=f"{words(contact.mode)}, {phrase(contact.place)}: {phrase(contact.outcome)}. {word_list(about)}",
        site=case.site,
        on=contact.date.isoformat(),
        phase=phase,
    )
    return entry_of(shown, contact, entry.body, sheet.service)


def _versions(case: Case, sheet: Sheet, phase: str) -> Iterator[SearchEntry]:
    for number, entry in enumerate(case.understandings, 1):
        shown = Shown(
            path=addresses.address_of(entry.file).path,
            title=version_title(case, entry, sheet),
            kind="Shared Understanding",
            summary=f"Version {number} of {len(case.understandings)}",
            site=case.site,
            on=entry.data.date.isoformat(),
            phase=phase,
        )
        yield entry_of(shown, entry.data, entry.body, sheet.service)


def _goals(case: Case, sheet: Sheet, phase: str) -> Iterator[SearchEntry]:
    """A goal's statement is the heading of its part of the workbook, so it is found by it."""
    for goal in case.plan.data.goals if case.plan else ():
        status = words(goal.status) if goal.status else "No status recorded"
        shown = Shown(
            path=f"{sheet.path}#{case.id}-{goal.id}",
            title=f"Goal {goal.id} of {case.id}: {goal.statement}",
            kind="Goal",
            summary=f"{words(goal.domain)}, {phrase(goal.horizon)}. {status}",
            site=case.site,
            on=goal.set_on.isoformat(),
            phase=phase,
        )
        yield entry_of(shown, goal, "", sheet.service)


def _parts(case: Case, sheet: Sheet, phase: str) -> Iterator[SearchEntry]:
    single: tuple[Entry[Any] | None, ...] = (case.plan, case.network, case.release_day, case.outcomes)
    rest: tuple[Entry[Any] | None, ...] = (case.risks, case.incidents, case.variations, case.ending)
    for entry in single + rest:
        if entry is None:
            continue
        path, fragment = addresses.address_of(entry.file)
        name = _PARTS[entry.stem]
        shown = Shown(path=f"{path}#{fragment}", title=f"{name} of {case.id}", kind=name, site=case.site, phase=phase)
        yield entry_of(shown, () if entry is case.plan else entry.data, entry.body, sheet.service)
