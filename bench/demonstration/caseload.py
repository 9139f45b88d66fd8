"""Case folders → cases with their leads, dates and phases on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.demonstration.roster import Span, day_of, parsed, span_of

MISSED = ("did_not_attend", "cancelled_by_participant", "cancelled_by_provider", "refused_on_arrival")
ATTENDED = ("attended", "attended_late")


@dataclass(frozen=True)
class Case:
    """One case, as far as supervision needs to know it."""

    id: str
    leads: tuple[tuple[str, Span], ...]
    custody: tuple[tuple[str, Span], ...]
    expected: tuple[tuple[date, date], ...]
    closed: date | None
    contacts: tuple[tuple[date, str], ...]
    understandings: tuple[date, ...]
    plans: tuple[date, ...]
    ending_planned: date | None

    @property
    def site(self) -> str:
        """The code of the case's site."""
        return self.id.split("-")[0]

    def lead(self, day: date) -> str:
        """The lead practitioner on the day, or an empty string when the case is not active."""
        if self.closed and day > self.closed:
            return ""
        return next((staff for staff, span in self.leads if span.holds(day)), "")

    def released(self) -> date | None:
        """The day of the first release."""
        return next((span.first for place, span in self.custody[1:] if place != "prison"), None)

    def place(self, day: date) -> str:
        """Where the participant is on the day; on a day of moving, the new place."""
        return next((place for place, span in reversed(self.custody) if span.first <= day), "prison")

    def expected_release(self, day: date) -> date | None:
        """The release date expected on the day."""
        known = [expected for recorded, expected in self.expected if recorded <= day]
        return known[-1] if known else None

    def last_move(self, day: date) -> date:
        """The day the present custody period began."""
        return max(span.first for _, span in self.custody if span.first <= day)

    def has_understanding(self, day: date) -> bool:
        """Whether a Shared Understanding was written by the day."""
        return any(written <= day for written in self.understandings)

    def has_plan(self, day: date) -> bool:
        """Whether a version of the Shared Action Plan was written by the day."""
        return any(written <= day for written in self.plans)

    def missed_lately(self, day: date) -> bool:
        """Whether a meeting was missed in the ten days before."""
        return any(outcome in MISSED and 0 <= (day - on).days <= 10 for on, outcome in self.contacts)

    def met_lately(self, day: date) -> bool:
        """Whether a meeting was attended in the eight days before."""
        return any(outcome in ATTENDED and 0 <= (day - on).days <= 8 for on, outcome in self.contacts)

    def seen(self, day: date) -> bool:
        """Whether any contact was attended by the day."""
        return any(outcome in ATTENDED and on <= day for on, outcome in self.contacts)


def phase(case: Case, day: date) -> str:
    """The phase of a case on a day, as supervision speaks of it."""
    if case.ending_planned and day >= case.ending_planned:
        return "ending"
    if case.place(day) == "prison":
        return prison_phase(case, day)
    if (day - case.last_move(day)).days <= 10:
        return "release"
    released = case.released() or day
    return "community_early" if (day - released).days <= 42 else "community_settled"


def prison_phase(case: Case, day: date) -> str:
    """The phase of a case whose participant is in prison."""
    released = case.released()
    if released and day >= released:
        return "recalled"
    expected = case.expected_release(day)
    if expected and expected - day <= timedelta(days=21):
        return "pre_release"
    return "engaging" if case.seen(day) else "referred"


def record_days(folder: Path) -> list[tuple[date, Path]]:
    """The dated records of a folder in date order."""
    return [(date.fromisoformat(path.stem[:10]), path) for path in sorted(folder.glob("*.md"))]


def plan_days(folder: Path) -> tuple[date, ...]:
    """The dates of the versions of the Shared Action Plan."""
    path = folder / "action-plan.yaml"
    reviews = parsed(path).get("reviews") or [] if path.exists() else []
    return tuple(date.fromisoformat(review["on"]) for review in reviews)


def release_history(fields: dict[str, Any]) -> tuple[tuple[date, date], ...]:
    """When each expected release date was recorded, and the date."""
    dated = [entry for entry in fields.get("release_dates") or [] if "date" in entry]
    return tuple((date.fromisoformat(entry["recorded_on"]), date.fromisoformat(entry["date"])) for entry in dated)


def read_case(folder: Path) -> Case:
    """One case folder as a case."""
    fields = parsed(folder / "participant.yaml")
    ending = folder / "ending.md"
    return Case(
        id=folder.name,
        leads=tuple((one["staff"], span_of(one)) for one in fields["allocation"] if one["role"] == "lead"),
        custody=tuple((one["place"], span_of(one)) for one in fields["custody"]),
        expected=release_history(fields),
        closed=day_of((fields.get("closure") or {}).get("on")),
        contacts=tuple((day, parsed(path)["outcome"]) for day, path in record_days(folder / "contacts")),
        understandings=tuple(day for day, _ in record_days(folder / "shared-understanding")),
        plans=plan_days(folder),
        ending_planned=day_of(parsed(ending).get("planned_on")) if ending.exists() else None,
    )
