"""Staff and site files → who held which role, and who was there, on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.demonstration.workdays import is_working_day

TEAM = ("practitioner", "supervisor", "interim_supervisor")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True)
class Span:
    """A range of days; without a last day it is still so."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the range, both ends included."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Person:
    """One member of staff, as far as the calendar needs to know them."""

    id: str
    roles: tuple[tuple[str, Span], ...]
    absences: tuple[Span, ...]
    line_manager: str
    clinical_supervisor: str

    def role_on(self, day: date) -> str:
        """The team role held on the day, or an empty string."""
        return next((role for role, span in self.roles if role in TEAM and span.holds(day)), "")

    def supervises(self, day: date) -> bool:
        """Whether this person is supervisor or interim supervisor on the day."""
        return self.role_on(day) in TEAM[1:]

    def away(self, day: date) -> bool:
        """Whether a recorded absence holds the day."""
        return any(span.holds(day) for span in self.absences)

    def there(self, day: date) -> bool:
        """Whether the day is a working day on which the person is in a team role and not away."""
        return is_working_day(day) and bool(self.role_on(day)) and not self.away(day)

    def joined(self) -> date:
        """The first day in a team role."""
        return min(span.first for role, span in self.roles if role in TEAM)

    def leaves(self) -> date:
        """The last day in a team role, or a day far ahead."""
        return max(span.last or date.max for role, span in self.roles if role in TEAM)


@dataclass(frozen=True)
class Site:
    """One site with its people in the order of their ids."""

    code: str
    opened: date
    meeting_weekday: int
    expert: str
    people: tuple[Person, ...]

    def team(self, day: date) -> list[Person]:
        """Everyone in a team role on the day, away or not."""
        return [person for person in self.people if person.role_on(day)]

    def supervisor(self, day: date) -> Person | None:
        """The supervisor in role on the day and present, if there is one."""
        return next((one for one in self.people if one.supervises(day) and one.there(day)), None)


def parsed(path: Path) -> Any:
    """The YAML of a file; of a Markdown record, its front matter."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("---\n")[1]
    return yaml.load(text, Loader=yaml.BaseLoader)


def day_of(text: str | None) -> date | None:
    """The date in the text, or nothing."""
    return date.fromisoformat(text) if text else None


def span_of(entry: dict[str, str]) -> Span:
    """The range of an entry that has `from` and perhaps `to`."""
    return Span(date.fromisoformat(entry["from"]), day_of(entry.get("to")))


def read_person(path: Path) -> Person:
    """One staff file as a person."""
    fields = parsed(path)
    return Person(
        id=path.stem,
        roles=tuple((entry["role"], span_of(entry)) for entry in fields["roles"]),
        absences=tuple(span_of(entry) for entry in fields.get("absences") or []),
        line_manager=fields.get("line_manager", ""),
        clinical_supervisor=fields.get("clinical_supervisor", ""),
    )


def read_site(folder: Path) -> Site:
    """One site folder as a site with its people."""
    fields = parsed(folder / "site.yaml")
    people = [read_person(path) for path in sorted((folder / "staff").glob("*.yaml"))]
    return Site(
        code=folder.name,
        opened=date.fromisoformat(fields["opened_on"]),
        meeting_weekday=WEEKDAYS.index(fields["team_meeting"]["weekday"].lower()),
        expert=fields["mba_expert"],
        people=tuple(people),
    )
