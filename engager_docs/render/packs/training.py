"""Training sessions → the training log as a pack: register, gaps, a sheet a person and a session (documents.md 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from engager_docs.model.casebook import Casebook, Staff
from engager_docs.model.records.scalars import PartialDate
from engager_docs.model.view import Content, Fact, Pack, Part, Stamp, Table
from engager_docs.render.audience import visible
from engager_docs.render.blocks import facts, table
from engager_docs.render.dates import days_text
from engager_docs.render.frame import frame_of
from engager_docs.render.pages.team import TEAM_ROLES
from engager_docs.render.pages.training import log_view, session_view, team_members
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import code_tag, counted, joined


class PersonSheetView(Struct, frozen=True):
    """One person's training."""

    id: str
    facts: tuple[Fact, ...]
    sessions: Table
    needs: Table | None


class PeopleView(Struct, frozen=True):
    """A sheet for each person."""

    people: tuple[PersonSheetView, ...]


def training_pack(casebook: Casebook, stamp: Stamp) -> Pack:
    """Return the training log as a pack: it holds no participant's record."""
    book = visible(casebook, stamp.audience)
    sheet = Sheet(service_of(book, stamp), "training", paper={})
    people = team_members(book)
    return Pack(
        id=f"training-{stamp.as_of}",
        title="Training log",
        subtitle=sheet.service.settings.title,
        audience=stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(
            ("Sessions held", counted(len(book.training), "session")),
            ("People in the register", counted(len(people), "person", "people")),
        ),
        not_shown=tuple(_left_out(book, sheet)),
        parts=tuple(_parts(book, people, sheet)),
        created=stamp.as_of.isoformat(),
    )


def _left_out(book: Casebook, sheet: Sheet) -> Iterator[str]:
    yield "Any participant's record."
    if not sheet.service.sees("line-manager"):
        yield "Training needs raised in line management, and what has met them since."
    groups = sum(":" in each.person for entry in book.training for each in entry.data.attendance)
    if groups:
        yield "Researchers by person: they are counted as a group."
    partial = sum(entry.data.date.day is None for entry in book.training)
    if partial:
        yield f"The day of {counted(partial, 'session')} of which only the month is known."


def _parts(book: Casebook, people: tuple[Staff, ...], sheet: Sheet) -> Iterator[Part]:
    files = tuple(entry.file for entry in book.training)
    yield Part("register", "Register and gaps", "pages/training-log.html", log_view(book, sheet, 3), files, fresh=True)
    view = PeopleView(tuple(_person(person, book, sheet) for person in people))
    yield Part("people", "People", "pages/packs/people.html", view, fresh=True)
    for entry in book.training:
        title = f"{entry.data.place}, {sheet.day(entry.data.date)}"
        view_of = session_view(entry, sheet, 3)
        yield Part(f"session-{entry.stem}", title, "pages/training-session.html", view_of, (entry.file,), fresh=True)


def _person(person: Staff, book: Casebook, sheet: Sheet) -> PersonSheetView:
    attended = [
        (entry, each)
        for entry in book.training
        for each in entry.data.attendance
        if each.person == person.id and each.status != "not_in_post"
    ]
    hours = sum(entry.data.hours or 0 for entry, each in attended if each.status == "attended")
    started = min(role.from_ for role in person.record.data.roles if role.role in TEAM_ROLES)
    first = next((entry.data.date for entry, each in attended if each.status == "attended"), None)
    rows: Iterator[tuple[Content, ...]] = (
        (
            sheet.day(entry.data.date),
            entry.data.place,
            joined(entry.data.topics),
            code_tag(each.status),
            sheet.day(each.catch_up.on) if each.catch_up else "None",
        )
        for entry, each in attended
    )
    return PersonSheetView(
        id=person.id,
        facts=facts(
            ("Started", sheet.day(started)),
            ("First training", f"{sheet.day(first)}, {_gap(started, first)}" if first else "None yet"),
            ("Hours attended", f"{hours:g}"),
        ),
        sessions=table("Sessions", ("Date", "Place", "Topics", "Attendance", "Catch-up"), rows, "No session yet."),
        needs=_needs(person, book, sheet) if sheet.service.sees("line-manager") else None,
    )


def _gap(started: date, first: PartialDate) -> str:
    """Return how long somebody who joined waited for the first training; a month is all that may be known."""
    if first.day is not None:
        days = (date(first.year, first.month, first.day) - started).days
        return f"{days_text(days)} after joining" if days > 0 else "on joining"
    months = 12 * (first.year - started.year) + first.month - started.month
    return f"{counted(months, 'month')} after joining" if months > 0 else "in the month of joining"


def _needs(person: Staff, book: Casebook, sheet: Sheet) -> Table:
    """Return the training needs raised in line management, and the first session attended since each."""
    raised = [
        (entry.data.date, need)
        for site in book.sites
        for entry in site.line_management
        if entry.staff == person.id
        for need in entry.data.training_needs
    ]
    rows: list[tuple[Content, ...]] = [(sheet.day(on), need, _since(person.id, on, book, sheet)) for on, need in raised]
    heads = ("Raised", "Need", "First training attended since")
    return table("Training needs", heads, rows, "No training need is recorded.")


def _since(person: str, on: date, book: Casebook, sheet: Sheet) -> str:
    for entry in book.training:
        when = entry.data.date
        # of a session whose day is not known only a later month is surely later
        later = (when.year, when.month, when.day or 0) > (on.year, on.month, on.day)
        if later and any(each.person == person and each.status == "attended" for each in entry.data.attendance):
            return f"{entry.data.place}, {sheet.day(when)}"
    return "None yet"
