"""S16 and S20: site → the whole caseload looked at in the meeting, and adherence reviewed by the supervisor."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from engager_docs.assess.calendar import days_after
from engager_docs.assess.caseload import active_from
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import SUPERVISING
from engager_docs.assess.rules.intervals import Held, Measure, too_long
from engager_docs.assess.rules.team_meeting import held_meetings
from engager_docs.assess.subjects import SiteRecords
from engager_docs.assess.team import leave_days, posts_at, vacant_days
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words, span_in_words
from engager_docs.model.result import Occurrence, Outcome


def whole_caseload(records: SiteRecords) -> Verdict:
    """S16: each active case is looked at in the team meeting at least every two weeks (§43).

    A meeting that looked at the whole caseload counts for every case.
    """
    most = records.parameters.meeting.case_review_days
    meetings = held_meetings(records)
    everybody = [one.data.date for one in meetings if one.data.whole_caseload]
    measure = Measure(most, "without a review in the team meeting", records.service)
    found: list[Occurrence] = []
    for course in records.courses:
        first = active_from(course)
        if first is None or first > course.until:
            continue
        own = [one.on for one in records.service.setting.discussed.get(course.case.id, ()) if not one.in_supervision]
        found += too_long(Held(course, first, course.until), [*everybody, *own], measure)
    words = Words("stretch", "stretches", "In time in", "No case was active long enough")
    hint = "Look at the case in the next meeting"
    return together(sorted(found, key=lambda one: one.period), f"every {counted(most, 'day')}", words, hint)


def adherence_reviewed(records: SiteRecords) -> Verdict:
    """S20: the supervisor reviews adherence at least every four weeks (§45).

    The description gives no interval; 28 days are an assumption, stated as one. Leave of the supervisor covers
    the days it takes, a vacancy is named.
    """
    most = records.parameters.adherence.review_days
    expected = f"every {counted(most, 'day')}"
    if records.opened > records.until:
        return Verdict("not_applicable", expected, "The site has not opened")
    days = [one.data.date for one in records.site.reviews if records.opened <= one.data.date <= records.until]
    points = [records.opened, *days]
    found = [_between(records, a, b, most, reviewed=True) for a, b in pairwise(points)]
    due = days_after(points[-1], most)
    found.append(_between(records, points[-1], records.until, most, reviewed=False))
    words = Words("interval", "intervals", "In time in")
    verdict = together(found, expected, words, "Review adherence, and sign the review off")
    return replace(verdict, due_on=due)


def _between(records: SiteRecords, start: date, end: date, most: int, *, reviewed: bool) -> Occurrence:
    days = (end - start).days
    period = f"{start.isoformat()}..{end.isoformat()}"
    if days <= most:
        if reviewed:
            return Occurrence(period, "met", f"Reviewed on {in_words(end)}, after {counted(days, 'day')}")
        return Occurrence(period, "not_due_yet", f"Due by {in_words(days_after(start, most))}")
    supervisors = posts_at(records.service.team_at(records.site.id), records.site.id, SUPERVISING)
    vacant = vacant_days(supervisors, days_after(start, 1), end)
    staff = records.service.setting.staff
    away = {day for post in supervisors for day in leave_days(staff.get(post.staff), start, end) if post.holds(day)}
    said = f"{counted(days, 'day')} without a review, {span_in_words(start, end)}"
    outcome: Outcome = "not_met"
    if vacant:
        said = f"{said}; the supervisor's post was vacant {span_in_words(vacant[0], vacant[-1])}"
    elif len(away) >= days - most:
        outcome, said = "covered", f"{said}; {counted(len(away), 'day')} of leave in between"
    return Occurrence(period, outcome, said)
