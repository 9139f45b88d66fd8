"""The `cases/` folder → the service as the records need it: sites, cases, closing day, text banks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench.demonstration.caseload import Case, read_case
from bench.demonstration.roster import Person, Site, parsed, read_site

PASSAGES = Path(__file__).with_name("passages")


@dataclass(frozen=True)
class Service:
    """Everything that is read before anything is written."""

    as_of: date
    sites: tuple[Site, ...]
    cases: tuple[Case, ...]

    def active(self, site: Site, day: date) -> list[Case]:
        """The site's cases with a lead practitioner on the day."""
        return [case for case in self.cases if case.site == site.code and case.lead(day)]

    def led_by(self, person: Person, day: date) -> list[Case]:
        """The cases the person leads on the day."""
        return [case for case in self.cases if case.lead(day) == person.id]


@dataclass(frozen=True)
class Record:
    """One file to write, its path relative to `cases/`."""

    path: str
    text: str


def read_service(cases: Path) -> Service:
    """The service of a record repository."""
    folders = sorted(path.parent for path in cases.glob("*/site.yaml"))
    participants = sorted(path.parent for path in cases.glob("*/participants/*/participant.yaml"))
    return Service(
        as_of=date.fromisoformat(parsed(cases / "service.yaml")["as_of"]),
        sites=tuple(read_site(folder) for folder in folders),
        cases=tuple(read_case(folder) for folder in participants),
    )


@cache
def bank(name: str) -> Any:
    """One file of the text banks that stand beside this script."""
    return parsed(PASSAGES / f"{name}.yaml")
