"""P07 and P08: course → whether the least number of sessions in prison and in the community was reached."""

from __future__ import annotations

from collections.abc import Iterable

from engager_docs.assess.contacts import (
    after_release,
    attended_in_prison,
    dose,
    is_session,
    may_be_session,
    not_on_release_day,
    sessions_in_community,
    sessions_in_prison,
)
from engager_docs.assess.course import Course
from engager_docs.assess.due import by_closure, community_due, soon, standing
from engager_docs.assess.release import early_release, expected_now
from engager_docs.assess.rules.telling import ahead, closing, since
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words, out_of
from engager_docs.model.records.contact import Contact
from engager_docs.model.result import Outcome

CONTACT_POSSIBLE_DAYS = 7
"""Fewer days than these from acceptance to release leave no time for a first contact (rules.md 2, P07)."""
_MINUTES = "Enter the minutes of the meetings that have none"


def prison_dose(course: Course) -> Verdict:
    """P07: at least two sessions in prison before release (§31).

    Visits during a recall do not count. Due on the day of release; a case closed before it is judged at
    closure.
    """
    least = course.parameters.dose.prison_min
    count = dose(course, sessions_in_prison(course))
    judged = course.release or by_closure(course, None)
    outcome = standing(course, judged, met=count >= least)
    if outcome == "not_met" and _no_time(course):
        return Verdict("not_applicable", f"at least {least}", _no_time(course), count)
    due = judged or (expected_now(course) if course.is_open else None)
    verdict = Verdict(
        outcome,
        f"at least {least}",
        out_of(count, least, "session", "sessions") + _in_prison(course, outcome),
        count,
        "Arrange the sessions still missing" if outcome == "not_due_yet" else _missing(course, outcome),
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due),
    )
    return _untold(course, verdict, attended_in_prison(course), least)


def _in_prison(course: Course, outcome: Outcome) -> str:
    """Return until when the sessions in prison were counted, and what cut the time short."""
    if course.release is None:
        return f" in prison{ahead(course)}{closing(course) if outcome != 'met' else ''}"
    early = early_release(course) if outcome == "not_met" else ""
    return f" in prison before release on {in_words(course.release)}{'; ' if early else ''}{early}"


def community_dose(course: Course) -> Verdict:
    """P08: at least eight sessions in the community (§31).

    Contact by phone alone is told apart and not counted. Due when the community work is at its longest, or
    at closure if that comes first.
    """
    least = course.parameters.dose.community_min
    eligible = _counted_days(course, after_release(course))
    count = dose(course, _counted_days(course, sessions_in_community(course)))
    due = by_closure(course, community_due(course))
    outcome = standing(course, due, met=count >= least)
    why = f"{out_of(count, least, 'session', 'sessions')} in the community{since(course)}"
    verdict = Verdict(
        outcome,
        f"at least {least}",
        why + _by_phone(course, eligible) + (closing(course) if outcome != "met" else ""),
        count,
        _missing(course, outcome),
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due),
    )
    return _untold(course, verdict, eligible, least)


def _missing(course: Course, outcome: Outcome) -> str:
    """Return what could still put a missed dose right; an early ending needs no reminder."""
    return "Enter any session that is missing" if outcome == "not_met" and course.closure_class != "early" else ""


def _counted_days(course: Course, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Return the contacts on days that count: with ``dose.release_day_counts`` all, else not those of a release."""
    return contacts if course.parameters.dose.release_day_counts else not_on_release_day(course, contacts)


def _by_phone(course: Course, contacts: Iterable[Contact]) -> str:
    calls = sum(one.mode == "phone" and not is_session(course.parameters.dose, one) for one in contacts)
    return f"; {counted(calls, 'contact')} by phone not counted" if calls else ""


def _no_time(course: Course) -> str:
    """Return that release came too soon after acceptance for any contact, or nothing."""
    if course.release is None or course.accepted_on is None:
        return ""
    days = (course.release - course.accepted_on).days
    if days >= CONTACT_POSSIBLE_DAYS:
        return ""
    return f"Released {counted(days, 'day')} after acceptance, too soon for sessions in prison"


def _untold(course: Course, verdict: Verdict, contacts: Iterable[Contact], least: int) -> Verdict:
    """Return that nobody can tell, where minutes nobody wrote down would decide (rules.md 1)."""
    if verdict.outcome != "not_met":
        return verdict
    rules = course.parameters.dose
    possible = [one for one in contacts if is_session(rules, one) or may_be_session(rules, one)]
    if dose(course, possible) < least:
        return verdict
    outcome: Outcome = "cannot_tell"
    why = f"{verdict.why}; the minutes of some meetings were not recorded"
    return Verdict(outcome, verdict.expected, why, verdict.value, _MINUTES, due_on=verdict.due_on)
