"""The figures the rules use: profiles, what service.yaml may change, and what it may not."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from engager_docs.assess.explain import explain, present_values, used_by
from engager_docs.assess.overrides import ParameterProblem, parameters_for
from engager_docs.assess.parameter_words import DESCRIPTIONS
from engager_docs.assess.parameters import PROFILES, Parameters, value_of, value_text
from engager_docs.assess.registry import RULES
from engager_docs.model.records.service import Profile


def keys() -> list[str]:
    groups = ((group, getattr(Parameters(), group)) for group in Parameters.__struct_fields__)
    return [f"{group}.{name}" for group, value in groups for name in value.__struct_fields__]


def test_every_parameter_is_described() -> None:
    assert list(DESCRIPTIONS) == keys()


def test_every_profile_of_the_record_format_is_known() -> None:
    assert set(PROFILES) == set(get_args(Profile))


@pytest.mark.parametrize(
    ("profile", "differs"),
    [
        ("description", {}),
        ("protocol", {"referral.max_days": 140, "community.max_days": 140}),
        (
            "reconnect",
            {
                "referral.min_days": -28,
                "referral.max_days": 84,
                "community.min_days": 28,
                "community.max_days": 183,
            },
        ),
    ],
)
def test_a_profile_differs_from_the_description_in_these_figures(profile: Profile, differs: dict[str, int]) -> None:
    found = {key: value_of(PROFILES[profile], key) for key in keys()}
    assert found == {key: value_of(Parameters(), key) for key in keys()} | differs


def test_the_descriptions_figures_are_those_of_the_specification() -> None:
    assert {key: value_text(value_of(Parameters(), key)) for key in keys()} == {
        "referral.min_days": "28",
        "referral.max_days": "112",
        "first_contact.days": "14",
        "joint.prison_min": "2",
        "joint.community_min": "1",
        "joint.community_due_week": "8",
        "joint.modes": "in_person, video",
        "weekly.max_gap_days": "7",
        "weekly.bank_holiday_extension": "true",
        "weekly.modes_prison": "in_person, video, phone",
        "weekly.modes_community": "in_person, video, phone",
        "dose.prison_min": "2",
        "dose.community_min": "8",
        "dose.release_day_counts": "true",
        "dose.session_modes": "in_person, video",
        "dose.min_minutes": "0",
        "dose.max_per_day": "1",
        "dose.recall_counts": "false",
        "dose.hospital_counts_as": "community",
        "release.modes": "in_person",
        "community.min_days": "56",
        "community.max_days": "112",
        "community.pause_on_recall": "true",
        "community.pause_on_hospital": "false",
        "su.required_before_release": "true",
        "su.min_links": "1",
        "su.community_review_min": "1",
        "plan.short_term_share": "0.5",
        "plan.community_review_days": "42",
        "liaison.prison_min": "1",
        "followup.days": "3",
        "followup.misses": "2",
        "goals.review_days": "28",
        "ending.notice_days": "14",
        "supervision.min_working_days": "3",
        "supervision.allow_shift_days": "2",
        "supervision.content_weeks": "4",
        "checklist.mode": "literal",
        "checklist.max_days": "28",
        "case_discussion.max_days": "14",
        "monthly.min_days": "15",
        "line.development_months": "3",
        "appraisal.grace_days": "0",
        "meeting.content_weeks": "4",
        "meeting.case_review_days": "14",
        "mba.min_days": "28",
        "mba.max_days": "42",
        "mba.modes": "video",
        "adherence.review_days": "28",
        "training.planned": "4",
        "training.joiner_days": "90",
        "team.overlap_days": "14",
    }


@pytest.mark.parametrize("profile", get_args(Profile))
def test_writing_down_the_present_values_changes_nothing(profile: Profile) -> None:
    written = {key: value_text(value_of(PROFILES[profile], key)) for key in keys()}
    assert parameters_for(profile, written) == (PROFILES[profile], ())


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("dose.release_day_counts", "false", False),
        ("referral.min_days", "-28", -28),
        ("joint.modes", "[in_person, video, phone]", ("in_person", "video", "phone")),
        ("release.modes", "in_person video in_person", ("in_person", "video")),
        ("dose.hospital_counts_as", "neither", "neither"),
        ("dose.min_minutes", " 20 ", 20),
        ("plan.short_term_share", "0.75", 0.75),
        ("plan.short_term_share", "1", 1.0),
        ("checklist.mode", "pragmatic", "pragmatic"),
    ],
)
def test_a_value_is_typed_by_its_key(key: str, text: str, value: object) -> None:
    parameters, problems = parameters_for("description", {key: text})
    assert problems == ()
    assert value_of(parameters, key) == value


@pytest.mark.parametrize(
    ("key", "text", "message", "nearest"),
    [
        ("dose.comunity_min", "8", "there is no such parameter", "dose.community_min"),
        ("joint_prison_min", "2", "there is no such parameter", "joint.prison_min"),
        ("zzz", "2", "there is no such parameter", ""),
        ("dose.community_min", "eight", "write a whole number, such as 8", "dose.community_min"),
        ("dose.community_min", "-1", "write a whole number of 0 or more, such as 8", "dose.community_min"),
        ("dose.max_per_day", "0", "write a whole number of 1 or more, such as 1", "dose.max_per_day"),
        ("dose.release_day_counts", "no", "write true or false, such as true", "dose.release_day_counts"),
        ("release.modes", "gate", "write modes from in_person, video, phone, text, letter, email, "
         "message_via_third_party with commas between, such as in_person", "release.modes"),
        ("release.modes", "in_person, gate", "write modes from in_person, video, phone, text, letter, email, "
         "message_via_third_party with commas between, such as in_person", "release.modes"),
        ("release.modes", "", "write modes from in_person, video, phone, text, letter, email, "
         "message_via_third_party with commas between, such as in_person", "release.modes"),
        ("plan.short_term_share", "1.5", "write a share from 0 to 1, such as 0.5", "plan.short_term_share"),
        ("plan.short_term_share", "half", "write a share from 0 to 1, such as 0.5", "plan.short_term_share"),
        ("checklist.mode", "strict", "write one of literal, pragmatic, such as literal", "checklist.mode"),
        ("dose.hospital_counts_as", "prison", "write one of community, neither, such as community",
         "dose.hospital_counts_as"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_told_and_leaves_the_profiles_own(key: str, text: str, message: str, nearest: str) -> None:
    parameters, problems = parameters_for("protocol", {key: text})
    assert problems == (ParameterProblem(key, message, nearest),)
    assert parameters == PROFILES["protocol"]


def test_a_least_above_its_most_is_told_and_both_are_left() -> None:
    parameters, problems = parameters_for("description", {"community.min_days": "120", "dose.prison_min": "3"})
    assert [problem.key for problem in problems] == ["community.min_days"]
    assert parameters.community == Parameters().community
    assert parameters.dose.prison_min == 3


def test_a_least_may_equal_its_most() -> None:
    parameters, problems = parameters_for("description", {"community.min_days": "112"})
    assert problems == ()
    assert parameters.community.min_days == parameters.community.max_days


@runs(deadline=None)
@given(st.dictionaries(st.one_of(st.text(max_size=30), st.sampled_from(sorted(DESCRIPTIONS))), st.text(max_size=30)))
def test_whatever_is_written_nothing_breaks_and_no_message_repeats_it(written: dict[str, str]) -> None:
    parameters, problems = parameters_for("description", written)
    assert parameters.referral.min_days <= parameters.referral.max_days
    own = " ".join(problem.message for problem in parameters_for("description", dict.fromkeys(DESCRIPTIONS, "?"))[1])
    for problem in problems:
        text = written.get(problem.key, "")
        assert len(text) < 4 or text.strip() not in problem.message or text.strip() in own


def test_present_values_say_what_differs_and_what_each_means() -> None:
    parameters, _ = parameters_for("description", {"joint.prison_min": "3"})
    assert present_values(parameters, ("joint.prison_min", "joint.modes")) == (
        "- `joint.prison_min: 3` (the description's own: 2): joint meetings in prison, at least",
        "- `joint.modes: in_person, video`: modes in which a meeting can be joint",
    )
    assert present_values(parameters, ()) == ("This rule has no parameters.",)


def test_a_rule_is_explained_by_its_page_and_the_present_values() -> None:
    rule = next(rule for rule in RULES if rule.code == "P03")
    text = explain(rule, "# P03 Joint meetings in prison\n\nProse.\n", Parameters())
    assert text.startswith("# P03 Joint meetings in prison\n\nProse.\n\n## Present values\n\n- `joint.prison_min: 2`: ")
    assert text.endswith("\n")


def test_the_rules_that_use_a_parameter_are_named() -> None:
    assert used_by("joint.modes") == ("P03", "P04", "P13")
    assert used_by("community.max_days") == ("P08", "P10", "P21")
