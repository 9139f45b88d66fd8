"""A case on a day → which core components were applied, with an example here and there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bench.demonstration.caseload import Case, phase
from bench.demonstration.choice import number, passage
from bench.demonstration.discussion import beat_of
from bench.demonstration.yaml_text import Fields

PRISON = ("referred", "engaging", "pre_release", "recalled")
Bank = dict[str, dict[str, list[str]]]


def early_or(case: Case, day: date, written: bool) -> str:
    """The value of a component that rests on a document: partly while it is only being prepared."""
    if written:
        return "yes"
    if not case.seen(day):
        return "not_indicated"
    return "partly" if case.seen(day - timedelta(days=14)) else "no"


def engagement(case: Case, day: date) -> str:
    """Engagement and trust: partly at first and while meetings are being missed."""
    if not case.seen(day):
        return "not_indicated"
    if case.missed_lately(day):
        return "partly"
    return "yes" if case.seen(day - timedelta(days=21)) else "partly"


def understanding(case: Case, day: date) -> str:
    """The Shared Understanding: as far as a version is written."""
    return early_or(case, day, case.has_understanding(day))


def goals_and_plan(case: Case, day: date) -> str:
    """Goals and plan: as far as a version of the plan is written."""
    return early_or(case, day, case.has_plan(day))


def practical_support(case: Case, day: date) -> str:
    """Practical support: not called for before the first meetings."""
    return "yes" if case.seen(day - timedelta(days=28)) or case.released() == day else "not_indicated"


def liaison(case: Case, day: date) -> str:
    """Liaison: begins once the participant has been met a few times."""
    return "yes" if case.seen(day - timedelta(days=21)) else "not_indicated"


def assertive(case: Case, day: date) -> str:
    """Assertive follow-up: called for after a missed meeting."""
    return "yes" if case.missed_lately(day) else "not_indicated"


def release_support(case: Case, day: date) -> str:
    """Release-day support: prepared in the last weeks, given on the day, then done."""
    now = phase(case, day)
    if now == "pre_release":
        return "partly" if case.has_plan(day) else "no"
    if now == "recalled":
        return "partly"
    return "yes" if case.place(day) != "prison" and (day - case.last_move(day)).days <= 10 else "not_indicated"


def ending(case: Case, day: date) -> str:
    """The planned ending: spoken of from a month before the plan is written."""
    planned = case.ending_planned
    if planned is None or day < planned - timedelta(days=28) or case.place(day) == "prison":
        return "not_indicated"
    return "yes" if day >= planned else "partly"


STATES: dict[str, Callable[[Case, date], str]] = {
    "engagement_and_trust": engagement,
    "shared_understanding": understanding,
    "goals_and_plan": goals_and_plan,
    "practical_support": practical_support,
    "liaison": liaison,
    "assertive_follow_up": assertive,
    "release_day_support": release_support,
    "planned_ending": ending,
}
SKILLS = ("mentalising_stance", "strengths_focus")
AWAY = {
    "shared_understanding": "partly",
    "goals_and_plan": "no",
    "mentalising_stance": "not_recorded",
    "strengths_focus": "not_indicated",
    "practical_support": "not_indicated",
}
ORDER = (*tuple(STATES)[:3], *SKILLS, *tuple(STATES)[3:])
SKILL_VALUES = ("yes", "yes", "partly", "yes", "yes", "partly", "yes", "not_recorded")


def applied(case: Case, component: str, day: date) -> str:
    """Whether a component was applied in the week before the day."""
    if component in AWAY and case.missed_lately(day) and not case.met_lately(day):
        return AWAY[component]
    if component in SKILLS:
        seen = case.seen(day)
        value = SKILL_VALUES[number(f"{case.id}/{component}/{day}", len(SKILL_VALUES))]
        return value if seen else "not_indicated"
    return STATES[component](case, day)


def with_examples(case: Case, day: date, values: dict[str, str], turn: int) -> list[str]:
    """The two or three components that get an example this time, in rotation."""
    done = [component for component, value in values.items() if value == "yes"]
    open_to_example = [component for component in done if believable(case, day, component)]
    count = 2 if turn % 3 else 3
    return [open_to_example[(turn * 3 + at) % len(open_to_example)] for at in range(min(count, len(open_to_example)))]


def believable(case: Case, day: date, component: str) -> bool:
    """Whether an example can come from the week: without a meeting only the follow-up has one."""
    return case.met_lately(day) or component == "assertive_follow_up"


def checklist(case: Case, day: date, turn: int, bank: dict[str, Bank]) -> list[Fields]:
    """The checklist of one case discussion; the turn counts the discussions of the case."""
    beat = beat_of(case, day)
    values = {component: applied(case, component, day) for component in ORDER} | beat.applied
    chosen = with_examples(case, day, values, turn)
    group = "prison" if case.place(day) == "prison" else "community"
    items: list[Fields] = []
    for component, value in values.items():
        item: dict[str, str] = {"component": component, "applied": value}
        if component in chosen:
            item["example"] = passage(bank["examples"][component][group], f"{case.id}/{component}", turn)
        elif value in {"partly", "no"} and not beat.alone:
            plans = bank["plans"][component][group]
            item["plan"] = passage(plans, f"{case.id}/{component}/plan", turn)
        items.append(item)
    return items
