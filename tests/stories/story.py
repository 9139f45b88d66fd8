"""A story as YAML tells it → a frozen value: who, when released, each contact on one line.

A contact line reads ``DATE PLACE MODE OUTCOME`` and then any of ``joint``, ``alone`` (the supervisor without a
practitioner), a purpose, ``minutes=50``, ``staff=PRA-NW-01+SUP-NW-01``, ``cause=no_escort``,
``recorded=2016-01-30``. ``2016-01-19..2016-03-29`` in place of a date means every seven days from the first
to the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, get_args

import yaml

from engager_docs.model.records.contact import Purpose

Raw = Mapping[str, Any]


class _Words(yaml.SafeLoader):
    """A loader for which only true and false are truths."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


@dataclass(frozen=True)
class Meeting:
    """One contact line."""

    day: date
    place: str
    mode: str
    outcome: str
    joint: bool
    alone: bool
    purposes: tuple[str, ...]
    minutes: int | None
    staff: tuple[str, ...]
    cause: str
    recorded: str


@dataclass(frozen=True)
class Turn:
    """One person's part in a case, from a day to a day, either of them open."""

    staff: str
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Story:
    """One participant's story; what is not told is left out of the records, or has the usual value.

    Every field has the name it has in the YAML. Records that are not dated by the story's own keys are given
    as they stand in their file: ``custody``, ``consent``, ``release_dates``, ``release_day``, ``variations``,
    ``ending``, ``outcomes``, ``risks``, ``incidents``, ``liaison``. ``files`` gives whole files of the case
    folder by their path in it; one that is null is taken away. ``discussed`` are days of clinical supervision
    in which the case was talked about; a story with ``docs`` has one every week.
    """

    referral_date: date
    id: str = "NW-900"
    title: str = ""
    expected_release_date_at_referral: date | None = None
    actual_release_date: date | None = None
    end_date: date | None = None
    closure: str = "completed"
    as_of: date | None = None
    decision: str = "accepted"
    accepted_on: date | str | None = "referral_date"
    practitioner: str = ""
    supervisor: str = ""
    contacts: tuple[Meeting, ...] = ()
    attempts: tuple[Meeting, ...] = ()
    custody: tuple[Raw, ...] | None = None
    consent: tuple[Raw, ...] = ()
    release_dates: tuple[Raw, ...] = ()
    release_day: Raw | None = None
    variations: tuple[Raw, ...] = ()
    ending: Raw | None = None
    outcomes: tuple[Raw, ...] = ()
    risks: tuple[Raw, ...] = ()
    incidents: tuple[Raw, ...] = ()
    liaison: tuple[Raw, ...] = ()
    docs: Raw | None = None
    files: Raw | None = None
    discussed: tuple[date, ...] | None = None
    staff: Raw | None = None
    absences: Raw | None = None
    profile: str = "description"
    parameters: Raw | None = None
    severity: Raw | None = None
    computed: Raw | None = None
    expect: tuple[str, ...] = ()
    expect_info: tuple[str, ...] = ()
    expect_due: tuple[str, ...] = ()

    @property
    def site(self) -> str:
        return self.id.split("-")[0]

    @property
    def today(self) -> date:
        """The service's own date: the one told, or the last day of the story."""
        last = self.as_of or self.end_date
        assert last is not None, f"{self.id} tells neither end_date nor as_of"
        return last

    @property
    def practitioners(self) -> tuple[Turn, ...]:
        return turns(self.practitioner or {"NW": "PRA-NW-02", "SW": "PRA-SW-01"}[self.site])

    @property
    def supervisors(self) -> tuple[Turn, ...]:
        usual = {"NW": "SUP-NW-01", "SW": "SUP-SW-01 until 2016-11-01, SUP-SW-02 from 2016-11-14"}
        return turns(self.supervisor or usual[self.site])

    @property
    def accepted(self) -> date | None:
        """The day the referral was decided."""
        return self.referral_date if isinstance(self.accepted_on, str) else self.accepted_on


def story(raw: Raw, **changes: Any) -> Story:
    """Return the story of a YAML mapping, single keys changed."""
    told = {**raw, **changes}
    known = {field.name for field in fields(Story)}
    assert set(told) <= known, f"a story has no {sorted(set(told) - known)}"
    for key in ("contacts", "attempts"):
        told[key] = tuple(meeting for line in told.get(key) or () for meeting in meetings(line))
    for key, value in told.items():
        if isinstance(value, list):
            told[key] = tuple(value)
    return Story(**told)


def stories(text: str) -> dict[str, Raw]:
    """Return the stories of a YAML file by their id, still raw so that they can be varied."""
    return {raw["id"]: raw for raw in loaded(text)["scenarios"]}


def loaded(text: str) -> Any:
    """Return YAML as plain values; ``on`` and ``no`` are words, as in the record format."""
    return yaml.load(text, Loader=_Words)


def meetings(line: str) -> Iterator[Meeting]:
    """Yield the contacts of one line: one, or one every seven days."""
    when, place, mode, outcome, *rest = line.split()
    flags = [word for word in rest if "=" not in word]
    named = dict(word.split("=", 1) for word in rest if "=" in word)
    purposes = tuple(word for word in flags if word in get_args(Purpose))
    unknown = [word for word in flags if word not in (*purposes, "joint", "alone")]
    assert not unknown, f"a contact line has no {unknown}"
    for day in every_week(when):
        yield Meeting(
            day=day,
            place=place,
            mode=mode,
            outcome=outcome,
            joint="joint" in flags,
            alone="alone" in flags,
            purposes=purposes,
            minutes=int(named["minutes"]) if "minutes" in named else None,
            staff=tuple(named["staff"].split("+")) if "staff" in named else (),
            cause=named.get("cause", "regime_lockdown" if outcome == "cancelled_by_provider" else ""),
            recorded=named.get("recorded", ""),
        )


def every_week(when: str) -> Iterator[date]:
    """Yield the day, or every seventh day of ``FIRST..LAST``."""
    first, _, last = when.partition("..")
    day = date.fromisoformat(first)
    end = date.fromisoformat(last or first)
    while day <= end:
        yield day
        day += timedelta(days=7)


def turns(text: str) -> tuple[Turn, ...]:
    """Return ``SUP-SW-01 until 2016-11-01, SUP-SW-02 from 2016-11-14`` as turns."""
    found = []
    for part in text.split(", "):
        match = re.fullmatch(r"(\S+?)(?: from (\S+))?(?: until (\S+))?", part)
        assert match, f"not a turn: {part}"
        first, last = (date.fromisoformat(day) if day else None for day in match.group(2, 3))
        found.append(Turn(match[1], first, last))
    return tuple(found)


def holder(parts: tuple[Turn, ...], day: date) -> str:
    """Return who had the part on ``day``."""
    return next((turn.staff for turn in parts if turn.holds(day)), parts[-1].staff)
