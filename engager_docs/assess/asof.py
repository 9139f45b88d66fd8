"""A casebook and a day → the casebook as it stood on that day, and how many records that leaves out.

Every date of the record format belongs to one of three kinds, and the tables below hold the first two. An
entry with its own date that is later is left out, whether it is a file or a part of one. An end, or a fact
that came to be known later, is not yet. All other dates look ahead, or back, and stay (rules.md 6.28).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.records import (
    contact,
    course,
    meetings,
    network,
    participant,
    plan,
    release,
    session,
    supervision,
    training,
    understanding,
    wellbeing,
)
from engager_docs.model.records import service as settings
from engager_docs.model.records import staff as people
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.scalars import Amendment, Part, PartialDate
from engager_docs.model.source import Entry

EntryOf = TypeVar("EntryOf", bound="Entry[Any]")

OWN_DATE: Mapping[type[Part], str] = MappingProxyType(
    {
        contact.Contact: "date",
        course.Variation: "recorded_on",
        course.Ending: "planned_on",
        meetings.TeamMeeting: "date",
        meetings.LineManagement: "date",
        meetings.AdherenceReview: "date",
        network.LiaisonEntry: "on",
        participant.Referral: "received_on",
        participant.Consent: "on",
        participant.CustodyPeriod: "from_",
        participant.ReleaseDate: "recorded_on",
        participant.Allocation: "from_",
        participant.Closure: "on",
        people.Role: "from_",
        people.Absence: "from_",
        people.Characteristic: "on",
        plan.Goal: "set_on",
        plan.PlanReview: "on",
        release.ReleaseActual: "on",
        Amendment: "on",
        supervision.ClinicalSupervision: "date",
        supervision.SupervisorSupervision: "date",
        supervision.MentalisationSession: "date",
        supervision.ResearchTeamSupport: "on",
        training.TrainingSession: "date",
        training.CatchUp: "on",
        understanding.SharedUnderstanding: "date",
        understanding.Agreement: "on",
        wellbeing.OutcomeScore: "on",
        wellbeing.Risk: "opened_on",
        wellbeing.Incident: "on",
        wellbeing.StaffSupport: "offered_on",
    }
)
"""The date an entry has of its own: later than the day, and the entry is left out."""

NOT_YET: Mapping[type[Part], Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        course.Ending: {"session": {}, "letter_given_on": {}},
        meetings.AdherenceReview: {"signed_off_on": {}},
        participant.Referral: {"decided_on": {"decision": "pending", "decided_by": None}},
        participant.CustodyPeriod: {"to": {}},
        participant.ReleaseDate: {"told_team_on": {}},
        participant.Allocation: {"to": {}},
        people.Role: {"to": {"ended": None}},
        plan.Goal: {"closed_on": {"status": "active", "closed_reason": None}},
        plan.Action: {"done_on": {"status": "to_do"}},
        session.AgreedAction: {"done_on": {}},
        settings.SiteSettings: {"closed_on": {}},
        supervision.ClinicalSupervision: {"agreed_by_both": {}},
        understanding.SharedUnderstanding: {"copy_given_on": {}},
        wellbeing.Risk: {"reviewed_on": {}, "closed_on": {}},
    }
)
"""Dates that are taken away when they are later than the day, and what the record says besides until then."""


class AsOf(Struct, frozen=True):
    """A casebook as it stood on a day, and how many later entries were left out of it."""

    casebook: Casebook
    left_out: int


def as_of(casebook: Casebook, day: date) -> AsOf:
    """Return ``casebook`` as it stood on ``day``; on the service's own day or later nothing is left out."""
    if day >= casebook.as_of:
        return AsOf(replace(casebook, as_of=day), 0)
    seen = replace(
        casebook,
        as_of=day,
        training=_entries(casebook.training, day),
        sites=tuple(_site(site, day) for site in casebook.sites),
        staff=tuple(one for one in (_staff(person, day) for person in casebook.staff) if one),
        cases=tuple(one for one in (_case(case, day) for case in casebook.cases) if one),
    )
    return AsOf(seen, _dated(casebook) - _dated(seen))


