"""One site's week → the pack of the case management meeting (documents.md 3, §22 §23 §43)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.result import Assessment, CaseAssessment
from engager_docs.model.view import Content, Pack, Part, Table
from engager_docs.render import concern, course
from engager_docs.render.adherence.period import Period
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.caseload_board import (
    barriers_table,
    calendar_table,
    caseload_table,
    releases_table,
    waiting_table,
)
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.packs.learning import learning_view
from engager_docs.render.packs.meeting_form import actions_open, meeting_form
from engager_docs.render.packs.pieces import TablesView, chapter
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.pages.team import TEAM_ROLES, site_roles
from engager_docs.render.service import not_shown, service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, words

AGENDA = (
    "Dynamic issues between practitioners and participants (§23a)",
    "Shared Understandings address goals, plans are achieved (§23b)",
    "Learning between members, a consistent approach (§23c)",
    "The caseload and its resources (§23d)",
)
TALKED_DAYS, LONG_WEEKS, SOON_DAYS = 14, 14, 14


class Meeting(Struct, frozen=True):
    """One meeting: the site, its week, its open cases with what was found."""

    site: Site
    week: Period
    cases: tuple[Case, ...]
    found: dict[str, CaseAssessment]
    sheet: Sheet


def case_management_pack(asked: PackRequest) -> Pack:
    """Return the pack of a site's meeting in a week; NoPack without a site or a week."""
    subject = asked.about("case-management", "NW --period 2016-W08")
    week = asked.week()
    book = visible(asked.casebook, asked.stamp.audience)
    found = visible_assessment(asked.assessment, asked.stamp.audience) if asked.assessment else None
    site = next((each for each in book.sites if each.id == subject), None)
    if site is None:
        raise NoPack(f"no site {subject}: there is {', '.join(each.id for each in book.sites)}")
    sheet = Sheet(service_of(book, asked.stamp), "case-management", paper={})
    meeting = _meeting(site, week, book, found, sheet)
    label = sheet.service.sites[site.id]
    return Pack(
        id=f"case-management-{site.id}-{week.label}",
        title="Case management meeting",
        subtitle=f"{label}, week {week.label}: {sheet.span(week.first, week.last)}",
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(("Site", label), ("Open cases", str(len(meeting.cases)))),
        not_shown=(
            "Cases of other sites, and closed cases.",
            f"Anything recorded after {sheet.day(sheet.as_of)}.",
            *gaps(meeting.cases, sheet, (meeting.week.first, meeting.week.last)),
            *not_shown(sheet.service),
        ),
        parts=tuple(_parts(meeting, book)),
        created=asked.stamp.as_of.isoformat(),
    )


def _meeting(site: Site, week: Period, book: Casebook, found: Assessment | None, sheet: Sheet) -> Meeting:
    cases = tuple(case for case in book.cases if case.site == site.id and course.is_open(case))
    return Meeting(site, week, cases, {each.id: each for each in found.cases} if found else {}, sheet)


def _parts(meeting: Meeting, book: Casebook) -> Iterator[Part]:
    sheet = meeting.sheet
    yield chapter(
        "agenda", "Agenda and attendance", TablesView(tables=(_agenda(), _attendance(meeting, book))), fresh=True
    )
    board = TablesView(
        tables=(
            caseload_table(meeting.cases, meeting.found, book, _in_post(meeting, book), sheet),
            releases_table(meeting.cases, sheet),
            calendar_table(meeting.cases, meeting.week.first, sheet),
            _leave(meeting, book),
            waiting_table(meeting.cases, sheet),
        )
    )
    yield chapter("caseload", "Caseload and resources", board)
    yield chapter("cases", "Cases", TablesView(tables=tuple(_discussed(meeting))), fresh=True)
    yield chapter("barriers", "Goals and barriers", TablesView(tables=(barriers_table(meeting.cases, sheet),)))
    learned = learning_view(meeting.site, meeting.cases, meeting.week, sheet)
    yield chapter("learning", "Learning", learned, fresh=True)
    open_now = TablesView(tables=(actions_open(meeting.site, meeting.week.last, sheet),))
    yield chapter("actions", "Actions", open_now)
    form = meeting_form(meeting.week.label, tuple(case.id for case in meeting.cases))
    yield Part("minutes", "Minutes", "pages/packs/meeting-form.html", form, fresh=True)


def _agenda() -> Table:
    return table("Agenda", ("No.", "Item"), ((str(number), item) for number, item in enumerate(AGENDA, 1)), "")


def _in_post(meeting: Meeting, book: Casebook) -> tuple[Staff, ...]:
    day = meeting.sheet.as_of
    return tuple(
        person
        for person in book.staff
        if any(role in person.roles_on(day) for role in site_roles(person, meeting.site.id))
    )


