"""A site → the records of its supervisors' own monthly clinical supervision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bench.demonstration.actions import dated_action
from bench.demonstration.choice import number, passage
from bench.demonstration.roster import Person, Site
from bench.demonstration.rota import monthly_days
from bench.demonstration.service import Record, Service, bank
from bench.demonstration.yaml_text import Fields, Value, record_text

USUAL = {"NW": (2, 2), "SW": (3, 2)}  # second Wednesday, second Thursday
MODES = ("in_person", "in_person", "in_person", "phone", "in_person", "video")


def research_support(site: Site, person: Person, day: date, turn: int, words: Any) -> list[Fields]:
    """One note of informal support by the research team, some days before."""
    back = 3 + number(f"senior/{person.id}/{day}", 9)
    before = next((day - timedelta(days=n) for n in range(back, 0, -1) if person.there(day - timedelta(days=n))), day)
    return [{"on": before, "note": passage(words, f"senior/{site.code}/research", turn)}]


def reflection(person: Person, site: Site, day: date, turn: int, words: Any) -> str:
    """The restricted body: what the supervisor brought, and what came of it."""
    months_in_post = (day - person.joined()).days // 30
    group = "first_months" if months_in_post < 2 else "leading"
    first = passage(words[group], f"senior/{site.code}/{group}", turn)
    return first + " " + passage(words["outcome"], f"senior/{site.code}/outcome", turn)


def senior_record(service: Service, site: Site, person: Person, day: date, turn: int) -> Record:
    """One month's supervision of one supervisor."""
    words = bank("supervisor")
    fields: dict[str, Value] = {
        "date": day,
        "provided_by": person.clinical_supervisor,
        "mode": MODES[turn % len(MODES)],
        "status": "held",
        "research_team_support": research_support(site, person, day, turn, words["research"]),
    }
    what = passage(words["actions"], f"senior/{site.code}/actions", turn)
    action = dated_action(what, person, day, service.as_of) if turn % 4 != 3 else None
    fields |= {"actions": [action]} if action else {}
    path = f"{site.code}/supervision/supervisor/{day}-{person.id}.md"
    return Record(path, record_text(fields, reflection(person, site, day, turn, words)))


def senior_records(service: Service, site: Site) -> list[Record]:
    """Every month of every supervisor of a site."""
    found: list[Record] = []
    for person in site.people:
        if not person.clinical_supervisor:
            continue
        for day in monthly_days(site, person, service.as_of, USUAL[site.code]):
            found.append(senior_record(service, site, person, day, len(found)))
    return found
