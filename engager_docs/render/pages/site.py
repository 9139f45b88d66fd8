"""One site → its dashboard: plain counts, each with the list it counts (documents.md 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engager_docs.model.casebook import Case, Casebook, Site
from engager_docs.model.result import Assessment, CaseAssessment, Rate, RuleResult
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Fact, Link, Page, Table
from engager_docs.render import addresses, concern, course
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.dates import WEEKDAYS, time_text
from engager_docs.render.frame import page
from engager_docs.render.pages.home import cases_table
from engager_docs.render.pages.team import supervision_table, team_table
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet, series
from engager_docs.render.words import counted, result_tag, words
from engager_docs.render.workbook.glance import sentence


@dataclass(frozen=True, slots=True)
class Tile:
    """One count: the figure, what it counts, a line below, and the list it leads to."""

    count: str
    link: Link
    note: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The dashboard of a site."""

    tiles: tuple[Tile, ...]
    concern: Table
    releases: Table
    team: Table
    supervision: Table
    findings: Table
    rates: Table
    cases: Table
    facts: tuple[Fact, ...]
    months: tuple[Link, ...]
    assessed: str


@dataclass(frozen=True, slots=True)
class _Desk:
    """The cases of one site, open ones with what the rules found."""

    cases: tuple[Case, ...]
    open: tuple[Case, ...]
    found: dict[str, CaseAssessment]
    sheet: Sheet

    def count(self, test: Callable[[Case], bool]) -> int:
        return sum(test(case) for case in self.open)

    def results(self, *rules: str) -> list[RuleResult]:
        held = (self.found[case.id].results for case in self.open if case.id in self.found)
        return [result for results in held for result in results if result.rule in rules]


def site_page(
    site: Site, casebook: Casebook, service: Service, assessment: Assessment | None, months: tuple[str, ...]
) -> Page:
    """Return the dashboard of a site; ``months`` are those its calendar has (``YYYY-MM``)."""
    sheet = Sheet(service, addresses.site_path(site.id))
    cases = tuple(case for case in casebook.cases if case.site == site.id)
    found = {each.id: each for each in assessment.cases if each.site == site.id} if assessment else {}
    desk = _Desk(cases, tuple(case for case in cases if course.is_open(case)), found, sheet)
    subject = next((each for each in assessment.sites if each.id == site.id), None) if assessment else None
    results = subject.results if subject else ()
    view = SiteView(
        tiles=tuple(_tiles(desk)),
        concern=_concern(desk),
        releases=_releases(desk),
        team=team_table(site, casebook, sheet),
        supervision=supervision_table(site, casebook, sheet),
        findings=table(
            "What the rules found for the site",
            ("Rule", "Result", "In words"),
            (
                (f"{rule_title(each.rule)} ({each.rule})", result_tag(each.result), sentence(each, sheet))
                for each in results
                if each.result in {"not_met", "covered", "cannot_tell"}
            ),
            "Every rule that was due is met." if subject else "The rules have not been applied.",
        ),
        rates=table(
            "Rules over all cases of the site",
            ("Rule", "Met of those due", "Explained", "Left out", "Cannot tell"),
            _rates(subject.rates if subject else ()),
            "No rule was due.",
            numbers=(2, 3, 4),
        ),
        cases=cases_table("All cases", list(cases), sheet, found, "There is no case yet."),
        facts=_facts(site, sheet),
        months=_months(site, sheet, months),
        assessed=_assessed(desk),
    )  # fmt: skip
    return page(sheet, service.sites[site.id], "site.html", view, (), (site.settings.file,))


def _assessed(desk: _Desk) -> str:
    unknown = len(desk.open) - sum(case.id in desk.found for case in desk.open)
    if not unknown:
        return f"As of {desk.sheet.day(desk.sheet.as_of)}. All open cases could be assessed."
    return (
        f"As of {desk.sheet.day(desk.sheet.as_of)}. {counted(unknown, 'open case')} could not be assessed; "
        "counts that rest on rules leave them out."
    )


