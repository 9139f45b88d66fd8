"""A site → the records of the supervisor's adherence reviews."""

from __future__ import annotations

from datetime import date, timedelta

from bench.demonstration.choice import number, passage
from bench.demonstration.clinical import sessions
from bench.demonstration.roster import Site
from bench.demonstration.rota import meeting_days, mentalisation_days, review_days
from bench.demonstration.service import Record, Service, bank
from bench.demonstration.yaml_text import Fields, Value, record_text

FINDING_FIELDS = ("rule", "participant", "explanation", "action")


def findings(site: Site, day: date) -> list[Fields]:
    """The findings written for the review of one day."""
    written = bank("reviews")["findings"][site.code].get(day.isoformat(), [])
    return [{name: one[name] for name in FINDING_FIELDS if name in one} for one in written]


def signed_on(site: Site, day: date, as_of: date) -> date:
    """The day of signing: the same day or one of the next two, when the same supervisor is there."""
    reviewer = site.supervisor(day)
    wanted = day + timedelta(days=number(f"signed/{site.code}/{day}", 3))
    same = wanted <= as_of and reviewer is not None and reviewer.there(wanted)
    return wanted if same else day


def counted(number_of: int, thing: str) -> str:
    """A number with its noun."""
    return f"{number_of or 'no'} {thing}{'' if number_of == 1 else 's'}"


def delivered(service: Service, site: Site, first: date, last: date) -> str:
    """One sentence on what was held in the period, counted from the same plans that made the records."""
    held = sum(first <= session.day <= last for session in sessions(service, site))
    met = sum(first <= day <= last for day in meeting_days(site, service.as_of))
    reflected = sum(first <= day <= last for day in mentalisation_days(site, service.as_of))
    return (
        f"In the period: {counted(held, 'individual supervision session')}, {counted(met, 'team meeting')} "
        f"and {counted(reflected, 'mentalisation session')}."
    )


def review_record(service: Service, site: Site, days: list[date], turn: int) -> Record:
    """One review, from the day after the last period to the day before."""
    day = days[turn]
    first, last = (days[turn - 1] if turn else site.opened), day - timedelta(days=1)
    reviewer = site.supervisor(day)
    fields: dict[str, Value] = {
        "date": day,
        "reviewer": reviewer.id if reviewer else "",
        "period": {"from": first, "to": last},
        "findings": findings(site, day),
        "signed_off_on": signed_on(site, day, service.as_of),
    }
    body = delivered(service, site, first, last) + "\n\n" + commentary(site, day, turn)
    return Record(f"{site.code}/adherence-reviews/{day}.md", record_text(fields, body))


def commentary(site: Site, day: date, turn: int) -> str:
    """The supervisor's words: those written for the day, else one of the bank."""
    words = bank("reviews")
    written: str | None = words["written"][site.code].get(day.isoformat())
    return written or passage(words["commentary"], f"review/{site.code}", turn)


def review_records(service: Service, site: Site) -> list[Record]:
    """Every review of a site."""
    days = review_days(site, service.as_of)
    return [review_record(service, site, days, turn) for turn in range(len(days))]
