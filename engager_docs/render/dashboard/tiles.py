"""The desk of a site → its tiles: one plain count each, a line below, and the list it leads to (documents.md 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from engager_docs.model.bank_holidays import bank_holidays
from engager_docs.model.casebook import Case
from engager_docs.model.due import DueKind
from engager_docs.model.view import Link
from engager_docs.render import addresses, concern, course
from engager_docs.render.dashboard.desk import Desk
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, phrase

_SUPERVISION: tuple[DueKind, ...] = (
    "clinical_supervision", "supervisor_supervision", "mentalisation", "line_management", "team_meeting",
)  # fmt: skip
_FRIDAY = 4


class Tile(Struct, frozen=True):
    """One count: the figure, what it counts, a line below, and the list it leads to."""

    count: str
    link: Link
    note: str


def tiles(desk: Desk) -> Iterator[Tile]:
    """Yield the tiles of a site, what needs doing first before what is only good to know."""
    yield _tile(len(desk.open), "Open cases", "cases", _phases(desk))
    yield from _contact_tiles(desk)
    yield from _release_tiles(desk)
    yield from _document_tiles(desk)
    yield from _supervision_tiles(desk)
    waiting = sum(1 for case in desk.open for _ in waiting_for(case, desk.sheet.as_of))
    yield _tile(waiting, "Appointments without an outcome", "waiting", "Planned for a day that has passed")
    recorded = sum(
        each.recorded_on > desk.sheet.as_of - timedelta(days=concern.RELEASE_DAYS)
        for case in desk.cases
        for each in (case.variations.data if case.variations else ())
    )
    yield _tile(recorded, "Variations recorded in 28 days", "cases", "Each with the supervisor who authorised it")
    if desk.service.sees("restricted"):
        risks = desk.count(lambda case: any(each.closed_on is None for each in (case.risks.data if case.risks else ())))
        yield _tile(risks, "Cases with an open risk", "concern", "Restricted: shown to supervisors only")


def tiles_of_all(sites: Sequence[tuple[str, Sequence[Tile]]]) -> Iterator[Tile]:
    """Yield the tiles of several sites, each with its label, as one: the sum, and how much of it lies where."""
    for same in zip(*(found for _, found in sites), strict=True):
        parts = (f"{label} {tile.count}" for (label, _), tile in zip(sites, same, strict=True) if tile.count != "0")
        link = same[0].link
        if link.href == "#cases":
            link = Link(link.text, addresses.relative(addresses.HOME, addresses.CASES))
        yield Tile(str(sum(int(tile.count) for tile in same)), link, ", ".join(parts))


def assessed_text(unknown: int, sheet: Sheet) -> str:
    """Return the day the counts are of, and how many open cases they leave out."""
    if not unknown:
        return f"As of {sheet.day(sheet.as_of)}. All open cases could be assessed."
    return (
        f"As of {sheet.day(sheet.as_of)}. {counted(unknown, 'open case')} could not be assessed; "
        "counts that rest on rules leave them out."
    )


def _contact_tiles(desk: Desk) -> Iterator[Tile]:
    overdue = [each for each in desk.due if each.kind == "contact" and each.state == "overdue"]
    missed = desk.count(lambda case: course.missed_in_a_row(case) >= 2)
    yield _tile(len(overdue), "Contacts overdue", "due", "Later than weekly, or than was planned")
    yield _tile(missed, "Missed twice or more in a row", "concern", "Since the last attended contact")


def _release_tiles(desk: Desk) -> Iterator[Tile]:
    near = [day for case in desk.open if (day := release_ahead(case, desk.sheet.as_of)) is not None]
    early = sum(may_come_forward(day) for day in near)
    note = "By the latest expected date"
    if early:
        note = f"{early} on a Friday or before a bank holiday"
    yield _tile(len(near), "Releases in 28 days", "releases", note)
    joint = [each for each in desk.results("P03", "P04") if each.result in {"not_met", "not_due_yet"}]
    yield _tile(len(joint), "Joint meetings outstanding", "concern", "In prison or in the community")


def _document_tiles(desk: Desk) -> Iterator[Tile]:
    yield _tile(desk.count(_no_plan), "No plan or understanding", "concern", "Either has no version yet")
    endings = [each for each in desk.due if each.kind == "ending"]
    yield _tile(len(endings), "Endings due", "diary", "In four weeks, or past their day")


def _supervision_tiles(desk: Desk) -> Iterator[Tile]:
    for state, label, fragment in (("overdue", "Supervision overdue", "due"), ("upcoming", "Supervision due", "diary")):
        found = Counter(each.kind for each in desk.due if each.kind in _SUPERVISION and each.state == state)
        kinds = ", ".join(f"{number} {phrase(kind)}" for kind, number in found.items())
        yield _tile(found.total(), label, fragment, kinds or "Of every kind")


def _phases(desk: Desk) -> str:
    found = Counter(desk.found[case.id].phase for case in desk.open if case.id in desk.found)
    listed = ", ".join(f"{number} {phrase(phase)}" for phase, number in sorted(found.items()))
    unknown = desk.unassessed()
    return listed + (f"; {counted(unknown, 'case')} could not be assessed" if unknown else "")


def _no_plan(case: Case) -> bool:
    return not case.understandings or case.plan is None or not case.plan.data.reviews


def _tile(count: int, label: str, fragment: str, note: str) -> Tile:
    return Tile(str(count), Link(label, f"#{fragment}"), note)


def release_ahead(case: Case, as_of: date) -> date | None:
    """Return the expected release of a case if it lies within four weeks."""
    days = concern.days_to_release(case, as_of)
    return course.expected_release(case) if days is not None and days <= concern.RELEASE_DAYS else None


def may_come_forward(day: date) -> bool:
    """Return whether a day is a Friday, a bank holiday or the eve of one (rules.md N02)."""
    free = bank_holidays(day.year) | bank_holidays(day.year + 1)
    return day.weekday() == _FRIDAY or day in free or day + timedelta(days=1) in free


def waiting_for(case: Case, as_of: date) -> Iterator[date]:
    """Yield each day for which a contact was planned and nothing has been recorded since."""
    done = [entry.data for entry in case.contacts if entry.data.outcome != "planned"]
    last = max((each.date for each in done), default=date.min)
    planned = {entry.data.date for entry in case.contacts if entry.data.outcome == "planned"}
    planned |= {each.next_contact for each in done[-1:] if each.next_contact is not None}
    yield from sorted(day for day in planned if last < day < as_of)
