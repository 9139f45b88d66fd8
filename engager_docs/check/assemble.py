"""Typed records by place → the casebook: service, sites, staff and cases, each in order of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Site, Staff, Supervised
from engager_docs.model.place import Place
from engager_docs.model.source import Entry


class Typed(Struct, frozen=True):
    """One record that typed, and where it lives."""

    place: Place
    entry: Entry[Any]


def assemble(records: Iterable[Typed], as_of: date) -> Casebook:
    """Return the casebook of records among which ``service.yaml`` is."""
    kept = sorted(records, key=lambda each: _order(each.place))
    by_kind: dict[str, list[Typed]] = {}
    for each in kept:
        by_kind.setdefault(each.place.kind.name, []).append(each)
    return Casebook(
        settings=by_kind["service"][0].entry,
        as_of=as_of,
        organisations=_one(by_kind.get("organisations", [])),
        components=_one(by_kind.get("core-components", [])),
        toolkit=_one(by_kind.get("mba-toolkit", [])),
        training=tuple(each.entry for each in by_kind.get("training", [])),
        sites=tuple(_site(each, by_kind) for each in by_kind.get("site", [])),
        staff=tuple(Staff(each.place.staff, each.place.site, each.entry) for each in by_kind.get("staff", [])),
        cases=cases_of(kept),
    )


def cases_of(records: Iterable[Typed]) -> tuple[Case, ...]:
    """Return the cases whose ``participant.yaml`` typed, in order of id."""
    folders: dict[str, list[Typed]] = {}
    for each in sorted(records, key=lambda each: _order(each.place)):
        if each.place.case:
            folders.setdefault(each.place.case, []).append(each)
    built = (_case(name, folder) for name, folder in sorted(folders.items()))
    return tuple(case for case in built if case is not None)


def _case(name: str, records: list[Typed]) -> Case | None:
    def of(kind: str) -> list[Typed]:
        return [each for each in records if each.place.kind.name == kind]

    participant = _one(of("participant"))
    if participant is None:
        return None
    return Case(
        id=name,
        site=records[0].place.site,
        participant=participant,
        contacts=tuple(each.entry for each in of("contact")),
        understandings=tuple(each.entry for each in of("shared-understanding")),
        plan=_one(of("action-plan")),
        network=_one(of("network")),
        release_day=_one(of("release-day")),
        outcomes=_one(of("outcomes")),
        risks=_one(of("risks")),
        incidents=_one(of("incidents")),
        variations=_one(of("variations")),
        ending=_one(of("ending")),
    )


def _site(settings: Typed, by_kind: Mapping[str, list[Typed]]) -> Site:
    site = settings.place.site

    def of(kind: str) -> list[Typed]:
        return [each for each in by_kind.get(kind, []) if each.place.site == site]

    def supervised(kind: str) -> tuple[Supervised[Any], ...]:
        return tuple(each.entry for each in of(kind) if isinstance(each.entry, Supervised))

    return Site(
        id=site,
        settings=settings.entry,
        clinical=supervised("clinical-supervision"),
        supervisor=supervised("supervisor-supervision"),
        mentalisation=tuple(each.entry for each in of("mentalisation")),
        meetings=tuple(each.entry for each in of("team-meeting")),
        line_management=supervised("line-management"),
        reviews=tuple(each.entry for each in of("adherence-review")),
    )


def _one(records: list[Typed]) -> Entry[Any] | None:
    return records[0].entry if records else None


def _order(place: Place) -> tuple[str, str, int, str]:
    """Order by date and, on one day, by suffix: 2016-01-26, 2016-01-26-2, 2016-01-26-10."""
    return (place.date or place.file, place.staff, len(place.file), place.file)
