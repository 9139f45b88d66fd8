"""A site → the records of its mentalisation sessions with the external expert."""

from __future__ import annotations

from datetime import date

from bench.demonstration.choice import passage
from bench.demonstration.meetings import attendance
from bench.demonstration.roster import Site
from bench.demonstration.rota import mentalisation_days
from bench.demonstration.service import Record, Service, bank
from bench.demonstration.yaml_text import Fields, Value, record_text

ISSUE_FIELDS = ("raised_by", "participant", "what", "toolkit", "tried", "outcome")


def issues(site: Site, day: date) -> list[Fields]:
    """The issues raised at one session, in the order of the format."""
    brought = bank("mentalisation")["issues"][site.code][day.isoformat()]
    return [{name: issue[name] for name in ISSUE_FIELDS if name in issue} for issue in brought]


def session_record(site: Site, day: date, turn: int) -> Record:
    """One session."""
    words = bank("mentalisation")
    fields: dict[str, Value] = {
        "date": day,
        "expert": site.expert,
        "mode": "video",
        "status": "held",
        "attendance": attendance(site, day),
        "issues": issues(site, day),
        "learning": [passage(words["learning"], f"mentalisation/{site.code}", turn)],
    }
    body = passage(words["minutes"], f"mentalisation/{site.code}/minutes", turn)
    return Record(f"{site.code}/supervision/mentalisation/{day}.md", record_text(fields, body))


def mentalisation_records(service: Service, site: Site) -> list[Record]:
    """Every session of a site."""
    days = mentalisation_days(site, service.as_of)
    return [session_record(site, day, turn) for turn, day in enumerate(days)]
