"""S01 and S02: practitioner → weekly clinical supervision, given by the site's own supervisor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import PRACTISING, SUPERVISING, holds
from engager_docs.assess.subjects import SiteRecords, StaffRecords
from engager_docs.assess.team import Post, away_throughout, days_in_post, holders, posts_at, posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.weeks import Span, weeks, working_days
from engager_docs.assess.wording import in_words
from engager_docs.model.casebook import Supervised
from engager_docs.model.records.supervision import ClinicalSupervision
from engager_docs.model.result import Occurrence, Spot

Session = Supervised[ClinicalSupervision]
VACANCY = "no supervisor was in post (supervisor vacancy)"
NOT_A_PRACTITIONER = "Never a practitioner of a site"


def weekly_supervision(records: StaffRecords) -> Verdict:
    """S01: a held session in every week of at least three working days in post (§13 §44).

    A session serves its own week first; only a second one in a week may serve the week before, within two days
    of its end. A week is covered when the practitioner, or every supervisor of the site, was away on all its
    working days, and not met when there was no supervisor in post: a vacancy is never hidden.
    """
    expected = "one a week"
    found: list[Occurrence] = []
    for post in posts_of(records.staff, PRACTISING):
        site = records.service.site(post.site)
        if site is not None:
            found += _weeks_of(records, site, post)
    if not found:
        why = "No week was due yet" if posts_of(records.staff, PRACTISING) else NOT_A_PRACTITIONER
        return Verdict("not_applicable", expected, why)
    hint = "Hold the session, or enter the one that was held"
    return together(found, expected, Words("week", "weeks", "Held in"), hint)


def sessions_of(records: StaffRecords) -> tuple[Session, ...]:
    """Return the held sessions of a supervisee at any site, in order of date."""
    sites = records.service.supervised_at(records.staff.id)
    held = [
        one for site in sites for one in site.clinical if one.staff == records.staff.id and one.data.status == "held"
    ]
    return tuple(sorted(held, key=lambda one: one.data.date))


def _weeks_of(records: StaffRecords, site: SiteRecords, post: Post) -> Iterator[Occurrence]:
    first, last = max(post.first, site.opened), min(post.last, site.until)
    if first > last:
        return
    days = [one.data.date for one in sessions_of(records)]
    served = weeks_served(days, records.parameters.supervision.allow_shift_days)
    supervisors = posts_at(records.service.team_at(site.site.id), site.site.id, SUPERVISING)
    for week in weeks(first, last):
        due = working_days(max(week.first, first), min(week.last, last))
        full = working_days(max(week.first, post.first), min(week.last, post.last))
        if len(full) >= records.parameters.supervision.min_working_days:
            yield _week(records, week, due, served.get(week.first), supervisors)


def weeks_served(days: Iterable[date], shift: int) -> Mapping[date, date]:
    """Return the session that serves each week, by the week's Monday (rules.md 6.12)."""
    by_week: dict[date, list[date]] = {}
    for day in sorted(set(days)):
        by_week.setdefault(days_after(day, -day.weekday()), []).append(day)
    served = {monday: found[0] for monday, found in by_week.items()}
    for monday, found in by_week.items():
        before = days_after(monday, -7)
        early = found[0] if len(found) > 1 and found[0] <= days_after(monday, shift - 1) else None
        if before not in served and early is not None:
            served[before], served[monday] = early, found[1]
    return served


def _week(
    records: StaffRecords, week: Span, due: tuple[date, ...], session: date | None, supervisors: tuple[Post, ...]
) -> Occurrence:
    as_of = records.service.setting.as_of
    if session is not None:
        return Occurrence(week.label, "met", f"Held on {in_words(session)}")
    if week.last >= as_of:
        return Occurrence(week.label, "not_due_yet", f"Due by {in_words(week.last)}")
    if away_throughout(records.staff, due):
        return Occurrence(week.label, "covered", "The practitioner was away all week")
    in_post = days_in_post(supervisors, due)
    if not in_post:
        return Occurrence(week.label, "not_met", f"None held: {VACANCY}")
    staff = records.service.setting.staff
    if all(away_throughout(staff.get(one), due) for one in _held_by(supervisors, due)):
        return Occurrence(week.label, "covered", "The supervisor was away all week")
    return Occurrence(week.label, "not_met", "None held is recorded", spot=_cancelled(records, week))


def _held_by(posts: tuple[Post, ...], days: tuple[date, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for day in days for one in holders(posts, day)))


def _cancelled(records: StaffRecords, week: Span) -> Spot | None:
    """Return the session of a week that was cancelled or moved, if it has a record."""
    for site in records.service.supervised_at(records.staff.id):
        for one in site.clinical:
            if one.staff == records.staff.id and week.holds(one.data.date):
                return Spot(one.file, ("status",))
    return None


def given_by_supervisor(records: StaffRecords) -> Verdict:
    """S02: every held session was given by a supervisor, or interim supervisor, of the site that day (§13)."""
    expected = "the site's supervisor"
    if not posts_of(records.staff, PRACTISING):
        return Verdict("not_applicable", expected, NOT_A_PRACTITIONER)
    found = [
        _given(records, SiteRecords(site, records.service), one)
        for site in records.service.supervised_at(records.staff.id)
        for one in site.clinical
        if one.staff == records.staff.id and one.data.status == "held"
    ]
    hint = "Enter who gave the session, or their role in the staff file from the day they took over"
    words = Words("session", "sessions", "By the site's supervisor in", "No session was held")
    return together(found, expected, words, hint)


def _given(records: StaffRecords, site: SiteRecords, one: Session) -> Occurrence:
    day, who = one.data.date, one.data.supervisor
    posts = posts_at(records.service.team_at(site.site.id), site.site.id, SUPERVISING)
    if who in holders(posts, day):
        return Occurrence(day.isoformat(), "met", f"Given by {who}")
    elsewhere = holds(records.service.setting.staff, who, day, SUPERVISING)
    why = f"Given by {who}, who supervised another site" if elsewhere else f"Given by {who}, not a supervisor that day"
    return Occurrence(day.isoformat(), "not_met", why, spot=Spot(one.file, ("supervisor",)))
