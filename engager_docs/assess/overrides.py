"""The `parameters` of service.yaml, still text → typed parameters and what is wrong with them.

A wrong key or value is a value here, never an exception: the service keeps its profile's figure and `check`
shows the problem at its line. No message repeats what was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import get_args

from engager_docs.assess.parameters import (
    DESCRIPTIONS,
    PROFILES,
    Hospital,
    Parameters,
    ParameterValue,
    value_of,
    value_text,
)
from engager_docs.model.records.contact import ContactMode
from engager_docs.model.records.service import Profile

NOT_YET_USED = frozenset(
    [
        "su.required_before_release",
        "su.min_links",
        "su.community_review_min",
        "plan.short_term_share",
        "plan.community_review_days",
        "liaison.prison_min",
        "followup.days",
        "followup.misses",
        "goals.review_days",
        "ending.notice_days",
        "supervision.min_working_days",
        "supervision.allow_shift_days",
        "supervision.content_weeks",
        "checklist.mode",
        "checklist.max_days",
        "case_discussion.max_days",
        "monthly.min_days",
        "line.development_months",
        "appraisal.grace_days",
        "meeting.content_weeks",
        "meeting.case_review_days",
        "mba.min_days",
        "mba.max_days",
        "mba.modes",
        "adherence.review_days",
        "training.planned",
        "training.joiner_days",
        "team.overlap_days",
    ]
)
"""Keys of the description whose rules are not assessed yet: a service may write them, and nothing reads them."""

_NUMBER = re.compile(r"[-+]?[0-9]{1,5}", re.ASCII)
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_LEAST = {"referral.min_days": -366, "referral.max_days": -366, "weekly.max_gap_days": 1, "dose.max_per_day": 1}
_PAIRS = (("referral.min_days", "referral.max_days"), ("community.min_days", "community.max_days"))


@dataclass(frozen=True, slots=True)
class ParameterProblem:
    """A parameter of service.yaml that cannot be used: its key, what is wrong, and the nearest valid key."""

    key: str
    message: str
    nearest: str = ""


def parameters_for(
    profile: Profile, written: Mapping[str, str] | None = None
) -> tuple[Parameters, tuple[ParameterProblem, ...]]:
    """Return a profile's parameters with those ``written`` put over them, and every problem found.

    ``written`` maps dotted keys to text, as in service.yaml. A value with a problem leaves the profile's own.
    """
    parameters = PROFILES[profile]
    problems: list[ParameterProblem] = []
    for key, text in (written or {}).items():
        if key in NOT_YET_USED:
            continue
        value = _typed(parameters, key, text)
        if isinstance(value, ParameterProblem):
            problems.append(value)
        else:
            parameters = _with(parameters, key, value)
    crossed = _crossed(parameters)
    if crossed:
        problems.extend(crossed)
        parameters = _uncrossed(parameters, PROFILES[profile])
    return parameters, tuple(problems)


def _typed(parameters: Parameters, key: str, text: str) -> ParameterValue | ParameterProblem:
    if key not in DESCRIPTIONS:
        near = get_close_matches(key, DESCRIPTIONS, 1, 0.5)
        return ParameterProblem(key, "there is no such parameter", near[0] if near else "")
    present = value_of(parameters, key)
    if isinstance(present, bool):
        truth = _TRUTH.get(text.strip())
        return _problem(key, present, "write true or false") if truth is None else truth
    if isinstance(present, int):
        return _number(key, present, text.strip())
    if isinstance(present, tuple):
        return _modes(key, present, text)
    if text.strip() not in get_args(Hospital):
        return _problem(key, present, f"write one of {', '.join(get_args(Hospital))}")
    return text.strip()


def _problem(key: str, present: ParameterValue, advice: str) -> ParameterProblem:
    return ParameterProblem(key, f"{advice}, such as {value_text(present)}", key)


def _number(key: str, present: int, text: str) -> int | ParameterProblem:
    if not _NUMBER.fullmatch(text):
        return _problem(key, present, "write a whole number")
    least = _LEAST.get(key, 0)
    if int(text) < least:
        return _problem(key, present, f"write a whole number of {least} or more")
    return int(text)


def _modes(key: str, present: tuple[str, ...], text: str) -> tuple[str, ...] | ParameterProblem:
    written = tuple(part for part in re.split(r"[\s,\[\]]+", text) if part)
    known = get_args(ContactMode)
    if not written or any(part not in known for part in written):
        return _problem(key, present, f"write modes from {', '.join(known)} with commas between")
    return tuple(dict.fromkeys(written))


def _with(parameters: Parameters, key: str, value: ParameterValue) -> Parameters:
    group, name = key.split(".")
    changed = replace(getattr(parameters, group), **{name: value})
    return replace(parameters, **{group: changed})


def _crossed(parameters: Parameters) -> list[ParameterProblem]:
    """Return a problem for each least figure that is larger than its most."""
    return [
        ParameterProblem(least, f"larger than {most}, so nothing could ever be met", least)
        for least, most in _PAIRS
        if int(str(value_of(parameters, least))) > int(str(value_of(parameters, most)))
    ]


def _uncrossed(parameters: Parameters, profile: Parameters) -> Parameters:
    """Put the profile's own figures back wherever least and most are crossed."""
    for problem in _crossed(parameters):
        group = problem.key.split(".")[0]
        parameters = replace(parameters, **{group: getattr(profile, group)})
    return parameters
