"""Every rule's page: each of its stories gives exactly the result it tells."""

from __future__ import annotations

import re

import pytest

from engager_docs.assess.overrides import parameters_for
from engager_docs.assess.parameter_words import DESCRIPTIONS
from engager_docs.assess.parameters import Parameters, value_of, value_text
from engager_docs.assess.registry import RULES
from engager_docs.assess.rule import CaseRule, Rule
from tests.assess.pages import FOLDER, Page, PageCase, as_told, pages, result_for, told
from tests.assess.statements import STATEMENTS

CASES = [case for page in pages() for case in page.cases]
BY_CODE = {page.code: page for page in pages()}
BY_RULE = {rule.code: rule for rule in RULES}
WITH_VARIATION = {
    "cover": "A variation recorded by the due day covers it.",
    "explain": "A variation explains it and does not cover it.",
    "told_by_rule": "Variations are weighed gap by gap.",
    "none": "No variation changes it.",
}
# names of fields and purposes that a hint may tell to write
FIELDS = ("release_day", "decided_on", "expected_release", "planned_on")
# what a rule never comes out as
NEVER: dict[str, set[str]] = {"T06": {"not_applicable"}, "T09": {"not_met"}}
# for each parameter, values that a service might set instead
INSTEAD: dict[str, tuple[str, ...]] = {
    "referral.min_days": ("0", "60"),
    "referral.max_days": ("28", "400"),
    "first_contact.days": ("3", "60"),
    "joint.prison_min": ("1", "3"),
    "joint.community_min": ("0", "2"),
    "joint.community_due_week": ("2", "20"),
    "joint.modes": ("in_person", "in_person, video, phone"),
    "weekly.max_gap_days": ("3", "30"),
    "weekly.bank_holiday_extension": ("true", "false"),
    "weekly.modes_prison": ("in_person", "in_person, video, phone, text"),
    "weekly.modes_community": ("in_person", "in_person, video, phone, text"),
    "dose.prison_min": ("1", "4"),
    "dose.community_min": ("4", "12"),
    "dose.release_day_counts": ("true", "false"),
    "dose.session_modes": ("in_person", "in_person, video, phone"),
    "dose.min_minutes": ("0", "55"),
    "dose.max_per_day": ("1", "2"),
    "dose.recall_counts": ("true", "false"),
    "dose.hospital_counts_as": ("community", "neither"),
    "release.modes": ("phone", "in_person, video"),
    "community.min_days": ("28", "70"),
    "community.max_days": ("84", "183"),
    "community.pause_on_recall": ("true", "false"),
    "community.pause_on_hospital": ("true", "false"),
    "su.required_before_release": ("true", "false"),
    "su.min_links": ("0", "2"),
    "su.community_review_min": ("0", "2"),
    "plan.short_term_share": ("0.2", "0.9"),
    "plan.community_review_days": ("7", "90"),
    "liaison.prison_min": ("0", "2"),
    "followup.days": ("1", "10"),
    "followup.misses": ("1", "4"),
    "goals.review_days": ("7", "90"),
    "ending.notice_days": ("7", "28"),
    "supervision.min_working_days": ("1", "5"),
    "supervision.allow_shift_days": ("0", "5"),
    "supervision.content_weeks": ("2", "8"),
    "checklist.mode": ("literal", "pragmatic"),
    "checklist.max_days": ("7", "90"),
    "case_discussion.max_days": ("7", "60"),
    "monthly.min_days": ("5", "25"),
    "line.development_months": ("1", "6"),
    "appraisal.grace_days": ("14", "60"),
    "meeting.content_weeks": ("2", "8"),
    "meeting.case_review_days": ("7", "60"),
    "mba.min_days": ("7", "35"),
    "mba.max_days": ("35", "60"),
    "mba.modes": ("in_person", "in_person, video, phone"),
    "adherence.review_days": ("14", "60"),
    "training.planned": ("2", "6"),
    "training.joiner_days": ("30", "180"),
    "team.overlap_days": ("3", "30"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_tells_the_whole_result(case: PageCase) -> None:
    found = result_for(BY_RULE[case.code], case.story, case.result.get("subject", ""))
    assert as_told(found) == case.result


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    codes = sorted(rule.code for rule in RULES)
    assert [page.code for page in pages()] == codes
    assert sorted(file.name for file in FOLDER.iterdir()) == [f"{code}.md" for code in codes]


def test_a_code_is_used_once_and_the_registry_is_in_order_of_code() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes), key=lambda code: ("PSTINA".index(code[0]), code))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_has_its_rules_title_statements_and_parameters(rule: Rule) -> None:
    page = BY_CODE[rule.code]
    assert page.title == rule.title
    for statement in rule.cites:
        assert STATEMENTS[statement] in page.quotes, f"{statement} is not quoted"
        assert statement in page.quotes
    written = tuple((key, value_text(value_of(Parameters(), key)), DESCRIPTIONS[key]) for key in rule.parameters)
    assert page.parameters == written


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_how_much_its_rule_counts_and_what_a_variation_does(rule: Rule) -> None:
    varied = f" {WITH_VARIATION[rule.variations]}" if isinstance(rule, CaseRule) else ""
    assert f"\n\nSeverity: {rule.severity}.{varied}\n\n" in BY_CODE[rule.code].text


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.code)
def test_a_page_cites_no_statement_but_its_rules(page: Page) -> None:
    cites = next(rule.cites for rule in RULES if rule.code == page.code)
    assert {word for word in STATEMENTS if f"{word})" in page.quotes or f"{word}," in page.quotes} == set(cites)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.code)
def test_a_page_shows_a_rule_met_not_met_and_not_judged(page: Page) -> None:
    shown = {case.result["result"] for case in page.cases}
    assert {"met", "not_met", "not_applicable"} - NEVER.get(page.code, set()) <= shown
    assert len({case.title for case in page.cases}) == len(page.cases)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_depends_on_the_parameters_it_names_and_on_no_other(rule: Rule) -> None:
    assert set(INSTEAD) == set(DESCRIPTIONS)
    moved = {key for key, values in INSTEAD.items() for value in values if _changes(rule, key, value)}
    assert moved == set(rule.parameters)


def _changes(rule: Rule, key: str, value: str) -> bool:
    """Return whether a value of a parameter changes any result of the rule's own page."""
    for case in BY_CODE[rule.code].cases:
        settings = told(case.story).settings.data
        parameters, _ = parameters_for(settings.profile, {**settings.parameters, key: value})
        if as_told(result_for(rule, case.story, case.result.get("subject", ""), parameters)) != case.result:
            return True
    return False


def test_every_parameter_is_used_by_a_rule() -> None:
    assert {key for rule in RULES for key in rule.parameters} == set(DESCRIPTIONS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_result_is_told_in_words_for_people(case: PageCase) -> None:
    for text in (case.result["why"], case.result["hint"]):
        assert text == "" or text[0].isupper() or text[0].isdigit() or text.startswith("release-day.yaml")
        assert not text.endswith(".")
        assert "_" not in re.sub("|".join(FIELDS), "", text)
    assert case.result["why"]
    assert len(case.result["expected"]) <= 24
