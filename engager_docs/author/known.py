"""A record repository → what a new record may rest on, read from the few folders that say it.

A service keeps hundreds of thousands of records and a person waits for the answer: nothing here walks the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from engager_docs.check.schema import typed
from engager_docs.model.casebook import Staff
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.participant import Participant
from engager_docs.model.source import Entry, Source
from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.record import MAX_BYTES
from engager_docs.read.repository import load, placed, source_from

SUPERVISING = ("supervisor", "interim_supervisor")
# a key at the margin can be nothing but a field of the record
_CLOSED = re.compile(rb"^closure:[ \t]*\r?\n(?:  .*\n)*?  on: ([0-9]{4}-[0-9]{2}-[0-9]{2})\r?$", re.MULTILINE)
_SITE = re.compile(r"[A-Z]{2,4}")


class Known(Struct, frozen=True):
    """A record repository, looked into one file at a time, on the day a new record is about."""

    root: Path
    day: date

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in ``folder``, in order; none where there is no such folder."""
        try:
            return tuple(sorted(each.name for each in (self.root / folder).iterdir() if each.name[0] not in "._"))
        except OSError:
            return ()

    def sites(self) -> tuple[str, ...]:
        """Return the codes of the sites."""
        return tuple(name for name in self.names("cases") if _SITE.fullmatch(name))

    def entry(self, file: str) -> Entry[Any] | None:
        """Return the record in ``file``; None where there is none, or none that could be read."""
        return _typed(file, load(self.root, file))

    def record(self, file: str) -> Any:
        """Return what ``file`` holds, typed; None as above."""
        found = self.entry(file)
        return None if found is None else found.data

    def latest(self, folder: str, ending: str = ".md", holding: str = "") -> Entry[Any] | None:
        """Return the last record in ``folder`` dated before the day, of those whose name holds ``holding``."""
        day = self.day.isoformat()
        earlier = [name for name in self.names(folder) if name < day and holding in name and name.endswith(ending)]
        return self.entry(f"{folder}/{earlier[-1]}") if earlier else None

    def staff(self, site: str) -> Iterator[Staff]:
        """Yield the staff whose home is ``site``, in order of id."""
        for name in self.names(f"cases/{site}/staff"):
            found = self.entry(f"cases/{site}/staff/{name}")
            if found is not None:
                yield Staff(name.removesuffix(".yaml"), site, found)

    def supervisors(self, site: str) -> tuple[str, ...]:
        """Return who supervises at ``site`` on the day, by the files of its own staff."""
        return tuple(
            each.id for each in self.staff(site) if any(r.role in SUPERVISING for r in each.roles_on(self.day))
        )

    def lead(self, participant: Participant) -> str:
        """Return the lead practitioner on the day; empty where there is none, or no one answer."""
        leads = [each.staff for each in participant.allocation if each.role == "lead" and self._covers(each)]
        return leads[0] if len(leads) == 1 else ""

    def caseload(self, staff: str, site: str) -> tuple[str, ...]:
        """Return the open cases that ``staff`` works on at ``site`` on the day, in order of id.

        A file that does not name the person, or says that the case is closed, is not parsed: a practitioner has a few
        open cases out of ten thousand.
        """
        return tuple(case for case, found in self._naming(staff, site) if self._works_on(staff, found))

    def _naming(self, staff: str, site: str) -> Iterator[tuple[str, Participant]]:
        for case in self.names(f"cases/{site}/participants"):
            file = f"cases/{site}/participants/{case}/participant.yaml"
            try:
                content = read_bytes(self.root, file, MAX_BYTES)
            except Fault:
                continue
            ended = _CLOSED.search(content)
            if staff.encode() in content and (ended is None or ended[1].decode() > self.day.isoformat()):
                found = _typed(file, source_from(file, content))
                if found is not None:
                    yield case, found.data

    def _works_on(self, staff: str, found: Participant) -> bool:
        is_open = found.closure is None or found.closure.on > self.day
        return is_open and any(
            each.staff == staff and each.role != "supervising" and self._covers(each) for each in found.allocation
        )

    def _covers(self, spell: Any) -> bool:
        return bool(spell.from_ <= self.day and (spell.to is None or self.day <= spell.to))


def _typed(file: str, source: Source | Diagnostic) -> Entry[Any] | None:
    """Return a source as the record that its file's name says it is; None where it cannot be read as one."""
    place = placed(file)
    if isinstance(place, Diagnostic) or isinstance(source, Diagnostic):
        return None
    found, _ = typed(source, place)
    return None if found is None else Entry(found, source)
