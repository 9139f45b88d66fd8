"""A person → their line management record and the supervisor's own supervision: two documents apart (documents.md 5).

§18 to §21. Neither holds a participant: an id written in a note is masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from engager_docs.model.casebook import Casebook, Staff, Supervised
from engager_docs.model.records.meetings import Appraisal, LineIssue, LineManagement
from engager_docs.model.records.supervision import OutsideProvider, ResearchTeamSupport, SupervisorSupervision
from engager_docs.model.view import Content, Pack, Part, Table
from engager_docs.render.adherence.period import Period
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import facts, table
from engager_docs.render.frame import frame_of
from engager_docs.render.masking import masked, without_cases
from engager_docs.render.packs.appraisal import appraisal_view
from engager_docs.render.packs.form_fields import FormLine, form_lines, grid
from engager_docs.render.packs.form_section import BlankForm, Section, actions_section
from engager_docs.render.packs.pieces import TablesView, chapter
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.pages.discussion import actions_table
from engager_docs.render.pages.management import management_view
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import NOT_RECORDED, counted, words, yes_no

TOPICS = ("Topics", "What weighs on the supervisor", "What helps")


def line_management_pack(asked: PackRequest) -> Pack:
    """Return one person's line management record, a page a month, and the annual appraisal; NoPack for nobody."""
    book, person, sheet = _open(asked, "line-management", "PRA-NW-02 --period 2016")
    found = visible_assessment(asked.assessment, asked.stamp.audience) if asked.assessment else None
    held = _of(person.id, [entry for site in book.sites for entry in site.line_management], asked.period)
    parts = [
        chapter(f"month-{entry.data.date}", _month(entry, sheet), _meeting(entry, person, sheet), fresh=True)
        for entry in held
    ]
    parts.append(chapter("appraisal", "Annual appraisal", appraisal_view(person, book, found, sheet), fresh=True))
    parts.append(Part("form", "Next meeting", "pages/packs/blank-form.html", _line_form(), fresh=True))
    return _pack(asked, sheet, person, "line-management", "Line management", (len(held), tuple(parts)))


def supervisor_supervision_pack(asked: PackRequest) -> Pack:
    """Return a supervisor's own supervision, a page a session; NoPack for somebody who has no such record."""
    book, person, sheet = _open(asked, "supervisor-supervision", "SUP-NW-01 --period 2016")
    entries = [_without_cases(entry) for site in book.sites for entry in site.supervisor]
    held = _of(person.id, entries, asked.period)
    if not held and not any(entry.staff == person.id for entry in entries):
        raise NoPack(f"no session of {person.id}'s own supervision is recorded")
    parts = [
        replace(
            chapter(f"session-{entry.data.date}", _month(entry, sheet), _session(entry, sheet), fresh=number == 0),
            sources=(entry.file,),
        )
        for number, entry in enumerate(held)
    ]
    parts.append(chapter("support", "Support from the research team", TablesView(tables=(_support(held, sheet),))))
    parts.append(Part("form", "Next session", "pages/packs/blank-form.html", _own_form(), fresh=True))
    content = (len(held), tuple(parts))
    return _pack(asked, sheet, person, "supervisor-supervision", "Own supervision", content)


def _open(asked: PackRequest, kind: str, example: str) -> tuple[Casebook, Staff, Sheet]:
    subject = asked.about(kind, example)
    book = replace(visible(asked.casebook, asked.stamp.audience), cases=())
    person = next((each for each in book.staff if each.id == subject), None)
    if person is None:
        raise NoPack(f"no staff member {subject} on {asked.stamp.as_of.isoformat()}")
    return book, person, Sheet(service_of(book, asked.stamp), kind, paper={})


def _of(staff: str, entries: Sequence[Supervised[Any]], period: Period | None) -> tuple[Supervised[Any], ...]:
    return tuple(
        entry
        for entry in entries
        if entry.staff == staff and (period is None or period.first <= entry.data.date <= period.last)
    )


