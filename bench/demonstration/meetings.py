"""A site → the records of its weekly team meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

from bench.demonstration.actions import dated_action
from bench.demonstration.caseload import Case
from bench.demonstration.choice import number, passage
from bench.demonstration.discussion import beat_of, discussion
from bench.demonstration.roster import Person, Site
from bench.demonstration.rota import meeting_days
from bench.demonstration.service import Record, Service, bank
from bench.demonstration.yaml_text import Fields, Value, record_text

AGENDA = ("dynamic_issues", "shared_understanding_and_plans", "learning_and_consistency", "caseload_and_resources")
OTHER_APOLOGIES = {("PRA-NW-03", "2016-11-21")}  # no leave was recorded


def attendance(site: Site, day: date) -> list[Fields]:
    """Who was there, and who sent apologies."""
    return [{"staff": person.id, "status": attended(person, day)} for person in site.team(day)]


def attended(person: Person, day: date) -> str:
    """One person's attendance on a day."""
    if (person.id, day.isoformat()) in OTHER_APOLOGIES:
        return "apologies_other"
    return "apologies_leave" if person.away(day) else "present"


def agenda(turn: int) -> tuple[str, ...]:
    """The four areas; in a busy week one of them is left for the next meeting."""
    left_out = AGENDA[(turn // 7) % len(AGENDA)] if turn % 7 == 4 else ""
    return tuple(area for area in AGENDA if area != left_out)


def spoken_of(cases: list[Case], days: list[date], turn: int) -> list[Case]:
    """The active cases discussed: all of them, but for one now and then when neighbouring meetings are near."""
    near = 0 < turn < len(days) - 1 and (days[turn + 1] - days[turn - 1]).days <= 14
    quiet = [case for case in cases if beat_of(case, days[turn]).progress == "on_track"]
    if turn % 9 == 5 and near and len(cases) > 1 and quiet:
        return [case for case in cases if case is not quiet[-1]]
    return cases


def team_actions(service: Service, site: Site, day: date, turn: int, words: Any) -> list[Fields]:
    """One action in two meetings out of three."""
    there = [person for person in site.team(day) if attended(person, day) == "present"]
    if turn % 3 == 2:
        return []
    who = there[number(f"team/{site.code}/{day}/who", len(there))]
    side = "supervisor" if who.supervises(day) else "practitioner"
    one = dated_action(passage(words[side], f"team/{site.code}/{side}", turn), who, day, service.as_of)
    return [one] if one else []


def named(words: Any, entry: str, site: Site, turn: int) -> str:
    """The passage of one turn from a bank, dealt for the site."""
    return passage(words[entry], f"team/{site.code}/{entry}", turn)


def meeting_fields(service: Service, site: Site, days: list[date], turn: int) -> dict[str, Value]:
    """The front matter of one team meeting."""
    day, words = days[turn], bank("meetings")
    chair = site.supervisor(day)
    active = service.active(site, day)
    cases = spoken_of(active, days, turn)
    fields: dict[str, Value] = {
        "date": day,
        "chair": chair.id if chair else "",
        "status": "held",
        "attendance": attendance(site, day),
        "agenda": agenda(turn),
        "whole_caseload": len(cases) == len(active),
        "cases": [discussion(case, day, turn, beat_of(case, day).team) for case in cases],
    }
    bank_of = "resources" if active else "resources_early"
    if turn % 2 == 0 and "caseload_and_resources" in agenda(turn):
        fields["resource_decisions"] = [named(words, bank_of, site, turn // 2)]
    if turn % 3 != 1 and "learning_and_consistency" in agenda(turn):
        fields["learning"] = [named(words, "learning", site, turn)]
    actions = team_actions(service, site, day, turn, words["actions"])
    return fields | ({"actions": actions} if actions else {})


def occasion(site: Site, day: date, usual: bool) -> str:
    """The sentence that says a meeting was moved, or nothing."""
    if usual:
        return ""
    words: dict[str, str] = bank("meetings")["moved"]
    return words.get(f"{site.code} {day}", words["otherwise"]) + " "


def meeting_body(service: Service, site: Site, day: date, turn: int) -> str:
    """The minutes: a sentence on a moved day, then what the team spent its time on."""
    words = bank("meetings")
    group = "minutes" if service.active(site, day) else "minutes_without_cases"
    text = occasion(site, day, day.weekday() == site.meeting_weekday)
    return text + named(words, group, site, turn)


def meeting_records(service: Service, site: Site) -> list[Record]:
    """Every team meeting of a site."""
    days = meeting_days(site, service.as_of)
    found = []
    for turn, day in enumerate(days):
        fields = meeting_fields(service, site, days, turn)
        text = record_text(fields, meeting_body(service, site, day, turn))
        found.append(Record(f"{site.code}/team-meetings/{day}.md", text))
    return found
