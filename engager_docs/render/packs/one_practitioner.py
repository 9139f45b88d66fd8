"""One practitioner → their caseload on one page: each open case, what is next, what it wants (documents.md 9)."""

from __future__ import annotations

from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.due import DueItem
from engager_docs.model.result import Assessment, CaseAssessment
from engager_docs.model.view import Content, Pack
from engager_docs.render import concern, course
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.dates import days_text
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.packs.pieces import TablesView, chapter
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.service import not_shown, service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.workbook.cover import phase_text

REASONS = 3
"""The reasons and due days a row names: the workbook has them all."""


def caseload_pack(asked: PackRequest) -> Pack:
    """Return the caseload of one practitioner; NoPack where nobody of that id has a file."""
    subject = asked.about("caseload", "PRA-NW-02")
    book = visible(asked.casebook, asked.stamp.audience)
    found = visible_assessment(asked.assessment, asked.stamp.audience) if asked.assessment else None
    person = next((each for each in book.staff if each.id == subject), None)
    if person is None:
        raise NoPack(f"no staff member {subject} on {asked.stamp.as_of.isoformat()}")
    sheet = Sheet(service_of(book, asked.stamp), "caseload", paper={})
    cases = _led(book, subject)
    site = sheet.service.sites.get(person.home, person.home)
    return Pack(
        id=f"caseload-{subject}-{asked.stamp.as_of}",
        title=f"Caseload of {subject}",
        subtitle=f"{site}, {sheet.day(asked.stamp.as_of)}",
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(("Open cases", str(len(cases))), ("Site", site)),
        not_shown=(
            f"Closed cases, and anything recorded after {sheet.day(sheet.as_of)}.",
            *gaps(cases, sheet),
            *not_shown(sheet.service),
        ),
        parts=(chapter("cases", "Open cases, the most pressing first", _view(cases, found, sheet)),),
        created=asked.stamp.as_of.isoformat(),
        short=True,
    )


def _led(book: Casebook, staff: str) -> tuple[Case, ...]:
    day = book.as_of
    return tuple(
        case
        for case in book.cases
        if course.is_open(case)
        and any(
            part.staff == staff
            and part.role in ("lead", "co_worker")
            and part.from_ <= day
            and (part.to is None or day <= part.to)
            for part in case.participant.data.allocation
        )
    )


def _view(cases: tuple[Case, ...], found: Assessment | None, sheet: Sheet) -> TablesView:
    results = {each.id: each for each in found.cases} if found else {}
    rows = [(case, concern.reasons(case, sheet.as_of, results.get(case.id))) for case in cases]
    rows.sort(key=lambda each: concern.concern_key(each[1], each[0].id))
    listed = table(
        "Cases",
        ("Case", "Phase", "Last contact", "Next", "Release", "Why it wants time", "Due"),
        (
            (
                case.id,
                phase_text(case, results.get(case.id)),
                _since(case, sheet),
                sheet.day(course.next_contact(case, sheet.as_of), "None planned"),
                _release(case, results.get(case.id), sheet),
                lines((reason.words for reason in reasons[:REASONS]), "Nothing pressing"),
                lines((_due(each, sheet) for each in _of(case, found)[:REASONS]), "Nothing in four weeks"),
            )
            for case, reasons in rows
        ),
        "No open case.",
    )
    return TablesView(tables=(listed,))


def _since(case: Case, sheet: Sheet) -> Content:
    days = concern.days_since(case, sheet.as_of)
    last = course.last_seen(case, sheet.as_of)
    return "None yet" if days is None or last is None else f"{sheet.day(last.data.date)}, {days_text(days)} ago"


def _release(case: Case, found: CaseAssessment | None, sheet: Sheet) -> str:
    ahead = concern.days_to_release(case, sheet.as_of)
    if ahead is not None:
        return f"{sheet.day(course.expected_release(case))}, in {days_text(ahead)}"
    days = found.measures.community_days if found else None
    return "Not known" if days is None else f"Released, week {days // 7 + 1}"


def _of(case: Case, found: Assessment | None) -> tuple[DueItem, ...]:
    return tuple(each for each in found.due if each.subject == case.id) if found else ()


def _due(item: DueItem, sheet: Sheet) -> str:
    return f"{item.what}: {sheet.day(item.on)}" + (" (overdue)" if item.state == "overdue" else "")
