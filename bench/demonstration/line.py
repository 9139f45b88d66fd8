"""A site → the records of monthly line management and the annual appraisals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bench.demonstration.actions import dated_action
from bench.demonstration.choice import dealt, dealt_some, number, passage
from bench.demonstration.roster import Person, Site
from bench.demonstration.rota import later_day, monthly_days
from bench.demonstration.service import Record, Service, bank
from bench.demonstration.yaml_text import Fields, Value, mapping_text

ISSUE_COUNTS = (1, 0, 1, 2, 1, 0, 1, 1)
APPRAISAL_DAYS = 365


def usual_day(person: Person) -> tuple[int, int]:
    """The weekday and week of the month at which the person meets the line manager."""
    fixed = {"PRA-NW-02": (3, 2), "SUP-NW-01": (1, 3), "SUP-SW-01": (1, 3)}
    return fixed.get(person.id, (number(f"line/{person.id}", 4), 2 + number(f"line/{person.id}/nth", 2)))


def issues(person: Person, day: date, turn: int, words: Any) -> list[Fields]:
    """The issues of one meeting, each with the input planned."""
    start = sum(ISSUE_COUNTS[at % len(ISSUE_COUNTS)] for at in range(turn))
    count = ISSUE_COUNTS[turn % len(ISSUE_COUNTS)]
    found: list[Fields] = []
    for at in range(start, start + count):
        issue = dealt(words, f"line/{person.id}", at)
        due = later_day(person, day, 14 + 7 * (at % 2))
        fields = {"kind": issue["kind"], "note": issue["note"], "input_planned": issue["input"]}
        found.append(fields | ({"due_on": due} if due > day else {}))
    return found


def appraised(person: Person, day: date, days: list[date]) -> bool:
    """Whether this meeting is the appraisal: the last one within twelve months of the start."""
    in_time = [one for one in days if (one - person.joined()).days < APPRAISAL_DAYS]
    full_year = (days[-1] - person.joined()).days >= APPRAISAL_DAYS
    return full_year and day == in_time[-1]


def line_record(service: Service, site: Site, person: Person, days: list[date], turn: int) -> Record:
    """One month's meeting of one person with the line manager."""
    day, words = days[turn], bank("line_management")
    kind = "supervisor" if person.role_on(day) == "supervisor" else "practitioner"
    fields: dict[str, Value] = {
        "date": day,
        "manager": person.line_manager,
        "status": "held",
        "issues": issues(person, day, turn, words["issues"][kind]),
        "development_discussed": turn % 2 == 0 or appraised(person, day, days),
    }
    if turn % 4 in (0, 3):
        fields["training_needs"] = [passage(words["training_needs"][kind], f"line/needs/{person.id}", turn)]
    if appraised(person, day, days):
        objectives = dealt_some(words["objectives"][kind], f"line/objectives/{site.code}", number(person.id, 9), 3)
        fields["appraisal"] = {"period_to": day - timedelta(days=1), "objectives": objectives}
    what = passage(words["actions"], f"line/actions/{person.id}", turn)
    action = dated_action(what, person, day, service.as_of) if turn % 3 != 2 else None
    fields |= {"actions": [action]} if action else {}
    return Record(f"{site.code}/line-management/{day}-{person.id}.yaml", mapping_text(fields) + "\n")


def line_records(service: Service, site: Site) -> list[Record]:
    """Every meeting of everyone in the site's team."""
    found: list[Record] = []
    for person in site.people:
        if not any(person.role_on(span.first) for _, span in person.roles):
            continue
        days = monthly_days(site, person, service.as_of, usual_day(person))
        found.extend(line_record(service, site, person, days, turn) for turn in range(len(days)))
    return found
