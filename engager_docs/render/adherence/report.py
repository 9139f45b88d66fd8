"""One site, a period and its results → the parts of its adherence report, for page and pack (documents.md 8)."""

from __future__ import annotations

from collections.abc import Iterator

from engager_docs.model.result import Occurrence, RuleResult
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Part, Table
from engager_docs.render import course
from engager_docs.render.adherence.about import Reported, SectionView
from engager_docs.render.adherence.closing import method, reviews
from engager_docs.render.adherence.departures import cancelled_table, found_table, quality_table, reasons_table
from engager_docs.render.adherence.heat import WeekRow, heat_maps, week_table
from engager_docs.render.adherence.period import Period, period_of
from engager_docs.render.adherence.rates import in_words, occurrence_rates, rate_table, rates_of
from engager_docs.render.adherence.strips import strips
from engager_docs.render.blocks import table
from engager_docs.render.words import counted, result_tag
from engager_docs.render.workbook.glance import due_tag

_QUIET = ("met", "not_applicable")
"""Results that the page of participants does not list."""


def report_parts(about: Reported) -> tuple[Part, ...]:
    """Return the parts of the report in order."""
    delivered = rates_of(each for case in about.assessed.values() for each in case.results if each.rule[0] == "P")
    team = occurrence_rates(
        (each for results in (*(one.results for one in about.staff), about.own) for each in results), about.period
    )
    words = tuple(in_words(delivered, about.least)), tuple(in_words(team, about.least))
    return (
        _part("summary", "Summary in words", _summary(about, *words)),
        _part(
            "rules",
            "Every rule",
            SectionView(
                intro=("Met out of due. What was explained beforehand, not due or not known is counted beside.",),
                tables=(
                    rate_table("The work with participants", delivered, "No case was open.", about.least),
                    rate_table("Supervision, meetings, team and training", team, "Nothing was due.", about.least),
                ),
            ),
        ),
        strips(about),
        _part("participants", "Participants", SectionView(tables=(_strip(about),))),
        _part("supervision", "Supervision by week", _supervision(about)),
        _part("departures", "Departures and reasons", _departures(about)),
        _part("quality", "Documentation", _quality(about)),
        Part("reviews", "Commentary and sign-off", "pages/adherence/reviews.html", reviews(about)),
        _part("method", "Method", method(about)),
    )  # fmt: skip


def _part(name: str, title: str, view: SectionView) -> Part:
    return Part(name, title, "pages/adherence/section.html", view)


def _summary(about: Reported, cases: tuple[str, ...], team: tuple[str, ...]) -> SectionView:
    open_now = sum(course.is_open(case) for case in about.cases)
    count = f"{counted(len(about.cases), 'case')} open in this period, {open_now} of them still open at its end."
    note = (
        "The figures say what was delivered and written down against the description of the intervention. "
        "A departure may have a good reason, and the reason stands with it."
    )
    return SectionView(intro=(count, note), items=(*cases, *team))


def _strip(about: Reported) -> Table:
    """Return what was not met, explained or not due yet, a row each, with the reason in words."""
    rules = list(dict.fromkeys(
        result.rule for case in about.assessed.values() for result in case.results if result.rule[0] == "P"
    ))  # fmt: skip
    rows: list[tuple[Content, ...]] = []
    for case in about.assessed.values():
        results = {each.rule: each for each in case.results}
        shown = [results[rule] for rule in rules if rule in results and results[rule].result not in _QUIET]
        name = about.sheet.case(case.id)
        rows += [(name, f"{rule_title(one.rule)} ({one.rule})", due_tag(one), one.why) for one in shown]
        if not shown:
            rows.append((name, "Every rule that was due", result_tag("met"), "Nothing to explain"))
    return table(
        "What was not met, explained, or not yet due, by case",
        ("Case", "Rule", "Result", "In words"),
        rows,
        "No case was open.",
    )


def week_rows(about: Reported) -> tuple[WeekRow, ...]:
    """Return the weeks of each practitioner's supervision and of the team meeting."""
    rows = [WeekRow(each.id, _weeks(each.results, "S01", about.period)) for each in about.staff]
    rows.append(WeekRow("Team meeting", _weeks(about.own, "S12", about.period)))
    return tuple(row for row in rows if any(each.result in ("met", "covered", "not_met") for each in row.weeks))


def _weeks(results: tuple[RuleResult, ...], rule: str, period: Period) -> tuple[Occurrence, ...]:
    found = next((each for each in results if each.rule == rule), None)
    return tuple(each for each in (found.occurrences if found else ()) if period.holds_label(each.period))


def _supervision(about: Reported) -> SectionView:
    rows = week_rows(about)
    other = table(
        "Monthly and other rhythms that were missed",
        ("Who", "Rule", "When", "In words"),
        _missed(about),
        "Nothing else was missed.",
    )
    return SectionView(maps=heat_maps(rows, about.period), tables=(week_table(rows), other))


def _missed(about: Reported) -> Iterator[tuple[Content, ...]]:
    subjects = [(each.id, each.results) for each in about.staff] + [("Site", about.own)]
    for name, results in subjects:
        for result in results:
            for each in result.occurrences:
                told = each.result == "not_met" and result.rule not in ("S01", "S12")
                if told and result.rule[0] == "S" and about.period.holds_label(each.period):
                    yield (name, f"{rule_title(result.rule)} ({result.rule})", _when(each.period, about), each.why)


def _when(label: str, about: Reported) -> str:
    """Return a period's label, such as two days with dots between, in words."""
    period = period_of(label)
    return about.sheet.span(period.first, period.last) if period and ".." in label else label


def _departures(about: Reported) -> SectionView:
    return SectionView(
        tables=(
            found_table(about.cases, about.assessed, about.sheet),
            reasons_table(about.cases, about.period),
            cancelled_table(about.cases, about.period),
        )
    )


def _quality(about: Reported) -> SectionView:
    return SectionView(
        intro=("Delivered is not the same as documented: these counts say nothing about what was done.",),
        tables=(quality_table(about.site, about.cases, about.period),),
    )
