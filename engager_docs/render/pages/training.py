"""Training sessions → the register, a page for each session, who waited and who missed (documents.md 6, §11 §12)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.casebook import Casebook, Staff
from engager_docs.model.records.training import TrainingAttendance, TrainingSession
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Fact, Page, Table
from engager_docs.render import addresses
from engager_docs.render.amendments import amended
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.frame import page
from engager_docs.render.pages.team import TEAM_ROLES
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import code_tag, counted, joined


class TrainingLogView(Struct, frozen=True):
    """The register of people by sessions, and what is missing from it."""

    register: Table
    sessions: Table
    gaps: Table
    level: int


class TrainingSessionView(Struct, frozen=True):
    """One session."""

    facts: tuple[Fact, ...]
    attendance: Table
    body: Markup
    level: int


def team_members(casebook: Casebook) -> tuple[Staff, ...]:
    """Return everybody who has been a practitioner or supervisor."""
    return tuple(
        person for person in casebook.staff if any(role.role in TEAM_ROLES for role in person.record.data.roles)
    )


def training_pages(casebook: Casebook, service: Service) -> tuple[Page, ...]:
    """Return the training log and a page for each session."""
    sheet = Sheet(service, addresses.TRAINING)
    log = page(sheet, "Training log", "training-log.html", log_view(casebook, sheet))
    above = (("Training", addresses.TRAINING),)
    sessions = []
    for entry in casebook.training:
        own = sheet.at(addresses.address_of(entry.file).path)
        title = f"Training in {entry.data.place}, {own.day(entry.data.date)}"
        view = session_view(entry, own)
        sessions.append(page(own, title, "training-session.html", view, above, (entry.file,), amended((entry,), own)))
    return (log, *sessions)


def log_view(casebook: Casebook, sheet: Sheet, level: int = 2) -> TrainingLogView:
    """Return the register of people by sessions, the sessions, and the gaps; ``level`` is that of their headings."""
    sessions = casebook.training
    people = team_members(casebook)
    return TrainingLogView(
        register=table(
            "Register: who was at which session",
            ("Person", *(sheet.day(entry.data.date) for entry in sessions)),
            (
                (sheet.person(person.id), *(_attendance(person.id, entry.data, sheet) for entry in sessions))
                for person in people
            ),
            "Nobody is in the team.",
        ),
        sessions=table(
            "Sessions",
            ("Session", "Date", "Hours", "Attended, of those in post", "Topics"),
            (_session(entry, people, sheet) for entry in sessions),
            "No training session is recorded.",
            numbers=(2,),
        ),
        gaps=table(
            "Missed, without a catch-up",
            ("Person", "Session", "Recorded as"),
            _gaps(people, sessions, sheet),
            "Everybody in post was there or has caught up.",
        ),
        level=level,
    )


def _session(entry: Entry[TrainingSession], people: tuple[Staff, ...], sheet: Sheet) -> tuple[Content, ...]:
    return (
        sheet.record(entry.data.place, entry.file),
        sheet.day(entry.data.date),
        "Not recorded" if entry.data.hours is None else f"{entry.data.hours:g}",
        rate_text(entry.data, people),
        joined(entry.data.topics),
    )


def _gaps(
    people: tuple[Staff, ...], sessions: tuple[Entry[TrainingSession], ...], sheet: Sheet
) -> Iterator[tuple[Content, ...]]:
    for person in people:
        for entry in sessions:
            if _missing(person, entry):
                place = sheet.record(entry.data.place, entry.file)
                yield (sheet.person(person.id), place, _gap(person.id, entry.data))


def _found(person: str, session: TrainingSession) -> TrainingAttendance | None:
    return next((each for each in session.attendance if each.person == person), None)


def _attendance(person: str, session: TrainingSession, sheet: Sheet) -> Content:
    found = _found(person, session)
    if found is None:
        return "Not recorded"
    if found.catch_up is not None and found.catch_up.on is not None:
        return (code_tag(found.status), f" caught up {sheet.day(found.catch_up.on)}")
    return code_tag(found.status)


def _gap(person: str, session: TrainingSession) -> Content:
    found = _found(person, session)
    return "Not recorded" if found is None else code_tag(found.status)


def _missing(person: Staff, entry: Entry[TrainingSession]) -> bool:
    found = _found(person.id, entry.data)
    if found is None:
        when = entry.data.date
        return any(
            (role.from_.year, role.from_.month) <= (when.year, when.month)
            and (role.to is None or (role.to.year, role.to.month) >= (when.year, when.month))
            for role in person.record.data.roles
            if role.role in TEAM_ROLES
        )
    return found.status in {"partial", "apologies"} and found.catch_up is None


def rate_text(session: TrainingSession, people: tuple[Staff, ...]) -> str:
    """Return how many of the team then in post attended: "5 of 5", "none due"."""
    found = [_found(person.id, session) for person in people]
    due = [each for each in found if each is not None and each.status != "not_in_post"]
    return f"{sum(each.status == 'attended' for each in due)} of {len(due)}" if due else "None due"


def session_view(entry: Entry[TrainingSession], sheet: Sheet, base: int = 2) -> TrainingSessionView:
    """Return one session as its page shows it."""
    record = entry.data
    return TrainingSessionView(
        facts=facts(
            ("Date", sheet.day(record.date)),
            ("Place", record.place),
            ("Hours", None if record.hours is None else f"{record.hours:g}"),
            ("Topics", lines(record.topics)),
            ("Trainers", lines(sheet.person(each) for each in record.trainers)),
            ("Materials", lines(record.materials, "None")),
        ),
        attendance=table(
            "Attendance",
            ("Who", "Status", "Catch-up"),
            (
                (
                    sheet.person(each.person),
                    code_tag(each.status),
                    f"{sheet.day(each.catch_up.on)}: {each.catch_up.how or counted(1, 'session')}"
                    if each.catch_up
                    else "None",
                )
                for each in record.attendance
            ),
            "No attendance is recorded.",
        ),
        body=sheet.body(entry, base),
        level=base,
    )
