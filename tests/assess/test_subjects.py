"""What belongs to a site or a person is what looking through the whole service finds, in the same order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engager_docs.assess.course import course_of
from engager_docs.assess.service import setting_of
from engager_docs.assess.subjects import ServiceRecords, SiteRecords
from engager_docs.build import examine
from engager_docs.model.asked import Asked

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def service() -> ServiceRecords:
    casebook = examine(ROOT, Asked(date(2026, 1, 1))).casebook
    assert casebook is not None
    setting = setting_of(casebook)
    return ServiceRecords(casebook, setting, tuple(course_of(case, setting) for case in casebook.cases))


def test_a_site_s_team_and_cases(service: ServiceRecords) -> None:
    sites = service.casebook.sites
    assert len(sites) > 1 and not service.team_at("none") and not service.cases_at("none")
    for site in sites:
        team = service.team_at(site.id)
        assert team == tuple(
            person
            for person in service.casebook.staff
            if any((role.site or person.home) == site.id for role in person.record.data.roles)
        )
        assert 1 < len(team) < len(service.casebook.staff)
        cases = tuple(one for one in service.courses if one.case.site == site.id)
        assert cases and service.cases_at(site.id) == SiteRecords(site, service).courses == cases


def test_a_person_s_caseload_and_the_sites_with_their_supervision(service: ServiceRecords) -> None:
    assert not service.caseload("none") and not service.supervised_at("none")
    for person in service.casebook.staff:
        assert service.caseload(person.id) == tuple(
            one for one in service.courses if any(part.staff == person.id for part in one.record.allocation)
        )
        assert service.supervised_at(person.id) == tuple(
            site
            for site in service.casebook.sites
            if any(one.staff == person.id for one in (*site.clinical, *site.supervisor, *site.line_management))
        )
    assert any(service.caseload(person.id) for person in service.casebook.staff)
    assert any(service.supervised_at(person.id) for person in service.casebook.staff)
