"""A record repository and the schema → the configuration of a content manager (Decap CMS, Sveltia CMS) for its records.

Such a program edits files in a browser, through a forge. It knows folders of alike files and single files; a file that
is a list, and one whose name holds what no field does, it cannot make, so those are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from engager_docs.author.fields import BOOKKEEPING, Field, Group, Many, One, fields_of
from engager_docs.author.known import Known
from engager_docs.model.records.participant import Participant
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.render.words import words

Json: TypeAlias = "str | bool | int | list[Json] | dict[str, Json]"

_IN_CASE = (("contact", "contacts"), ("shared-understanding", "shared-understanding"))
_ONCE_IN_CASE = ("participant", "action-plan", "network", "release-day", "ending")
_AT_SITE = (
    ("team-meeting", "team-meetings"),
    ("mentalisation", "supervision/mentalisation"),
    ("adherence-review", "adherence-reviews"),
)
_DAYS = {"YYYY-MM-DD": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "YYYY-MM-DD or YYYY-MM": r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?"}
_CLOCK = {"HH:MM": r"([01][0-9]|2[0-3]):[0-5][0-9]"}


def configuration(known: Known, backend: str, repository: str) -> str:
    """Return the configuration for every open case and every site, as JSON, which is YAML too."""
    kinds = {kind.name: kind for kind in KINDS}
    collections: list[Json] = [*_sites(known, kinds), *_cases(known, kinds)]
    whole: dict[str, Json] = {
        "backend": {"name": backend, **({"repo": repository} if repository else {}), "branch": "main"},
        "media_folder": "attachments",
        # a field that nobody filled in is one that is not there
        "output": {"omit_empty_optional_fields": True},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": collections,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _sites(known: Known, kinds: dict[str, RecordKind]) -> Iterator[Json]:
    for site in known.sites():
        for name, folder in _AT_SITE:
            yield _folder(kinds[name], f"{site}: {kinds[name].title}", f"{site}-{name}", f"cases/{site}/{folder}")


def _cases(known: Known, kinds: dict[str, RecordKind]) -> Iterator[Json]:
    for site in known.sites():
        for case in known.names(f"cases/{site}/participants"):
            place = f"cases/{site}/participants/{case}"
            found = known.record(f"{place}/participant.yaml")
            if isinstance(found, Participant) and (found.closure is None or found.closure.on > known.day):
                for name, folder in _IN_CASE:
                    yield _folder(kinds[name], f"{case}: {kinds[name].title}", f"{case}-{name}", f"{place}/{folder}")
                yield _files(case, place, [kinds[name] for name in _ONCE_IN_CASE])


def _folder(kind: RecordKind, label: str, name: str, folder: str) -> dict[str, Json]:
    return {
        "name": name.lower(),
        "label": label,
        "folder": folder,
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{fields.date}}",
        "identifier_field": "date",
        "summary": "{{date}}",
        "fields": [*_fields(fields_of(kind.model)), _BODY],
    }


def _files(case: str, place: str, kinds: Iterable[RecordKind]) -> dict[str, Json]:
    files: list[Json] = [
        {
            "name": kind.name,
            "label": kind.title[:1].upper() + kind.title[1:],
            "file": f"{place}/{kind.name}.{'md' if kind.form == 'markdown' else 'yaml'}",
            "fields": [*_fields(fields_of(kind.model)), *([_BODY] if kind.form == "markdown" else [])],
        }
        for kind in kinds
    ]
    return {"name": f"{case.lower()}-case", "label": f"{case}: the case", "files": files}


_BODY: dict[str, Json] = {"name": "body", "label": "Note", "widget": "markdown", "required": False}


def _fields(fields: Iterable[Field]) -> list[Json]:
    return [_field(each) for each in fields if each.required or not (each.key in BOOKKEEPING or _is_truth(each))]


def _field(field: Field) -> dict[str, Json]:
    said = field.says.replace("`", "")
    named: dict[str, Json] = {"name": field.key, "label": words(field.key), "hint": said, "required": field.required}
    return named | _widget(field)


def _is_truth(field: Field) -> bool:
    """Return whether a field is true or false: a box that nobody ticked would say no where nobody knows."""
    return isinstance(field.holds, One) and field.holds.form == "true | false"


def _widget(field: Field) -> dict[str, Json]:
    holds = field.holds
    if isinstance(holds, Group):
        return {"widget": "object", "collapsed": not field.required, "fields": _fields(holds.fields)}
    if isinstance(holds, Many) and isinstance(holds.of, Group):
        return {"widget": "list", "collapsed": True, "fields": _fields(holds.of.fields)}
    if isinstance(holds, Many) and isinstance(holds.of, One):
        if holds.of.choices:
            usual: dict[str, Json] = {"default": list(field.usual)} if field.usual else {}
            return {**_one(holds.of, field), "multiple": True, **usual}
        return {"widget": "list", "field": {"name": "item", "label": words(field.key), **_one(holds.of, field)}}
    return _one(holds, field) if isinstance(holds, One) else {}


def _one(holds: One, field: Field) -> dict[str, Json]:
    if holds.choices:
        return {"widget": "select", "options": [{"label": words(each), "value": each} for each in holds.choices]}
    if holds.form == "YYYY-MM-DD" and field.key == "date" and field.required:
        shown: Json = "YYYY-MM-DD"
        return {"widget": "datetime", "format": shown, "date_format": shown, "time_format": False, "picker_utc": False}
    if holds.form in ("a whole number", "a number"):
        return {"widget": "number", "value_type": "int" if "whole" in holds.form else "float"}
    pattern = _DAYS.get(holds.form) or _CLOCK.get(holds.form) or holds.pattern
    if pattern:
        return {"widget": "string", "pattern": [f"^({pattern})$", holds.form]}
    return {"widget": "text" if holds.words else "string"}
