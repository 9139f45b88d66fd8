"""A rule's page → its title, its prose, its parameter table, and its cases: a story and the whole result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from engager_docs.assess.case import assess_course, judged, result_of
from engager_docs.assess.course import Course, course_of
from engager_docs.assess.overrides import parameters_for
from engager_docs.assess.parameters import Parameters
from engager_docs.assess.rule import CaseRule, Rule, SiteRule, StaffRule
from engager_docs.assess.service import setting_of
from engager_docs.assess.setting import Setting
from engager_docs.assess.subjects import ServiceRecords, SiteRecords, StaffRecords
from engager_docs.model.casebook import Casebook
from engager_docs.model.result import CaseAssessment, RuleResult
from tests.stories.builder import any_casebook
from tests.stories.story import Raw, loaded

FOLDER = Path(__file__).parent / "rules"
_CASE = re.compile(r"^## (?P<title>.+?)$.*?```story\n(?P<story>.*?)```\s+```result\n(?P<result>.*?)```", re.M | re.S)
_PARAMETER = re.compile(r"^\| `(?P<key>[a-z_.]+)` \| (?P<value>.*?) \| (?P<meaning>.*?) \|$", re.M)


@dataclass(frozen=True)
class PageCase:
    """One case of a page; ``result`` holds every key of the result's JSON but the subject and the statements."""

    code: str
    title: str
    story: str
    result: Raw

    @property
    def name(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True)
class Page:
    """One rule's page."""

    code: str
    title: str
    text: str
    quotes: str
    parameters: tuple[tuple[str, str, str], ...]
    cases: tuple[PageCase, ...]


@cache
def pages() -> tuple[Page, ...]:
    """Return every page, in order of its code."""
    return tuple(page(file) for file in sorted(FOLDER.glob("*.md")))


def page(file: Path) -> Page:
    """Return the page of one file; its first line reads ``# P01 title``."""
    text = file.read_text("utf-8")
    code, title = text.splitlines()[0].removeprefix("# ").split(" ", 1)
    quoted = " ".join(line.removeprefix("> ") for line in text.splitlines() if line.startswith("> "))
    cases = tuple(
        PageCase(code, found["title"], found["story"], loaded(found["result"])) for found in _CASE.finditer(text)
    )
    assert len(cases) == text.count("```story") == text.count("\n## "), f"{file.name} holds a case that is not whole"
    parameters = tuple((found["key"], found["value"], found["meaning"]) for found in _PARAMETER.finditer(text))
    return Page(code, title, text, quoted, parameters, cases)


@cache
def told(story: str) -> Casebook:
    """Return the casebook of a story, read and checked; it has no structural fault."""
    return any_casebook(loaded(story))


def setting_for(casebook: Casebook, parameters: Parameters | None = None) -> Setting:
    """Return the setting a story is assessed in: its own profile and figures, or those given."""
    settings = casebook.settings.data
    own, problems = parameters_for(settings.profile, settings.parameters)
    assert not problems
    return setting_of(casebook, parameters or own)


def course(story: str, parameters: Parameters | None = None) -> Course:
    """Return the course of the one case of a story."""
    casebook = told(story)
    return course_of(casebook.cases[0], setting_for(casebook, parameters))


def assessed(story: str, parameters: Parameters | None = None) -> CaseAssessment:
    """Return the assessment of the one case of a story."""
    return assess_course(course(story, parameters))


def result_for(rule: Rule, story: str, subject: str = "", parameters: Parameters | None = None) -> RuleResult:
    """Return the result of one rule for a subject of a story: its one case, a staff member, a site, the service."""
    casebook = told(story)
    setting = setting_for(casebook, parameters)
    courses = tuple(course_of(case, setting) for case in casebook.cases)
    if isinstance(rule, CaseRule):
        return judged(rule, next(one for one in courses if subject in ("", one.case.id)))
    service = ServiceRecords(casebook, setting, courses)
    if isinstance(rule, StaffRule):
        person = next(one for one in casebook.staff if one.id == subject)
        return result_of(rule, subject, rule.judge(StaffRecords(person, service)), setting)
    if isinstance(rule, SiteRule):
        site = next(one for one in casebook.sites if one.id == (subject or "NW"))
        return result_of(rule, site.id, rule.judge(SiteRecords(site, service)), setting)
    return result_of(rule, "service", rule.judge(service), setting)


def result(assessment: CaseAssessment, code: str) -> RuleResult:
    """Return the result of one rule."""
    return next(one for one in assessment.results if one.rule == code)


def as_told(found: RuleResult) -> dict[str, Any]:
    """Return a result as a page tells it; the subject only where it is a staff member, site or the service."""
    keys = ("rule", "result", "severity", "value", "expected", "why", "hint", "due_on", "due_soon")
    shown: dict[str, Any] = {key: getattr(found, key) for key in keys}
    if not re.fullmatch(r"[A-Z]+-[0-9]+", found.subject):
        shown = {"rule": found.rule, "subject": found.subject, **shown}
    if found.occurrences:
        shown["occurrences"] = [
            {"period": each.period, "result": each.result, "why": each.why} for each in found.occurrences
        ]
    if found.spot is not None:
        shown["spot"] = " ".join(map(str, (found.spot.file, *found.spot.path)))
    return shown
