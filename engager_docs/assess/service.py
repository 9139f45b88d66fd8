"""A casebook → the assessment of the service: every case, staff member and site on the as-of day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engager_docs.assess.case import CASE_RULES, assess_course, result_of
from engager_docs.assess.course import course_of
from engager_docs.assess.due_list import due_list
from engager_docs.assess.explain import figures_of
from engager_docs.assess.parameters import PROFILES, Parameters
from engager_docs.assess.registry import RULES
from engager_docs.assess.rule import Rule, ServiceRule, SiteRule, StaffRule
from engager_docs.assess.setting import Discussed, Setting
from engager_docs.assess.subjects import ServiceRecords, SiteRecords, StaffRecords
from engager_docs.model.casebook import Casebook
from engager_docs.model.diagnostic import SEVERITIES, Severity
from engager_docs.model.records.service import Profile
from engager_docs.model.result import Assessment, CaseAssessment, Rate, RuleResult, SubjectAssessment

_SEVERITY: Mapping[str, Severity] = {severity: severity for severity in SEVERITIES}


def setting_of(casebook: Casebook, parameters: Parameters | None = None) -> Setting:
    """Return what each case of ``casebook`` is assessed against, by default with its profile's own figures."""
    settings = casebook.settings.data
    return Setting(
        as_of=casebook.as_of,
        parameters=parameters or PROFILES[settings.profile],
        staff={person.id: person for person in casebook.staff},
        severity=severities(settings.severity),
        discussed=discussions(casebook),
    )


def discussions(casebook: Casebook) -> dict[str, tuple[Discussed, ...]]:
    """Return what held sessions said about each case, by its id and in order of date."""
    found: dict[str, list[Discussed]] = {}
    for site in casebook.sites:
        for entry in site.clinical:
            if entry.data.status == "held":
                for said in entry.data.cases:
                    found.setdefault(said.participant, []).append(
                        Discussed(entry.data.date, entry.staff, said, entry.file)
                    )
        for meeting in site.meetings:
            if meeting.data.status in (None, "held"):
                for said in meeting.data.cases:
                    found.setdefault(said.participant, []).append(Discussed(meeting.data.date, "", said, meeting.file))
    return {case: tuple(sorted(each, key=lambda one: one.on)) for case, each in found.items()}


def severities(written: Mapping[str, str]) -> dict[str, Severity]:
    """Return the service's own severities by rule code; a word that is no severity is left out."""
    return {code: _SEVERITY[word] for code, word in written.items() if word in _SEVERITY}


def assess(casebook: Casebook, parameters: Parameters | None = None, profile: Profile | None = None) -> Assessment:
    """Return the assessment of a casebook on its as-of day.

    ``profile`` only names the profile that ``parameters`` came from, where it is not the service's own.
    """
    setting = setting_of(casebook, parameters)
    courses = tuple(course_of(case, setting) for case in casebook.cases)
    cases = tuple(assess_course(course) for course in courses)
    service = ServiceRecords(casebook, setting, courses)
    staff = tuple(
        SubjectAssessment(person.id, _about_staff(StaffRecords(person, service))) for person in casebook.staff
    )
    sites = tuple(
        SubjectAssessment(
            site.id,
            _about_site(SiteRecords(site, service)),
            rates([case for case in cases if case.site == site.id]),
        )
        for site in casebook.sites
    )
    homes = {person.id: person.home for person in casebook.staff}
    return Assessment(
        as_of=casebook.as_of,
        profile=profile or casebook.settings.data.profile,
        cases=cases,
        staff=staff,
        sites=sites,
        service=SubjectAssessment("service", _about_service(service)),
        due=due_list(courses, cases, ((homes.get(one.id, one.id), one) for one in (*staff, *sites)), casebook.as_of),
        figures=figures_of(setting.parameters),
    )


def assess_cases(casebook: Casebook, parameters: Parameters, profile: Profile) -> Assessment:
    """Return the assessment of the cases of a casebook alone: nothing about staff, sites, the service or the diary."""
    setting = setting_of(casebook, parameters)
    cases = tuple(assess_course(course_of(case, setting)) for case in casebook.cases)
    return Assessment(casebook.as_of, profile, cases, (), (), SubjectAssessment("service", ()))


def rates(cases: Iterable[CaseAssessment]) -> tuple[Rate, ...]:
    """Return, for each rule about cases, how often it was met out of how often it was due (rules.md 6.18)."""
    results: dict[str, list[RuleResult]] = {rule.code: [] for rule in CASE_RULES}
    for case in cases:
        for result in case.results:
            results.setdefault(result.rule, []).append(result)
    return tuple(rate_of(rule, results[rule.code]) for rule in CASE_RULES)


def rate_of(rule: Rule, results: Iterable[RuleResult]) -> Rate:
    """Return the rate of one rule; what was left out and what nobody can tell are counted beside."""
    return Rate.of(rule.code, [result.result for result in results])


def _about_staff(records: StaffRecords) -> tuple[RuleResult, ...]:
    rules = [rule for rule in RULES if isinstance(rule, StaffRule)]
    setting = records.service.setting
    return tuple(result_of(rule, records.staff.id, rule.judge(records), setting) for rule in rules)


def _about_site(records: SiteRecords) -> tuple[RuleResult, ...]:
    rules = [rule for rule in RULES if isinstance(rule, SiteRule)]
    setting = records.service.setting
    return tuple(result_of(rule, records.site.id, rule.judge(records), setting) for rule in rules)


def _about_service(records: ServiceRecords) -> tuple[RuleResult, ...]:
    rules = [rule for rule in RULES if isinstance(rule, ServiceRule)]
    return tuple(result_of(rule, "service", rule.judge(records), records.setting) for rule in rules)
