"""Assessment → report: JSON for programs, plain words for people (interface.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from engager_docs.model.result import (
    Assessment,
    CaseAssessment,
    Gap,
    Measures,
    Occurrence,
    Rate,
    RuleResult,
    SubjectAssessment,
)
from engager_docs.model.rules import rule_title
from engager_docs.render.dates import day_text
from engager_docs.render.diagnostics import clean
from engager_docs.render.words import counted, phrase, result_tag, words

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

VERSION = 1


def as_json(assessment: Assessment) -> str:
    """Return the report for programs, stable from version 1."""
    return json.dumps(report(assessment), ensure_ascii=False, indent=2) + "\n"


def report(assessment: Assessment) -> dict[str, Json]:
    """Return the report as plain values, with the keys of interface.md."""
    return {
        "version": VERSION,
        "as_of": assessment.as_of.isoformat(),
        "profile": assessment.profile,
        "cases": [_case(each) for each in assessment.cases],
        "staff": [{"id": each.id, "results": _results(each.results)} for each in assessment.staff],
        "sites": [_site(each) for each in assessment.sites],
        "service": {"results": _results(assessment.service.results)},
    }


def _case(case: CaseAssessment) -> Json:
    return {
        "id": case.id,
        "site": case.site,
        "phase": case.phase,
        "beside": list(case.beside),
        "closure_class": case.closure_class,
        "lead": case.lead,
        "measures": _measures(case.measures),
        "results": _results(case.results),
    }


def _measures(measures: Measures) -> Json:
    return {
        "referral_days": measures.referral_days,
        "first_contact_days": measures.first_contact_days,
        "prison_sessions": measures.prison_sessions,
        "community_sessions": measures.community_sessions,
        "community_sessions_excluding_release_day": measures.community_sessions_excluding_release_day,
        "joint_prison": measures.joint_prison,
        "joint_community": measures.joint_community,
        "met_on_release_day": measures.met_on_release_day,
        "community_days": measures.community_days,
        "community_days_net": measures.community_days_net,
        "missed": measures.missed,
        "contacts": measures.contacts,
        "prison_gaps": [_gap(each) for each in measures.prison_gaps],
        "community_gaps": [_gap(each) for each in measures.community_gaps],
    }


def _gap(gap: Gap) -> Json:
    return {
        "from": gap.start.isoformat(),
        "to": gap.end.isoformat(),
        "days": gap.days,
        "allowed": gap.allowed,
        "kind": gap.kind,
    }


def _results(results: tuple[RuleResult, ...]) -> Json:
    return [_result(each) for each in results]


def _result(result: RuleResult) -> Json:
    found: dict[str, Json] = {
        "rule": result.rule,
        "result": result.result,
        "severity": result.severity,
        "value": result.value,
        "expected": result.expected,
        "why": result.why,
        "due_on": _iso(result.due_on),
        "due_soon": result.due_soon,
    }
    if result.occurrences:
        found["occurrences"] = [_occurrence(each) for each in result.occurrences]
    return found


def _occurrence(each: Occurrence) -> Json:
    return {"period": each.period, "result": each.result, "why": each.why}


def _site(site: SubjectAssessment) -> Json:
    return {
        "id": site.id,
        "measures": {},
        "results": _results(site.results),
        "rates": [_rate(each) for each in site.rates],
    }


def _rate(rate: Rate) -> Json:
    return {
        "rule": rate.rule,
        "met": rate.met,
        "covered": rate.covered,
        "due": rate.due,
        "excluded": rate.excluded,
        "cannot_tell": rate.cannot_tell,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def as_text(assessment: Assessment) -> str:
    """Return the report for people: every result, subject by subject, and the occurrences that were not met."""
    head = f"As of {day_text(assessment.as_of)}, profile {assessment.profile}\n"
    return clean_lines((head, *_paragraphs(assessment)))


def clean_lines(paragraphs: tuple[str, ...]) -> str:
    """Return paragraphs with a blank line between them, safe for a terminal."""
    return "\n".join("".join(clean(line) + "\n" for line in each.splitlines()) for each in paragraphs)


def _paragraphs(assessment: Assessment) -> Iterator[str]:
    for case in assessment.cases:
        closed = f", {case.closure_class.replace('_', ' ')}" if case.closure_class else ""
        beside = "".join(f", {phrase(each)}" for each in case.beside)
        lead = f", lead {case.lead}" if case.lead else ""
        yield (
            f"{case.id}  {words(case.phase)}{beside}{closed}{lead}\n" + _delivered(case.measures) + _found(case.results)
        )
    for person in assessment.staff:
        if person.results:
            yield f"{person.id}\n" + _found(person.results)
    for site in assessment.sites:
        yield f"{site.id}\n" + _found(site.results) + "".join(map(_rate_text, site.rates))
    if assessment.service.results:
        yield "Service\n" + _found(assessment.service.results)


def _delivered(measures: Measures) -> str:
    released = "not released yet" if measures.community_days is None else counted(measures.community_days, "day")
    prison, community = (counted(each, "session") for each in (measures.prison_sessions, measures.community_sessions))
    return (
        f"  prison: {prison}, {measures.joint_prison} joint\n"
        f"  community: {community}, {measures.joint_community} joint, {released}\n"
        f"  contacts: {measures.contacts} recorded, {measures.missed} missed\n"
    )


def _found(results: tuple[RuleResult, ...]) -> str:
    met = sum(each.result == "met" for each in results)
    return f"  rules: {met} of {len(results)} met\n" + "".join(map(_line, results))


def _line(result: RuleResult) -> str:
    due = f" (due on {day_text(result.due_on)})" if result.due_soon and result.due_on else ""
    outcome = "Due soon" if result.due_soon and result.result == "not_due_yet" else result_tag(result.result).text
    light = " (info)" if result.severity == "info" else ""
    asked = f" (expected: {result.expected})" if result.expected and result.result != "not_applicable" else ""
    listed = "".join(
        f"      {each.period} {_outcome(each)}: {each.why}\n" for each in result.occurrences if _told(each)
    )
    return f"  {result.rule} {outcome}{light}: {rule_title(result.rule)}. {result.why}{asked}{due}\n{listed}"


def _outcome(each: Occurrence) -> str:
    return result_tag(each.result).text.lower()


def _told(each: Occurrence) -> bool:
    """Return whether an occurrence is listed for people: those met or not judged are counted."""
    return each.result in {"not_met", "covered", "cannot_tell"}


def _rate_text(rate: Rate) -> str:
    if not rate.due:
        return f"  {rate.rule} none due: {rule_title(rate.rule)}\n"
    beside = f", {rate.covered} explained" if rate.covered else ""
    unknown = f", {rate.cannot_tell} cannot tell" if rate.cannot_tell else ""
    left = f", {rate.excluded} left out" if rate.excluded else ""
    return f"  {rate.rule} {rate.met} of {rate.due} met{beside}{left}{unknown}: {rule_title(rate.rule)}\n"
