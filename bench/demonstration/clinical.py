"""A site → the records of its practitioners' weekly clinical supervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from bench.demonstration.actions import dated_action
from bench.demonstration.caseload import Case, phase
from bench.demonstration.checklist import checklist
from bench.demonstration.choice import number, passage, shuffled
from bench.demonstration.discussion import Beat, beat_of, discussion
from bench.demonstration.roster import Person, Site
from bench.demonstration.rota import clinical_days
from bench.demonstration.service import Record, Service, bank
from bench.demonstration.yaml_text import Fields, Value, record_text

FOCUS = (
    "plan_interventions",
    "keep_on_track",
    "barriers",
    "therapeutic_engagement",
    "reflect_self",
    "reflect_practice",
    "reflect_relationships",
    "dynamic_issues",
)
JOINING_DAYS = 56
LEAVING_DAYS = 35
SETTING_UP_DAYS = 63


@dataclass(frozen=True)
class Session:
    """One supervision session before its words are chosen."""

    day: date
    person: Person
    supervisor: Person
    cases: tuple[Case, ...]
    focus: tuple[str, ...]
    moved_from: date | None
    turn: int


def next_focus(before: tuple[str, ...], key: str, everything: bool) -> tuple[str, ...]:
    """What the last session left out, filled up to four or five areas, so that two sessions touch all eight."""
    if everything:
        return FOCUS
    missing = [area for area in FOCUS if area not in before]
    extra = [area for area in shuffled(FOCUS, key) if area in before][: max(0, 4 + number(key, 2) - len(missing))]
    return tuple(area for area in FOCUS if area in missing or area in extra)


def worked_focus(focus: tuple[str, ...], spoken: list[Beat]) -> tuple[str, ...]:
    """The focus with the areas that the cases of the week brought in by themselves."""
    brought = {"barriers"} if any(beat.barriers for beat in spoken) else set()
    brought |= {"dynamic_issues"} if any(beat.dynamic for beat in spoken) else set()
    return tuple(area for area in FOCUS if area in focus or area in brought)


def moved(day: date, later: list[date], key: str, busy: bool) -> tuple[date, date | None]:
    """The day held, and the day it was first meant for where it was moved by a day."""
    if later and not busy and number(f"{key}/moved", 24) == 0:
        return later[0], day
    return day, None


def person_sessions(service: Service, site: Site, person: Person) -> list[Session]:
    """One practitioner's sessions in date order."""
    found: list[Session] = []
    focus: tuple[str, ...] = FOCUS[4:]
    days = clinical_days(site, person, service.as_of)
    for at, (usual, later) in enumerate(days):
        key = f"clinical/{person.id}/{usual}"
        day, first = moved(usual, later, key, bool(service.led_by(person, usual)))
        supervisor = site.supervisor(day)
        if supervisor is None or day > service.as_of:
            continue
        near = days[max(at - 1, 0) : at + 2]
        long_gap = any((after - before).days > 21 for (before, _), (after, _) in pairwise(near))
        focus = next_focus(focus, key, long_gap)
        cases = tuple(service.led_by(person, day))
        spoken = worked_focus(focus, [beat_of(case, day) for case in cases])
        found.append(Session(day, person, supervisor, cases, spoken, first, len(found)))
    return found


def sessions(service: Service, site: Site) -> list[Session]:
    """All sessions of a site in the order of their files."""
    practitioners = [one for one in site.people if any(role == "practitioner" for role, _ in one.roles)]
    found = [session for person in practitioners for session in person_sessions(service, site, person)]
    return sorted(found, key=lambda session: (session.day, session.person.id))


def era(session: Session, site: Site) -> str:
    """Which of the banks a session without a case draws from."""
    if (session.day - site.opened).days < SETTING_UP_DAYS:
        return "setting_up"
    if (session.day - session.person.joined()).days < JOINING_DAYS:
        return "joining"
    if session.person.leaves() - session.day < timedelta(days=LEAVING_DAYS):
        return "leaving"
    return "general"


def case_discussion(case: Case, session: Session, turn: int, words: Any) -> Fields:
    """One case discussion with its checklist."""
    beat = beat_of(case, session.day)
    fields = discussion(case, session.day, turn, beat.decision)
    if beat.dynamic:
        fields["dynamic_issue"] = beat.dynamic
    return fields | {"checklist": checklist(case, session.day, turn, words)}


