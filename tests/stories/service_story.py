"""A service's story as YAML tells it → its files: team, caseload, supervision, meetings, training, one line each.

Keys, all but ``as_of`` optional::

    site: NW                                  the one site whose records are told; opened_on, closed_on
    staff: {PRA-NW-01: practitioner from 2016-01-04 until 2016-03-31, ...}     roles with commas; "at SW" names a site
    employers: {PRA-NW-01: hamoaze-house}     organisation; by prefix otherwise
    absences: {PRA-NW-01: [2016-01-11..2016-01-15 annual_leave]}
    background: {PRA-NW-01: {line_manager: LIN-NW-01}}                          more fields of the staff file
    cases: {NW-001: PRA-NW-01 2016-01-04..2016-03-01}                           lead, accepted, closed (open without)
    clinical: [2016-01-06..2016-01-27 PRA-NW-01 cases=NW-001 checklist=NW-001 focus=barriers+keep_on_track]
    meetings: [2016-01-04..2016-01-25 chair=SUP-NW-01 present=PRA-NW-01 absent=PRA-NW-02:apologies_other
               agenda=all cases=NW-001]
    own: [2016-01-12 SUP-NW-01 by=LIN-NW-03]  the supervisor's own supervision; by=organisation:senior or :junior
    line: [2016-01-14 PRA-NW-01 by=LIN-NW-01 development appraisal]
    mba: [2016-01-19 mode=video toolkit=validating]
    reviews: [2016-01-29 by=SUP-NW-01 period=2016-01-04..2016-01-31]
    training: [2015-11-exeter date=2015-11 attended=PRA-NW-01+SUP-NW-01 catch_up=PRA-NW-02:2016-01-20]
    files: {NW/participants/NW-001/variations.yaml: [...]}                      whole files below cases/, as fields

``FIRST..LAST`` in place of a day means every seven days, and ``status=cancelled`` may stand in any session's line.
What a line cannot tell is told whole under ``files``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from engager_docs.model.records.meetings import AgendaItem
from engager_docs.model.records.supervision import SupervisionFocus
from tests.stories.story import Raw, every_week

Fields = dict[str, Any]
Files = dict[str, Any]

ORGANISATIONS = {
    "engager-university": "university",
    "imagine-independence": "charity",
    "hamoaze-house": "charity",
    "nw-forensic-service": "nhs_trust",
    "sw-depression-anxiety-service": "nhs_trust",
    "sw-liaison-diversion": "nhs_trust",
    "mba-centre": "nhs_trust",
    "north-west-prison": "prison",
    "south-west-prison": "prison",
}
_EMPLOYERS = {
    "PRA": "imagine-independence",
    "SUP": "nw-forensic-service",
    "LIN": "imagine-independence",
    "MBX": "mba-centre",
    "RES": "engager-university",
    "PEER": "engager-university",
}
_COMPONENTS = ("engagement_and_trust", "shared_understanding", "goals_and_plan")
_TOOLKIT = ("stop_listen_look", "validating")
_KEYS = {
    *("site", "opened_on", "closed_on", "as_of", "profile", "parameters", "severity"),
    *("staff", "employers", "absences", "background", "cases"),
    *("clinical", "meetings", "own", "line", "mba", "reviews", "training", "files"),
}
_ROLE = re.compile(r"(?P<role>\w+)(?: at (?P<site>[A-Z]+))?(?: from (?P<from>\S+))?(?: until (?P<to>\S+))?")


def is_service_story(raw: Raw) -> bool:
    """Return whether a story is told of a service rather than of one participant."""
    return "referral_date" not in raw


def service_story_files(raw: Raw) -> Files:
    """Return every file of a service's story, each a path and its fields."""
    assert set(raw) <= _KEYS, f"a service's story has no {sorted(set(raw) - _KEYS)}"
    site = raw.get("site", "NW")
    opened = raw.get("opened_on", date(2015, 11, 2))
    files: Files = {
        "service.yaml": _settings(raw),
        "organisations.yaml": [
            {"id": name, "label": name.replace("-", " ").capitalize(), "type": kind}
            for name, kind in ORGANISATIONS.items()
        ],
        "core-components.yaml": {"items": [_item(code) for code in _COMPONENTS]},
        "mba-toolkit.yaml": {"items": [_item(code) for code in _TOOLKIT]},
        f"{site}/site.yaml": {"label": "A site", "opened_on": opened}
        | ({"closed_on": raw["closed_on"]} if "closed_on" in raw else {}),
    }
    for person, roles in (raw.get("staff") or {}).items():
        files[f"{person.split('-')[1]}/staff/{person}.yaml"] = _member(raw, person, roles, opened)
    for home in {name.split("/")[0] for name in files if "/staff/" in name}:
        files.setdefault(f"{home}/site.yaml", {"label": f"Site {home}", "opened_on": opened})
    for case, told in (raw.get("cases") or {}).items():
        files[f"{case.split('-')[0]}/participants/{case}/participant.yaml"] = _participant(told)
    for name, record in _records(raw, site):
        assert name not in files, f"{name} is told twice"
        files[name] = record
    files |= raw.get("files") or {}
    return {f"cases/{name}": fields for name, fields in files.items()}


