"""The schema → a record repository on disk with every field of every record filled, each text a word of its own.

Two sites, each with a case, staff, supervision and meetings. A marker is a word found nowhere else, so that
wherever it turns up, its field has been shown.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, BeforeValidator

from engager_docs.model.records import scalars
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.records.training import Attendee

DAY = date(2016, 4, 20)
SITES = ("NW", "SW")


@dataclass(frozen=True)
class Marker:
    """Where a marker stands: kind of record, path of the field (``body`` for the Markdown), site."""

    kind: str
    path: str
    site: str

    def __str__(self) -> str:
        """Return the place in one line."""
        return f"{self.site or 'service'} {self.kind}.{self.path}"


@dataclass
class Saturated:
    """The repository: its folder, and what each marker stands for."""

    root: Path
    markers: dict[str, Marker] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1000))

    def mark(self, place: Marker) -> str:
        """Return a new marker, in small letters: a word whose first letter is changed is still found."""
        word = f"zq{next(self._numbers)}qz"
        self.markers[word] = place
        return word


def _validator(alias: Any) -> object:
    return next(each for each in get_args(alias) if isinstance(each, BeforeValidator))


def _fixed(site: str) -> dict[int, object]:
    """Return a value for each type that is no free text, by the validator that marks the type."""
    values = {
        scalars.Day: DAY.isoformat(), scalars.PDate: DAY.isoformat(), scalars.Clock: "10:30",
        scalars.Int: 3, scalars.Number: 2.5, scalars.Truth: True, scalars.Code: "validating",
        scalars.SiteId: site, scalars.CaseId: f"{site}-001",
        scalars.SubjectId: f"{site or 'NW'}-001", scalars.StaffId: f"PRA-{site}-01",
        scalars.GoalId: "G1", scalars.ActionId: "A1", scalars.MemberId: "mother",
        scalars.OrganisationId: "some-charity", scalars.RuleCode: "P03", Attendee: f"PRA-{site}-01",
    }  # fmt: skip
    return {id(_validator(alias)): value for alias, value in values.items()}


def saturated(root: Path) -> Saturated:
    """Write the repository below ``root`` and return it."""
    made = Saturated(root)
    for site in ("", *SITES):
        for kind in KINDS:
            if ("(?P<site>" in kind.pattern) == bool(site):
                for file, given in _files(kind, site):
                    _write(made, kind, site, file, given)
    return made


def _files(kind: RecordKind, site: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each file of a kind, with the fields that have to fit the others."""
    case = f"cases/{site}/participants/{site}-001"
    single = {"service": "cases/service.yaml", "organisations": "cases/organisations.yaml",
              "core-components": "cases/core-components.yaml", "mba-toolkit": "cases/mba-toolkit.yaml",
              "site": f"cases/{site}/site.yaml", "training": f"cases/training/{DAY}-exeter.md",
              "contact": f"{case}/contacts/{DAY}.md", "ending": f"{case}/ending.md",
              "shared-understanding": f"{case}/shared-understanding/{DAY}.md",
              "clinical-supervision": f"cases/{site}/supervision/clinical/{DAY}-PRA-{site}-01.md",
              "supervisor-supervision": f"cases/{site}/supervision/supervisor/{DAY}-SUP-{site}-01.md",
              "mentalisation": f"cases/{site}/supervision/mentalisation/{DAY}.md",
              "team-meeting": f"cases/{site}/team-meetings/{DAY}.md",
              "line-management": f"cases/{site}/line-management/{DAY}-PRA-{site}-01.yaml",
              "adherence-review": f"cases/{site}/adherence-reviews/{DAY}.md"}  # fmt: skip
    if kind.name == "staff":
        for person, role in (("PRA", "practitioner"), ("SUP", "supervisor")):
            roles = {"role": role, "from": "2015-11-02", "site": site}
            yield f"cases/{site}/staff/{person}-{site}-01.yaml", {"roles": [roles]}
    elif kind.name == "contact":
        yield single["contact"], {}
        yield f"{case}/contacts/2016-05-04.md", {"date": "2016-05-04", "outcome": "planned"}
    else:
        yield single.get(kind.name, f"{case}/{kind.name}.yaml"), _fitting(kind.name, site)


def _fitting(kind: str, site: str) -> dict[str, Any]:
    if kind == "service":
        return {"as_of": "2016-04-30", "parameters": {}, "severity": {}, "controller": "some-charity"}
    if kind == "organisations":
        return {"id": "some-charity"}
    if kind == "mba-toolkit":
        return {"items": [{"code": "validating", "label": "TEXT items.label"}]}
    if kind == "participant":
        ended = {
            "on": "2016-04-29",
            "reason": "completed",
            "note": "TEXT closure.note",
            "decided_by": "TEXT closure.by",
        }
        return {
            "custody": [
                {"place": "prison", "from": "2016-01-04", "to": "2016-03-30"},
                {"place": "community", "from": "2016-03-30", "establishment": "some-charity"},
            ],
            "allocation": [
                {"staff": "TEXT staff", "role": "lead", "from": "2016-01-10", "reason": "TEXT allocation.reason"}
            ],
            "closure": ended if site == "SW" else None,
        }
    return {}


def _write(made: Saturated, kind: RecordKind, site: str, file: str, given: dict[str, Any]) -> None:
    def text(path: str) -> str:
        return made.mark(Marker(kind.name, path, site))

    record: Any = _record(kind.model, "", text, _fixed(site or SITES[0]), given)
    record |= {name: _marked(value, text, site) for name, value in given.items() if value is not None}
    if kind.many:
        record = [record]
    written = yaml.safe_dump(record, sort_keys=False, allow_unicode=True)
    target = made.root / file
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind.form == "markdown":
        written = f"---\n{written}---\n\n{text('body')}\n"
    target.write_text(written, "utf-8")


def _marked(value: Any, text: Any, site: str) -> Any:
    """Return a given value with its ``TEXT path`` places filled."""
    if isinstance(value, dict):
        return {key: _marked(each, text, site) for key, each in value.items()}
    if isinstance(value, list):
        return [_marked(each, text, site) for each in value]
    if value == "TEXT staff":
        return f"PRA-{site}-01"
    return text(value.removeprefix("TEXT ")) if isinstance(value, str) and value.startswith("TEXT ") else value


def _record(
    model: type[BaseModel], above: str, text: Any, fixed: dict[int, object], leave_out: Any = ()
) -> dict[str, Any]:
    filled = {}
    for name, each in model.model_fields.items():
        key = each.alias or name
        if key not in leave_out:
            path = f"{above}.{key}" if above else key
            filled[key] = _value(each.annotation, each.metadata, path, text, fixed)
    return filled


def _value(annotation: Any, metadata: Any, path: str, text: Any, fixed: dict[int, object]) -> Any:
    if get_origin(annotation) is Annotated:
        return _value(get_args(annotation)[0], get_args(annotation)[1:], path, text, fixed)
    own = next((each for each in metadata if isinstance(each, BeforeValidator)), None)
    if own is not None and own is _validator(scalars.Text):
        return text(path)
    if own is not None:
        return fixed[id(own)]
    return _inside(annotation, path, text, fixed)


def _inside(annotation: Any, path: str, text: Any, fixed: dict[int, object]) -> Any:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return [_value(inside[0], (), path, text, fixed)]
    if origin is dict:
        return {text(path): 1.5}
    if origin is Literal:
        return inside[0]
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return _value(next(each for each in inside if each is not type(None)), (), path, text, fixed)
    assert issubclass(annotation, BaseModel), (path, annotation)
    return _record(annotation, path, text, fixed)