def agreed_on(session: Session, as_of: date) -> date:
    """The day on which both had agreed the record: the same day, or soon after when both are there."""
    wanted = session.day + timedelta(days=number(f"agreed/{session.person.id}/{session.day}", 3))
    both = wanted <= as_of and session.person.there(wanted) and session.supervisor.there(wanted)
    return wanted if both else session.day


def mode_of(key: str) -> str:
    """In person, now and then by telephone or video."""
    return {0: "phone", 1: "video"}.get(number(key, 17), "in_person")


def session_actions(service: Service, session: Session, turn: int, words: Any) -> list[Fields]:
    """What the case calls for at once, else some other piece of work in most weeks."""
    called = [beat_of(case, session.day).action for case in session.cases]
    urgent = [what for what in called if what]
    if urgent:
        actions = [dated_action(what, session.person, session.day, service.as_of, 1) for what in urgent]
    elif turn % 3:
        side = "supervisor" if turn % 4 == 1 else "practitioner"
        who = session.supervisor if side == "supervisor" else session.person
        kind = "case" if session.cases else "other"
        what = passage(words["actions"][kind][side], f"clinical/{session.person.id}/{kind}/{side}", turn)
        actions = [dated_action(what, who, session.day, service.as_of)]
    else:
        actions = []
    return [one for one in actions if one]


def body(session: Session, site: Site, turn: int, words: Any) -> str:
    """The supervisor's reflection on the session."""
    if session.cases:
        now = phase(session.cases[0], session.day)
        spoken = [beat_of(case, session.day) for case in session.cases]
        parts = [beat.note for beat in spoken]
        if turn % 4 != 3 and not any(beat.alone for beat in spoken):
            parts.append(passage(words["practice"][now], f"clinical/{site.code}/{now}", turn))
        return " ".join(parts)
    first = passage(words["work"][era(session, site)], f"clinical/{site.code}/work", turn)
    if turn % 5 == 4:
        return first
    return first + " " + passage(words["reflection"], f"clinical/{site.code}/reflection", turn)


def held_record(service: Service, site: Site, session: Session, turn: int) -> Record:
    """The record of a session that was held."""
    words, lists = bank("clinical"), bank("checklist")
    key = f"clinical/{session.person.id}/{session.day}"
    fields: dict[str, Value] = {
        "date": session.day,
        "supervisor": session.supervisor.id,
        "mode": mode_of(key),
        "minutes": 50 + 5 * number(f"{key}/minutes", 6),
        "status": "held",
        "focus": session.focus,
        "cases": [case_discussion(case, session, session.turn, lists) for case in session.cases],
        "actions": session_actions(service, session, turn, words),
        "agreed_by_both": agreed_on(session, service.as_of),
    }
    path = f"{site.code}/supervision/clinical/{session.day}-{session.person.id}.md"
    return Record(path, record_text(fields, body(session, site, turn, words)))


def moved_record(site: Site, session: Session, first: date, turn: int) -> Record:
    """The record of a session that was moved to the next day."""
    words = bank("clinical")["moved"]
    supervisor = site.supervisor(first) or session.supervisor
    why = passage(words, f"clinical/{site.code}/moved", turn)
    fields: dict[str, Value] = {
        "date": first,
        "supervisor": supervisor.id,
        "mode": "in_person",
        "status": "rearranged",
        "cancelled_because": why,
        "cases": [],
    }
    path = f"{site.code}/supervision/clinical/{first}-{session.person.id}.md"
    return Record(path, record_text(fields, f"The session was held on {session.day} instead."))


def clinical_records(service: Service, site: Site) -> list[Record]:
    """Every clinical supervision record of a site."""
    found: list[Record] = []
    turns: dict[str, int] = {}
    for session in sessions(service, site):
        kind = phase(session.cases[0], session.day) if session.cases else era(session, site)
        turn = turns.get(kind, 0)
        turns[kind] = turn + 1
        found.append(held_record(service, site, session, turn))
        if session.moved_from:
            found.append(moved_record(site, session, session.moved_from, turn))
    return found
