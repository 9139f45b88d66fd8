"""P19: course → whether every missed contact was followed up, and the supervisor asked after two in a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.contacts import is_attempt_only
from engager_docs.assess.course import ATTENDED, Course
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.rules.liaison import exchanges
from engager_docs.assess.rules.telling import closing
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.weeks import is_working
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.records.contact import Contact
from engager_docs.model.result import Occurrence, Outcome, Spot
from engager_docs.model.source import Entry

MISSES = ("did_not_attend", "cancelled_by_participant")
DISCUSSION_DAYS = 14
_WORDS = Words("time it was due", "times it was due", "Done")


def followed_up(course: Course) -> Verdict:
    """P19: after each miss a further attempt or contact within three days; after two in a row a discussion (§29).

    Weekends and bank holidays extend the days. A further attempt is any later contact record, or a message
    through a third party (rules.md 6.10). It never asks for a home visit. The discussion is one of the case in
    supervision or in the team meeting within two weeks; it is not asked for while no session has ever been
    recorded for the case.
    """
    expected = f"within {counted(course.parameters.followup.days, 'working day')}"
    missed = tuple(_missed(course))
    if not missed:
        return Verdict("not_applicable", expected, f"No contact was missed{closing(course)}")
    found = [_followed(course, place, entry) for place, entry in missed]
    found += _discussed(course)
    verdict = together(
        sorted(found, key=lambda one: one.period),
        expected,
        _WORDS,
        hint="Try again, by another way if need be, and enter each attempt",
    )
    return _with_due(course, verdict)


def _with_due(course: Course, verdict: Verdict) -> Verdict:
    from_first = next((one for one in verdict.occurrences if one.result == verdict.outcome), None)
    if from_first is None or verdict.outcome not in ("not_met", "not_due_yet"):
        return verdict
    due = deadline(course, date.fromisoformat(from_first.period))
    return Verdict(
        verdict.outcome,
        verdict.expected,
        verdict.why,
        verdict.value,
        verdict.hint,
        verdict.severity,
        due,
        verdict.outcome == "not_due_yet",
        verdict.occurrences,
        verdict.spot,
    )


def _missed(course: Course) -> Iterator[tuple[int, Entry[Contact]]]:
    """Yield the contacts that ask to be followed up, with their place; none after case or consent has ended."""
    for place, entry in enumerate(course.case.contacts):
        one = entry.data
        asked = one.date < course.until or (one.date == course.until and course.is_open)
        if asked and one.outcome in MISSES and not is_attempt_only(one):
            yield place, entry


def deadline(course: Course, day: date) -> date:
    """Return the last day to follow a miss up: so many days on, those that are no working days not counted."""
    left, reached = course.parameters.followup.days, day
    while left > 0:
        reached = days_after(reached, 1)
        left -= is_working(reached)
        if reached == date.max:
            break
    return reached


def _followed(course: Course, place: int, entry: Entry[Contact]) -> Occurrence:
    day, last = entry.data.date, deadline(course, entry.data.date)
    next_try = _next_try(course, place, entry)
    period = day.isoformat()
    if next_try is not None and next_try <= last:
        return Occurrence(period, "met", f"Followed up on {in_words(next_try)}")
    if course.until <= last:
        outcome: Outcome = "not_due_yet" if course.is_open else "not_applicable"
        why = f"To be followed up by {in_words(last)}" if course.is_open else "The work ended before it was due"
        return Occurrence(period, outcome, why, spot=Spot(entry.file, ("outcome",)))
    when = f"followed up only on {in_words(next_try)}" if next_try else "no further attempt is recorded"
    return Occurrence(period, "not_met", f"Due by {in_words(last)}, {when}", spot=Spot(entry.file, ("outcome",)))


def _next_try(course: Course, place: int, entry: Entry[Contact]) -> date | None:
    """Return the day of the next contact record after a miss, or of a message through a third party."""
    day = entry.data.date
    later = [one.data.date for one in course.case.contacts[place + 1 :] if one.data.outcome != "planned"]
    later += [
        one.data.date for one in course.case.contacts[:place] if one.data.date == day and is_attempt_only(one.data)
    ]
    later += [one.on for one in exchanges(course) if one.mode == "message_via_third_party" and one.on >= day]
    return min((one for one in later if one <= course.until), default=None)


def _discussed(course: Course) -> Iterator[Occurrence]:
    """Yield, for each run of misses in a row, whether a discussion of the case followed."""
    sessions = course.setting.discussed.get(course.case.id, ())
    if not sessions:
        return
    for entry in _runs(course):
        day = entry.data.date
        last = days_after(day, DISCUSSION_DAYS)
        talked = next((one.on for one in sessions if day <= one.on <= min(last, course.until)), None)
        missed = f"{course.parameters.followup.misses} missed in a row"
        if talked is not None:
            yield Occurrence(day.isoformat(), "met", f"{missed}, discussed on {in_words(talked)}")
        elif course.until > last:
            why = f"{missed}, and no discussion of the case by {in_words(last)}"
            yield Occurrence(day.isoformat(), "not_met", why, spot=Spot(entry.file, ("outcome",)))
        elif course.is_open:
            yield Occurrence(day.isoformat(), "not_due_yet", f"{missed}, to be discussed by {in_words(last)}")


def _runs(course: Course) -> Iterator[Entry[Contact]]:
    """Yield the contact with which each run of misses in a row reached its number."""
    in_a_row = 0
    for entry in course.case.contacts:
        one = entry.data
        if one.date > course.until or one.outcome in ("planned", "no_reply") or is_attempt_only(one):
            continue
        in_a_row = 0 if one.outcome in ATTENDED else in_a_row + 1
        if in_a_row == course.parameters.followup.misses:
            yield entry
