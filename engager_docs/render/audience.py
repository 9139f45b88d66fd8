"""Casebook, audience → the casebook that audience may see; applied before anything is rendered (threats.md 25).

A field says in the schema who may see it. What an audience may not see is put back to its default here, whole
records are dropped where nothing would be left, and the text of the file goes with it: a template cannot leak
what it was never given.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, get_args

from msgspec.structs import replace

from engager_docs.model.asked import Audience
from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.due import DueItem
from engager_docs.model.records.meetings import LineManagement
from engager_docs.model.records.scalars import Audience as Level
from engager_docs.model.records.service import ItemList, ServiceSettings, SiteSettings
from engager_docs.model.records.supervision import ClinicalSupervision, SupervisorSupervision
from engager_docs.model.records.training import TrainingSession
from engager_docs.model.result import Assessment, CaseAssessment, RuleResult, SubjectAssessment
from engager_docs.model.source import Entry, Mapping
from engager_docs.render.narrowing import narrowed
from engager_docs.render.redaction import Sight, redacted

AUDIENCES: tuple[Audience, ...] = get_args(Audience)

_WRITERS = ("team", "supervisor")
"""Those who add records, and have forms to do so."""

_SERVICE: frozenset[Level] = frozenset({"service"})
_SIGHTS: dict[str, Sight] = {
    "team": Sight(frozenset({"service", "team"})),
    "supervisor": Sight(frozenset({"service", "team", "restricted"})),
    "line-manager": Sight(frozenset({"service", "line-manager"})),
    "external": Sight(_SERVICE, "external"),
    "participant": Sight(_SERVICE, "participant"),
    "research": Sight(frozenset({"service", "team"}), "research", text=False),
    "subject-access": Sight(frozenset({"service", "team", "restricted"}), "subject-access"),
}
_BODIES: dict[type[object], Level] = {
    ClinicalSupervision: "restricted",
    SupervisorSupervision: "restricted",
    LineManagement: "line-manager",
    TrainingSession: "service",
    ServiceSettings: "service",
    SiteSettings: "service",
    ItemList: "service",
}
_OWN_WORDS = (ServiceSettings, SiteSettings, ItemList)
"""The service's own vocabulary, about nobody: also for those who see no free text."""

_ABOUT_STAFF = ("S08", "S09", "S10", "S11")
_FOR_LINE_MANAGER = ("S01", "S06", "S07", *_ABOUT_STAFF, "S13", "T03", "T04", "T05", "T06", "T07", "T08")
_FROM_RESTRICTED = ("A01", "A05")
"""Rules that read restricted records: risks and incidents."""

_NOTHING = Mapping((), 0, 0, 0, 0)

EntryT = TypeVar("EntryT", bound=Entry[Any])


def sight_of(audience: str) -> Sight:
    """Return what an audience sees; an unknown audience sees nothing but the service."""
    return _SIGHTS.get(audience, Sight(_SERVICE))


def levels(audience: str) -> frozenset[Level]:
    """Return the levels of sensitivity an audience sees."""
    return sight_of(audience).levels


def writes(audience: str) -> bool:
    """Return whether a site for an audience holds forms."""
    return audience in _WRITERS


def visible(casebook: Casebook, audience: str, about: str = "") -> Casebook:
    """Return ``casebook`` as ``audience`` may see it; no record of it holds anything else.

    ``about`` is the case of an audience that sees one case alone: the participant, or a subject access request.
    """
    book = narrowed(casebook, audience, about)
    sight = sight_of(audience)
    words = replace(sight, text=True)
    return replace(
        book,
        settings=_entry(book.settings, sight),
        organisations=_optional(book.organisations, words),
        components=_optional(book.components, sight),
        toolkit=_optional(book.toolkit, sight),
        training=_entries(book.training, sight),
        sites=tuple(_site(site, sight) for site in book.sites),
        staff=tuple(_staff(person, sight) for person in book.staff),
        cases=tuple(_case(case, sight) for case in book.cases),
    )


