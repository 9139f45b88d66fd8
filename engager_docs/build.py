"""A record repository → what it holds, what is wrong with it, and how it stands: read, check, assess.

Start reading here. Data walks through once: ``read`` gives located sources, ``check`` types them and finds
faults, ``assess`` measures them. What is made of the result is in ``publication.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from engager_docs.assess.asof import as_of
from engager_docs.assess.findings import findings
from engager_docs.assess.overrides import parameters_for
from engager_docs.assess.parameters import PROFILES, Parameters
from engager_docs.assess.service import assess, assess_cases
from engager_docs.check.finding import error
from engager_docs.check.repository import check
from engager_docs.model.asked import Asked
from engager_docs.model.casebook import Casebook
from engager_docs.model.diagnostic import BLOCKING, Diagnostic, in_order
from engager_docs.model.place import Place
from engager_docs.model.records.service import Profile
from engager_docs.model.result import Assessment
from engager_docs.model.source import Source
from engager_docs.read.repository import Listing, listing, load

if TYPE_CHECKING:
    from engager_docs.read.index import Staged


class Examined(Struct, frozen=True):
    """A record repository on a day: its records, how they stand (None without a service), every diagnostic.

    Where only some records were asked for, the assessment is of their cases alone.
    """

    casebook: Casebook | None
    assessment: Assessment | None
    parameters: Parameters
    diagnostics: tuple[Diagnostic, ...]
    as_of: date
    profile: Profile
    attachments: tuple[str, ...]
    records: int
    left_out: int = 0

    @property
    def errors(self) -> int:
        """How many diagnostics keep a site or a pack from being made."""
        return sum(each.severity in BLOCKING for each in self.diagnostics)


def examine(root: Path, asked: Asked, staged: Staged | None = None) -> Examined:
    """Read, check and assess the repository at ``root``; with ``paths`` only the records at or below them.

    With ``staged`` the records are those that would be committed, in place of those on the disk.
    """
    listed = listing(root, asked.paths) if staged is None else _index().staged_listing(staged)
    places = _wanted(listed.records, asked.paths)
    read, unread = _read(root, places, staged)
    files = frozenset(listed.attachments) | {place.file for place in listed.records}
    checked = check(listed.records, read, files, asked.today)
    faults = [*listed.diagnostics, *unread, *checked.diagnostics]
    if checked.casebook is None:
        return _without_service(asked, faults, listed, len(places))
    seen = as_of(checked.casebook, asked.day(checked.casebook.as_of))
    settings = checked.casebook.settings
    profile = asked.profile or settings.data.profile
    parameters, problems = parameters_for(profile, settings.data.parameters)
    faults += [
        error("E041", settings.source, ("parameters", each.key), each.message, _did_you_mean(each.key, each.nearest))
        for each in problems
    ]
    every_record = len(places) == len(listed.records)
    # of some records alone nothing is concluded about the team: that would take all of them
    assessment = (assess if every_record else assess_cases)(seen.casebook, parameters, profile)
    wrong = [each.span.file for each in faults if each.severity == "error"]
    faults += findings(seen.casebook, assessment, wrong, every_record=every_record, whole=not seen.left_out)
    return Examined(
        casebook=seen.casebook,
        assessment=assessment,
        parameters=parameters,
        diagnostics=in_order([each for each in faults if _within(each.span.file, asked.paths)]),
        as_of=seen.casebook.as_of,
        profile=profile,
        attachments=listed.attachments,
        records=sum(_within(place.file, asked.paths) for place in places),
        left_out=seen.left_out,
    )


def _without_service(asked: Asked, faults: list[Diagnostic], listed: Listing, records: int) -> Examined:
    profile = asked.profile or "description"
    day = asked.as_of or asked.today
    found = in_order(faults)
    return Examined(None, None, PROFILES[profile], found, day, profile, listed.attachments, records)


def _did_you_mean(key: str, nearest: str) -> str:
    return f"did you mean '{nearest}'?" if nearest and nearest != key else ""


def _read(
    root: Path, places: Sequence[Place], staged: Staged | None
) -> tuple[list[tuple[Place, Source]], list[Diagnostic]]:
    read: list[tuple[Place, Source]] = []
    unread: list[Diagnostic] = []
    files = [place.file for place in places]
    sources = (load(root, file) for file in files) if staged is None else _index().staged_sources(root, staged, files)
    for place, found in zip(places, sources, strict=True):
        if isinstance(found, Diagnostic):
            unread.append(found)
        else:
            read.append((place, found))
    return read, unread


def _index() -> Any:
    """Return what reads git's index: it starts git, and only a check of what is staged does."""
    return import_module("engager_docs.read.index")


def _within(file: str, paths: Sequence[str]) -> bool:
    return not paths or any(path in (".", file) or file.startswith(f"{path}/") for path in paths)


def _wanted(records: Sequence[Place], paths: Sequence[str]) -> tuple[Place, ...]:
    """Return the records to open: those asked for, the rest of their cases, and what all of them rest on."""
    cases = {place.case for place in records if place.case and _within(place.file, paths)}
    return tuple(
        place
        for place in records
        if _within(place.file, paths) or place.case in cases or (not place.case and not place.date)
    )
