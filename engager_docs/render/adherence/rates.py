"""Results of a period → counts by rule: met of due, with what was left out beside (rules.md 6.18)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engager_docs.model.result import Outcome, Rate, RuleResult
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Table
from engager_docs.render.adherence.period import Period
from engager_docs.render.blocks import table
from engager_docs.render.words import counted

FEWEST = 5
"""A rate over fewer than five is not told outside the service (rules.md 5, small numbers)."""
DESCRIPTIVE = ("T09",)
"""Rules that only describe: nothing of them is met or not."""


def rates_of(results: Iterable[RuleResult]) -> tuple[Rate, ...]:
    """Return the rate of each rule over subjects, in order of the rules as they come."""
    found: dict[str, list[Outcome]] = {}
    for result in results:
        found.setdefault(result.rule, []).append(result.result)
    return tuple(Rate.of(rule, outcomes) for rule, outcomes in found.items())


def occurrence_rates(results: Iterable[RuleResult], period: Period) -> tuple[Rate, ...]:
    """Return the rate of each rule over the weeks, months and meetings of a period.

    A rule without occurrences counts once for each subject it applies to.
    """
    found: dict[str, list[Outcome]] = {}
    for result in results:
        outcomes = found.setdefault(result.rule, [])
        if not result.occurrences and result.result != "not_applicable":
            outcomes.append(result.result)
        outcomes.extend(each.result for each in result.occurrences if period.holds_label(each.period))
    return tuple(Rate.of(rule, outcomes) for rule, outcomes in found.items())


def rate_table(caption: str, rates: Iterable[Rate], empty: str, least: int = 0) -> Table:
    """Return rates as a table of counts; one due fewer than ``least`` times is not told (rules.md 5)."""
    return table(
        caption,
        ("Rule", "Met of due", "Not met", "Explained", "Not due or not applicable", "Cannot tell"),
        (_row(rate, least) for rate in rates),
        empty,
        numbers=(2, 3, 4, 5),
    )


def _row(rate: Rate, least: int) -> tuple[Content, ...]:
    if 0 < rate.due < least:
        return (f"{rule_title(rate.rule)} ({rate.rule})", f"Fewer than {least} due", *("Not shown",) * 4)
    met = f"{rate.met} of {rate.due}" if rate.due else "None due"
    not_met = rate.due - rate.met - rate.covered
    counts = tuple(str(each) for each in (not_met, rate.covered, rate.excluded, rate.cannot_tell))
    return (f"{rule_title(rate.rule)} ({rate.rule})", met, *counts)


def in_words(rates: Iterable[Rate], least: int = 0) -> Iterator[str]:
    """Yield a sentence for each rule that was not always met, the least often first, then one for all others.

    Rules due fewer than ``least`` times are only counted.
    """
    known = [rate for rate in rates if rate.due and rate.rule not in DESCRIPTIVE]
    due = [rate for rate in known if rate.due >= least]
    always = [rate for rate in due if rate.met == rate.due]
    for rate in sorted(due, key=lambda each: (each.met / each.due, each.rule)):
        if rate in always:
            continue
        beside = f", {rate.covered} explained beforehand" if rate.covered else ""
        unknown = f", {rate.cannot_tell} cannot be told" if rate.cannot_tell else ""
        left = f" ({counted(rate.excluded, 'other')} not due or not applicable)" if rate.excluded else ""
        yield f"{rule_title(rate.rule)} ({rate.rule}): {rate.met} of {rate.due} met{beside}{unknown}{left}."
    if always:
        yield f"Met every time: {', '.join(f'{rule_title(rate.rule)} ({rate.rule})' for rate in always)}."
    if len(due) < len(known):
        yield f"{counted(len(known) - len(due), 'rule')} due fewer than {least} times not shown."
