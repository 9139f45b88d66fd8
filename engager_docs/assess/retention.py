"""Records, the service's retention periods → what is due for review, and what a legal hold keeps.

Nothing is ever deleted here or anywhere else: a period that has run out asks for a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from engager_docs.model.casebook import Casebook, Site, Staff
from engager_docs.model.keeping import Keeping, Kept
from engager_docs.model.records.service import LegalHold, Retention, RetentionTrigger
from engager_docs.model.source import Entry

_YEAR = timedelta(days=365)
_SPOKEN = {"mentalisation_supervision": "mentalisation"}
"""A second name that services use in their settings."""
RECORDS = (
    "case", "clinical_supervision", "supervisor_supervision", "mentalisation", "team_meeting", "line_management",
    "adherence_review", "training", "staff",
)  # fmt: skip


class _Countable(Struct, frozen=True):
    """A record and the day something happened that a period may be counted from; None where it has not yet."""

    record: str
    trigger: RetentionTrigger
    subject: str
    file: str
    since: date | None
    about: frozenset[str]


def keeping(book: Casebook) -> Keeping:
    """Return what is due for review on the casebook's day under the service's own periods."""
    settings = book.settings.data
    day = book.as_of
    holds = tuple(each for each in settings.legal_holds if each.from_ <= day and (each.to is None or day <= each.to))
    countable = list(_countable(book))
    rules: dict[tuple[str, str | None], Retention] = {
        (_record(each), each.trigger): each for each in settings.retention if _usable(each)
    }
    kept = sorted(_kept(countable, rules, holds), key=lambda each: (each.until, each.file))
    named = {record for record, _ in rules}
    present = {each.record for each in countable}
    return Keeping(
        as_of=day,
        due=tuple(each for each in kept if each.until <= day),
        ahead=tuple(each for each in kept if day < each.until <= day + _YEAR),
        afterwards=tuple(each for each in kept if each.until > day + _YEAR),
        open=len({each.file for each in countable if each.since is None} - {each.file for each in kept}),
        holds=holds,
        without_period=tuple(each for each in RECORDS if each in present - named),
        unclear=tuple(_unclear(settings.retention)),
    )


def _kept(
    countable: Iterable[_Countable],
    rules: dict[tuple[str, str | None], Retention],
    holds: tuple[LegalHold, ...],
) -> Iterator[Kept]:
    for each in countable:
        rule = rules.get((each.record, each.trigger))
        if rule is not None and rule.years is not None and each.since is not None:
            hold = next((hold for hold in holds if hold.subject in each.about), None)
            until = _years_on(each.since, rule.years)
            basis = rule.basis or ""
            yield Kept(each.record, each.subject, each.file, each.trigger, each.since, rule.years, until, basis, hold)


def _record(rule: Retention) -> str:
    name = (rule.record or "").strip().lower().replace("-", "_").replace(" ", "_")
    return _SPOKEN.get(name, name)


def _usable(rule: Retention) -> bool:
    return _record(rule) in RECORDS and rule.trigger is not None and rule.years is not None


def _unclear(rules: Iterable[Retention]) -> Iterator[str]:
    for place, rule in enumerate(rules, 1):
        if _record(rule) not in RECORDS:
            yield f"Period {place}: there is no kind of record {rule.record or 'without a name'}"
        elif not _usable(rule):
            yield f"Period {place}: it needs a trigger and years"


def _years_on(day: date, years: int) -> date:
    """Return the same day ``years`` later; 29 February ends on 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(min(day.year + years, date.max.year), 3, 1)


def _countable(book: Casebook) -> Iterator[_Countable]:
    for case in book.cases:
        closure = case.participant.data.closure
        trigger: RetentionTrigger = "death" if closure is not None and closure.reason == "died" else "closure"
        folder = f"{case.participant.file.rpartition('/')[0]}/"
        yield _Countable("case", trigger, case.id, folder, closure.on if closure else None, frozenset({case.id}))
    left = {person.id: _left(person) for person in book.staff}
    for person in book.staff:
        yield _Countable("staff", "staff_left", person.id, person.record.file, left[person.id], frozenset({person.id}))
    for site in book.sites:
        yield from _sessions(site)
        for entry in site.line_management:
            about = frozenset({entry.staff, entry.data.manager})
            yield _Countable("line_management", "staff_left", entry.staff, entry.file, left.get(entry.staff), about)
    for session in book.training:
        held = date(session.data.date.year, session.data.date.month, session.data.date.day or 1)
        yield _Countable("training", "session_date", session.stem, session.file, held, frozenset())


def _sessions(site: Site) -> Iterator[_Countable]:
    kinds: tuple[tuple[str, tuple[Entry[Any], ...]], ...] = (
        ("clinical_supervision", site.clinical),
        ("supervisor_supervision", site.supervisor),
        ("mentalisation", site.mentalisation),
        ("team_meeting", site.meetings),
        ("adherence_review", site.reviews),
    )
    for record, entries in kinds:
        for entry in entries:
            staff = getattr(entry, "staff", "")
            about = frozenset({staff, *_named(entry)})
            yield _Countable(record, "session_date", staff or site.id, entry.file, entry.data.date, about)


def _named(entry: Entry[Any]) -> Iterator[str]:
    """Yield the participants a session speaks of: who is under a hold keeps what was said about them too."""
    for name in ("cases", "issues", "findings"):
        for part in getattr(entry.data, name, ()):
            if part.participant:
                yield part.participant


def _left(person: Staff) -> date | None:
    """Return the last day of somebody's last role; None while a role is open."""
    ends = [role.to for role in person.record.data.roles]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None
