"""One mentalisation session → its pack for the expert outside the team: issues without who and where (documents.md 4).

§24 to §26. The pack is made from what the expert may read, never from the records themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.records.session import Attendance
from engager_docs.model.records.supervision import MentalisationIssue, MentalisationSession
from engager_docs.model.view import Content, Pack, Part, Table
from engager_docs.render.audience import visible
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.dates import days_text
from engager_docs.render.frame import frame_of
from engager_docs.render.outside import OutsideIssue, OutsideSession, outside_sessions
from engager_docs.render.packs.form_fields import form_lines, grid
from engager_docs.render.packs.form_section import BlankForm, Section
from engager_docs.render.packs.pieces import TablesView, chapter
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, joined, words

QUESTIONS = ("Where the practitioner got stuck", "What was felt, and by whom", "Question for the group", "To try next")
ROOM, ROWS = 2, 5
"""Issues and people the record form has room for: a second sheet takes more."""
NOTE = (
    "Write letters and numbers as in this pack, no ids and no names, while it is outside the team. "
    "Names of the lines are those of the record."
)


class _Desk(Struct, frozen=True):
    """One session, the one before it, and the labels of the toolkit."""

    session: OutsideSession
    before: OutsideSession | None
    toolkit: tuple[str, ...]
    sheet: Sheet


def mentalisation_pack(asked: PackRequest) -> Pack:
    """Return the pack of the last session of a site in a period; NoPack where there was none."""
    desk = _desk(asked, asked.about("mentalisation", "NW --period 2016-03-29"))
    sheet, session = desk.sheet, desk.session
    return Pack(
        id=f"mentalisation-{session.date}",
        title="Mentalisation supervision",
        subtitle=f"Session of {sheet.day(session.date)}",
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(
            ("Session", sheet.day(session.date)),
            ("Issues", counted(len(session.issues), "issue")),
            ("For", "The expert in the mentalisation-based approach, and the people at the session"),
        ),
        not_shown=(
            "Who a participant is, which prison or agency it was, and days: they are counted from the release.",
            "Everything else in the records. Names and places that somebody wrote in words of their own are for "
            "the team to take out before this leaves it.",
        ),
        parts=tuple(_parts(desk)),
        created=asked.stamp.as_of.isoformat(),
    )


def _desk(asked: PackRequest, subject: str) -> _Desk:
    site = next((each for each in asked.casebook.sites if each.id == subject), None)
    if site is None:
        raise NoPack(f"no site {subject}: there is {', '.join(each.id for each in asked.casebook.sites)}")
    period = asked.period
    sessions = outside_sessions(asked.casebook, site)
    places = [n for n, each in enumerate(sessions) if period is None or period.first <= each.date <= period.last]
    if not places:
        when = "yet" if period is None else f"in {period.label}"
        raise NoPack(f"no mentalisation session of {subject} is recorded {when}")
    book = visible(asked.casebook, asked.stamp.audience)
    toolkit = book.toolkit.data.items if book.toolkit else ()
    return _Desk(
        session=sessions[places[-1]],
        before=sessions[places[-1] - 1] if places[-1] else None,
        toolkit=tuple(item.label for item in toolkit),
        sheet=Sheet(service_of(book, asked.stamp), "mentalisation", paper={}),
    )


def _parts(desk: _Desk) -> Iterator[Part]:
    yield chapter("session", "The session", _session(desk))
    for number, issue in enumerate(desk.session.issues, 1):
        yield chapter(f"issue-{number}", f"Issue {number}", _issue(issue))
    yield chapter("toolkit", "Elements of the toolkit", TablesView(tables=(_toolkit(desk),)), fresh=True)
    yield chapter("before", "From the last session", TablesView(tables=(_before(desk),)))
    yield Part("form", "Record of the session", "pages/packs/blank-form.html", _form(), fresh=True)


def _session(desk: _Desk) -> TablesView:
    session, sheet_day = desk.session, desk.sheet.day(desk.session.date)
    since = "This is the first" if desk.before is None else days_text((session.date - desk.before.date).days)
    return TablesView(
        facts=facts(
            ("Date", sheet_day),
            ("Expert", "The expert in the mentalisation-based approach"),
            ("How", words(session.mode)),
            ("Status", words(session.status) if session.status else "Held"),
            ("There", joined(session.present, "Nobody is recorded")),
            ("Since the last session", since),
        ),
        questions=("Link details, written in by hand: they are kept nowhere in the records",),
        room=1,
    )


def _issue(issue: OutsideIssue) -> TablesView:
    return TablesView(
        facts=facts(
            ("About", issue.about),
            ("When", issue.when),
            ("Raised by", issue.raised_by),
            ("What", issue.what),
            ("What was tried", issue.tried),
            ("Elements used", lines(issue.toolkit, "None named")),
        ),
        questions=QUESTIONS,
    )


def _toolkit(desk: _Desk) -> Table:
    used = [issue.toolkit for issue in desk.session.issues]
    rows: list[tuple[Content, ...]] = [
        (element, joined(tuple(f"Issue {number}" for number, own in enumerate(used, 1) if element in own), "No"), "")
        for element in desk.toolkit
    ]
    return table("Used and to try", ("Element", "Used in", "To try"), rows, "No toolkit is supplied.")


def _before(desk: _Desk) -> Table:
    rows: list[tuple[Content, ...]] = [
        (issue.about, issue.what, issue.outcome or "No outcome is recorded", "")
        for issue in (desk.before.issues if desk.before else ())
    ]
    heads = ("About", "Issue", "What came of it", "Did it help?")
    return table("Outcomes", heads, rows, "No issue was recorded in an earlier session.")


def _form() -> BlankForm:
    there = grid(Attendance, "Attendance", ROWS)
    session = Section("The session", (*form_lines(MentalisationSession), there))
    issue = tuple(form_lines(MentalisationIssue))
    issues = tuple(Section(f"Issue {number}", issue) for number in range(1, ROOM + 1))
    return BlankForm("", (session, *issues), ("Supervisor",), NOTE)
