"""One site → what its dashboard is counted from: open cases, what the rules found, what is due."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Site
from engager_docs.model.due import DueItem
from engager_docs.model.result import Assessment, CaseAssessment, RuleResult, SubjectAssessment
from engager_docs.render import course
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet


class Desk(Struct, frozen=True):
    """The cases of one site, the open ones, what was found for each, and what is due."""

    site: Site
    cases: tuple[Case, ...]
    open: tuple[Case, ...]
    found: dict[str, CaseAssessment]
    subject: SubjectAssessment | None
    due: tuple[DueItem, ...]
    sheet: Sheet

    @property
    def service(self) -> Service:
        """What all pages share."""
        return self.sheet.service

    def count(self, test: Callable[[Case], bool]) -> int:
        """Return how many open cases a test holds for."""
        return sum(test(case) for case in self.open)

    def results(self, *rules: str) -> list[RuleResult]:
        """Return what some rules found for the open cases."""
        held = (self.found[case.id].results for case in self.open if case.id in self.found)
        return [result for results in held for result in results if result.rule in rules]

    def unassessed(self) -> int:
        """Return how many open cases could not be assessed."""
        return sum(case.id not in self.found for case in self.open)


def desk_of(site: Site, casebook: Casebook, assessment: Assessment | None, sheet: Sheet) -> Desk:
    """Return the desk of a site."""
    cases = tuple(case for case in casebook.cases if case.site == site.id)
    found = {each.id: each for each in assessment.cases if each.site == site.id} if assessment else {}
    return Desk(
        site=site,
        cases=cases,
        open=tuple(case for case in cases if course.is_open(case)),
        found=found,
        subject=next((each for each in assessment.sites if each.id == site.id), None) if assessment else None,
        due=tuple(each for each in assessment.due if each.site == site.id) if assessment else (),
        sheet=sheet,
    )