def _pack(
    asked: PackRequest, sheet: Sheet, person: Staff, kind: str, title: str, content: tuple[int, tuple[Part, ...]]
) -> Pack:
    number, parts = content
    span = asked.period
    period = sheet.span(span.first, span.last) if span else f"Up to {sheet.day(sheet.as_of)}"
    return Pack(
        id="-".join(part for part in (kind, person.id, asked.period.label if asked.period else "") if part),
        title=f"{title} of {person.id}",
        subtitle=f"{sheet.service.sites.get(person.home, person.home)}, {period}",
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(("Staff member", person.id), ("Period", period), ("Sessions", counted(number, "session"))),
        not_shown=(
            "Participants: no record about one is in this pack, and an id written in a note is masked.",
            "Clinical supervision beyond that it took place."
            if kind == "line-management"
            else "Line management and appraisal: they are a document of their own.",
            f"Anything recorded after {sheet.day(sheet.as_of)}.",
        ),
        parts=parts,
        created=asked.stamp.as_of.isoformat(),
    )


def _month(entry: Supervised[Any], sheet: Sheet) -> str:
    return f"{entry.data.date:%B %Y}: {sheet.day(entry.data.date)}"


def _meeting(entry: Supervised[LineManagement], person: Staff, sheet: Sheet) -> TablesView:
    view = management_view(entry, sheet)
    return TablesView(facts=view.facts, tables=(*view.tables, _leave(person, entry.data.date, sheet)))


def _leave(person: Staff, day: date, sheet: Sheet) -> Table:
    """Return the absences that touch the month of a meeting."""
    month = (day.year, day.month)
    rows: list[tuple[Content, ...]] = [
        (sheet.span(one.from_, one.to), words(one.type), one.cover or "Nobody named")
        for one in person.record.data.absences
        if (one.from_.year, one.from_.month) <= month <= (one.to.year, one.to.month)
    ]
    return table("Leave in this month", ("When", "Kind", "Cover"), rows, "No leave is recorded in this month.")


def _session(entry: Supervised[SupervisorSupervision], sheet: Sheet) -> TablesView:
    record = entry.data
    return TablesView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Given by", _provider(record)),
            ("How", words(record.mode) if record.mode else NOT_RECORDED),
            ("Status", words(record.status) if record.status else "Held"),
        ),
        tables=(actions_table(record.actions, sheet),) if record.actions else (),
        body=sheet.body(entry, 4),
    )


def _provider(record: SupervisorSupervision) -> str:
    given = record.provided_by
    if not isinstance(given, OutsideProvider):
        return str(given)
    senior = "" if given.senior is None else f", a senior member: {yes_no(given.senior).lower()}"
    return f"{given.role or 'Role not recorded'}, {given.organisation or 'organisation not recorded'}{senior}"


def _support(held: Sequence[Supervised[SupervisorSupervision]], sheet: Sheet) -> Table:
    log: list[ResearchTeamSupport] = [one for entry in held for one in entry.data.research_team_support]
    rows = ((sheet.day(one.on), one.note or NOT_RECORDED) for one in log)
    return table("Informal support, never counted as supervision", ("Day", "What it was about"), rows, "None recorded.")


def _without_cases(entry: Supervised[SupervisorSupervision]) -> Supervised[SupervisorSupervision]:
    return masked(entry, lambda text: without_cases(text, word="a participant"))


def _line_form() -> BlankForm:
    issue = tuple(form_lines(LineIssue))
    sections = (
        Section("The meeting", tuple(form_lines(LineManagement))),
        *(Section(f"Issue {number}, and the input planned", issue) for number in (1, 2)),
        actions_section(),
        Section("Where it is the annual appraisal", tuple(form_lines(Appraisal))),
    )
    return BlankForm("Staff member", sections, ("Line manager", "Staff member"))


def _own_form() -> BlankForm:
    topics = (FormLine(topic, "space") for topic in TOPICS)
    sections = (
        Section("The session", (*form_lines(SupervisorSupervision), *topics)),
        Section("Support from the research team", (grid(ResearchTeamSupport, "Informal support", 3),)),
        actions_section(),
    )
    return BlankForm("Supervisor", sections, ("Supervisor", "Given by"))
