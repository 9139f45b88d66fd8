"""The sites → the files of the service as a whole, and each site's own: its partners, its people, its settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generate.course import PRACTITIONERS
from bench.generate.size import AS_OF, SiteSize

_SHIPPED = Path(__file__).parents[2] / "cases"
_SERVICE = f"""schema_version: 1
title: Benchmark service, synthetic
controller: benchmark-university
profile: description
as_of: {AS_OF}
marking: OFFICIAL-SENSITIVE
date_style: long
contact_line: Synthetic records, made to measure with.
lawful_basis:
  article_6: 'UK GDPR Article 6(1)(e): a task carried out in the public interest'
  article_9: 'UK GDPR Article 9(2)(h): provision of health or social care'
  schedule_1: Data Protection Act 2018, Schedule 1, Part 1, paragraph 2
"""
_EVERYWHERE = (
    ("benchmark-university", "University that keeps the benchmark", "university", True),
    ("benchmark-charity", "Charity that employs practitioners", "charity", True),
    ("benchmark-trust", "NHS trust that employs supervisors", "nhs_trust", True),
    ("benchmark-mba", "Centre for mentalisation-based approaches", "nhs_trust", True),
)
_LOCAL = (("prison", "prison"), ("probation", "probation"), ("gp", "gp"))


def service_files(sites: Sequence[SiteSize]) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file that stands directly in cases/."""
    yield "service.yaml", _SERVICE
    yield "organisations.yaml", "".join(_organisations(sites))
    for name in ("core-components.yaml", "mba-toolkit.yaml"):
        yield name, (_SHIPPED / name).read_text("utf-8")
    people = [name for site in sites for name, *_ in _team(site) if name[:3] in ("PRA", "SUP")]
    present = "".join(f"  - person: {name}\n    status: attended\n" for name in people)
    first = sites[0].opened_on
    yield (
        f"training/{first:%Y-%m}-opening.md",
        f"---\ndate: {first:%Y-%m}\nplace: Online\nhours: 14\ntopics:\n  - the Engager model\n"
        f"trainers:\n  - research team\nattendance:\n{present}---\n\n## What was covered\n\nThe model.\n",
    )


def _organisations(sites: Sequence[SiteSize]) -> Iterator[str]:
    for name, label, kind, employs in _EVERYWHERE:
        yield f"- id: {name}\n  label: {label}\n  type: {kind}\n  employer: {str(employs).lower()}\n  partner: false\n"
    for site in sites:
        for name, kind in _LOCAL:
            yield f"- id: {site.org}-{name}\n  label: {name.upper() if name == 'gp' else name.title()} of site "
            yield f"{site.code}\n  type: {kind}\n  employer: false\n  partner: true\n"


def site_files(site: SiteSize) -> Iterator[tuple[str, str]]:
    """Yield the path inside the site's folder and the text of its settings and of each person's file."""
    yield (
        "site.yaml",
        f"label: Site {site.code}\nopened_on: {site.opened_on}\nprisons: [{site.org}-prison]\n"
        f"team_meeting:\n  weekday: monday\n  time: 10:00\nmba_expert: MBX-{site.code}-01\n",
    )
    for name, role, employer, extra in _team(site):
        engaged = "contracted" if role == "mba_expert" else "employed"
        yield (
            f"staff/{name}.yaml",
            f"employer: benchmark-{employer}\nengagement: {engaged}\n{_background(name)}"
            f"roles:\n  - role: {role}\n    from: {site.opened_on}\n{extra}",
        )


def _background(name: str) -> str:
    if name[:3] not in ("PRA", "SUP"):
        return ""
    return (
        "profession: support_worker\ntherapeutic_approaches: [counselling]\nformally_trained_therapist: no\n"
        "prior_experience: [mental_health]\n"
    )


def _team(site: SiteSize) -> Iterator[tuple[str, str, str, str]]:
    """Yield each person's id, role, employer and further fields."""
    code = site.code
    yield f"LIN-{code}-01", "line_manager", "charity", ""
    yield f"LIN-{code}-02", "line_manager", "trust", ""
    yield f"LIN-{code}-03", "clinical_supervisor", "trust", ""
    yield f"MBX-{code}-01", "mba_expert", "mba", ""
    supervised = f"line_manager: LIN-{code}-02\nclinical_supervisor: LIN-{code}-03\nsupervision_experience: yes\n"
    yield f"SUP-{code}-01", "supervisor", "trust", supervised
    for number in range(PRACTITIONERS):
        yield f"PRA-{code}-{number + 1:02}", "practitioner", "charity", f"line_manager: LIN-{code}-01\n"
