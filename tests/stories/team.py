"""The team of the demonstration service → the files of the service, its sites and its staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.stories.story import Story

Files = dict[str, Any]

OPENED = date(2015, 11, 2)
# staff id: employer, engagement, role, first day, last day
TEAM: dict[str, tuple[str, str, str, str, str | None]] = {
    "SUP-NW-01": ("nw-forensic-service", "employed", "supervisor", "2015-11-02", None),
    "PRA-NW-01": ("imagine-independence", "employed", "practitioner", "2015-11-02", "2016-08-31"),
    "PRA-NW-02": ("imagine-independence", "employed", "practitioner", "2015-11-02", None),
    "PRA-NW-03": ("imagine-independence", "employed", "practitioner", "2016-04-04", "2017-03-31"),
    "PRA-NW-04": ("imagine-independence", "employed", "practitioner", "2016-09-12", None),
    "PRA-NW-05": ("imagine-independence", "employed", "practitioner", "2017-04-18", None),
    "SUP-SW-01": ("sw-depression-anxiety-service", "employed", "supervisor", "2015-11-02", "2016-11-01"),
    "SUP-SW-02": ("sw-liaison-diversion", "employed", "supervisor", "2016-11-14", None),
    "PRA-SW-01": ("hamoaze-house", "seconded", "practitioner", "2015-11-02", None),
    "PRA-SW-02": ("engager-university", "recruited_for_service", "practitioner", "2015-11-02", None),
}
_ORGANISATIONS = {
    "engager-university": "university",
    "imagine-independence": "charity",
    "hamoaze-house": "charity",
    "nw-forensic-service": "nhs_trust",
    "sw-depression-anxiety-service": "nhs_trust",
    "sw-liaison-diversion": "nhs_trust",
    "north-west-prison": "prison",
    "south-west-prison": "prison",
    "nw-probation": "probation",
    "sw-probation": "probation",
}


def service_files(story: Story) -> Files:
    """Return the files around a story's case, each a path and its fields; the day told pins the service."""
    files: Files = {
        "cases/service.yaml": _settings(story),
        "cases/organisations.yaml": [
            {"id": name, "label": name.replace("-", " ").capitalize(), "type": kind}
            for name, kind in _ORGANISATIONS.items()
        ],
    }
    for site, label, prison in (("NW", "North West", "north-west"), ("SW", "South West", "south-west")):
        files[f"cases/{site}/site.yaml"] = {"label": label, "opened_on": OPENED, "prisons": [f"{prison}-prison"]}
    for person, (employer, engagement, role, first, last) in TEAM.items():
        roles = [{"role": role, "from": date.fromisoformat(first)}]
        if last and date.fromisoformat(last) <= story.today:
            roles[0]["to"] = date.fromisoformat(last)
        if date.fromisoformat(first) <= story.today:
            files[_path(person)] = {"employer": employer, "engagement": engagement, "roles": roles}
    for person, rows in (story.staff or {}).items():
        files[_path(person)] = {"employer": "engager-university", "engagement": "employed", "roles": rows}
    for person, rows in (story.absences or {}).items():
        files[_path(person)] |= {"absences": rows}
    return files


def _settings(story: Story) -> Mapping[str, Any]:
    settings: dict[str, Any] = {
        "title": "Story",
        "controller": "engager-university",
        "lawful_basis": {"article_6": "6(1)(e)", "article_9": "9(2)(h)", "schedule_1": "paragraph 2"},
        "profile": story.profile,
        "as_of": story.today,
    }
    if story.parameters:
        settings["parameters"] = dict(story.parameters)
    if story.severity:
        settings["severity"] = dict(story.severity)
    return settings


def _path(person: str) -> str:
    return f"cases/{person.split('-')[1]}/staff/{person}.yaml"
