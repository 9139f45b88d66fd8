"""One case → departures, risk, and the appendix of versions, amendments, disclosures (documents.md 1.12 to 1.14)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.course import Variation
from engager_docs.model.records.wellbeing import Incident, Risk
from engager_docs.model.result import CaseAssessment, RuleResult
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Part, Table
from engager_docs.render import course
from engager_docs.render.amendments import late_or_amended
from engager_docs.render.blocks import or_none, table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import joined, words
from engager_docs.render.workbook.glance import due_tag, sentence


class VariationsView(Struct, frozen=True):
    """Each departure from the model: those written down beforehand, and those found."""

    variations: Table
    findings: Table
    assessed: bool


class RiskView(Struct, frozen=True):
    """Risks and incidents, or that this audience is not shown them."""

    shown: bool
    risks: Table | None = None
    incidents: Table | None = None


class AppendixView(Struct, frozen=True):
    """Where the pages come from: versions, later corrections, what was disclosed."""

    versions: Table
    amendments: Table
    disclosures: Table


def variations(case: Case, sheet: Sheet, found: CaseAssessment | None) -> Part:
    """Return departures with reason, authority and date, and what the rules found."""
    results = found.results if found else ()
    view = VariationsView(
        variations=table(
            "Departures written down",
            ("Rule", "From and to", "Reason", "Authorised by", "Recorded", "Note"),
            (_variation(each, sheet) for each in (case.variations.data if case.variations else ())),
            "No departure from the model is written down.",
        ),
        findings=table(
            "What the rules found",
            ("Rule", "Result", "In words"),
            (_finding(each, sheet) for each in results if each.result in {"not_met", "covered", "cannot_tell"}),
            "Nothing to explain: every rule that was due is met.",
        ),
        assessed=found is not None,
    )
    files = (case.variations.file,) if case.variations else ()
    return Part("variations", "Variations and adherence", "pages/workbook/variations.html", view, files)


def _variation(each: Variation, sheet: Sheet) -> tuple[Content, ...]:
    return (
        f"{rule_title(each.rule)} ({each.rule})",
        sheet.span(each.from_, each.to),
        words(each.reason),
        sheet.person(each.authorised_by),
        sheet.day(each.recorded_on),
        or_none(each.note, "None"),
    )


def _finding(result: RuleResult, sheet: Sheet) -> tuple[Content, ...]:
    return (f"{rule_title(result.rule)} ({result.rule})", due_tag(result), sentence(result, sheet))


def risk(case: Case, sheet: Sheet) -> Part:
    """Return risks and incidents for the audience that sees them."""
    if not sheet.service.sees("restricted"):
        return Part("risk", "Risk and safeguarding", "pages/workbook/risk.html", RiskView(False))
    view = RiskView(
        shown=True,
        risks=table(
            "Risks",
            ("Kind", "Level", "Opened", "Last review", "Next review", "Plan", "Shared with", "Closed"),
            (_risk(each, sheet) for each in (case.risks.data if case.risks else ())),
            "No risk is recorded.",
        ),
        incidents=table(
            "Incidents",
            ("Date", "Kind", "What happened", "Reported to", "Support offered to staff"),
            (_incident(each, sheet) for each in (case.incidents.data if case.incidents else ())),
            "No incident is recorded.",
        ),
    )
    files = tuple(entry.file for entry in (case.risks,) if entry) + tuple(
        entry.file for entry in (case.incidents,) if entry
    )
    return Part("risk", "Risk and safeguarding", "pages/workbook/risk.html", view, files)


def _risk(each: Risk, sheet: Sheet) -> tuple[Content, ...]:
    kind = words(each.type) + (f" (ACCT {words(each.acct).lower()})" if each.acct else "")
    return (
        kind,
        words(each.level) if each.level else "Not recorded",
        sheet.day(each.opened_on),
        sheet.day(each.reviewed_on, "Not yet"),
        sheet.day(each.next_review_on, "No date"),
        or_none(each.plan, "None written down"),
        joined(each.shared_with, "Nobody"),
        sheet.day(each.closed_on, "Open"),
    )


def _incident(each: Incident, sheet: Sheet) -> tuple[Content, ...]:
    support: Content = "Not recorded"
    if each.staff_support is not None:
        support = (sheet.day(each.staff_support.offered_on), " to ", sheet.people(each.staff_support.to))
    return (sheet.day(each.on), words(each.kind), each.what, joined(each.reported_to, "Nobody"), support)


def appendix(case: Case, sheet: Sheet) -> Part:
    """Return versions, amendments and disclosures."""
    log = case.network.data.liaison if case.network else ()
    view = AppendixView(
        versions=table(
            "Versions",
            ("Document", "Version", "Date"),
            _versions(case, sheet),
            "No version of the Shared Understanding or the plan is recorded.",
        ),
        amendments=table(
            "Amendments and late entries",
            ("Record", "Recorded", "Amended", "By", "What was put right"),
            late_or_amended(case.entries(), sheet),
            "No record was amended or entered later.",
        ),
        disclosures=table(
            "What was told to others",
            ("Date", "To", "How much", "Purpose", "By"),
            (
                (
                    sheet.day(each.on),
                    each.with_,
                    words(each.shared),
                    or_none(each.purpose),
                    sheet.person(each.by),
                )
                for each in log
                if each.shared is not None and each.shared != "none"
            ),
            "No disclosure is recorded.",
        ),
    )
    return Part("appendix", "Appendix", "pages/workbook/appendix.html", view, (case.participant.file,))


def _versions(case: Case, sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    for number, entry in enumerate(case.understandings, 1):
        yield ("Shared Understanding", str(number), sheet.dated(entry.data.date, entry.file))
    for number, (day, _) in enumerate(course.plan_versions(case), 1):
        yield ("Shared Action Plan", str(number), sheet.day(day))
