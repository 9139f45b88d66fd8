"""One case's folder and its circle → its pages, its summary, and how long its clock runs: the unit of all the work."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.assess.asof import as_of
from engager_docs.assess.case import assess_case
from engager_docs.check.assemble import cases_of
from engager_docs.check.repository import check_part
from engager_docs.check.summary import summary_of
from engager_docs.engine.circle import Circle, located
from engager_docs.engine.terms import Terms, Unprinted, Unsound, sound
from engager_docs.model.casebook import Case
from engager_docs.model.result import CaseAssessment
from engager_docs.model.view import Output
from engager_docs.read.git import Commit, stamp_of
from engager_docs.render import addresses
from engager_docs.render.attachments import is_copied
from engager_docs.render.audience import visible_case, visible_results
from engager_docs.render.history.past import NO_PAST, Past
from engager_docs.render.html import render_pages
from engager_docs.render.pace import slow
from engager_docs.render.packs.printing import pack_pdf
from engager_docs.render.packs.workbook import AUDIENCES, case_pack
from engager_docs.render.pdf import PackFault
from engager_docs.render.search.cases import case_entries
from engager_docs.render.search.entry import entries_text
from engager_docs.render.service import Service, case_files
from engager_docs.render.workbook.book import case_level, stopped


class CaseFolder(Struct, frozen=True):
    """The files of one case as bytes by path, records and attachments, and what git remembers of them.

    ``commit`` is the last one that changed them, where workbooks are printed; None where there is none.
    """

    files: tuple[tuple[str, bytes], ...]
    attachments: tuple[tuple[str, bytes], ...] = ()
    past: Past = NO_PAST
    commit: Commit | None = None


class CaseResult(Struct, frozen=True):
    """What a case became: the files of the site, what pages about many cases need of it, the day its clock stopped.

    ``entries`` are those of the search index as one line of JSON.
    """

    outputs: tuple[Output, ...]
    summary: str
    closed_on: str
    entries: str


def build_case(folder: CaseFolder, circle: Circle) -> CaseResult:
    """Return what a case becomes for the audience of its circle: a pure function of the two.

    Raises Unsound where a record is at fault.
    """
    read = located(dict(folder.files))
    attached = [file for file, _ in folder.attachments]
    paths = frozenset((*attached, *(file for file, _ in folder.files)))
    records, faults = check_part(circle.ground, [place for place, _ in read], read, paths)
    sound(faults)
    recorded = cases_of(records)
    if len(recorded) != 1 or any(slow(entry) for entry in recorded[0].written()):
        raise Unsound
    closure = recorded[0].participant.data.closure
    day = closure.on.isoformat() if closure is not None else ""
    seen = as_of(replace(circle.recorded, sites=(), staff=(), training=(), cases=recorded), circle.day).casebook.cases
    shown = visible_case(seen[0], circle.terms.audience) if seen else None
    if shown is None:
        return CaseResult((), summary_of(records), day, "[]")
    outputs, entries = _made(seen[0], shown, folder, circle)
    return CaseResult(outputs, summary_of(records), day, entries)


def _made(case: Case, shown: Case, folder: CaseFolder, circle: Circle) -> tuple[tuple[Output, ...], str]:
    """Return the files of a case, and its entries in the search index."""
    audience = circle.terms.audience
    found = visible_results(assess_case(case, circle.setting), audience)
    copied = tuple(
        Output(file.removeprefix("cases/"), content)
        for file, content in folder.attachments
        if is_copied(file, audience)
    )
    service = replace(
        circle.service,
        pages=circle.service.pages | {addresses.address_of(file).path for file in case_files(shown)},
        attachments=frozenset(each.path for each in copied),
    )
    pages = render_pages(case_level(shown, service, found, folder.past), circle.terms.templates)
    books = _workbook(shown, service, found, folder.commit, circle.terms)
    return (*pages, *copied, *books), entries_text(case_entries(shown, service, found))


def _workbook(
    case: Case, service: Service, found: CaseAssessment, commit: Commit | None, terms: Terms
) -> Iterator[Output]:
    """Yield the workbook as a PDF where it is asked for and the audience may have one. Raises Unprinted, OSError.

    It names the last commit of the case's own records: were it that of the whole service, each commit would print
    every workbook again.
    """
    if not terms.paper or terms.audience not in AUDIENCES:
        return
    own = stopped(service, case)
    stamp = stamp_of(commit, own.stamp.as_of, own.stamp.audience, own.stamp.version)
    pack = case_pack(case, replace(own, stamp=replace(stamp, case=case.id)), found)
    try:
        yield Output(f"packs/workbook-{case.id}.pdf", pack_pdf(pack, terms.templates))
    except PackFault as why:
        raise Unprinted(case.id, str(why)) from None
