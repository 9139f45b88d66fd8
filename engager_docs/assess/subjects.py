"""A casebook → what a rule about a staff member, a site or the service may look at."""

from __future__ import annotations

from dataclasses import dataclass

from engager_docs.assess.course import Course
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Casebook, Site, Staff


@dataclass(frozen=True, slots=True)
class ServiceRecords:
    """The whole service: its records, the setting, and the course of every case."""

    casebook: Casebook
    setting: Setting
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class SiteRecords:
    """One site, with the service around it."""

    site: Site
    service: ServiceRecords


@dataclass(frozen=True, slots=True)
class StaffRecords:
    """One staff member, with the service around them."""

    staff: Staff
    service: ServiceRecords
