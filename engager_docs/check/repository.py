"""All sources of a repository → its casebook and every structural diagnostic, in order (records.md 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.check import consent, course, custody, dates, duty, references, settings, team
from engager_docs.check.assemble import Typed, assemble
from engager_docs.check.bodies import bodies
from engager_docs.check.finding import most
from engager_docs.check.frame import Frame
from engager_docs.check.framing import Judged, case_frames, service_frame
from engager_docs.check.identifiers.allowed import allowed_texts
from engager_docs.check.identifiers.findings import identifiers, unquoted
from engager_docs.check.schema import typed
from engager_docs.model.casebook import Casebook, Supervised
from engager_docs.model.diagnostic import Diagnostic, in_order
from engager_docs.model.place import Place
from engager_docs.model.source import Entry, Source

Check: TypeAlias = Callable[[Any, Frame], Iterator[Diagnostic]]
# kind of record: what is asked of it beyond its own shape, dates and references
_CHECKS: dict[str, tuple[Check, ...]] = {
    "service": (settings.severities, settings.version),
    "participant": (custody.one_place, custody.one_lead, duty.allocated),
    "contact": (course.contact, custody.agrees, duty.contact, consent.others),
    "shared-understanding": (course.understanding, duty.authors),
    "action-plan": (course.plan, duty.reviews, consent.copies),
    "network": (duty.liaison, consent.liaison),
    "outcomes": (course.scores,),
    "variations": (duty.authorised,),
    "clinical-supervision": (duty.clinical,),
    "supervisor-supervision": (duty.supervisors_own,),
    "mentalisation": (duty.mentalisation,),
    "team-meeting": (duty.meeting,),
    "line-management": (duty.line_management,),
    "adherence-review": (duty.reviewed,),
}


class Checked(Struct, frozen=True):
    """The records that typed, as a casebook (None without a service), and all that is wrong.

    ``records`` are the same records by their places, ``ground`` what any record of the service is judged on.
    """

    casebook: Casebook | None
    diagnostics: tuple[Diagnostic, ...]
    records: tuple[Typed, ...]
    ground: Ground


class Ground(Struct, frozen=True):
    """What a record is judged on besides its own case: the service's frame, texts allowed, severities of its own."""

    frame: Frame
    allowed: frozenset[str]
    severities: Mapping[str, str]


class _Found(Struct, frozen=True):
    """One file that could be read: its record where it typed, and what is wrong with it by itself."""

    place: Place
    source: Source
    judged: Judged | None
    own: tuple[Diagnostic, ...]


def check(
    places: Sequence[Place], read: Sequence[tuple[Place, Source]], files: frozenset[str], real_today: date
) -> Checked:
    """Return the casebook of what was read and its structural faults.

    ``places`` lists every record there is, ``read`` those that could be read, ``files`` every path.
    """
    settings = [(source, typed(source, place)[0]) for place, source in read if place.kind.name == "service"]
    source, service = settings[0] if settings else (None, None)
    # where service.yaml did not type nobody can tell which day counts, and nothing is judged by one
    today = None if service is None else service.as_of or real_today
    found = [_found(place, source, today) for place, source in read]
    judged = [each.judged for each in found if each.judged is not None]
    frame = service_frame(places, judged, files, today)
    ground = Ground(frame, allowed_texts(source), service.severity if service is not None else {})
    diagnostics = _faults(found, {"": frame, **case_frames(frame, places, judged)}, ground)
    diagnostics += most(team.supervisors(frame.staff.values()))
    records = tuple(each.typed for each in judged)
    casebook = assemble(records, today) if today is not None else None
    return Checked(casebook, in_order(diagnostics), records, ground)


def check_part(
    ground: Ground, places: Sequence[Place], read: Sequence[tuple[Place, Source]], files: frozenset[str]
) -> tuple[tuple[Typed, ...], tuple[Diagnostic, ...]]:
    """Return the records of one case, or of files outside the cases, and what ``check`` of everything says of them.

    ``files`` are the paths they may link to.
    """
    frame = replace(ground.frame, files=files)
    found = [_found(place, source, frame.today) for place, source in read]
    judged = [each.judged for each in found if each.judged is not None]
    frames = {"": frame, **case_frames(frame, places, judged)}
    return tuple(each.typed for each in judged), in_order(_faults(found, frames, ground))


def _found(place: Place, source: Source, today: date | None) -> _Found:
    record, faults = typed(source, place)
    if record is None:
        return _Found(place, source, None, tuple(faults))
    held = Typed(place, entry_of(place, source, record))
    own = (*faults, *most(dates.own_dates(place.kind.name, held.entry, today)))
    return _Found(place, source, Judged(held, sound=not own), own)


def _faults(found: Iterable[_Found], frames: Mapping[str, Frame], ground: Ground) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    for each in found:
        around = _around(each.place, each.source, each.judged, frames[each.place.case])
        private = list(most(identifiers(each.source, ground.allowed, ground.severities)))
        diagnostics += unquoted(each.source, list(most(chain(each.own, around))), private)
        diagnostics += private
    return diagnostics


def entry_of(place: Place, source: Source, data: Any) -> Entry[Any]:
    """Return a record with its source, and with the staff member its file's name carries beside a date."""
    return Supervised(data, source, place.staff) if place.staff and place.date else Entry(data, source)


def _around(place: Place, source: Source, judged: Judged | None, frame: Frame) -> Iterator[Diagnostic]:
    """Yield what is wrong with a record in its surroundings, and in its body even where its fields did not type."""
    yield from bodies(place, source, frame)
    if judged is None:
        return
    kind, entry = place.kind.name, judged.typed.entry
    yield from references.references(kind, entry, frame)
    yield from references.duplicates(kind, entry)
    if judged.sound:
        yield from dates.closed(kind, entry, frame)
        for each in _CHECKS.get(kind, ()):
            yield from each(entry, frame)
