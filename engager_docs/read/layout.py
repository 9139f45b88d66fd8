"""A path → the kind of record that lives there, or what the path should have been (records.md 1)."""

from __future__ import annotations

import re
from difflib import get_close_matches

from engager_docs.model.place import Place
from engager_docs.model.records.registry import KINDS
from engager_docs.read.fault import Fault


def _anchor(pattern: str) -> str:
    """Return the name that every path of a kind holds: the file's own where it is fixed, else its folder's."""
    *_, folder, name = pattern.replace("\\.", ".").split("/")
    return folder if "(" in name else name


_BY_ANCHOR = {
    anchor: tuple((re.compile(kind.pattern), kind) for kind in KINDS if _anchor(kind.pattern) == anchor)
    for anchor in {_anchor(kind.pattern) for kind in KINDS}
}
_IN_SITE = r"staff|team-meetings|line-management|adherence-reviews|supervision(/(clinical|supervisor|mentalisation))?"
_IN_CASE = r"participants(/[A-Z]{2,4}-[0-9]{3,5}(/(contacts|shared-understanding|attachments(/.*)?))?)?"
_FOLDERS = re.compile(rf"cases/((training|[A-Z]{{2,4}}(/({_IN_SITE}|{_IN_CASE}))?)/)?")
_SITE = re.compile(r"[A-Z]{2,4}")
_CASE = re.compile(r"[A-Z]{2,4}-[0-9]{3,5}")
_TOP = ("service.yaml", "core-components.yaml", "mba-toolkit.yaml", "organisations.yaml", "training")
_SITE_PARTS = (
    "site.yaml",
    "staff",
    "participants",
    "supervision",
    "team-meetings",
    "line-management",
    "adherence-reviews",
)
_SUPERVISION_PARTS = ("clinical", "supervisor", "mentalisation")
_CASE_PARTS = (
    "participant.yaml",
    "contacts",
    "shared-understanding",
    "action-plan.yaml",
    "network.yaml",
    "release-day.yaml",
    "outcomes.yaml",
    "risks.yaml",
    "incidents.yaml",
    "variations.yaml",
    "ending.md",
    "identity.yaml",
    "attachments",
)
_FORMS = {
    "contacts": "2016-01-26.md, or 2016-01-26-2.md for a second one that day",
    "shared-understanding": "2016-02-02.md",
    "staff": "PRA-NW-01.yaml",
    "clinical": "2016-02-03-PRA-NW-02.md",
    "supervisor": "2016-02-10-SUP-NW-01.md",
    "mentalisation": "2016-02-16.md",
    "team-meetings": "2016-02-01.md",
    "line-management": "2016-02-11-PRA-NW-02.yaml",
    "adherence-reviews": "2016-02-29.md",
    "training": "2015-11-exeter.md",
}


def classify(file: str) -> Place:
    """Return what ``file`` is, by its path alone.

    Raises ``Fault`` E001 with the nearest right name when the path is not one of records.md section 1.
    """
    *_, folder, name = file.split("/")
    for path, kind in _BY_ANCHOR.get(name) or _BY_ANCHOR.get(folder, ()):
        match = path.fullmatch(file)
        if match is not None:
            said = match.groupdict()
            _same_site(said)
            return Place(
                file,
                kind,
                said.get("site") or "",
                said.get("case") or "",
                said.get("date") or "",
                said.get("staff") or "",
            )
    raise Fault("E001", *_astray(file.split("/")[1:]))


def refuse_empty(folder: str) -> None:
    """Raise ``Fault`` E001 for an empty folder (its path ends in ``/``) that is not one of records.md section 1."""
    if not _FOLDERS.fullmatch(folder):
        raise Fault("E001", *_astray([*folder.split("/")[1:-1], ""]))


def _same_site(said: dict[str, str | None]) -> None:
    """Refuse an id of another site in a site's folder: site and participant come from the path."""
    site, case, staff = said.get("site") or "", said.get("case") or "", said.get("staff") or ""
    if case and case.rpartition("-")[0] != site:
        hint = f"an id in this folder begins with {site}-"
        raise Fault("E001", "this participant's id belongs to another site", hint)
    if staff and staff.split("-")[1] != site and said.get("date") is None:
        hint = f"an id in this folder holds -{site}-; a role's `site` names the other site"
        raise Fault("E001", "this staff member's id belongs to another site", hint)


def _astray(parts: list[str]) -> tuple[str, str]:
    """Return message and hint for a path, step by step down to the first that is not known."""
    first, rest = parts[0], parts[1:]
    if not _SITE.fullmatch(first) or not rest:
        return _step(first, _TOP, rest, "cases/", "or a site's folder, such as NW")
    step, rest = rest[0], rest[1:]
    if step == "supervision" and rest:
        return _step(rest[0], _SUPERVISION_PARTS, rest[1:], "supervision/")
    if step != "participants" or not rest:
        return _step(step, _SITE_PARTS, rest, f"cases/{first}/")
    if not _CASE.fullmatch(rest[0]):
        return ("this is not a participant's folder", f"name it by the participant's id, such as {first}-001")
    if not rest[0].startswith(f"{first}-"):
        return ("this participant's id belongs to another site", f"an id in this folder begins with {first}-")
    if len(rest) == 1:
        return ("a participant has a folder, not a file", f"make a folder {rest[0]} with participant.yaml")
    return _step(rest[1], _CASE_PARTS, rest[2:], f"participants/{rest[0]}/")


def _step(name: str, known: tuple[str, ...], rest: list[str], where: str, other: str = "") -> tuple[str, str]:
    if name in known and name in _FORMS:
        return (f"no record in {name}/ is named like this", f"name it like {_FORMS[name]}")
    if name in known and rest:
        return (f"{name} is a file, not a folder", "move what is in the folder elsewhere and delete it")
    if name in known:
        return (f"{name} is a folder, not a file", f"put the records inside {where}{name}/")
    near = get_close_matches(name, known, 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"{where} holds {', '.join(known)}"
    return (
        "this name is not part of a record repository",
        f"{hint}{', ' + other if other and not near else ''}",
    )
