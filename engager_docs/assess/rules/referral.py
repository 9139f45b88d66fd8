"""P01 and P02: course → when the referral came, and how soon the work began."""

from __future__ import annotations

from engager_docs.assess.calendar import days_after
from engager_docs.assess.course import Course
from engager_docs.assess.custody import place_on
from engager_docs.assess.due import soon, standing
from engager_docs.assess.measures import expected_at_referral, first_contact
from engager_docs.assess.release import expected_now
from engager_docs.assess.rules.telling import closing
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.result import Spot


def referral_window(course: Course) -> Verdict:
    """P01: the referral came 28 to 112 days before the release expected then (§32).

    Both ends belong to the window. Only the date known at referral counts: a later change of it never
    re-opens the rule.
    """
    window = course.parameters.referral
    expected = f"{window.min_days} to {window.max_days}"
    received = course.record.referral.received_on
    release = expected_at_referral(course)
    if release is None:
        return _without_date(course, expected)
    days = (release - received).days
    why = f"Referred {_before(days)} the release expected on {in_words(release)}"
    if days < window.min_days:
        why += f", {counted(window.min_days - days, 'day')} too late"
    if days > window.max_days:
        why += f", {counted(days - window.max_days, 'day')} too early"
    met = window.min_days <= days <= window.max_days
    spot = None if met else Spot(course.case.participant.file, ("referral", "received_on"))
    return Verdict("met" if met else "not_met", expected, why + _moved(course), days, due_on=received, spot=spot)


def _before(days: int) -> str:
    if days == 0:
        return "on the day of"
    return f"{counted(abs(days), 'day')} {'before' if days > 0 else 'after'}"


def _moved(course: Course) -> str:
    """Return what the window became when the expected date changed after the referral."""
    now = expected_now(course)
    if now is None or now == expected_at_referral(course):
        return ""
    days = (now - course.record.referral.received_on).days
    return f"; the date was later changed, and the window became {counted(days, 'day')}"


def _without_date(course: Course, expected: str) -> Verdict:
    received = course.record.referral.received_on
    on_remand = any(period.basis == "remand" and place_on((period,), received) == "prison" for period in course.periods)
    if on_remand:
        return Verdict("not_applicable", expected, "On remand at referral, so there was no release date")
    return Verdict(
        "cannot_tell",
        expected,
        "The release date expected at referral was not recorded",
        hint="Add expected_release to the referral in participant.yaml, if a date was known on that day",
        due_on=received,
    )


def early_first_contact(course: Course) -> Verdict:
    """P02: the first attended contact came within 14 days of acceptance.

    Derived: the description says nothing of it. A contact on the last of these days is in time.
    """
    within = course.parameters.first_contact.days
    expected = f"within {counted(within, 'day')}"
    accepted = course.accepted_on
    if accepted is None:
        return _not_accepted(course, expected)
    due = days_after(accepted, within)
    seen = first_contact(course)
    if seen is None:
        return _not_seen(course, expected)
    days = (seen - accepted).days
    late = f", {counted(days - within, 'day')} late" if days > within else ""
    outcome = standing(course, days_after(due, 1), met=days <= within)
    how_soon = f"{counted(days, 'day')} after" if days > 0 else "before" if days < 0 else "the day of"
    why = f"First contact on {in_words(seen)}, {how_soon} acceptance{late}"
    return Verdict(outcome, expected, why, days, due_on=due)


def _not_seen(course: Course, expected: str) -> Verdict:
    accepted = course.accepted_on or course.end
    due = days_after(accepted, course.parameters.first_contact.days)
    outcome = standing(course, days_after(due, 1), met=False)
    waiting = counted((course.end - accepted).days, "day")
    why = f"No attended contact in the {waiting} since acceptance on {in_words(accepted)}{closing(course)}"
    hint = "Meet or call the participant, and enter the contact" if course.is_open else ""
    near = outcome == "not_due_yet" and soon(course, due)
    return Verdict(outcome, expected, why, None, hint, due_on=due, due_soon=near)


def _not_accepted(course: Course, expected: str) -> Verdict:
    if course.record.referral.decision == "pending":
        return Verdict("not_due_yet", expected, "The referral has not been decided yet")
    return Verdict(
        "cannot_tell",
        expected,
        "The day the referral was accepted was not recorded",
        hint="Add decided_on to the referral in participant.yaml",
    )
