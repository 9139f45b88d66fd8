"""One case and its results → the reasons it wants attention, most pressing first: reasons, never a score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.result import CaseAssessment
from engager_docs.model.rules import rule_title
from engager_docs.render import course
from engager_docs.render.dates import days_text
from engager_docs.render.words import phrase

FEW_DAYS, RELEASE_DAYS = 7, 28
"""A contact is asked after when it is more than a week old; releases are listed four weeks ahead."""


class Reason(Struct, frozen=True):
    """One reason: how pressing it is (0 most), how far it has gone, and the words."""

    rank: int
    extent: int
    words: str


def reasons(case: Case, as_of: date, found: CaseAssessment | None) -> tuple[Reason, ...]:
    """Return why a case wants attention on a day, most pressing first; none for a closed case."""
    if not course.is_open(case):
        return ()
    every = (*_risk(case, as_of), *_attention(found), *_contact(case, as_of), *_release(case, as_of), *_due(found))
    return tuple(sorted(set(every), key=lambda each: (each.rank, -each.extent, each.words)))


def concern_key(found: tuple[Reason, ...], case: str) -> tuple[int, int, str]:
    """Return where a case stands in a list sorted by concern: cases without a reason come last."""
    return (found[0].rank, -found[0].extent, case) if found else (99, 0, case)


def days_since(case: Case, as_of: date) -> int | None:
    """Return the days since the participant was last seen or spoken with."""
    last = course.last_seen(case, as_of)
    return None if last is None else (as_of - last.data.date).days


def days_to_release(case: Case, as_of: date) -> int | None:
    """Return the days to the expected release while it lies ahead and the participant is not released."""
    expected = course.expected_release(case)
    released = course.released_on(case)
    if expected is None or expected < as_of or (released is not None and released <= as_of):
        return None
    return (expected - as_of).days


def _attention(found: CaseAssessment | None) -> Iterator[Reason]:
    for result in found.results if found else ():
        if result.severity == "attention" and result.result in {"not_met", "cannot_tell"}:
            yield Reason(0, 0, result.why or rule_title(result.rule))


def _risk(case: Case, as_of: date) -> Iterator[Reason]:
    """Yield open risks; an audience that may not see them is given a case without them."""
    for risk in case.risks.data if case.risks else ():
        if risk.closed_on is not None:
            continue
        acct = ", ACCT open" if risk.acct == "open" else ""
        pressing = bool(acct) or risk.level in {"high", "very_high"}
        yield Reason(0 if pressing else 6, 0, f"Open risk: {phrase(risk.type)}{acct}")
        if risk.next_review_on is not None and risk.next_review_on < as_of:
            yield Reason(0, (as_of - risk.next_review_on).days, "Risk review overdue")


def _contact(case: Case, as_of: date) -> Iterator[Reason]:
    missed = course.missed_in_a_row(case)
    if missed >= 2:
        yield Reason(1, missed, f"Missed {missed} in a row")
    since = days_since(case, as_of)
    if since is not None and since > FEW_DAYS:
        yield Reason(2, since, f"Last contact {days_text(since)} ago")
    if course.next_contact(case, as_of) is None:
        yield Reason(6, 0, "No next contact planned")


def _release(case: Case, as_of: date) -> Iterator[Reason]:
    ahead = days_to_release(case, as_of)
    if ahead is None or ahead > RELEASE_DAYS:
        return
    yield Reason(3, -ahead, f"Release in {days_text(ahead)}")
    if case.release_day is None or case.release_day.data.plan is None:
        yield Reason(3, -ahead, "No plan for the day of release")
    if not case.understandings:
        yield Reason(4, 0, "No Shared Understanding yet")
    if case.plan is None or not case.plan.data.reviews:
        yield Reason(4, 0, "No Shared Action Plan yet")


def _due(found: CaseAssessment | None) -> Iterator[Reason]:
    for result in found.results if found else ():
        if result.severity == "attention":
            continue
        if result.due_soon and result.result == "not_due_yet":
            yield Reason(5, 0, f"Due soon: {rule_title(result.rule)} ({result.rule})")
        elif result.result == "not_met" and result.severity == "adherence":
            yield Reason(7, 0, f"Not met: {rule_title(result.rule)} ({result.rule})")
