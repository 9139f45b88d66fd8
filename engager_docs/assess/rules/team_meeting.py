"""S12 to S15: site → the weekly team meeting; staff member → whether they were there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from engager_docs.assess.calendar import days_after
from engager_docs.assess.caseload import is_active
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import PRACTISING, SUPERVISING
from engager_docs.assess.rules.clinical import VACANCY, weeks_served
from engager_docs.assess.rules.line_management import NOT_IN_THE_TEAM
from engager_docs.assess.subjects import SiteRecords, StaffRecords
from engager_docs.assess.team import Post, away_throughout, days_in_post, holders, posts_at, posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.weeks import Span, weeks, working_days
from engager_docs.assess.wording import in_words, phrase
from engager_docs.model.records.meetings import AgendaItem, TeamMeeting
from engager_docs.model.result import Occurrence, Spot
from engager_docs.model.source import Entry

AREAS: tuple[AgendaItem, ...] = get_args(AgendaItem)


def held_meetings(records: SiteRecords) -> tuple[Entry[TeamMeeting], ...]:
    """Return the meetings of a site that were held, in order of date."""
    return tuple(one for one in records.site.meetings if one.data.status in (None, "held"))


def weekly_meeting(records: SiteRecords) -> Verdict:
    """S12: a held team meeting in every week of at least three working days (§22 §43).

    As with supervision a second meeting in a week may serve the week before, and a vacancy of the supervisor's
    post is never hidden. A week without team and without an active case asks for none.
    """
    everybody = posts_at(records.service.team_at(records.site.id), records.site.id)
    days = [one.data.date for one in held_meetings(records)]
    served = weeks_served(days, records.parameters.supervision.allow_shift_days)
    found = []
    for week in weeks(records.opened, records.until) if records.opened <= records.until else ():
        due = working_days(max(week.first, records.opened), min(week.last, records.until))
        whole = working_days(max(week.first, records.opened), week.last)
        nobody = not days_in_post(everybody, due) and not any(
            is_active(one, day) for one in records.courses for day in due
        )
        if len(whole) >= records.parameters.supervision.min_working_days and not nobody:
            found.append(_week(records, week, due, served.get(week.first), everybody))
    words = Words("week", "weeks", "Held in", "No week was due")
    return together(found, "one a week", words, "Hold the meeting, or enter the one that was held")


def _week(
    records: SiteRecords, week: Span, due: tuple[date, ...], meeting: date | None, posts: tuple[Post, ...]
) -> Occurrence:
    if meeting is not None:
        return Occurrence(week.label, "met", f"Held on {in_words(meeting)}")
    if week.last >= records.service.setting.as_of:
        return Occurrence(week.label, "not_due_yet", f"Due by {in_words(week.last)}")
    leading = tuple(post for post in posts if post.role in SUPERVISING)
    if not days_in_post(leading, due):
        return Occurrence(week.label, "not_met", f"None held: {VACANCY}")
    for group, who in ((leading, "The supervisor was"), (_practising(posts), "All practitioners were")):
        if _all_away(records, group, due):
            return Occurrence(week.label, "covered", f"{who} away all week")
    entry = next((one for one in records.site.meetings if week.holds(one.data.date)), None)
    spot = Spot(entry.file, ("status",)) if entry else None
    return Occurrence(week.label, "not_met", "None held is recorded", spot=spot)


def _practising(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    return tuple(post for post in posts if post.role in PRACTISING)


def _all_away(records: SiteRecords, posts: tuple[Post, ...], days: tuple[date, ...]) -> bool:
    staff = records.service.setting.staff
    people = {one for day in days for one in holders(posts, day)}
    return bool(people) and all(away_throughout(staff.get(one), days) for one in people)


def meeting_attended(records: StaffRecords) -> Verdict:
    """S13: everybody in post and not away is present at each meeting (§43).

    Recorded leave excuses. Other apologies are listed and do not.
    """
    expected = "every meeting"
    if not posts_of(records.staff):
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    found: list[Occurrence] = []
    for site in records.service.casebook.sites:
        posts = [post for post in posts_of(records.staff) if post.site == site.id]
        about = SiteRecords(site, records.service)
        found += [_there(records, one) for one in held_meetings(about) if holders(posts, one.data.date)]
    words = Words("meeting", "meetings", "Present at", "No meeting was held while in post")
    return together(found, expected, words, "Talk about what kept them, or enter the leave that was taken")


def _there(records: StaffRecords, one: Entry[TeamMeeting]) -> Occurrence:
    period = one.data.date.isoformat()
    mark = next((each for each in one.data.attendance if each.staff == records.staff.id), None)
    if mark is not None and mark.status == "present":
        return Occurrence(period, "met", "Present")
    if records.staff.absent_on(one.data.date) or (mark is not None and mark.status == "apologies_leave"):
        return Occurrence(period, "covered", "On leave")
    how = "Not in the attendance list" if mark is None else phrase(mark.status).capitalize()
    spot = Spot(one.file, ("attendance",))
    return Occurrence(period, "not_met", f"{how}, and no leave is recorded", spot=spot)


def meeting_led(records: SiteRecords) -> Verdict:
    """S14: each meeting was led by a supervisor, or interim supervisor, of the site that day (§42 §43)."""
    posts = posts_at(records.service.team_at(records.site.id), records.site.id, SUPERVISING)
    found = []
    for one in held_meetings(records):
        chair, period = one.data.chair, one.data.date.isoformat()
        if chair in holders(posts, one.data.date):
            found.append(Occurrence(period, "met", f"Led by {chair}"))
        else:
            why = f"Led by {chair}, not a supervisor of the site that day"
            found.append(Occurrence(period, "not_met", why, spot=Spot(one.file, ("chair",))))
    words = Words("meeting", "meetings", "By the supervisor in", "No meeting was held")
    return together(found, "the supervisor", words, "Have the supervisor or an interim lead, or enter who led")


def meeting_content(records: SiteRecords) -> Verdict:
    """S15: in any four weeks with meetings each of the four agenda areas was dealt with (§23). Information."""
    number = records.parameters.meeting.content_weeks
    words = Words("week", "weeks", "Every area dealt with, looking back, in", f"Fewer than {number} weeks of meetings")
    hint = "Put the areas that are missing on the next agenda"
    return together(tuple(_windows(records, number)), f"all four in {number} weeks", words, hint)


def _windows(records: SiteRecords, number: int) -> Iterator[Occurrence]:
    meetings = held_meetings(records)
    if not meetings:
        return
    first, as_of = meetings[0].data.date, records.service.setting.as_of
    for week in weeks(first, meetings[-1].data.date):
        start = days_after(week.first, -7 * (number - 1))
        window = [one for one in meetings if start <= one.data.date <= week.last]
        begun = start >= days_after(first, -first.weekday())
        if week.last >= as_of or not begun or not any(week.holds(one.data.date) for one in window):
            continue
        missing = [phrase(area) for area in AREAS if not any(area in one.data.agenda for one in window)]
        if missing:
            why = f"Not dealt with in {len(window)} meetings: {', '.join(missing)}"
            yield Occurrence(week.label, "not_met", why, "info", Spot(window[-1].file, ("agenda",)))
        else:
            yield Occurrence(week.label, "met", "Every area was dealt with")
