"""The `parameters` of service.yaml, still text → typed parameters and what is wrong with them.

A wrong key or value is a value here, never an exception: the service keeps its profile's figure and `check`
shows the problem at its line. No message repeats what was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.assess.parameter_words import DESCRIPTIONS
from engager_docs.assess.parameters import (
    PROFILES,
    Hospital,
    Parameters,
    ParameterValue,
    value_of,
    value_text,
)
from engager_docs.assess.service_parameters import ChecklistMode
from engager_docs.model.records.contact import ContactMode
from engager_docs.model.records.service import Profile

_NUMBER = re.compile(r"[-+]?[0-9]{1,5}", re.ASCII)
_SHARE = re.compile(r"[01]|[01]?\.[0-9]{1,4}", re.ASCII)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "dose.hospital_counts_as": get_args(Hospital),
    "checklist.mode": get_args(ChecklistMode),
}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_LEAST = {
    "referral.min_days": -366,
    "referral.max_days": -366,
    "weekly.max_gap_days": 1,
    "dose.max_per_day": 1,
    "followup.misses": 1,
    "goals.review_days": 1,
    "supervision.min_working_days": 1,
    "supervision.content_weeks": 1,
    "checklist.max_days": 1,
    "case_discussion.max_days": 1,
    "monthly.min_days": 1,
    "line.development_months": 1,
    "meeting.content_weeks": 1,
    "meeting.case_review_days": 1,
    "adherence.review_days": 1,
}
_PAIRS = (
    ("referral.min_days", "referral.max_days"),
    ("community.min_days", "community.max_days"),
    ("mba.min_days", "mba.max_days"),
)


class ParameterProblem(Struct, frozen=True):
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
    if isinstance(present, float):
        return _share(key, present, text.strip())
    if isinstance(present, tuple):
        return _modes(key, present, text)
    if text.strip() not in _CHOICES[key]:
        return _problem(key, present, f"write one of {', '.join(_CHOICES[key])}")
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


def _share(key: str, present: float, text: str) -> float | ParameterProblem:
    if not _SHARE.fullmatch(text) or float(text) > 1:
        return _problem(key, present, "write a share from 0 to 1")
    return float(text)


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
