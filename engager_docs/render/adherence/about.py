"""A site, a period and its results → the cases and people a report is about, and the views it is made of."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Site
from engager_docs.model.result import Assessment, CaseAssessment, RuleResult, SubjectAssessment
from engager_docs.model.view import Fact, Table
from engager_docs.render import course
from engager_docs.render.adherence.heat import HeatMap
from engager_docs.render.adherence.period import Period
from engager_docs.render.adherence.rates import FEWEST
from engager_docs.render.sheet import Sheet


class SectionView(Struct, frozen=True):
    """One part of the report: sentences, a list, pictures and tables in this order."""

    intro: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    maps: tuple[HeatMap, ...] = ()
    tables: tuple[Table, ...] = ()


class ReviewView(Struct, frozen=True):
    """One review of the supervisor: period, findings, sign-off, commentary."""

    title: str
    facts: tuple[Fact, ...]
    findings: Table
    body: Markup


class ReviewsView(Struct, frozen=True):
    """The supervisor's reviews of the period, and lines to sign where there is none."""

    reviews: tuple[ReviewView, ...]
    sign: bool


class Reported(Struct, frozen=True):
    """What the report is about: one site and a period, with its cases and results."""

    site: Site
    period: Period
    book: Casebook
    found: Assessment
    sheet: Sheet

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of the site that were open on any day of the period."""
        return tuple(
            case
            for case in self.book.cases
            if case.site == self.site.id
            and self.period.meets(
                case.participant.data.referral.received_on, course.closed_on(case) or self.period.last
            )
        )

    @property
    def least(self) -> int:
        """The smallest number a rate is told over: outside the service small numbers are suppressed."""
        return FEWEST if self.sheet.service.stamp.audience == "research" else 0

    @property
    def assessed(self) -> dict[str, CaseAssessment]:
        """What was found for each of the cases."""
        ids = {case.id for case in self.cases}
        return {each.id: each for each in self.found.cases if each.id in ids}

    @property
    def staff(self) -> tuple[SubjectAssessment, ...]:
        """What was found for each staff member of the site's folder."""
        home = {person.id for person in self.book.staff if person.home == self.site.id}
        return tuple(each for each in self.found.staff if each.id in home)

    @property
    def own(self) -> tuple[RuleResult, ...]:
        """What was found for the site itself."""
        return next((each.results for each in self.found.sites if each.id == self.site.id), ())