def _attendance(meeting: Meeting, book: Casebook) -> Table:
    """Return who is expected, from the roles held and the leave recorded, with room for a mark."""
    rows: list[tuple[Content, ...]] = []
    for person in _in_post(meeting, book):
        held = [role.role for role in person.roles_on(meeting.sheet.as_of) if role.role in TEAM_ROLES]
        away = _away(person, meeting)
        rows.append((person.id, lines(words(role) for role in held), away or "Expected", ""))
    return table("Attendance", ("Who", "Role", "In the week", "There"), rows, "Nobody is in post.")


def _away(person: Staff, meeting: Meeting) -> str:
    week = meeting.week
    spells = [one for one in person.record.data.absences if week.meets(one.from_, one.to)]
    return "; ".join(f"{words(one.type)}, {meeting.sheet.span(one.from_, one.to)}" for one in spells)


def _leave(meeting: Meeting, book: Casebook) -> Table:
    """Return leave of the next four weeks and who covers it."""
    last = Period("ahead", meeting.week.first, meeting.week.last)
    rows: list[tuple[Content, ...]] = [
        (person.id, words(one.type), meeting.sheet.span(one.from_, one.to), one.cover or "Nobody named")
        for person in _in_post(meeting, book)
        for one in person.record.data.absences
        if one.to >= last.first and (one.from_ - last.last).days <= concern.RELEASE_DAYS
    ]
    return table(
        "Leave in this week and the four after it", ("Who", "Leave", "When", "Cover"), rows, "No leave is recorded."
    )


def _discussed(meeting: Meeting) -> Iterator[Table]:
    """Yield cases that must be talked about with the reason, those not talked about for two weeks, and the rest."""
    sheet = meeting.sheet
    must = [(case, why) for case in meeting.cases if (why := tuple(_pressing(case, meeting)))]
    must.sort(key=lambda each: (-len(each[1]), each[0].id))
    named = {case.id for case, _ in must}
    quiet = [case for case in meeting.cases if case.id not in named and _not_talked_about(case, meeting)]
    rest = [case for case in meeting.cases if case.id not in named and case not in quiet]
    yield table("To discuss", ("Case", "Why"), ((case.id, lines(why)) for case, why in must), "No case stands out.")
    yield table(
        f"Not discussed for {TALKED_DAYS} days", ("Case", "Last discussed"),
        ((case.id, _last_talk(case, meeting)) for case in quiet), "Every other case was discussed lately.",
    )  # fmt: skip
    heads = ("Case", "Lead", "Last contact", "Next")
    yield table("The rest of the caseload", heads, (_line(case, sheet) for case in rest), "No other case is open.")


def _line(case: Case, sheet: Sheet) -> tuple[Content, ...]:
    following = sheet.day(course.next_contact(case, sheet.as_of), "None planned")
    return (case.id, _lead(case, sheet), _seen(case, sheet), following)


def _pressing(case: Case, meeting: Meeting) -> Iterator[str]:
    """Yield why a case must be discussed (documents.md 3.3)."""
    as_of, found = meeting.sheet.as_of, meeting.found.get(case.id)
    missed = course.missed_in_a_row(case)
    if missed >= 2:
        yield f"Missed {missed} in a row"
    since = concern.days_since(case, as_of)
    if since is not None and since > concern.FEW_DAYS:
        yield f"Last contact {counted(since, 'day')} ago"
    ahead = concern.days_to_release(case, as_of)
    if ahead is not None and ahead <= SOON_DAYS and (case.release_day is None or case.release_day.data.plan is None):
        yield f"Release in {counted(ahead, 'day')}, and no plan for the day"
    if any(entry.data.risk_changed and meeting.week.holds(entry.data.date) for entry in case.contacts):
        yield "Risk changed this week"
    days = found.measures.community_days_net if found else None
    if days is not None and days > 7 * LONG_WEEKS:
        yield f"{counted(days // 7, 'week')} in the community"
    if any(meeting.week.holds(part.from_) for part in case.participant.data.allocation[1:]):
        yield "Handed over this week"


def _last_talk(case: Case, meeting: Meeting) -> Content:
    service = meeting.sheet.service
    days = [each.on for each in (*service.discussed.get(case.id, ()), *service.supervised.get(case.id, ()))]
    return meeting.sheet.day(max(days, default=None), "Never")


def _not_talked_about(case: Case, meeting: Meeting) -> bool:
    days = [each.on for each in meeting.sheet.service.discussed.get(case.id, ())]
    return not days or (meeting.sheet.as_of - max(days)).days > TALKED_DAYS


def _lead(case: Case, sheet: Sheet) -> str:
    lead = course.allocated(case, "lead", sheet.as_of)
    return lead.staff if lead else "Nobody yet"


def _seen(case: Case, sheet: Sheet) -> str:
    last = course.last_seen(case, sheet.as_of)
    return "None yet" if last is None else sheet.day(last.data.date)