def visible_assessment(assessment: Assessment, audience: str) -> Assessment:
    """Return ``assessment`` without the results that tell what ``audience`` may not see."""
    allowed = levels(audience)
    if "team" not in allowed:
        return replace(
            assessment, cases=(), staff=_subjects(assessment.staff, allowed), sites=(),
            due=_due(assessment, allowed),
        )  # fmt: skip
    return replace(
        assessment,
        cases=tuple(visible_results(each, audience) for each in assessment.cases),
        staff=_subjects(assessment.staff, allowed),
        sites=_subjects(assessment.sites, allowed),
        due=_due(assessment, allowed),
    )


def visible_case(case: Case, audience: str) -> Case | None:
    """Return one case as ``audience`` may see it, None where a site for it holds no case; see ``visible``."""
    sight = sight_of(audience)
    return _case(case, sight) if "team" in sight.levels else None


def visible_results(found: CaseAssessment, audience: str) -> CaseAssessment:
    """Return one case's assessment as ``audience`` may see it; see ``visible_assessment``."""
    return replace(found, results=_results(found.results, levels(audience)))


def _due(assessment: Assessment, allowed: frozenset[Level]) -> tuple[DueItem, ...]:
    """Return what is due that an audience may know of: an item of a plan carries no rule and belongs to the team."""
    return tuple(one for one in assessment.due if (_may_know(one.rule, allowed) if one.rule else "team" in allowed))


def _subjects(subjects: tuple[SubjectAssessment, ...], allowed: frozenset[Level]) -> tuple[SubjectAssessment, ...]:
    return tuple(
        replace(
            each,
            results=_results(each.results, allowed),
            rates=tuple(rate for rate in each.rates if _may_know(rate.rule, allowed)),
        )
        for each in subjects
    )


def _results(results: Iterable[RuleResult], allowed: frozenset[Level]) -> tuple[RuleResult, ...]:
    return tuple(each for each in results if _may_know(each.rule, allowed))


def _may_know(rule: str, allowed: frozenset[Level]) -> bool:
    if "team" not in allowed:
        return rule in _FOR_LINE_MANAGER
    if rule in _ABOUT_STAFF:
        return "line-manager" in allowed
    return "restricted" in allowed or rule not in _FROM_RESTRICTED


def _case(case: Case, sight: Sight) -> Case:
    restricted = "restricted" in sight.levels
    return replace(
        case,
        participant=_entry(case.participant, sight),
        contacts=_entries(case.contacts, sight),
        understandings=_entries(case.understandings, sight),
        plan=_optional(case.plan, sight),
        network=_optional(case.network, sight),
        release_day=_optional(case.release_day, sight),
        outcomes=_optional(case.outcomes, sight),
        risks=_optional(case.risks, sight) if restricted else None,
        incidents=_optional(case.incidents, sight) if restricted else None,
        variations=_optional(case.variations, sight),
        ending=_optional(case.ending, sight),
    )


def _site(site: Site, sight: Sight) -> Site:
    return replace(
        site,
        settings=_entry(site.settings, sight),
        clinical=_entries(site.clinical, sight),
        supervisor=_entries(site.supervisor, sight),
        mentalisation=_entries(site.mentalisation, sight),
        meetings=_entries(site.meetings, sight),
        line_management=_entries(site.line_management, sight),
        reviews=_entries(site.reviews, sight),
    )


def _staff(person: Staff, sight: Sight) -> Staff:
    return replace(person, record=_entry(person.record, sight))


def _optional(entry: EntryT | None, sight: Sight) -> EntryT | None:
    return None if entry is None else _entry(entry, sight)


def _entries(entries: tuple[EntryT, ...], sight: Sight) -> tuple[EntryT, ...]:
    return tuple(_entry(entry, sight) for entry in entries)


def _entry(entry: EntryT, sight: Sight) -> EntryT:
    kind = type(entry.data)
    seen = _BODIES.get(kind, "team") in sight.levels
    source = replace(entry.source, text="", node=_NOTHING, body=entry.body if seen and sight.text else "")
    shown = replace(sight, text=True) if kind in _OWN_WORDS else sight
    return replace(entry, data=redacted(entry.data, shown), source=source)
