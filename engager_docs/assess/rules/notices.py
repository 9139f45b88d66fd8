"""N01 to N05: course → notices: what is good to know about a case and is no departure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from engager_docs.assess.calendar import days_after, is_bank_holiday
from engager_docs.assess.course import Course
from engager_docs.assess.measures import expected_at_referral
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.release import expected_now
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.participant import Allocation
from engager_docs.model.result import Occurrence, Outcome, Spot
from engager_docs.model.source import Entry

LATE_DAYS = 5
HANDOVER_DAYS = 7
FRIDAY = 4
BROUGHT_FORWARD_SINCE = date(2023, 11, 30)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def entered_late(course: Course) -> Verdict:
    """N01: a contact or a version was entered more than five days after its day (rules.md 5)."""
    entries = [(entry.data.date, entry.data.recorded_on, entry.file) for entry in course.case.understandings]
    entries += [(one.data.date, one.data.recorded_on, one.file) for one in _done(course)]
    found = [
        Occurrence(day.isoformat(), "not_met", _late(day, recorded), spot=Spot(file, ("recorded_on",)))
        for day, recorded, file in sorted(entries)
        if recorded is not None and day <= course.end and (recorded - day).days > LATE_DAYS
    ]
    expected = f"within {counted(LATE_DAYS, 'day')}"
    if not found:
        return Verdict("met", expected, "Nothing was entered late", 0)
    words = Words("record", "records")
    told = together(found, expected, words)
    days = ", ".join(in_words(date.fromisoformat(one.period)) for one in found[:3])
    more = f" and {counted(len(found) - 3, 'other')}" if len(found) > 3 else ""
    why = f"Entered more than {counted(LATE_DAYS, 'day')} late: {days}{more}"
    return Verdict("not_met", expected, why, len(found), occurrences=told.occurrences, spot=found[0].spot)


def _late(day: date, recorded: date) -> str:
    return f"Entered {counted((recorded - day).days, 'day')} later"


def _done(course: Course) -> Iterator[Entry[Contact]]:
    yield from (entry for entry in course.case.contacts if entry.data.outcome != "planned")


def release_brought_forward(course: Course) -> Verdict:
    """N02: the expected release is a Friday, a bank holiday or the eve of one, so it may come earlier.

    The presumption holds in England and Wales since 30 November 2023. Told while the release lies ahead.
    """
    expected = "no Friday or holiday"
    day = expected_now(course)
    if not course.is_open or course.release is not None or day is None or day < course.setting.as_of:
        return Verdict("not_applicable", expected, "No release lies ahead")
    if day < BROUGHT_FORWARD_SINCE:
        return Verdict("not_applicable", expected, f"The release is before {in_words(BROUGHT_FORWARD_SINCE)}")
    why = f"Release expected on {_WEEKDAYS[day.weekday()]} {in_words(day)}"
    reason = _reason(day)
    if not reason:
        return Verdict("met", expected, why)
    hint = "Plan for an earlier day too: who would be there, and how you would be told"
    spot = Spot(course.case.participant.file, ("release_dates",))
    return Verdict("not_met", expected, f"{why}, {reason}: it may be brought forward", hint=hint, due_on=day, spot=spot)


def _reason(day: date) -> str:
    if is_bank_holiday(day):
        return "a bank holiday"
    if is_bank_holiday(days_after(day, 1)):
        return "the eve of a bank holiday"
    return "a Friday" if day.weekday() == FRIDAY else ""


def next_contact_planned(course: Course) -> Verdict:
    """N03: an open case without a next contact (rules.md 5)."""
    expected = "a day to come"
    if not course.is_open or course.record.referral.decision != "accepted":
        return Verdict("not_applicable", expected, "The case is not open")
    today = course.setting.as_of
    done = [entry for entry in _done(course) if entry.data.date <= today]
    planned = [one.data.date for one in course.case.contacts if one.data.outcome == "planned"]
    noted = done[-1].data.next_contact if done else None
    ahead = [day for day in (*planned, noted) if day is not None and day >= today]
    if ahead:
        return Verdict("met", expected, f"Next contact on {in_words(min(ahead))}")
    why = "No next contact is planned"
    if noted is not None:
        why = f"The contact planned for {in_words(noted)} has no record, and no other is planned"
    spot = Spot(done[-1].file, ("next_contact",)) if done else None
    return Verdict("not_met", expected, why, hint="Agree the next day, and enter it", spot=spot)


def release_moved(course: Course) -> Verdict:
    """N04: the expected release moved after the referral, so the window became another (rules.md 5)."""
    expected = "as at referral"
    before, now = expected_at_referral(course), expected_now(course)
    if before is None or now is None:
        return Verdict("not_applicable", expected, "No release date was known")
    received = course.record.referral.received_on
    if before == now:
        return Verdict("met", expected, f"Expected on {in_words(now)}, as at referral", (now - received).days)
    days = (now - received).days
    why = f"Moved from {in_words(before)} to {in_words(now)}; the window became {counted(days, 'day')}"
    return Verdict("not_met", expected, why, days, spot=Spot(course.case.participant.file, ("release_dates",)))


def handed_over(course: Course) -> Verdict:
    """N05: after a change of lead or supervisor a hand-over contact within seven days (rules.md 5)."""
    expected = f"within {counted(HANDOVER_DAYS, 'day')}"
    changes = tuple(_changes(course))
    if not changes:
        return Verdict("not_applicable", expected, "Lead and supervisor stayed the same")
    words = Words("change", "changes", "Handed over at")
    hint = "Enter the hand-over as a contact with the purpose handover"
    return together([_handed(course, *each) for each in changes], expected, words, hint)


def _changes(course: Course) -> Iterator[tuple[Allocation, Allocation]]:
    for role in ("lead", "supervising"):
        held = sorted((one for one in course.record.allocation if one.role == role), key=lambda one: one.from_)
        for before, after in pairwise(held):
            if before.staff != after.staff and after.from_ <= course.until:
                yield before, after


def _handed(course: Course, before: Allocation, after: Allocation) -> Occurrence:
    day = after.from_
    near = (days_after(day, -HANDOVER_DAYS), days_after(day, HANDOVER_DAYS))
    who = f"From {before.staff} to {after.staff}"
    found = [one for one in course.contacts if "handover" in one.purposes and near[0] <= one.date <= near[1]]
    if found:
        return Occurrence(day.isoformat(), "met", f"{who}, hand-over contact on {in_words(found[0].date)}")
    if course.until < near[1]:
        outcome: Outcome = "not_due_yet" if course.is_open else "not_applicable"
        return Occurrence(day.isoformat(), outcome, f"{who}, due by {in_words(near[1])}")
    spot = Spot(course.case.participant.file, ("allocation",))
    return Occurrence(day.isoformat(), "not_met", f"{who} without a hand-over contact", spot=spot)
