"""One case → the copy for whoever takes it over, and the summary of a closed one (documents.md 1, variants)."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.result import Assessment, CaseAssessment
from engager_docs.model.view import Pack, Part, Table
from engager_docs.render import addresses, course
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import facts, table
from engager_docs.render.dashboard.due import diary_table, due_table
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.packs.pieces import TablesView, chapter
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.service import Service, not_shown, service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, phrase, words
from engager_docs.render.workbook.book import case_sheet
from engager_docs.render.workbook.closing import risk, variations
from engager_docs.render.workbook.contacts import contact_log, note_id
from engager_docs.render.workbook.ending import ending
from engager_docs.render.workbook.glance import glance
from engager_docs.render.workbook.network import network
from engager_docs.render.workbook.plan import plan
from engager_docs.render.workbook.release import release_day
from engager_docs.render.workbook.understanding import understanding

LAST_CONTACTS = 5


class Copy(Struct, frozen=True):
    """One case for one audience, with the sheet it is written on."""

    case: Case
    found: CaseAssessment | None
    service: Service
    sheet: Sheet

    def pack(self, kind: str, title: str, parts: tuple[Part, ...], left_out: tuple[str, ...]) -> Pack:
        """Return a pack of this case."""
        as_of = self.service.stamp.as_of
        site = self.service.sites.get(self.case.site, self.case.site)
        lead = course.allocated(self.case, "lead", course.closed_on(self.case) or self.sheet.as_of)
        return Pack(
            id=f"{kind}-{self.case.id}-{as_of}",
            title=f"{title} {self.case.id}",
            subtitle=site,
            audience=self.service.stamp.audience,
            frame=frame_of(self.service, self.sheet.path),
            facts=facts(
                ("Participant", self.case.id),
                ("Lead practitioner", lead.staff if lead else "Nobody yet"),
                ("Referred", self.sheet.day(self.case.participant.data.referral.received_on)),
            ),
            not_shown=(*left_out, *gaps((self.case,), self.sheet), *not_shown(self.service)),
            parts=parts,
            created=as_of.isoformat(),
        )


def copy_of(asked: PackRequest, kind: str) -> tuple[Copy, Casebook, Assessment | None]:
    """Return the case asked for as its audience may see it; NoPack where there is none."""
    subject = asked.about(kind, "NW-001")
    book = visible(asked.casebook, asked.stamp.audience)
    found = visible_assessment(asked.assessment, asked.stamp.audience) if asked.assessment else None
    case = next((each for each in book.cases if each.id == subject), None)
    if case is None:
        known = ", ".join(each.id for each in book.cases[:12])
        raise NoPack(f"no participant {subject} for this audience: there is {known}")
    service = service_of(book, asked.stamp)
    screen = case_sheet(case, service)
    anchors = {addresses.address_of(entry.file).path: note_id(case, entry) for entry in case.contacts[-LAST_CONTACTS:]}
    sheet = replace(screen, paper={screen.path: "glance", **anchors})
    results = next((each for each in found.cases if each.id == subject), None) if found else None
    return Copy(case, results, service, sheet), book, found


def handover_pack(asked: PackRequest) -> Pack:
    """Return what whoever takes a case over needs on the first day; NoPack for a closed case."""
    copy, _, found = copy_of(asked, "handover")
    if not course.is_open(copy.case):
        raise NoPack(f"{copy.case.id} is closed: ask for engager-docs pack closure {copy.case.id}")
    lately = replace(copy.case, contacts=copy.case.contacts[-LAST_CONTACTS:])
    due = tuple(each for each in found.due if each.subject == copy.case.id) if found else ()
    ahead = TablesView(tables=(due_table(due, copy.sheet), diary_table(due, copy.sheet)))
    parts = (
        replace(glance(copy.case, copy.sheet, copy.found), fresh=True),
        chapter("due", "What is due", ahead),
        understanding(copy.case, copy.sheet),
        plan(copy.case, copy.sheet),
        network(copy.case, copy.sheet),
        release_day(copy.case, copy.sheet),
        replace(contact_log(lately, copy.sheet), title=f"The last {len(lately.contacts)} contacts"),
        variations(copy.case, copy.sheet, copy.found),
        risk(copy.case, copy.sheet),
    )
    earlier = len(copy.case.contacts) - len(lately.contacts)
    left_out = (f"{counted(earlier, 'earlier contact')}: the workbook has them.",) if earlier else ()
    return copy.pack("handover", "Hand-over of", parts, left_out)


def closure_pack(asked: PackRequest) -> Pack:
    """Return the summary of a closed case, on two pages; NoPack for an open one."""
    copy, _, _ = copy_of(asked, "closure")
    closure = copy.case.participant.data.closure
    if closure is None:
        raise NoPack(f"{copy.case.id} is open: ask for engager-docs pack handover {copy.case.id}")
    # two pages hold neither the goals' own lines nor the notes: nothing in them can be led to
    sheet = replace(copy.sheet, marks=frozenset(), paper={})
    view = TablesView(
        intro=(f"Closed on {sheet.day(closure.on)}: {phrase(closure.reason)}.",),
        facts=facts(
            ("Referred", sheet.day(copy.case.participant.data.referral.received_on)),
            ("Released", sheet.day(course.released_on(copy.case), "Not released")),
            *_figures(copy),
        ),
        tables=(_understood(copy),),
    )
    parts = (chapter("summary", "What was done", view), ending(_without_prose(copy.case), sheet))
    left_out = ("Contact notes, the ending in words, the plan's actions and the network: the workbook has them.",)
    return replace(copy.pack("closure", "Closure summary of", parts, left_out), short=True)


def _without_prose(case: Case) -> Case:
    if case.ending is None:
        return case
    return replace(case, ending=replace(case.ending, source=replace(case.ending.source, body="")))


def _figures(copy: Copy) -> tuple[tuple[str, str], ...]:
    measures = copy.found.measures if copy.found else None
    if measures is None:
        return ()
    return (
        ("Sessions in prison", f"{measures.prison_sessions}, {measures.joint_prison} joint meetings"),
        ("Sessions in the community", f"{measures.community_sessions}, {measures.joint_community} joint meetings"),
        ("Days in the community", "None" if measures.community_days is None else str(measures.community_days)),
    )


def _understood(copy: Copy) -> Table:
    latest = copy.case.understandings[-1:]
    kinds = ("emotions", "thoughts", "behaviours", "strengths", "what_helps")
    rows = [
        (words(kind), "; ".join(getattr(entry.data, kind)) or "Nothing written down")
        for entry in latest
        for kind in kinds
    ]
    heads = ("What", "In the participant's words")
    return table("The Shared Understanding in short", heads, rows, "There is no version.")
