"""One case and the service → the parts of its workbook, and all its pages (documents.md 1)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.casebook import Case
from engager_docs.model.result import CaseAssessment
from engager_docs.model.view import Content, Link, Page, Part
from engager_docs.render import addresses, course
from engager_docs.render.amendments import amended
from engager_docs.render.forms.links import form_links
from engager_docs.render.frame import page
from engager_docs.render.history.past import Past, with_history
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet
from engager_docs.render.workbook.checklist import checklist
from engager_docs.render.workbook.closing import appendix, risk, variations
from engager_docs.render.workbook.contacts import contact_log, contact_title, contact_view
from engager_docs.render.workbook.cover import cover, referral
from engager_docs.render.workbook.ending import ending
from engager_docs.render.workbook.glance import glance
from engager_docs.render.workbook.network import network
from engager_docs.render.workbook.outcomes import outcomes
from engager_docs.render.workbook.plan import plan
from engager_docs.render.workbook.release import release_day
from engager_docs.render.workbook.understanding import understanding, version_title, version_view


class WorkbookView(Struct, frozen=True):
    """The parts of a workbook and its contents list; ``forms`` lead to what can be added while the case is open."""

    forms: tuple[Content, ...]
    contents: tuple[Link, ...]
    parts: tuple[Part, ...]


def workbook_parts(case: Case, sheet: Sheet, found: CaseAssessment | None) -> tuple[Part, ...]:
    """Return the fourteen parts of a case's workbook in order."""
    return (
        cover(case, sheet, found),
        glance(case, sheet, found),
        referral(case, sheet, found),
        understanding(case, sheet),
        plan(case, sheet),
        network(case, sheet),
        release_day(case, sheet),
        contact_log(case, sheet),
        checklist(case, sheet),
        outcomes(case, sheet),
        ending(case, sheet),
        variations(case, sheet, found),
        risk(case, sheet),
        appendix(case, sheet),
    )


def case_sheet(case: Case, service: Service) -> Sheet:
    """Return the sheet a case's workbook is written on."""
    return Sheet(stopped(service, case), addresses.case_path(case.id, case.site), marks=frozenset(_marks(case)))


def case_level(case: Case, service: Service, found: CaseAssessment | None, past: Past) -> Iterator[Page]:
    """Yield the pages of a case with the history of its folder, which ``past`` holds."""
    return with_history(case_pages(case, service, found), past, stopped(service, case))


def stopped(service: Service, case: Case) -> Service:
    """Return what a case's pages share; the clock of a closed case stops on its last day."""
    closed = course.closed_on(case)
    if closed is None or closed >= service.stamp.as_of:
        return service
    return replace(service, stamp=replace(service.stamp, as_of=closed))


def _marks(case: Case) -> Iterator[str]:
    for goal in case.plan.data.goals if case.plan else ():
        yield f"{case.id}-{goal.id}"
        yield from (f"{case.id}-{action.id}" for action in goal.actions)


def case_pages(case: Case, service: Service, found: CaseAssessment | None) -> Iterator[Page]:
    """Yield the workbook of a case, a page for each contact and one for each version of the understanding."""
    sheet = case_sheet(case, service)
    site = service.sites.get(case.site, case.site)
    above: tuple[tuple[str, str], ...] = ((site, addresses.site_path(case.site)),)
    parts = workbook_parts(case, sheet, found)
    contents = tuple(Link(part.title, f"#{part.id}") for part in parts)
    forms = form_links(sheet, "case", case.id) if course.is_open(case) else ()
    view = WorkbookView(forms, contents, parts)
    yield page(sheet, f"Case workbook {case.id}", "participant.html", view, above, (case.participant.file,))
    above = (*above, (case.id, sheet.path))
    for entry in case.contacts:
        own = replace(sheet, path=addresses.address_of(entry.file).path)
        title = contact_title(case, entry, own)
        yield page(
            own, title, "contact.html", contact_view(case, entry, own), above, (entry.file,), amended((entry,), own)
        )
    for place, version in enumerate(case.understandings):
        own = replace(sheet, path=addresses.address_of(version.file).path)
        yield page(
            own,
            version_title(case, version, own),
            "shared-understanding.html",
            version_view(case, place, own),
            above,
            (version.file,),
            amended((version,), own),
        )
