"""A casebook → what a rule about a staff member, a site or the service may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from engager_docs.assess.course import Course
from engager_docs.assess.parameters import Parameters
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Casebook, Site, Staff

T = TypeVar("T")


class _Index(Struct, frozen=True):
    """What belongs to each site and each person, each in the casebook's order, so that nobody looks through all."""

    team: Mapping[str, tuple[Staff, ...]]
    cases: Mapping[str, tuple[Course, ...]]
    caseload: Mapping[str, tuple[Course, ...]]
    supervised_at: Mapping[str, tuple[Site, ...]]


class ServiceRecords(Struct, frozen=True, dict=True):
    """The whole service: its records, the setting, and the course of every case."""

    casebook: Casebook
    setting: Setting
    courses: tuple[Course, ...]

    @cached_property
    def _index(self) -> _Index:
        """What belongs to whom, found once: a hundred sites have a thousand staff and ten thousand cases."""
        return _index_of(self.casebook, self.courses)

    @property
    def parameters(self) -> Parameters:
        """The figures the service is judged by."""
        return self.setting.parameters

    def site(self, site: str) -> SiteRecords | None:
        """Return one site of the service, None where there is none of that id."""
        return next((SiteRecords(each, self) for each in self.casebook.sites if each.id == site), None)

    def team_at(self, site: str) -> tuple[Staff, ...]:
        """Return the staff who have ever held a role at a site."""
        return self._index.team.get(site, ())

    def cases_at(self, site: str) -> tuple[Course, ...]:
        """Return the cases of a site."""
        return self._index.cases.get(site, ())

    def caseload(self, staff: str) -> tuple[Course, ...]:
        """Return the cases that were ever allocated to a staff member."""
        return self._index.caseload.get(staff, ())

    def supervised_at(self, staff: str) -> tuple[Site, ...]:
        """Return the sites that hold records of a staff member's supervision or line management."""
        return self._index.supervised_at.get(staff, ())


class SiteRecords(Struct, frozen=True):
    """One site, with the service around it."""

    site: Site
    service: ServiceRecords

    @property
    def parameters(self) -> Parameters:
        """The figures the site is judged by."""
        return self.service.setting.parameters

    @property
    def opened(self) -> date:
        """The first day the site is judged (rules.md 6.16)."""
        return self.site.settings.data.opened_on

    @property
    def until(self) -> date:
        """The last day the site is judged: the day it closed, or the as-of day (rules.md 6.16)."""
        return min(self.site.settings.data.closed_on or date.max, self.service.setting.as_of)

    @property
    def courses(self) -> tuple[Course, ...]:
        """The cases of the site."""
        return self.service.cases_at(self.site.id)


class StaffRecords(Struct, frozen=True):
    """One staff member, with the service around them."""

    staff: Staff
    service: ServiceRecords

    @property
    def parameters(self) -> Parameters:
        """The figures the staff member's records are judged by."""
        return self.service.setting.parameters


def _index_of(casebook: Casebook, courses: tuple[Course, ...]) -> _Index:
    return _Index(
        team=_by(casebook.staff, lambda person: (role.site or person.home for role in person.record.data.roles)),
        cases=_by(courses, lambda course: (course.case.site,)),
        caseload=_by(courses, lambda course: (part.staff for part in course.record.allocation)),
        supervised_at=_by(
            casebook.sites,
            lambda site: (one.staff for one in (*site.clinical, *site.supervisor, *site.line_management)),
        ),
    )


def _by(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for item in items:
        for key in dict.fromkeys(keys(item)):
            found.setdefault(key, []).append(item)
    return {key: tuple(each) for key, each in found.items()}
