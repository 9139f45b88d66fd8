"""T06 to T08: training sessions → held as planned, attended by everybody in post, soon after joining."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.rules.line_management import NOT_IN_THE_TEAM
from engager_docs.assess.subjects import ServiceRecords, StaffRecords
from engager_docs.assess.team import first_day, last_day, posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.weeks import month_end
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.records.scalars import PartialDate
from engager_docs.model.records.training import TrainingAttendance, TrainingSession
from engager_docs.model.result import Occurrence, Outcome, Spot
from engager_docs.model.source import Entry


def sessions_held(service: ServiceRecords) -> Verdict:
    """T06: as many training sessions over the life of the service as planned (§11)."""
    planned = service.parameters.training.planned
    held = len(service.casebook.training)
    as_of = service.setting.as_of
    running = any((site.settings.data.closed_on or date.max) >= as_of for site in service.casebook.sites)
    expected = f"{planned} sessions"
    if held >= planned:
        return Verdict("met", expected, f"{counted(held, 'session')} held", held)
    so_far = f"{held} of {counted(planned, 'session')} held"
    if running:
        return Verdict("not_due_yet", expected, f"{so_far} so far", held)
    return Verdict("not_met", expected, f"{so_far} when the last site closed", held, severity="info")


def training_attended(records: StaffRecords) -> Verdict:
    """T07: every session held while in post was attended, or caught up with (§12).

    Of a session known only by its month, whoever joined or left in that month may have missed it: that is
    information. Researchers may come and need not.
    """
    expected = "every session"
    if first_day(records.staff) is None:
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    found = tuple(_attended(records))
    words = Words("session", "sessions", "Attended", "No session was held while in post")
    return together(found, expected, words, "Arrange to catch up, and enter the day of it")


def _attended(records: StaffRecords) -> Iterator[Occurrence]:
    for entry in records.service.casebook.training:
        first, last = first_and_last(entry.data.date)
        posts = [post for post in posts_of(records.staff) if post.first <= last and first <= post.last]
        if not posts:
            continue
        whole = any(post.first <= first and last <= post.last for post in posts)
        yield _one(records.staff.id, entry, partly=not whole)


def _one(staff: str, entry: Entry[TrainingSession], *, partly: bool) -> Occurrence:
    period = str(entry.data.date)
    mark = attendance_of(staff, entry.data)
    if mark is not None and mark.status == "attended":
        return Occurrence(period, "met", "Attended")
    if mark is not None and mark.catch_up is not None:
        day = mark.catch_up.on
        return Occurrence(period, "met", f"Caught up with on {in_words(day)}" if day else "Caught up with")
    how = "not in the register" if mark is None else mark.status.replace("_", " ")
    why = f"{how[0].upper()}{how[1:]}, and not caught up with" + ("; joined or left in that month" if partly else "")
    return Occurrence(period, "not_met", why, "info" if partly else None, Spot(entry.file, ("attendance",)))


def attendance_of(staff: str, session: TrainingSession) -> TrainingAttendance | None:
    """Return a person's line in the register of a session."""
    return next((one for one in session.attendance if one.person == staff), None)


def first_and_last(day: date | PartialDate) -> tuple[date, date]:
    """Return the first and last day a date may mean: of a month, all of it."""
    if isinstance(day, date):
        return day, day
    if day.day is not None:
        exact = date(day.year, day.month, day.day)
        return exact, exact
    first = date(day.year, day.month, 1)
    return first, month_end(first)


def trained_soon(records: StaffRecords) -> Verdict:
    """T08: the first training, or catching up with one, within 90 days of the start. Derived: the source is silent.

    A session known only by its month counts as its last day (rules.md 6.17).
    """
    within = records.parameters.training.joiner_days
    expected = f"within {counted(within, 'day')}"
    start, end = first_day(records.staff), last_day(records.staff)
    if start is None or end is None:
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    due = days_after(start, within)
    trained = _first_training(records, start)
    as_of = records.service.setting.as_of
    if trained is not None:
        days = (trained - start).days
        late = f", {counted(days - within, 'day')} late" if days > within else ""
        why = f"First trained on {in_words(trained)}, {counted(days, 'day')} after joining{late}"
        return Verdict("met" if days <= within else "not_met", expected, why, days, severity="info", due_on=due)
    if end < due and end < as_of:
        return Verdict("not_applicable", expected, f"Left before {in_words(due)}")
    waiting = counted((min(as_of, end) - start).days, "day")
    why = f"No training in the {waiting} since joining on {in_words(start)}"
    hint = "Arrange to catch up with the last session"
    outcome: Outcome = "not_due_yet" if as_of <= due else "not_met"
    return Verdict(outcome, expected, why, None, hint, severity="info", due_on=due, due_soon=False)


def _first_training(records: StaffRecords, start: date) -> date | None:
    days: list[date] = []
    for entry in records.service.casebook.training:
        mark = attendance_of(records.staff.id, entry.data)
        if mark is None:
            continue
        if mark.status == "attended":
            days.append(first_and_last(entry.data.date)[1])
        elif mark.catch_up is not None and mark.catch_up.on is not None:
            days.append(mark.catch_up.on)
    return min((day for day in days if day >= start), default=None)
