"""One case and its setting → its assessment: phase, measures, and how every rule came out."""

from __future__ import annotations

from msgspec.structs import replace

from engager_docs.assess.course import Course, course_of
from engager_docs.assess.measures import measures_of
from engager_docs.assess.phase import beside, lead_of, phase_of
from engager_docs.assess.registry import RULES
from engager_docs.assess.rule import CaseRule, Rule
from engager_docs.assess.setting import Setting
from engager_docs.assess.variations import with_variations
from engager_docs.assess.verdict import Verdict
from engager_docs.model.casebook import Case
from engager_docs.model.diagnostic import Severity
from engager_docs.model.result import CaseAssessment, RuleResult

CASE_RULES: tuple[CaseRule, ...] = tuple(rule for rule in RULES if isinstance(rule, CaseRule))


def assess_case(case: Case, setting: Setting) -> CaseAssessment:
    """Return how ``case`` stands on the as-of day of ``setting``: a pure function of the two."""
    return assess_course(course_of(case, setting))


def assess_course(course: Course) -> CaseAssessment:
    """Return how a case stands, from its course."""
    return CaseAssessment(
        id=course.case.id,
        site=course.case.site,
        phase=phase_of(course),
        beside=beside(course),
        closure_class=course.closure_class,
        lead=lead_of(course),
        measures=measures_of(course),
        results=tuple(judged(rule, course) for rule in CASE_RULES),
    )


def judged(rule: CaseRule, course: Course) -> RuleResult:
    """Return the result of one rule for one case, its recorded variations weighed."""
    verdict = _fitting(course, rule.judge(course))
    if rule.variations in ("cover", "explain"):
        covers = rule.variations == "cover"
        verdict = with_variations(course, rule.code, verdict, covers=covers)
    return result_of(rule, course.case.id, verdict, course.setting)


def result_of(rule: Rule, subject: str, verdict: Verdict, setting: Setting) -> RuleResult:
    """Return a verdict as the result of ``rule`` for ``subject``, with the severity it has now.

    Where nothing was recorded that could decide, the severity is info: "nothing was logged" is not "nothing
    was done" (rules.md 1).
    """
    own: Severity = setting.severity.get(rule.code, rule.severity)
    unknown = verdict.outcome == "cannot_tell"
    applies = verdict.outcome != "not_applicable"
    return RuleResult(
        rule=rule.code,
        subject=subject,
        result=verdict.outcome,
        severity="info" if unknown else verdict.severity or own,
        value=verdict.value,
        expected=verdict.expected,
        why=verdict.why,
        hint=verdict.hint,
        due_on=verdict.due_on if applies else None,
        due_soon=verdict.due_soon and applies,
        cites=rule.cites,
        occurrences=verdict.occurrences,
        spot=verdict.spot,
    )


def _fitting(course: Course, verdict: Verdict) -> Verdict:
    """Return ``verdict`` as it befits the case.

    It does not apply where the referral was not accepted, and after a death nobody is reminded of anything.
    """
    decision = course.record.referral.decision
    if decision in ("declined", "withdrawn"):
        return Verdict("not_applicable", verdict.expected, f"The referral was {decision}", verdict.value)
    if course.closure is not None and course.closure.reason == "died":
        return replace(verdict, hint="")
    return verdict
