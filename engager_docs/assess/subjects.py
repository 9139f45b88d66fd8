"""A casebook → what a rule about a staff member, a site or the service may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engager_docs.assess.course import Course
from engager_docs.assess.parameters import Parameters
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Casebook, Site, Staff


@dataclass(frozen=True, slots=True)
class ServiceRecords:
    """The whole service: its records, the setting, and the course of every case."""

    casebook: Casebook
    setting: Setting
    courses: tuple[Course, ...]

    @property
    def parameters(self) -> Parameters:
        """The figures the service is judged by."""
        return self.setting.parameters

    def site(self, site: str) -> SiteRecords | None:
        """Return one site of the service, None where there is none of that id."""
        return next((SiteRecords(each, self) for each in self.casebook.sites if each.id == site), None)


@dataclass(frozen=True, slots=True)
class SiteRecords:
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
        return tuple(course for course in self.service.courses if course.case.site == self.site.id)


@dataclass(frozen=True, slots=True)
class StaffRecords:
    """One staff member, with the service around them."""

    staff: Staff
    service: ServiceRecords

    @property
    def parameters(self) -> Parameters:
        """The figures the staff member's records are judged by."""
        return self.service.setting.parameters
