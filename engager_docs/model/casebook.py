"""All typed records of one service, grouped as the folders are: service, sites, staff, cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from engager_docs.model.records.contact import Contact
from engager_docs.model.records.course import Ending, Variation
from engager_docs.model.records.meetings import AdherenceReview, LineManagement, TeamMeeting
from engager_docs.model.records.network import Network
from engager_docs.model.records.participant import Participant
from engager_docs.model.records.plan import ActionPlan
from engager_docs.model.records.release import ReleaseDay
from engager_docs.model.records.service import ItemList, Organisation, ServiceSettings, SiteSettings
from engager_docs.model.records.staff import Role, StaffMember
from engager_docs.model.records.supervision import (
    ClinicalSupervision,
    MentalisationSession,
    SupervisorSupervision,
)
from engager_docs.model.records.training import TrainingSession
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.records.wellbeing import Incident, OutcomeScore, Risk
from engager_docs.model.source import Entry

T_co = TypeVar("T_co", covariant=True)


class Supervised(Entry[T_co], frozen=True):
    """A record whose file name carries the staff member it is about."""

    staff: str


class Case(Struct, frozen=True):
    """One participant's folder, typed: everything about one participant and nothing else."""

    id: str
    site: str
    participant: Entry[Participant]
    contacts: tuple[Entry[Contact], ...] = ()
    understandings: tuple[Entry[SharedUnderstanding], ...] = ()
    plan: Entry[ActionPlan] | None = None
    network: Entry[Network] | None = None
    release_day: Entry[ReleaseDay] | None = None
    outcomes: Entry[tuple[OutcomeScore, ...]] | None = None
    risks: Entry[tuple[Risk, ...]] | None = None
    incidents: Entry[tuple[Incident, ...]] | None = None
    variations: Entry[tuple[Variation, ...]] | None = None
    ending: Entry[Ending] | None = None

    def entries(self) -> Iterator[Entry[Any]]:
        """Yield every record of the case: its spine, contacts, versions, and the single files there are."""
        yield self.participant
        yield from (*self.contacts, *self.understandings)
        single = (self.plan, self.network, self.release_day, self.outcomes, self.risks, self.incidents)
        yield from (entry for entry in (*single, self.variations, self.ending) if entry is not None)

    def written(self) -> Iterator[Entry[object]]:
        """Yield every record of the case whose file has a body of text."""
        yield from self.contacts
        yield from self.understandings
        if self.ending is not None:
            yield self.ending


class Site(Struct, frozen=True):
    """One site's settings, supervision and meetings, each in order of date."""

    id: str
    settings: Entry[SiteSettings]
    clinical: tuple[Supervised[ClinicalSupervision], ...] = ()
    supervisor: tuple[Supervised[SupervisorSupervision], ...] = ()
    mentalisation: tuple[Entry[MentalisationSession], ...] = ()
    meetings: tuple[Entry[TeamMeeting], ...] = ()
    line_management: tuple[Supervised[LineManagement], ...] = ()
    reviews: tuple[Entry[AdherenceReview], ...] = ()

    def entries(self) -> Iterator[Entry[Any]]:
        """Yield every record of the site but those of its cases and staff."""
        yield self.settings
        yield from (*self.clinical, *self.supervisor, *self.mentalisation)
        yield from (*self.meetings, *self.line_management, *self.reviews)


class Staff(Struct, frozen=True):
    """One staff member and the site whose folder holds their file."""

    id: str
    home: str
    record: Entry[StaffMember]

    def roles_on(self, day: date) -> tuple[Role, ...]:
        """Return the roles held on ``day``; a role's ``to`` is its last day (records.md 2)."""
        return tuple(
            role for role in self.record.data.roles if role.from_ <= day and (role.to is None or day <= role.to)
        )

    def absent_on(self, day: date) -> bool:
        """Return whether an absence covers ``day``; its ``to`` is the last day away."""
        return any(away.from_ <= day <= away.to for away in self.record.data.absences)


class Casebook(Struct, frozen=True):
    """Every typed record of the service, and the day it is looked at."""

    settings: Entry[ServiceSettings]
    as_of: date
    organisations: Entry[tuple[Organisation, ...]] | None = None
    components: Entry[ItemList] | None = None
    toolkit: Entry[ItemList] | None = None
    training: tuple[Entry[TrainingSession], ...] = ()
    sites: tuple[Site, ...] = ()
    staff: tuple[Staff, ...] = ()
    cases: tuple[Case, ...] = ()

    def entries(self) -> Iterator[Entry[Any]]:
        """Yield every record of the service."""
        yield self.settings
        yield from (each for each in (self.organisations, self.components, self.toolkit) if each is not None)
        yield from self.training
        for site in self.sites:
            yield from site.entries()
        yield from (person.record for person in self.staff)
        for case in self.cases:
            yield from case.entries()

    def written(self) -> Iterator[Entry[object]]:
        """Yield every record whose file has a body of text, cases first."""
        for case in self.cases:
            yield from case.written()
        for site in self.sites:
            yield from (*site.clinical, *site.supervisor, *site.mentalisation, *site.meetings, *site.reviews)
        yield from self.training
