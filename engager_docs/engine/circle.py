"""The files of sites that share people, and of the service → what every case and page of them rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.assess.asof import as_of
from engager_docs.assess.overrides import parameters_for
from engager_docs.assess.parameters import Parameters
from engager_docs.assess.service import setting_of
from engager_docs.assess.setting import Setting
from engager_docs.check.repository import Ground, check
from engager_docs.check.schema import typed
from engager_docs.engine.terms import Terms, Unsound, sound
from engager_docs.model.casebook import Casebook
from engager_docs.model.diagnostic import BLOCKING, Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.records.service import Profile
from engager_docs.model.source import Source
from engager_docs.model.view import Stamp
from engager_docs.read.repository import placed, source_from
from engager_docs.render import addresses
from engager_docs.render.audience import levels, visible
from engager_docs.render.narrowing import at_sites, bare
from engager_docs.render.service import Service, service_of

SERVICE = "cases/service.yaml"

FoundT = TypeVar("FoundT")


class Circle(Struct, frozen=True):
    """Sites whose records name each other's people, so that they are made together; mostly one site alone.

    ``recorded`` is their casebook as recorded, without cases; ``seen`` the same on the day asked for; ``service`` what
    their pages share, for the audience.
    """

    terms: Terms
    ground: Ground
    recorded: Casebook
    seen: Casebook
    parameters: Parameters
    profile: Profile
    setting: Setting
    service: Service

    @property
    def day(self) -> date:
        """The day that is looked at."""
        return self.seen.as_of


class CircleFiles(Struct, frozen=True):
    """What a circle is made from: its sites, every file read, and the files of others that only have to exist."""

    sites: tuple[str, ...]
    read: tuple[tuple[str, bytes], ...]
    there: tuple[str, ...]


def circle_of(files: CircleFiles, terms: Terms, stamp: Stamp | None = None) -> Circle:
    """Return the circle; without a stamp its pages know no commit, so that a new one makes none of them again.

    Raises Unsound where a record is at fault, or where the service's own severities make every finding an error.
    """
    read = located(dict(files.read))
    places = [place for place, _ in read] + [found(placed(file)) for file in files.there]
    checked = check(places, read, frozenset(file for file, _ in files.read), terms.asked.today)
    sound(checked.diagnostics)
    if checked.casebook is None:
        raise Unsound
    settings = checked.casebook.settings.data
    profile = terms.asked.profile or settings.profile
    parameters, problems = parameters_for(profile, settings.parameters)
    if problems or set(settings.severity.values()) & BLOCKING:
        raise Unsound
    recorded = at_sites(checked.casebook, files.sites)
    seen = as_of(recorded, terms.asked.day(recorded.as_of)).casebook
    return Circle(
        terms=terms,
        ground=checked.ground,
        recorded=recorded,
        seen=seen,
        parameters=parameters,
        profile=profile,
        setting=setting_of(seen, parameters),
        service=_service(checked.casebook, seen, files, stamp or _stamp(seen, terms)),
    )


def _stamp(seen: Casebook, terms: Terms) -> Stamp:
    return Stamp(as_of=seen.as_of, version=terms.version, audience=terms.audience)


def _service(everything: Casebook, seen: Casebook, files: CircleFiles, stamp: Stamp) -> Service:
    """Return what the pages of a circle share: all sites stand in the navigation, and every case has its page."""
    own = service_of(visible(seen, stamp.audience), stamp)
    labelled = replace(everything, sites=bare(everything), staff=(), training=())
    others = service_of(visible(labelled, stamp.audience), stamp)
    pages = {addresses.site_path(site) for site in others.sites}
    if "team" in levels(stamp.audience):
        pages |= {addresses.address_of(file).path for file in files.there if "/participants/" in file}
    return replace(own, sites=others.sites, pages=own.pages | pages)


def own_day(service: bytes, today: date) -> date:
    """Return the service's own day: the one ``service.yaml`` pins, or else today.

    Raises Unsound where the file is at fault.
    """
    source = found(source_from(SERVICE, service))
    record, faults = typed(source, found(placed(SERVICE)))
    if faults:
        raise Unsound
    pinned: date | None = record.as_of
    return pinned or today


def located(files: Mapping[str, bytes]) -> list[tuple[Place, Source]]:
    """Return files as sources with their places. Raises Unsound for one that may not be there or cannot be read."""
    return [(found(placed(file)), found(source_from(file, content))) for file, content in files.items()]


def found(result: FoundT | Diagnostic) -> FoundT:
    """Return what was found. Raises Unsound for a diagnostic in its place."""
    if isinstance(result, Diagnostic):
        raise Unsound
    return result
