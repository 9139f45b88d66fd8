"""Casebook, audience → the casebook that audience may see; applied before anything is rendered (threats.md 25).

A field says in the schema who may see it (``seen_by``). What an audience may not see is put back to its
default here, whole records are dropped where nothing would be left, and the text of the file goes with it:
a template cannot leak what it was never given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar, cast

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from engager_docs.model.casebook import Case, Casebook, Site, Staff
from engager_docs.model.due import DueItem
from engager_docs.model.records.meetings import LineManagement
from engager_docs.model.records.scalars import Audience as Level
from engager_docs.model.records.service import ItemList, Organisation, ServiceSettings, SiteSettings
from engager_docs.model.records.supervision import ClinicalSupervision, SupervisorSupervision
from engager_docs.model.records.training import TrainingSession
from engager_docs.model.result import Assessment, RuleResult, SubjectAssessment
from engager_docs.model.source import Entry, Mapping

Audience: TypeAlias = Literal["team", "supervisor", "line-manager"]
AUDIENCES: tuple[Audience, ...] = ("team", "supervisor", "line-manager")

_SEES: dict[str, frozenset[Level]] = {
    "team": frozenset({"service", "team"}),
    "supervisor": frozenset({"service", "team", "restricted"}),
    "line-manager": frozenset({"service", "line-manager"}),
}
_BODIES: dict[type[object], Level] = {
    ClinicalSupervision: "restricted",
    SupervisorSupervision: "restricted",
    LineManagement: "line-manager",
    TrainingSession: "service",
    ServiceSettings: "service",
    SiteSettings: "service",
    ItemList: "service",
    Organisation: "service",
}
_TOOK_PLACE = frozenset({"date", "status"})
"""Of every session and meeting everybody may know that it took place."""

_ABOUT_STAFF = ("S08", "S09", "S10", "S11")
_FOR_LINE_MANAGER = ("S01", "S06", "S07", *_ABOUT_STAFF, "S13", "T03", "T04", "T05", "T06", "T07", "T08")
_FROM_RESTRICTED = ("A01", "A05")
"""Rules that read restricted records: risks and incidents."""

_NOTHING = Mapping((), 0, 0, 0, 0)

EntryT = TypeVar("EntryT", bound=Entry[Any])
ModelT = TypeVar("ModelT", bound=BaseModel)


def levels(audience: str) -> frozenset[Level]:
    """Return the levels of sensitivity an audience sees; an unknown audience sees nothing but the service."""
    return _SEES.get(audience, frozenset({"service"}))


def visible(casebook: Casebook, audience: str) -> Casebook:
    """Return ``casebook`` as ``audience`` may see it; no record of it holds anything else."""
    allowed = levels(audience)
    cases = tuple(_case(case, allowed) for case in casebook.cases) if "team" in allowed else ()
    return replace(
        casebook,
        settings=_entry(casebook.settings, allowed),
        organisations=_optional(casebook.organisations, allowed),
        components=_optional(casebook.components, allowed),
        toolkit=_optional(casebook.toolkit, allowed),
        training=_entries(casebook.training, allowed),
        sites=tuple(_site(site, allowed) for site in casebook.sites),
        staff=tuple(_staff(person, allowed) for person in casebook.staff),
        cases=cases,
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
        cases=tuple(replace(each, results=_results(each.results, allowed)) for each in assessment.cases),
        staff=_subjects(assessment.staff, allowed),
        sites=_subjects(assessment.sites, allowed),
        due=_due(assessment, allowed),
    )


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


def _case(case: Case, allowed: frozenset[Level]) -> Case:
    restricted = "restricted" in allowed
    return replace(
        case,
        participant=_entry(case.participant, allowed),
        contacts=_entries(case.contacts, allowed),
        understandings=_entries(case.understandings, allowed),
        plan=_optional(case.plan, allowed),
        network=_optional(case.network, allowed),
        release_day=_optional(case.release_day, allowed),
        outcomes=_optional(case.outcomes, allowed),
        risks=_optional(case.risks, allowed) if restricted else None,
        incidents=_optional(case.incidents, allowed) if restricted else None,
        variations=_optional(case.variations, allowed),
        ending=_optional(case.ending, allowed),
    )


def _site(site: Site, allowed: frozenset[Level]) -> Site:
    return replace(
        site,
        settings=_entry(site.settings, allowed),
        clinical=_entries(site.clinical, allowed),
        supervisor=_entries(site.supervisor, allowed),
        mentalisation=_entries(site.mentalisation, allowed),
        meetings=_entries(site.meetings, allowed),
        line_management=_entries(site.line_management, allowed),
        reviews=_entries(site.reviews, allowed),
    )


def _staff(person: Staff, allowed: frozenset[Level]) -> Staff:
    return replace(person, record=_entry(person.record, allowed))


def _optional(entry: EntryT | None, allowed: frozenset[Level]) -> EntryT | None:
    return None if entry is None else _entry(entry, allowed)


def _entries(entries: tuple[EntryT, ...], allowed: frozenset[Level]) -> tuple[EntryT, ...]:
    return tuple(_entry(entry, allowed) for entry in entries)


def _entry(entry: EntryT, allowed: frozenset[Level]) -> EntryT:
    body = entry.body if _BODIES.get(type(entry.data), "team") in allowed else ""
    source = replace(entry.source, text="", node=_NOTHING, body=body)
    return replace(entry, data=_redacted(entry.data, allowed), source=source)


def _redacted(value: object, allowed: frozenset[Level], around: Level = "team") -> object:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_redacted(each, allowed, around) for each in value)
    if isinstance(value, BaseModel):
        return _model(value, allowed, around)
    return value


def _model(record: ModelT, allowed: frozenset[Level], around: Level) -> ModelT:
    fields = _fields(type(record), allowed, around)
    update: dict[str, object] = {name: field.get_default(call_default_factory=True) for name, field in fields.blanked}
    update |= {name: () for name in fields.lists if isinstance(getattr(record, name), tuple)}
    for name, level in fields.nested:
        value: object = getattr(record, name)
        if name not in update and isinstance(value, (tuple, BaseModel)):
            changed = _redacted(value, allowed, level)
            if changed != value:
                update[name] = changed
    return record.model_copy(update=update) if update else record


@dataclass(frozen=True, slots=True)
class _Fields:
    """A record class's fields: to put back to their defaults, lists to empty, and fields to look into."""

    blanked: tuple[tuple[str, FieldInfo], ...]
    lists: tuple[str, ...]
    nested: tuple[tuple[str, Level], ...]


def level_of(field: FieldInfo, around: Level) -> Level:
    """Return who sees a field: what it says itself, or what the field around it says when it says no more than team."""
    extra = field.json_schema_extra
    own = extra.get("seen_by", "team") if isinstance(extra, dict) else "team"
    return around if own == "team" else cast("Level", own)


@cache
def _fields(record: type[BaseModel], allowed: frozenset[Level], around: Level) -> _Fields:
    """Return what becomes of each field; a required one that is no list stays: a session has its day."""
    blanked = []
    lists = []
    nested = []
    for name, field in record.model_fields.items():
        level = level_of(field, around)
        if level in allowed or name in _TOOK_PLACE:
            nested.append((name, level))
        elif field.is_required():
            lists.append(name)
            nested.append((name, level))
        else:
            blanked.append((name, field))
    return _Fields(tuple(blanked), tuple(lists), tuple(nested))
