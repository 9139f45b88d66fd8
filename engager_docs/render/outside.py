"""A site's mentalisation sessions → what the expert outside the team may read of them (documents.md, audiences).

Only the issues: participants and staff under letters and numbers, establishments by their kind, days counted
from the release. A field reaches this view only when the schema says so (``shown_to`` external).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from engager_docs.model.casebook import Casebook, Site
from engager_docs.model.records.session import SessionMode, SessionStatus
from engager_docs.model.records.supervision import MentalisationIssue, MentalisationSession
from engager_docs.model.source import Entry
from engager_docs.render import course
from engager_docs.render.masking import week_of, without_cases, without_days, without_places, without_staff
from engager_docs.render.redaction import Sight, redacted_record
from engager_docs.render.words import phrase, words

SIGHT = Sight(frozenset(), "external")
_ROLE_WORDS = {"PRA": "Practitioner", "SUP": "Supervisor", "LIN": "Line manager", "MBX": "Expert", "RES": "Researcher"}


class OutsideIssue(Struct, frozen=True):
    """One issue, without anything that identifies somebody: ``when`` is the week counted from the release."""

    about: str
    when: str
    raised_by: str
    what: str
    toolkit: tuple[str, ...]
    tried: str
    outcome: str


class OutsideSession(Struct, frozen=True):
    """One session as the expert sees it; ``present`` counts roles, such as "2 practitioners"."""

    date: date
    mode: SessionMode
    status: SessionStatus | None
    present: tuple[str, ...]
    issues: tuple[OutsideIssue, ...]


class _Masks(Struct, frozen=True):
    """What stands for what in one site's sessions."""

    cases: Mapping[str, str]
    staff: Mapping[str, str]
    places: Mapping[str, str]
    released: Mapping[str, date | None]
    toolkit: Mapping[str, str]


def outside_sessions(book: Casebook, site: Site) -> tuple[OutsideSession, ...]:
    """Return the sessions of a site, oldest first; letters and numbers are the same in all of them."""
    masks = _masks(book, site)
    return tuple(_session(entry, masks) for entry in site.mentalisation)


def _masks(book: Casebook, site: Site) -> _Masks:
    told = sorted({issue.participant for entry in site.mentalisation for issue in entry.data.issues} - {None}, key=str)
    places: dict[str, str] = {}
    for each in book.organisations.data if book.organisations else ():
        kind = "an organisation" if each.type == "other" else f"the {phrase(each.type)}"
        places |= {each.label: kind, each.id: kind}
    for one in book.sites:
        places |= {one.settings.data.label: "the site", one.id: "the site"}
    toolkit = book.toolkit.data.items if book.toolkit else ()
    return _Masks(
        cases={str(case): f"Participant {_letter(place)}" for place, case in enumerate(told)},
        staff=dict(_numbered(person.id for person in book.staff)),
        places=places,
        released={case.id: course.released_on(case) or course.expected_release(case) for case in book.cases},
        toolkit={item.code: item.label for item in toolkit},
    )


def _letter(place: int) -> str:
    """Return A to Z, then AA and so on, for a place from 0."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _numbered(staff: Iterable[str]) -> Iterator[tuple[str, str]]:
    counts: Counter[str] = Counter()
    for person in sorted(staff):
        role = _ROLE_WORDS.get(person.split("-", maxsplit=1)[0], "Colleague")
        counts[role] += 1
        yield person, f"{role} {counts[role]}"


def _session(entry: Entry[MentalisationSession], masks: _Masks) -> OutsideSession:
    record = redacted_record(entry.data, SIGHT)
    there = Counter(
        words(_ROLE_WORDS.get(each.staff.split("-", maxsplit=1)[0], "Colleague").lower())
        for each in record.attendance
        if each.status == "present"
    )
    present = tuple(f"{number} {role.lower()}{'s' if number > 1 else ''}" for role, number in sorted(there.items()))
    issues = tuple(_issue(each, record.date, masks) for each in record.issues)
    return OutsideSession(record.date, record.mode, record.status, present, issues)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _issue(issue: MentalisationIssue, day: date, masks: _Masks) -> OutsideIssue:
    case = issue.participant or ""
    released = masks.released.get(case)

    def plain(text: str | None) -> str:
        shown = without_cases(text or "", case, masks.cases.get(case, ""))
        return without_places(without_days(without_staff(shown, masks.staff), released), masks.places)

    return OutsideIssue(
        about=masks.cases.get(case, "The team"),
        when=_capital(week_of(day, released)) or "Not about one participant's release",
        raised_by=plain(issue.raised_by) or "Not recorded",
        what=plain(issue.what),
        toolkit=tuple(masks.toolkit.get(code, words(code)) for code in issue.toolkit),
        tried=plain(issue.tried),
        outcome=plain(issue.outcome),
    )
