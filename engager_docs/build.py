"""A record repository → what it holds, what is wrong with it, and how it stands: read, check, assess.

Start reading here. Data walks through once: ``read`` gives located sources, ``check`` types them and finds
faults, ``assess`` measures them. What is made of the result is in ``publication.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engager_docs.check.repository import check
from engager_docs.model.casebook import Casebook
from engager_docs.model.diagnostic import Diagnostic, in_order
from engager_docs.model.place import Place
from engager_docs.model.source import Source
from engager_docs.read.repository import listing, load


@dataclass(frozen=True, slots=True)
class Examined:
    """A record repository on a day: its casebook (None when it has no service) and every diagnostic."""

    casebook: Casebook | None
    diagnostics: tuple[Diagnostic, ...]
    as_of: date
    profile: str
    records: int
    left_out: int = 0


def examine(
    root: Path, today: date, as_of: date | None = None, profile: str | None = None, paths: Sequence[str] = ()
) -> Examined:
    """Read and check the repository at ``root``; with ``paths`` only the records at or below them.

    ``today`` is the real day, used where service.yaml pins no ``as_of``.
    """
    listed = listing(root)
    places = _wanted(listed.records, paths)
    faults: list[Diagnostic] = [each for each in listed.diagnostics if _within(each.span.file, paths)]
    read: list[tuple[Place, Source]] = []
    for place, source in _read(root, places):
        if isinstance(source, Diagnostic):
            faults.append(source)
        else:
            read.append((place, source))
    files = frozenset(listed.attachments) | {place.file for place in listed.records}
    checked = check(listed.records, read, files, today)
    found = [*faults, *(each for each in checked.diagnostics if _within(each.span.file, paths))]
    return Examined(
        casebook=checked.casebook,
        diagnostics=in_order(found),
        as_of=as_of or (checked.casebook.as_of if checked.casebook else today),
        profile=profile or (checked.casebook.settings.data.profile if checked.casebook else "description"),
        records=sum(_within(place.file, paths) for place in places),
    )


def _read(root: Path, places: Sequence[Place]) -> Iterator[tuple[Place, Source | Diagnostic]]:
    for place in places:
        yield place, load(root, place.file)


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
