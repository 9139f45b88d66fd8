"""Every rule's page: each of its stories gives exactly the result it tells."""

from __future__ import annotations

import pytest

from engager_docs.assess.case import CASE_RULES
from engager_docs.assess.overrides import parameters_for
from engager_docs.assess.parameters import DESCRIPTIONS, Parameters, value_of, value_text
from engager_docs.assess.registry import RULES
from engager_docs.assess.rule import CaseRule, Rule
from tests.assess.pages import FOLDER, Page, PageCase, as_told, assessed, pages, result, told
from tests.assess.statements import STATEMENTS

CASES = [case for page in pages() for case in page.cases]
BY_CODE = {page.code: page for page in pages()}
WITH_VARIATION = {
    "cover": "A variation recorded by the due day covers it.",
    "explain": "A variation explains it and does not cover it.",
    "told_by_rule": "Variations are weighed gap by gap.",
}
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
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_tells_the_whole_result(case: PageCase) -> None:
    assert as_told(result(assessed(case.story), case.code)) == case.result


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    assert [page.code for page in pages()] == [rule.code for rule in RULES]
    assert sorted(file.name for file in FOLDER.iterdir()) == [f"{rule.code}.md" for rule in RULES]


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


@pytest.mark.parametrize("rule", CASE_RULES, ids=lambda rule: rule.code)
def test_a_page_says_how_much_its_rule_counts_and_what_a_variation_does(rule: CaseRule) -> None:
    assert f"\n\nSeverity: {rule.severity}. {WITH_VARIATION[rule.variations]}\n\n" in BY_CODE[rule.code].text


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.code)
def test_a_page_cites_no_statement_but_its_rules(page: Page) -> None:
    cites = next(rule.cites for rule in RULES if rule.code == page.code)
    assert {word for word in STATEMENTS if f"{word})" in page.quotes or f"{word}," in page.quotes} == set(cites)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.code)
def test_a_page_shows_a_rule_met_not_met_and_not_judged(page: Page) -> None:
    shown = {case.result["result"] for case in page.cases}
    assert {"met", "not_met", "not_applicable"} <= shown
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
        if as_told(result(assessed(case.story, parameters), rule.code)) != case.result:
            return True
    return False


def test_every_parameter_is_used_by_a_rule() -> None:
    assert {key for rule in RULES for key in rule.parameters} == set(DESCRIPTIONS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_result_is_told_in_words_for_people(case: PageCase) -> None:
    for text in (case.result["why"], case.result["hint"]):
        assert text == "" or text[0].isupper() or text[0].isdigit() or text.startswith("release-day.yaml")
        assert not text.endswith(".")
        assert "_" not in text.replace("release_day", "").replace("decided_on", "").replace("expected_release", "")
    assert case.result["why"]
    assert len(case.result["expected"]) <= 24