def _settings(raw: Raw) -> Fields:
    settings: Fields = {
        "title": "Story",
        "controller": "engager-university",
        "lawful_basis": {"article_6": "6(1)(e)", "article_9": "9(2)(h)", "schedule_1": "paragraph 2"},
        "as_of": raw["as_of"],
    }
    return settings | {key: raw[key] for key in ("profile", "parameters", "severity") if key in raw}


def _item(code: str) -> Fields:
    return {"code": code, "label": code.replace("_", " ").capitalize()}


def _member(raw: Raw, person: str, roles: str, opened: date) -> Fields:
    fields: Fields = {
        "employer": (raw.get("employers") or {}).get(person, _EMPLOYERS[person.partition("-")[0]]),
        "engagement": "employed",
        "roles": [_role(told, opened) for told in roles.split(", ")],
    }
    away = [_absence(told) for told in (raw.get("absences") or {}).get(person, ())]
    background: Fields = (raw.get("background") or {}).get(person, {})
    return fields | ({"absences": away} if away else {}) | background


def _role(told: str, opened: date) -> Fields:
    found = _ROLE.fullmatch(told)
    assert found, f"not a role: {told}"
    first = date.fromisoformat(found["from"]) if found["from"] else opened
    fields: Fields = {"role": found["role"], "from": first}
    if found["site"]:
        fields["site"] = found["site"]
    return fields | ({"to": date.fromisoformat(found["to"])} if found["to"] else {})


def _absence(told: str) -> Fields:
    days, kind = told.split()
    first, last = days.split("..")
    return {"from": date.fromisoformat(first), "to": date.fromisoformat(last), "type": kind}


def _participant(told: str) -> Fields:
    lead, days = told.split()
    first, _, last = days.partition("..")
    accepted = date.fromisoformat(first)
    fields: Fields = {
        "referral": {"received_on": accepted, "source": "self", "decision": "accepted", "decided_on": accepted},
        "custody": [{"place": "prison", "from": accepted, "basis": "sentence"}],
        "allocation": [{"staff": lead, "role": "lead", "from": accepted}],
    }
    return fields | ({"closure": {"on": date.fromisoformat(last), "reason": "completed"}} if last else {})


def _records(raw: Raw, site: str) -> Iterator[tuple[str, Fields]]:
    tellers = {
        "clinical": _clinical,
        "meetings": _meeting,
        "own": _own,
        "line": _line,
        "mba": _mba,
        "reviews": _review,
    }
    for key, teller in tellers.items():
        for line in raw.get(key) or ():
            when, *words = str(line).split()
            for day in every_week(when):
                yield teller(day, *_told(words), site)
    for line in raw.get("training") or ():
        stem, *words = str(line).split()
        yield f"training/{stem}.md", _training(_told(words)[1])


def _told(words: list[str]) -> tuple[list[str], dict[str, str]]:
    return [word for word in words if "=" not in word], dict(word.split("=", 1) for word in words if "=" in word)


