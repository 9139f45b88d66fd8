"""One supervisor and one week → the supervision pack: only this supervisor's people (documents.md 2, §13 to §17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.records.session import CaseDiscussion
from engager_docs.model.records.supervision import ClinicalSupervision
from engager_docs.model.result import Assessment
from engager_docs.model.view import Content, Pack, Part, Stamp, Table
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import facts, table
from engager_docs.render.concern import concern_key
from engager_docs.render.dates import week_text
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.caseload import Held, held_by, practitioner_view
from engager_docs.render.packs.form_fields import form_lines
from engager_docs.render.packs.form_section import Section, actions_section
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.packs.week import week_view
from engager_docs.render.service import not_shown, service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, joined

_LEADS = frozenset({"supervisor", "interim_supervisor"})
_REFLECTION = ("Self", "Practice", "Relationships with participants", "Dynamic issues")


class FormView(Struct, frozen=True):
    """The form of one session, its lines made from the fields of the record: what is known is filled in."""

    practitioner: str
    supervisor: str
    week: str
    reflection: tuple[str, ...]
    session: Section
    cases: tuple[Section, ...]
    actions: Section


class ActionsView(Struct, frozen=True):
    """What was agreed in earlier sessions and is not done."""

    actions: Table


class _Desk(Struct, frozen=True):
    """One supervisor's week: the site, the practitioners, and the cases each of them led in it."""

    supervisor: str
    site: Site
    people: tuple[Staff, ...]
    held: dict[str, tuple[Held, ...]]
    week: tuple[date, date]
    sheet: Sheet

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every case once, most pressing first."""
        rows = [each for held in self.held.values() for each in held]
        rows.sort(key=lambda each: concern_key(each.reasons, each.case.id))
        return tuple({each.case.id: each.case for each in rows}.values())


def supervision_pack(
    casebook: Casebook, assessment: Assessment | None, stamp: Stamp, supervisor: str, week: tuple[date, date]
) -> Pack | None:
    """Return the pack of a supervisor for a week (Monday and Sunday); None where the post was not held in it.

    The casebook and assessment are to be those of the week's last day, or of the service's own day where
    that is earlier: the pack shows how things stood, not what came later.
    """
    book = visible(casebook, stamp.audience)
    found = visible_assessment(assessment, stamp.audience) if assessment else None
    days = _days_in_post(book, supervisor, week)
    site = next((each for each in book.sites if each.id in days), None)
    if site is None:
        return None
    sheet = Sheet(service_of(book, stamp), "supervision", paper={})
    people = tuple(person for person in book.staff if _practises(person, site.id, days[site.id]))
    results = {each.id: each for each in found.cases} if found else {}
    held = {person.id: held_by(person.id, book.cases, week, stamp.as_of, results) for person in people}
    return _pack(_Desk(supervisor, site, people, held, week, sheet))


def _days_in_post(book: Casebook, supervisor: str, week: tuple[date, date]) -> dict[str, tuple[date, ...]]:
    """Return the days of the week on which the person led a site's team, by site."""
    person = next((each for each in book.staff if each.id == supervisor), None)
    found: dict[str, list[date]] = {}
    for number in range(7):
        day = week[0] + timedelta(days=number)
        for role in person.roles_on(day) if person else ():
            if role.role in _LEADS:
                found.setdefault(role.site or (person.home if person else ""), []).append(day)
    return {site: tuple(days) for site, days in found.items()}


def _practises(person: Staff, site: str, days: tuple[date, ...]) -> bool:
    return any(
        role.role == "practitioner" and (role.site or person.home) == site
        for day in days
        for role in person.roles_on(day)
    )


def _pack(desk: _Desk) -> Pack:
    sheet = desk.sheet
    stamp = sheet.service.stamp
    week = week_text(desk.week[0])
    site = sheet.service.sites.get(desk.site.id, desk.site.id)
    return Pack(
        id=f"supervision-{desk.supervisor}-{week}",
        title=f"Supervision pack of {desk.supervisor}",
        subtitle=f"{site}, week {week}: {sheet.span(*desk.week)}",
        audience=stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(
            ("Supervisor", desk.supervisor),
            ("Site", site),
            ("Week", sheet.span(*desk.week)),
            ("Practitioners", joined(tuple(person.id for person in desk.people), "None in post")),
            ("Cases", counted(len(desk.cases), "case")),
        ),
        not_shown=(*_left_out(desk), *not_shown(sheet.service)),
        parts=tuple(_parts(desk)),
        created=stamp.as_of.isoformat(),
    )


def _left_out(desk: _Desk) -> Iterator[str]:
    sheet = desk.sheet
    yield "Other supervisors' practitioners and their cases."
    if sheet.as_of > desk.week[1]:
        yield f"How things stood at the end of the week: this is the state of {sheet.day(sheet.as_of)}."
    yield from gaps(desk.cases, sheet, desk.week)


def _parts(desk: _Desk) -> Iterator[Part]:
    sheet = desk.sheet
    view = week_view(desk.site, desk.people, desk.cases, desk.week, sheet)
    yield Part("week", "The week", "pages/packs/week.html", view, fresh=True)
    for person in desk.people:
        held = desk.held[person.id]
        rows = practitioner_view(person.id, held, desk.cases, desk.week, sheet)
        sources = tuple(each.case.participant.file for each in held)
        part = Part(f"caseload-{person.id}", f"Practitioner {person.id}", "pages/packs/practitioner.html", rows)
        yield replace(part, sources=sources, fresh=bool(held))
    actions = ActionsView(_carried_forward(desk))
    yield Part("actions", "Actions carried forward", "pages/packs/actions.html", actions)
    for person in desk.people:
        form = session_form(person.id, desk.supervisor, week_text(desk.week[0]), _ids(desk, person.id))
        title = f"Session with {person.id}: reflection and record"
        yield Part(f"form-{person.id}", title, "pages/packs/session-form.html", form, fresh=True)


def _ids(desk: _Desk, staff: str) -> tuple[str, ...]:
    return tuple(each.case.id for each in desk.held[staff])


def session_form(practitioner: str, supervisor: str, week: str, cases: tuple[str, ...]) -> FormView:
    """Return the form of one clinical supervision session, to be typed back field by field."""
    said = tuple(form_lines(CaseDiscussion, {"participant", "checklist"}))
    return FormView(
        practitioner=practitioner,
        supervisor=supervisor,
        week=week,
        reflection=_REFLECTION,
        session=Section("", tuple(form_lines(ClinicalSupervision, {"supervisor"}))),
        cases=tuple(Section(case, said) for case in cases),
        actions=actions_section(),
    )


def _carried_forward(desk: _Desk) -> Table:
    own = {person.id for person in desk.people}
    rows: list[tuple[Content, ...]] = [
        (
            desk.sheet.day(entry.data.date),
            entry.staff,
            action.what,
            action.who,
            desk.sheet.day(action.due_on, "No date"),
            "",
        )
        for entry in desk.site.clinical
        if entry.staff in own and entry.data.date <= desk.week[1]
        for action in entry.data.actions
        if action.done_on is None
    ]
    return table(
        "Agreed in earlier sessions, not done yet",
        ("Agreed", "With", "What", "Who", "Due", "Done on"), rows, "Nothing is carried forward.",
    )  # fmt: skip
