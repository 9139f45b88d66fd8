"""Typed records → the frame each is judged in: the service's, and one for each case (records.md 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.check.assemble import Typed
from engager_docs.check.custody import believed
from engager_docs.check.frame import Frame
from engager_docs.model.casebook import Staff
from engager_docs.model.place import Place
from engager_docs.model.rules import RULE_TITLES

_LISTS = (("organisations", "organisation"), ("core-components", "component"), ("mba-toolkit", "toolkit"))
# the kind of a case's file: the ids it gives
_CASE_FILES = {
    "action-plan": ("goal", "action"),
    "network": ("member", "agency"),
    "contact": ("contact",),
    "risks": ("risk",),
}


class Judged(Struct, frozen=True):
    """One record that typed; ``sound`` says that no date of its own is at fault, so others may lean on it."""

    typed: Typed
    sound: bool


def service_frame(
    places: Sequence[Place], records: Sequence[Judged], files: frozenset[str], today: date | None
) -> Frame:
    """Return the frame of the records outside any case."""
    ids: dict[str, frozenset[str] | None] = {
        "staff": frozenset(place.staff for place in places if place.kind.name == "staff"),
        "site": frozenset(place.site for place in places if place.site),
        "case": frozenset(place.case for place in places if place.case),
        "training": frozenset(_stem(place) for place in places if place.kind.name == "training"),
        "rule": frozenset(RULE_TITLES),
        "goal": frozenset(),
        "action": frozenset(),
    }
    for kind, space in _LISTS:
        listed = any(place.kind.name == kind for place in places)
        found = [each.typed for each in records if each.typed.place.kind.name == kind]
        ids[space] = frozenset(_names(found[0].entry.data)) if found else None if listed else frozenset()
    staff = {
        each.typed.place.staff: Staff(each.typed.place.staff, each.typed.place.site, each.typed.entry)
        for each in records
        if each.sound and each.typed.place.kind.name == "staff"
    }
    return Frame(today, staff, ids, files)


def case_frames(frame: Frame, places: Sequence[Place], records: Iterable[Judged]) -> dict[str, Frame]:
    """Return the frame of each case that has a folder, by its id."""
    folders: dict[str, list[Judged]] = {place.case: [] for place in places if place.case}
    for each in records:
        if each.typed.place.case:
            folders[each.typed.place.case].append(each)
    doubtful = _doubtful(places, folders)
    return {case: _case_frame(frame, folder, doubtful[case]) for case, folder in folders.items()}


def _doubtful(places: Sequence[Place], folders: dict[str, list[Judged]]) -> dict[str, set[str]]:
    """Return, for each case, the kinds of its files that could not be read or typed, or whose dates are at fault."""
    sound = {each.typed.place.file for folder in folders.values() for each in folder if each.sound}
    kinds: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.case and place.file not in sound:
            kinds[place.case].add(place.kind.name)
    return kinds


def _case_frame(frame: Frame, folder: list[Judged], doubtful: set[str]) -> Frame:
    by_kind: dict[str, list[Typed]] = defaultdict(list)
    for each in folder:
        by_kind[each.typed.place.kind.name].append(each.typed)
    ids = {**frame.ids, **_case_ids(frame, by_kind)}
    ids |= {space: None for kind, spaces in _CASE_FILES.items() if kind in doubtful for space in spaces}
    participant = None if "participant" in doubtful else _one(by_kind["participant"])
    network = None if "network" in doubtful else _one(by_kind["network"])
    return replace(
        frame,
        ids=ids,
        participant=participant,
        custody=participant is not None and believed(participant, frame),
        members={member.id: member for member in network.data.members} if network else {},
    )


def _case_ids(frame: Frame, by_kind: dict[str, list[Typed]]) -> dict[str, frozenset[str] | None]:
    """Return the ids that exist only inside one case, and the days of its contacts and of its risks."""
    goals = [goal for each in by_kind["action-plan"] for goal in each.entry.data.goals]
    members = frozenset(member.id for each in by_kind["network"] for member in each.entry.data.members)
    risks = [risk for each in by_kind["risks"] for risk in each.entry.data]
    organisations = frame.ids["organisation"]
    return {
        "goal": frozenset(goal.id for goal in goals),
        "action": frozenset(action.id for goal in goals for action in goal.actions),
        "member": members,
        "agency": None if organisations is None else members | organisations,
        "contact": frozenset(each.entry.data.date.isoformat() for each in by_kind["contact"]),
        "risk": frozenset(day.isoformat() for risk in risks for day in (risk.opened_on, risk.reviewed_on) if day),
    }


def _names(listed: Any) -> Iterator[str]:
    if isinstance(listed, tuple):
        yield from (organisation.id for organisation in listed)
    else:
        yield from (item.code for item in listed.items)


def _stem(place: Place) -> str:
    return place.file.rsplit("/", 1)[-1].removesuffix(".md")


def _one(records: list[Typed]) -> Any:
    return records[0].entry if records else None