def _cases(named: Mapping[str, str]) -> list[Fields]:
    checked = _parts(named, "checklist")
    cases: list[Fields] = []
    for case in dict.fromkeys([*_parts(named, "cases"), *checked]):
        fields: Fields = {"participant": case, "understanding_addresses_goals": "yes", "progress": "on_track"}
        if case in checked:
            fields["checklist"] = [{"component": code, "applied": "yes"} for code in _COMPONENTS]
        cases.append(fields)
    return cases


def _parts(named: Mapping[str, str], key: str) -> list[str]:
    return named[key].split("+") if named.get(key) else []


def _status(named: Mapping[str, str]) -> Fields:
    return {"status": named.get("status", "held")}


def _clinical(day: date, words: list[str], named: Mapping[str, str], site: str) -> tuple[str, Fields]:
    staff = words[0]
    focus = list(get_args(SupervisionFocus)) if named.get("focus") == "all" else _parts(named, "focus")
    fields: Fields = {"date": day, "supervisor": named.get("by", f"SUP-{site}-01"), "mode": "in_person"}
    fields |= _status(named) | {"focus": focus, "cases": _cases(named)}
    return f"{site}/supervision/clinical/{day}-{staff}.md", fields


def _meeting(day: date, _: list[str], named: Mapping[str, str], site: str) -> tuple[str, Fields]:
    agenda = list(get_args(AgendaItem)) if named.get("agenda") == "all" else _parts(named, "agenda")
    attendance: list[Fields] = [{"staff": one, "status": "present"} for one in _parts(named, "present")]
    attendance += [dict(zip(("staff", "status"), one.split(":"), strict=True)) for one in _parts(named, "absent")]
    fields: Fields = {"date": day, "chair": named.get("chair", f"SUP-{site}-01")} | _status(named)
    return f"{site}/team-meetings/{day}.md", fields | {
        "attendance": attendance,
        "agenda": agenda,
        "cases": _cases(named),
    }


def _own(day: date, words: list[str], named: Mapping[str, str], site: str) -> tuple[str, Fields]:
    by, _, rank = named["by"].partition(":")
    provider: Any = by
    if rank:
        provider = {"role": "service lead", "organisation": by, "senior": rank == "senior"}
    fields: Fields = {"date": day, "provided_by": provider, "mode": "in_person"} | _status(named)
    return f"{site}/supervision/supervisor/{day}-{words[0]}.md", fields


def _line(day: date, words: list[str], named: Mapping[str, str], site: str) -> tuple[str, Fields]:
    staff, *flags = words
    assert set(flags) <= {"development", "appraisal"}, f"line management has no {flags}"
    fields: Fields = {"date": day, "manager": named["by"]} | _status(named)
    if "development" in flags:
        fields["development_discussed"] = True
    if "appraisal" in flags:
        fields["appraisal"] = {"period_to": day}
    return f"{site}/line-management/{day}-{staff}.yaml", fields


def _mba(day: date, _: list[str], named: Mapping[str, str], site: str) -> tuple[str, Fields]:
    fields: Fields = {"date": day, "expert": named.get("by", f"MBX-{site}-01"), "mode": named.get("mode", "video")}
    fields |= _status(named)
    if "toolkit" in named:
        fields["issues"] = [{"what": "an issue", "toolkit": [one for one in _parts(named, "toolkit") if one != "none"]}]
    return f"{site}/supervision/mentalisation/{day}.md", fields


def _review(day: date, _: list[str], named: Mapping[str, str], site: str) -> tuple[str, Fields]:
    fields: Fields = {"date": day, "reviewer": named.get("by", f"SUP-{site}-01")}
    if "period" in named:
        first, last = named["period"].split("..")
        fields["period"] = {"from": date.fromisoformat(first), "to": date.fromisoformat(last)}
    if named.get("signed") != "no":
        fields["signed_off_on"] = day
    return f"{site}/adherence-reviews/{day}.md", fields


def _training(named: Mapping[str, str]) -> Fields:
    attendance: list[Fields] = []
    for status in ("attended", "partial", "apologies", "not_in_post"):
        attendance += [{"person": one, "status": status} for one in _parts(named, status)]
    for told in _parts(named, "catch_up"):
        person, day = told.split(":")
        attendance.append({"person": person, "status": "apologies", "catch_up": {"on": day, "how": "recording"}})
    return {"date": named["date"], "place": "Exeter", "attendance": attendance}
