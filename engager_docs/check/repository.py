"""All sources of a repository → its casebook and every structural diagnostic, in order (records.md 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engager_docs.check import bodies, consent, course, custody, dates, duty, references, team
from engager_docs.check.assemble import Typed, assemble
from engager_docs.check.frame import Frame, case_ids
from engager_docs.check.schema import typed
from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.diagnostic import Diagnostic, in_order
from engager_docs.model.place import Place
from engager_docs.model.rules import RULE_CODES
from engager_docs.model.source import Entry, Source, Span

_LISTS = (("organisations", "organisation"), ("core-components", "component"), ("mba-toolkit", "toolkit"))
_CASE_FILES = {"action-plan": "goal", "network": "member", "contact": "contact", "risks": "risk"}


@dataclass(frozen=True, slots=True)
class Checked:
    """The records that typed, as a casebook (None without a service), and all that is wrong."""

    casebook: Casebook | None
    diagnostics: tuple[Diagnostic, ...]


def check(
    places: Sequence[Place], read: Iterable[tuple[Place, Source]], files: frozenset[str], real_today: date
) -> Checked:
    """Return the casebook of what was read and its structural faults.

    ``places`` lists every record there is, ``read`` those that could be read, ``files`` every path.
    """
    diagnostics: list[Diagnostic] = list(_absent(places))
    records: list[Typed] = []
    for place, source in read:
        record, faults = typed(source, place)
        diagnostics += faults
        if record is not None:
            records.append(Typed(place, Entry(record, source)))
    casebook = assemble(records, real_today)
    today = real_today if casebook is None else casebook.settings.data.as_of or real_today
    if casebook is not None:
        casebook = replace(casebook, as_of=today)
    frame = _frame(places, records, casebook, files, today)
    diagnostics += _by_record(places, records, casebook, frame)
    if casebook is not None:
        diagnostics += _by_site(casebook, frame)
    return Checked(casebook, in_order(diagnostics))


def _absent(places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Yield E021 for a case folder without participant.yaml and a site folder without site.yaml."""
    held = {place.file for place in places}
    needed = {f"cases/{place.site}/site.yaml" for place in places if place.site}
    needed |= {f"cases/{place.site}/participants/{place.case}/participant.yaml" for place in places if place.case}
    for file in sorted(needed - held):
        name = file.rsplit("/", 1)[-1]
        yield Diagnostic("E021", "error", f"{name} is missing in this folder", Span(file, 1, 1, 1, 1), f"add {name}")


def _frame(
    places: Sequence[Place],
    records: list[Typed],
    casebook: Casebook | None,
    files: frozenset[str],
    today: date,
) -> Frame:
    ids: dict[str, frozenset[str] | None] = {
        "staff": frozenset(place.staff for place in places if place.kind.name == "staff"),
        "site": frozenset(place.site for place in places if place.site),
        "case": frozenset(place.case for place in places if place.case),
        "rule": frozenset(RULE_CODES),
    }
    for kind, space in _LISTS:
        listed = any(place.kind.name == kind for place in places)
        found = [each for each in records if each.place.kind.name == kind]
        ids[space] = frozenset(_names(found[0].entry.data)) if found else None if listed else frozenset()
    people = casebook.staff if casebook else ()
    return Frame(today, {person.id: person for person in people}, ids, files)


def _names(data: Any) -> Iterator[str]:
    if isinstance(data, tuple):
        yield from (organisation.id for organisation in data)
    else:
        yield from (item.code for item in data.items)


def _by_record(
    places: Sequence[Place], records: list[Typed], casebook: Casebook | None, frame: Frame
) -> Iterator[Diagnostic]:
    cases = {case.id: case for case in casebook.cases} if casebook else {}
    untyped = _untyped(places, records)
    frames: dict[str, Frame] = {"": frame}
    for each in records:
        name = each.place.case
        if name not in frames:
            frames[name] = _case_frame(frame, cases.get(name), untyped[name])
        yield from _record(each, frames[name])
    for case in cases.values():
        yield from _case(case, frames[case.id])


def _record(each: Typed, frame: Frame) -> Iterator[Diagnostic]:
    kind = each.place.kind.name
    yield from references.references(kind, each.entry, frame)
    yield from references.duplicates(kind, each.entry)
    yield from dates.periods(kind, each.entry)
    yield from dates.happened(kind, each.entry, frame.today)
    yield from bodies.bodies(each.place, each.entry.source, frame)


def _case(case: Case, frame: Frame) -> Iterator[Diagnostic]:
    yield from custody.custody(case)
    yield from course.contacts(case, frame)
    yield from course.closed(case)
    yield from course.versions(case)
    yield from course.scores(case)
    yield from consent.consent(case)
    yield from duty.case_duty(case, frame)


def _by_site(casebook: Casebook, frame: Frame) -> Iterator[Diagnostic]:
    for site in casebook.sites:
        yield from team.meetings(site, frame)
    yield from team.supervisors(casebook.staff)


def _untyped(places: Sequence[Place], records: list[Typed]) -> dict[str, set[str]]:
    """Return, for each case, the kinds of its files that could not be read or typed."""
    done = {each.place.file for each in records}
    kinds: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.case and place.file not in done:
            kinds[place.case].add(place.kind.name)
    return kinds


def _case_frame(frame: Frame, case: Case | None, untyped: set[str]) -> Frame:
    own: dict[str, frozenset[str] | None] = dict.fromkeys(_CASE_FILES.values())
    if case is not None:
        own |= case_ids(case)
        own |= {space: None for kind, space in _CASE_FILES.items() if kind in untyped}
    return replace(frame, ids={**frame.ids, **own})
