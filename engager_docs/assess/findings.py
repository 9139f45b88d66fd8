"""Casebook and assessment → the diagnostics `check` shows, each at the record that would put it right.

A departure of adherence, a notice and what wants attention are findings alike; they differ in severity. Where
records hold errors, nothing is concluded from what could not be read: a case whose folder holds one has no
findings, and neither has a staff member or site while any record of that site holds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Site
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.result import Assessment, RuleResult, Spot
from engager_docs.model.source import Entry, Source

FOUND = ("not_met", "covered")
"""The results that a check shows: the rest is in the report."""

FROM_SUPERVISION = frozenset({"P19", "P20"})
"""Rules about a case that also look at what supervision and meetings said of it."""


class _Places(Struct, frozen=True):
    """Every file of the casebook by its name; ``whole`` says that its fields stand where the file has them."""

    sources: Mapping[str, Source]
    whole: bool

    def diagnostic(self, result: RuleResult, fallback: Spot) -> Diagnostic:
        spot = result.spot if result.spot is not None and result.spot.file in self.sources else fallback
        path = spot.path if self.whole else spot.path[:1]
        return Diagnostic(
            code=result.rule,
            severity=result.severity,
            message=result.why,
            span=self.sources[spot.file].span(path, key=True),
            hint=result.hint,
            result=result.result,
            subject=result.subject,
            cites=result.cites,
        )


def findings(
    casebook: Casebook, assessment: Assessment, wrong: Iterable[str], *, every_record: bool = True, whole: bool = True
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each departure; ``wrong`` are the files that hold an error.

    ``every_record`` false says that only some records were read: then only what a case's own folder can show is
    told. ``whole`` false says that later entries were left out of the casebook.
    """
    files = tuple(wrong)
    places = _Places({entry.file: entry.source for entry in _entries(casebook)}, whole)
    cases = {case.id: case for case in casebook.cases}
    for found in assessment.cases:
        file = cases[found.id].participant.file
        folder = file.rpartition("/")[0]
        if any(each.startswith(f"{folder}/") for each in files):
            continue
        for result in found.results:
            if result.result in FOUND and (every_record or result.rule not in FROM_SUPERVISION):
                yield places.diagnostic(result, Spot(file, ("referral",)))
    if every_record:
        yield from _about_the_team(casebook, assessment, files, places)


def _about_the_team(
    casebook: Casebook, assessment: Assessment, wrong: tuple[str, ...], places: _Places
) -> Iterator[Diagnostic]:
    above = any("/" not in each.removeprefix("cases/") or each.startswith("cases/training/") for each in wrong)
    if above:
        return
    people = {person.id: person for person in casebook.staff}
    sites = {site.id: site for site in casebook.sites}
    for subject in (*assessment.staff, *assessment.sites):
        person = people.get(subject.id)
        home = person.home if person else subject.id
        if any(each.startswith(f"cases/{home}/") for each in wrong):
            continue
        file = person.record.file if person else sites[subject.id].settings.file
        for result in subject.results:
            # what leave excused asks nothing of anybody: it is in the report
            if result.result == "not_met":
                yield places.diagnostic(result, Spot(file, ("roles" if person else "opened_on",)))
    for result in assessment.service.results:
        if result.result in FOUND and not wrong:
            yield places.diagnostic(result, Spot(casebook.settings.file, ("title",)))


def _entries(casebook: Casebook) -> Iterator[Entry[object]]:
    """Yield every record of the casebook."""
    yield casebook.settings
    yield from casebook.training
    yield from (person.record for person in casebook.staff)
    for site in casebook.sites:
        yield from _of_site(site)
    for case in casebook.cases:
        yield from _of_case(case)


def _of_site(site: Site) -> Iterator[Entry[object]]:
    yield site.settings
    yield from (*site.clinical, *site.supervisor, *site.mentalisation, *site.meetings)
    yield from (*site.line_management, *site.reviews)


def _of_case(case: Case) -> Iterator[Entry[object]]:
    yield case.participant
    yield from (*case.contacts, *case.understandings)
    single: tuple[Entry[object] | None, ...] = (case.plan, case.network, case.release_day, case.outcomes)
    rest: tuple[Entry[object] | None, ...] = (case.risks, case.incidents, case.variations, case.ending)
    yield from (entry for entry in single + rest if entry is not None)
