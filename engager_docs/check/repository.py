"""All sources of a repository → its casebook and every structural diagnostic, in order (records.md 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, TypeAlias

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
    found = [(place, source, *typed(source, place)) for place, source in read]
    service = next((data for place, _, data, _ in found if data is not None and place.kind.name == "service"), None)
    # where service.yaml did not type nobody can tell which day counts, and nothing is judged by one
    today = None if service is None else service.as_of or real_today
    judged: dict[str, Judged] = {}
    own: dict[str, list[Diagnostic]] = {}
    for place, source, data, faults in found:
        own[place.file] = faults
        if data is not None:
            record = Typed(place, _entry(place, source, data))
            own[place.file] = [*faults, *most(dates.own_dates(place.kind.name, record.entry, today))]
            judged[place.file] = Judged(record, sound=not own[place.file])
    frame = service_frame(places, tuple(judged.values()), files, today)
    frames = {"": frame, **case_frames(frame, places, judged.values())}
    allowed = allowed_texts(next((source for place, source, _, _ in found if place.kind.name == "service"), None))
    severities = service.severity if service is not None else {}
    diagnostics: list[Diagnostic] = []
    for place, source, _, _ in found:
        around = _around(place, source, judged.get(place.file), frames[place.case])
        private = list(most(identifiers(source, allowed, severities)))
        diagnostics += unquoted(source, list(most(chain(own[place.file], around))), private)
        diagnostics += private
    diagnostics += most(team.supervisors(frame.staff.values()))
    casebook = assemble((each.typed for each in judged.values()), today) if today is not None else None
    return Checked(casebook, in_order(diagnostics))


def _entry(place: Place, source: Source, data: Any) -> Entry[Any]:
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
