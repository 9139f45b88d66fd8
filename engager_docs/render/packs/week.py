"""One supervisor's week → its first page: sessions, leave, bank holidays, what changed (documents.md 2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from engager_docs.model.bank_holidays import named_holidays
from engager_docs.model.casebook import Case, Site, Staff
from engager_docs.model.view import Content, Fact, Table
from engager_docs.render import concern, course
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import code_tag, words

RELEASES_WITHIN = 14


class WeekView(Struct, frozen=True):
    """The week at a glance."""

    sessions: Table
    facts: tuple[Fact, ...]
    changes: Table


def week_view(
    site: Site, people: tuple[Staff, ...], cases: tuple[Case, ...], week: tuple[date, date], sheet: Sheet
) -> WeekView:
    """Return the page of the week for a supervisor's own people and cases."""
    free = [(day, name) for year in {day.year for day in week} for day, name in named_holidays(year)]
    return WeekView(
        sessions=table(
            "Clinical supervision this week",
            ("Practitioner", "Status", "Date", "Leave"),
            (_session(person, site, week, sheet) for person in people),
            "No practitioner was in post in this week.",
        ),
        facts=facts(
            ("Bank holidays", lines((f"{sheet.day(d)}: {n}" for d, n in free if week[0] <= d <= week[1]), "None")),
            ("Team meeting", lines(_meetings(site, week, sheet), "None recorded")),
        ),
        changes=table(
            "What changed this week, and what is ahead",
            ("What", "Case", "Details"),
            _changes(cases, week, sheet),
            "Nothing changed.",
        ),
    )


def _session(person: Staff, site: Site, week: tuple[date, date], sheet: Sheet) -> tuple[Content, ...]:
    held = [e for e in site.clinical if e.staff == person.id and week[0] <= e.data.date <= week[1]]
    return (
        sheet.person(person.id),
        lines((code_tag(entry.data.status) for entry in held), "Due, none recorded"),
        lines((sheet.day(entry.data.date) for entry in held), ""),
        lines(_leave(person, week, sheet), "None"),
    )


def _leave(person: Staff, week: tuple[date, date], sheet: Sheet) -> Iterator[str]:
    for away in person.record.data.absences:
        if away.from_ <= week[1] and away.to >= week[0]:
            yield f"{words(away.type)}, {sheet.span(away.from_, away.to)}"


def _meetings(site: Site, week: tuple[date, date], sheet: Sheet) -> Iterator[Content]:
    for entry in site.meetings:
        if week[0] <= entry.data.date <= week[1]:
            yield (sheet.day(entry.data.date), " ", code_tag(entry.data.status) if entry.data.status else "")


def _changes(cases: tuple[Case, ...], week: tuple[date, date], sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    for case in cases:
        record = case.participant.data
        closure = record.closure
        ahead = concern.days_to_release(case, sheet.as_of)
        if week[0] <= record.referral.received_on <= week[1]:
            yield ("New referral", case.id, words(record.referral.decision))
        if course.is_open(case) and ahead is not None and ahead <= RELEASES_WITHIN:
            yield (f"Release in {RELEASES_WITHIN} days", case.id, sheet.day(course.expected_release(case)))
        if closure is not None and week[0] <= closure.on <= week[1]:
            yield ("Closed", case.id, words(closure.reason))
        yield from _recorded(case, week, sheet)


def _recorded(case: Case, week: tuple[date, date], sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    for risk in case.risks.data if case.risks else ():
        days = {risk.opened_on: "opened", risk.reviewed_on: "reviewed", risk.closed_on: "closed"}
        for day, what in days.items():
            if day is not None and week[0] <= day <= week[1]:
                yield ("Risk", case.id, f"{words(risk.type)}: {what} {sheet.day(day)}")
    for each in case.variations.data if case.variations else ():
        if week[0] <= each.recorded_on <= week[1]:
            yield (
                "Variation recorded",
                case.id,
                f"{each.rule}: {words(each.reason)}, {sheet.span(each.from_, each.to)}; "
                f"authorised by {each.authorised_by}",
            )
