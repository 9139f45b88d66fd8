"""One case → at a glance: timeline, what is next, and the strip of rules in plain words (documents.md 1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.result import CaseAssessment, RuleResult
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Fact, Part, Tag, Task
from engager_docs.render import course
from engager_docs.render.blocks import facts
from engager_docs.render.dates import days_text
from engager_docs.render.sheet import Sheet
from engager_docs.render.timeline import Timeline, timeline_of
from engager_docs.render.words import counted, result_tag, yes_no


class GlanceView(Struct, frozen=True):
    """One look at a case: the picture, the next things, the figures, the rules."""

    timeline: Timeline
    now: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    attention: tuple[Task, ...]
    strip: tuple[Task, ...]
    assessed: bool


def glance(case: Case, sheet: Sheet, found: CaseAssessment | None) -> Part:
    """Return the page at a glance."""
    results = found.results if found else ()
    view = GlanceView(
        timeline=timeline_of(case, sheet),
        now=facts(
            ("Next planned contact", _next(case, sheet)),
            ("Last contact", _last(case, sheet)),
            ("Release", _release(case, sheet)),
            ("Missed in a row", str(course.missed_in_a_row(case))),
            ("Open risks", _risks(case, sheet)),
        ),
        figures=tuple(_figures(found)) if found else (),
        attention=tuple(_task(each, sheet) for each in results if each.rule.startswith("A")),
        strip=tuple(_task(each, sheet) for each in results if each.rule.startswith("P")),
        assessed=found is not None,
    )
    return Part("glance", "At a glance", "pages/workbook/glance.html", view, (case.participant.file,))


def _next(case: Case, sheet: Sheet) -> Content:
    if not course.is_open(case):
        return "The case is closed"
    ahead = course.next_contact(case, sheet.as_of)
    if ahead is None:
        return Tag("None planned", "warn")
    return f"{sheet.day(ahead)} (in {days_text((ahead - sheet.as_of).days)})"


def _last(case: Case, sheet: Sheet) -> Content:
    until = course.closed_on(case) or sheet.as_of
    last = course.last_seen(case, until)
    if last is None:
        return "None yet"
    day = sheet.dated(last.data.date, last.file)
    if not course.is_open(case):
        return day
    return (day, f" ({days_text((sheet.as_of - last.data.date).days)} ago)")


def _release(case: Case, sheet: Sheet) -> Content:
    released = course.released_on(case)
    if released is not None and released <= sheet.as_of:
        return f"Released {sheet.day(released)}"
    expected = course.expected_release(case)
    if expected is None:
        return "No date is known"
    if not course.is_open(case) or expected < sheet.as_of:
        return f"Was expected {sheet.day(expected)}"
    return f"Expected {sheet.day(expected)} (in {days_text((expected - sheet.as_of).days)})"


def _risks(case: Case, sheet: Sheet) -> Content:
    if not sheet.service.sees("restricted"):
        return "Not shown to this audience"
    risks = case.risks.data if case.risks else ()
    still = [each for each in risks if each.closed_on is None]
    text = counted(len(still), "open risk")
    here = sheet.href(sheet.path, "risk")
    return sheet.link(text, sheet.path, "risk") if still and here else text


def _figures(found: CaseAssessment) -> Iterator[Fact]:
    measures = found.measures
    yield from facts(
        ("Sessions in prison", str(measures.prison_sessions)),
        ("Sessions in the community", str(measures.community_sessions)),
        ("Joint in prison", str(measures.joint_prison)),
        ("Joint in the community", str(measures.joint_community)),
        ("Met on the day of release", yes_no(measures.met_on_release_day)),
        ("Days in the community", _days(measures.community_days, measures.community_days_net)),
        ("Contacts recorded", str(measures.contacts)),
        ("Contacts missed", str(measures.missed)),
    )


def _days(days: int | None, net: int | None) -> str:
    if days is None:
        return "Not released yet"
    return str(days) if net in {None, days} else f"{days}, of which {net} count (pauses left out)"


def _task(result: RuleResult, sheet: Sheet) -> Task:
    return Task(
        words=(rule_title(result.rule), f" ({result.rule})"),
        tag=due_tag(result),
        hint=sentence(result, sheet),
        id=result.rule,
    )


def due_tag(result: RuleResult) -> Tag:
    """Return a result's tag; what is due soon says so."""
    return Tag("Due soon", "warn") if result.due_soon and result.result == "not_due_yet" else result_tag(result.result)


def sentence(result: RuleResult, sheet: Sheet) -> str:
    """Return a result in words: what was found, what was expected, why, and by when."""
    parts = [result.why] if result.why else []
    if result.expected:
        parts.append(f"expected {result.expected}")
    if result.result == "not_due_yet" and result.due_on is not None:
        parts.append(f"due on {sheet.day(result.due_on)}")
    return "; ".join(parts)
