"""A kind of record → a path and the least that makes a valid record of it, every scalar still text."""

from __future__ import annotations

from typing import Any

CASE = "cases/NW/participants/NW-001"

MINIMAL: dict[str, tuple[str, dict[str, Any]]] = {
    "service": (
        "cases/service.yaml",
        {
            "title": "Service",
            "controller": "university",
            "lawful_basis": {"article_6": "e", "article_9": "h", "schedule_1": "2"},
        },
    ),
    "core-components": ("cases/core-components.yaml", {"items": [{"code": "liaison", "label": "Liaison"}]}),
    "mba-toolkit": ("cases/mba-toolkit.yaml", {"source": "an example"}),
    "organisations": (
        "cases/organisations.yaml",
        {"id": "a-charity", "label": "A charity", "type": "charity"},
    ),
    "training": ("cases/training/2015-11-exeter.md", {"date": "2015-11", "place": "Exeter"}),
    "site": ("cases/NW/site.yaml", {"label": "North West", "opened_on": "2015-11-02"}),
    "staff": (
        "cases/NW/staff/PRA-NW-01.yaml",
        {
            "employer": "a-charity",
            "engagement": "employed",
            "roles": [{"role": "practitioner", "from": "2015-11-02"}],
        },
    ),
    "participant": (
        f"{CASE}/participant.yaml",
        {"referral": {"received_on": "2016-01-11", "source": "self", "decision": "accepted"}},
    ),
    "contact": (
        f"{CASE}/contacts/2016-01-26-2.md",
        {
            "date": "2016-01-26",
            "place": "prison",
            "mode": "in_person",
            "outcome": "attended",
            "staff": ["PRA-NW-02"],
        },
    ),
    "shared-understanding": (
        f"{CASE}/shared-understanding/2016-02-02.md",
        {"date": "2016-02-02", "authors": ["PRA-NW-02"]},
    ),
    "action-plan": (
        f"{CASE}/action-plan.yaml",
        {
            "goals": [
                {
                    "id": "G1",
                    "statement": "A room of my own",
                    "horizon": "short_term",
                    "domain": "accommodation",
                    "set_on": "2016-03-01",
                }
            ]
        },
    ),
    "network": (
        f"{CASE}/network.yaml",
        {"liaison": [{"on": "2016-03-01", "with": "probation-1", "direction": "out"}]},
    ),
    "release-day": (f"{CASE}/release-day.yaml", {"actual": {"met": "true"}, "again": [{"plan": {}}]}),
    "outcomes": (
        f"{CASE}/outcomes.yaml",
        {"instrument": "core_om", "timepoint": "baseline", "on": "2016-01-26", "total": "19.4"},
    ),
    "risks": (f"{CASE}/risks.yaml", {"type": "overdose", "opened_on": "2016-01-26"}),
    "incidents": (f"{CASE}/incidents.yaml", {"on": "2016-01-26", "kind": "other", "what": "A fall"}),
    "variations": (
        f"{CASE}/variations.yaml",
        {
            "rule": "P05",
            "from": "2016-01-26",
            "reason": "security",
            "authorised_by": "SUP-NW-01",
            "recorded_on": "2016-01-26",
        },
    ),
    "ending": (f"{CASE}/ending.md", {"next_steps": "none_wanted"}),
    "clinical-supervision": (
        "cases/NW/supervision/clinical/2016-02-03-PRA-NW-02-2.md",
        {
            "date": "2016-02-03",
            "supervisor": "SUP-NW-01",
            "mode": "in_person",
            "status": "held",
            "cases": [{"participant": "NW-001"}],
        },
    ),
    "supervisor-supervision": (
        "cases/NW/supervision/supervisor/2016-02-10-SUP-NW-01.md",
        {"date": "2016-02-10", "provided_by": "LIN-NW-03"},
    ),
    "mentalisation": (
        "cases/NW/supervision/mentalisation/2016-02-16.md",
        {"date": "2016-02-16", "expert": "MBX-NW-01", "mode": "video"},
    ),
    "team-meeting": ("cases/NW/team-meetings/2016-02-01.md", {"date": "2016-02-01", "chair": "SUP-NW-01"}),
    "line-management": (
        "cases/NW/line-management/2016-02-11-PRA-NW-02.yaml",
        {"date": "2016-02-11", "manager": "LIN-NW-01"},
    ),
    "adherence-review": (
        "cases/NW/adherence-reviews/2016-02-29.md",
        {"date": "2016-02-29", "reviewer": "SUP-NW-01", "period": {"from": "2016-02-01"}},
    ),
}
