"""One case → its workbook as a pack (documents.md 1)."""

from __future__ import annotations

from msgspec.structs import replace

from engager_docs.model.asked import Audience
from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.result import Assessment, CaseAssessment
from engager_docs.model.view import Pack, Stamp
from engager_docs.render import addresses, course
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import facts
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.service import Service, not_shown, service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.workbook.book import case_sheet, workbook_parts
from engager_docs.render.workbook.contacts import note_id

AUDIENCES: tuple[Audience, ...] = ("team", "supervisor")
"""Who may have one."""


def workbook_pack(casebook: Casebook, assessment: Assessment | None, stamp: Stamp, case_id: str) -> Pack | None:
    """Return the workbook of one case for the audience of ``stamp``; None where that audience has no such case."""
    book = visible(casebook, stamp.audience)
    found = visible_assessment(assessment, stamp.audience) if assessment else None
    case = next((each for each in book.cases if each.id == case_id), None)
    if case is None:
        return None
    results = next((each for each in found.cases if each.id == case_id), None) if found else None
    return case_pack(case, service_of(book, stamp), results)


def case_pack(case: Case, service: Service, found: CaseAssessment | None) -> Pack:
    """Return the workbook of one case from the case and the service alone."""
    screen = case_sheet(case, service)
    anchors = {
        addresses.address_of(entry.file).path: note_id(case, entry) for entry in case.contacts if entry.body.strip()
    }
    anchors |= {addresses.address_of(entry.file).path: "understanding" for entry in case.understandings[-1:]}
    sheet = replace(screen, paper={screen.path: "cover", **anchors})
    parts = tuple(replace(part, fresh=part.id in {"cover", "contacts"}) for part in workbook_parts(case, sheet, found))
    site = service.sites.get(case.site, case.site)
    return Pack(
        id=f"workbook-{case.id}-{service.stamp.as_of}",
        title=f"Case workbook {case.id}",
        subtitle=site,
        audience=service.stamp.audience,
        frame=frame_of(service, sheet.path),
        facts=facts(
            ("Participant", case.id),
            ("Site", site),
            ("Period", _period(case, sheet)),
            ("Lead practitioner", _lead(case, sheet)),
        ),
        not_shown=(*_left_out(case, sheet), *not_shown(service)),
        parts=parts,
        created=service.stamp.as_of.isoformat(),
    )


def _period(case: Case, sheet: Sheet) -> str:
    return sheet.span(case.participant.data.referral.received_on, course.closed_on(case) or sheet.as_of)


def _lead(case: Case, sheet: Sheet) -> str:
    lead = course.allocated(case, "lead", course.closed_on(case) or sheet.as_of)
    return lead.staff if lead else "Nobody yet"


def _left_out(case: Case, sheet: Sheet) -> tuple[str, ...]:
    """Return which records are missing, late or without a note."""
    absent = [
        name
        for name, entry in (
            ("Shared Understanding", case.understandings or None),
            ("Shared Action Plan", case.plan),
            ("network", case.network),
            ("release day", case.release_day),
            ("outcome measures", case.outcomes),
            ("ending", case.ending),
        )
        if entry is None
    ]
    said = []
    if absent:
        said.append(f"Not recorded: {', '.join(absent)}.")
    said += gaps((case,), sheet)
    said.append(f"Anything recorded after {sheet.day(sheet.as_of)}, and files kept beside the records.")
    return tuple(said)