def _tiles(desk: _Desk) -> Iterator[Tile]:
    as_of = desk.sheet.as_of
    since = [concern.days_since(case, as_of) for case in desk.open]
    ahead = [concern.days_to_release(case, as_of) for case in desk.open]
    joint = [each for each in desk.results("P03", "P04") if each.result in {"not_met", "not_due_yet"}]
    endings = [each for each in desk.results("P10", "P21") if each.due_soon]
    waiting = sum(
        entry.data.outcome == "planned" and entry.data.date < as_of for case in desk.open for entry in case.contacts
    )
    phases = sorted({desk.found[case.id].phase for case in desk.open if case.id in desk.found})
    yield _tile(len(desk.open), "Open cases", "cases", ", ".join(words(phase) for phase in phases))
    yield _tile(
        sum(days is not None and days > concern.FEW_DAYS for days in since),
        "No contact for more than a week", "concern", "Last attended contact over 7 days ago",
    )  # fmt: skip
    yield _tile(
        sum(days is not None and days <= concern.RELEASE_DAYS for days in ahead),
        "Releases in 28 days", "releases", "By the latest expected date",
    )  # fmt: skip
    yield _tile(len(joint), "Joint meetings outstanding", "concern", "In prison or in the community")
    yield _tile(desk.count(_no_plan), "No plan or understanding", "concern", "Either has no version yet")
    yield _tile(
        desk.count(lambda case: course.missed_in_a_row(case) >= 2), "Missed twice or more in a row", "concern",
        "Since the last attended contact",
    )  # fmt: skip
    yield _tile(len(endings), "Endings due soon", "concern", "Rules P10 and P21")
    yield _tile(waiting, "Appointments without an outcome", "concern", "Planned for a day that has passed")


def _no_plan(case: Case) -> bool:
    return not case.understandings or case.plan is None or not case.plan.data.reviews


def _tile(count: int, label: str, fragment: str, note: str) -> Tile:
    return Tile(str(count), Link(label, f"#{fragment}"), note)


def _concern(desk: _Desk) -> Table:
    as_of = desk.sheet.as_of
    found = [(case, concern.reasons(case, as_of, desk.found.get(case.id))) for case in desk.open]
    rows = sorted(
        ((case, reasons) for case, reasons in found if reasons),
        key=lambda each: concern.concern_key(each[1], each[0].id),
    )
    return table(
        "Cases that want attention, with the reason",
        ("Case", "Lead", "Reasons", "Next contact"),
        (
            (
                desk.sheet.case(case.id),
                _lead(case, desk.sheet),
                lines(reason.words for reason in reasons),
                desk.sheet.day(course.next_contact(case, as_of), "None planned"),
            )
            for case, reasons in rows
        ),
        "No open case stands out.",
    )


def _lead(case: Case, sheet: Sheet) -> Content:
    lead = course.allocated(case, "lead", sheet.as_of)
    return "Nobody yet" if lead is None else sheet.person(lead.staff)


def _releases(desk: _Desk) -> Table:
    as_of = desk.sheet.as_of
    ahead = [(concern.days_to_release(case, as_of), case) for case in desk.open]
    near = [(days, case) for days, case in ahead if days is not None and days <= concern.RELEASE_DAYS]
    return table(
        "Releases in the next 28 days",
        ("Case", "Expected", "Weekday", "In days", "Lead", "Plan for the day"),
        (
            (
                desk.sheet.case(case.id),
                desk.sheet.day(course.expected_release(case)),
                WEEKDAYS[(course.expected_release(case) or as_of).weekday()],
                str(days),
                _lead(case, desk.sheet),
                "Yes" if case.release_day and case.release_day.data.plan else "Not yet",
            )
            for days, case in sorted(near, key=lambda each: (each[0], each[1].id))
        ),
        "No release is expected in the next 28 days.",
        numbers=(3,),
    )


def _rates(rates: tuple[Rate, ...]) -> Iterator[tuple[Content, ...]]:
    for rate in rates:
        met = f"{rate.met} of {rate.due}" if rate.due else "None due"
        counts = (str(rate.covered), str(rate.excluded), str(rate.cannot_tell))
        yield (f"{rule_title(rate.rule)} ({rate.rule})", met, *counts)


def _facts(site: Site, sheet: Sheet) -> tuple[Fact, ...]:
    settings = site.settings.data
    meeting = settings.team_meeting
    when = "Not set"
    if meeting is not None and meeting.weekday is not None:
        when = words(meeting.weekday) + (f", {time_text(meeting.time)}" if meeting.time else "")
    return facts(
        ("Open since", sheet.day(settings.opened_on)),
        ("Closed", sheet.day(settings.closed_on, "Open")),
        ("Prisons", series(tuple(sheet.organisation(each) for each in settings.prisons))),
        ("Team meeting", when),
        ("Mentalisation expert", sheet.person(settings.mba_expert)),
        ("Supervision and meetings", sheet.link("All records", addresses.meetings_path(site.id))),
    )


def _months(site: Site, sheet: Sheet, months: tuple[str, ...]) -> tuple[Link, ...]:
    found = (sheet.link(month, addresses.calendar_path(site.id, month)) for month in months)
    return tuple(link for link in found if isinstance(link, Link))