def _dated(value: Any) -> int:
    """Return how many entries with a date of their own there are in a casebook, or in a part of one."""
    if isinstance(value, tuple):
        return sum(_dated(item) for item in value)
    if isinstance(value, Part):
        own = getattr(value, OWN_DATE.get(type(value), ""), None)
        return (own is not None) + sum(_dated(inner) for _, inner in value if isinstance(inner, (tuple, Part)))
    if isinstance(value, Entry):
        return _dated(value.data)
    if isinstance(value, (Casebook, Site, Staff, Case)):
        return sum(_dated(getattr(value, name)) for name in value.__struct_fields__)
    return 0


def _entries(entries: tuple[EntryOf, ...], day: date) -> tuple[EntryOf, ...]:
    """Return the entries that were there by ``day``."""
    kept = (_entry(entry, day) for entry in entries)
    return tuple(entry for entry in kept if entry is not None)


def _entry(entry: EntryOf | None, day: date) -> EntryOf | None:
    """Return one entry as it stood, None when nothing of it was there yet."""
    if entry is None:
        return None
    seen = _part(entry.data, day)
    if seen is entry.data:
        return entry
    return replace(entry, data=seen) if seen else None


def _part(value: Any, day: date) -> Any:
    """Return a record, a part of one, or a list of parts as it stood; None where it was not there yet."""
    if isinstance(value, tuple):
        kept = tuple(_part(item, day) for item in value)
        same = all(one is other for one, other in zip(kept, value, strict=True))
        return value if same else tuple(item for item in kept if item is not None)
    if not isinstance(value, Part):
        return value
    own = getattr(value, OWN_DATE.get(type(value), ""), None)
    if own is not None and _first_day(own) > day and not _was_planned(value, day):
        return None
    return _inside(value, day)


def _was_planned(value: Part, day: date) -> bool:
    """Return whether ``value`` is a contact that had been planned, and written down, by ``day``."""
    if not isinstance(value, Contact) or value.outcome != "planned":
        return False
    return value.recorded_on is not None and value.recorded_on <= day


def _inside(value: Part, day: date) -> Part | None:
    """Return a record with its own parts as they stood, None when it lost all it said."""
    changed: dict[str, Any] = {}
    for name, inner in value:
        if isinstance(inner, (tuple, Part)):
            seen = _part(inner, day)
            changed |= {} if seen is inner else {name: seen}
    for name, besides in NOT_YET.get(type(value), {}).items():
        ended = getattr(value, name)
        changed |= {name: None, **besides} if ended is not None and ended > day else {}
    if not changed:
        return value
    copy = value.model_copy(update=changed)
    return copy if any(inner not in (None, ()) for _, inner in copy) else None


def _first_day(own: date | PartialDate) -> date:
    """Return the day a date begins: a month that is not known to the day has begun on its first."""
    return own if isinstance(own, date) else date(own.year, own.month, own.day or 1)


def _case(case: Case, day: date) -> Case | None:
    participant = None if case.participant.data.referral.received_on > day else _entry(case.participant, day)
    if participant is None:
        return None
    return replace(
        case,
        participant=participant,
        contacts=_entries(case.contacts, day),
        understandings=_entries(case.understandings, day),
        plan=_entry(case.plan, day),
        network=_entry(case.network, day),
        release_day=_entry(case.release_day, day),
        outcomes=_entry(case.outcomes, day),
        risks=_entry(case.risks, day),
        incidents=_entry(case.incidents, day),
        variations=_entry(case.variations, day),
        ending=_entry(case.ending, day),
    )


def _site(site: Site, day: date) -> Site:
    return replace(
        site,
        settings=_entry(site.settings, day) or site.settings,
        clinical=_entries(site.clinical, day),
        supervisor=_entries(site.supervisor, day),
        mentalisation=_entries(site.mentalisation, day),
        meetings=_entries(site.meetings, day),
        line_management=_entries(site.line_management, day),
        reviews=_entries(site.reviews, day),
    )


def _staff(person: Staff, day: date) -> Staff | None:
    """Return a staff member as they stood, None before their first role."""
    entry = _entry(person.record, day)
    return None if entry is None or not entry.data.roles else replace(person, record=entry)
