"""Sites and their people → the days on which each kind of meeting takes place."""

from __future__ import annotations

from datetime import date, timedelta

from bench.demonstration.roster import Person, Site
from bench.demonstration.workdays import days, is_working_day, iso_week, mondays, months, nearest, working_days

CLINICAL_WEEKDAY = {
    "PRA-NW-01": 3,
    "PRA-NW-02": 2,
    "PRA-NW-03": 1,
    "PRA-NW-04": 3,
    "PRA-NW-05": 4,
    "PRA-SW-01": 4,
    "PRA-SW-02": 3,
}
MOVED_MEETINGS = {
    ("SW", "2016-W44"): date(2016, 11, 1),  # the supervisor's last day, a day early
    ("NW", "2016-W51"): date(2016, 12, 20),  # so that Christmas cover is agreed within a fortnight of January
}
FIXED_MENTALISATION = {
    "NW": (
        *("2015-12-08", "2016-01-19", "2016-02-16", "2016-03-29", "2016-05-17", "2016-06-07"),
        *("2016-07-12", "2016-08-16", "2016-09-20", "2016-10-25", "2016-11-29", "2017-01-10"),
    ),
    "SW": ("2015-12-09",),
}
REVIEW_WEEKDAY = {"NW": 0, "SW": 1}
FIRST_REVIEW = date(2015, 12, 7)
REVIEW_DAYS = 28
NEW_SUPERVISOR_DAYS = 14
MONTHLY_MIN_DAYS = 15


def in_role_days(person: Person, monday: date) -> list[date]:
    """The working days of a week on which the person holds a team role."""
    week = working_days(monday, monday + timedelta(days=6))
    return [day for day in week if person.role_on(day)]


def clinical_day(site: Site, person: Person, monday: date) -> tuple[date, list[date]] | None:
    """The day of a week's clinical supervision and the later days it could move to, if it can be held."""
    in_role = in_role_days(person, monday)
    possible = [day for day in in_role if person.there(day) and site.supervisor(day)]
    if len(in_role) < 3 or not possible:
        return None
    held = nearest(possible, monday + timedelta(days=CLINICAL_WEEKDAY.get(person.id, 2)))
    return held, [day for day in possible if day > held]


def clinical_days(site: Site, person: Person, as_of: date) -> list[tuple[date, list[date]]]:
    """The days of one practitioner's clinical supervision over the life of the service."""
    weeks = (clinical_day(site, person, monday) for monday in mondays(site.opened, as_of))
    return [week for week in weeks if week and week[0] <= as_of]


def meeting_day(site: Site, monday: date) -> date | None:
    """The day of a week's team meeting: the usual one or the next that the supervisor can lead."""
    usual = monday + timedelta(days=site.meeting_weekday)
    moved = MOVED_MEETINGS.get((site.code, iso_week(monday)))
    week = working_days(max(monday, site.opened), monday + timedelta(days=6))
    possible = [day for day in week if site.supervisor(day)]
    if len(week) < 3 or not possible:
        return None
    later = [day for day in possible if day >= usual]
    return moved or (later[0] if later else possible[-1])


def meeting_days(site: Site, as_of: date) -> list[date]:
    """The days of the site's team meetings."""
    found = (meeting_day(site, monday) for monday in mondays(site.opened, as_of))
    return [day for day in found if day and day <= as_of]


def mentalisation_days(site: Site, as_of: date) -> list[date]:
    """The days of the mentalisation sessions: the first as they fell, then every five weeks or six."""
    fallen = [date.fromisoformat(text) for text in FIXED_MENTALISATION[site.code]]
    while True:
        steps = (fallen[-1] + timedelta(days=weeks * 7) for weeks in (5, 6, 4))
        following = next(day for day in steps if is_working_day(day) and site.supervisor(day))
        if following > as_of:
            return fallen
        fallen.append(following)


def review_limit(site: Site, previous: date) -> date:
    """The last day by which the next adherence review has to be signed."""
    limit = previous + timedelta(days=REVIEW_DAYS)
    for person in site.people:
        joined = person.joined() if person.role_on(limit) == "supervisor" else previous
        if previous < joined:
            limit = min(limit, joined + timedelta(days=NEW_SUPERVISOR_DAYS))
    return limit


def review_days(site: Site, as_of: date) -> list[date]:
    """The days of the adherence reviews, the last one closing the period of the service."""
    found = [FIRST_REVIEW]
    while True:
        limit = review_limit(site, found[-1])
        if limit >= as_of:
            break
        free = [day for day in working_days(found[-1] + timedelta(days=7), limit) if site.supervisor(day)]
        usual = [day for day in free if day.weekday() == REVIEW_WEEKDAY[site.code]]
        found.append((usual or free)[-1])
    return [*found, as_of - timedelta(days=1)]


def nth_weekday(first: date, weekday: int, nth: int) -> date:
    """The nth such weekday on or after a day."""
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def monthly_days(site: Site, person: Person, as_of: date, usual: tuple[int, int]) -> list[date]:
    """One day a month on which the person can be met, near a usual weekday (weekday, nth of the month)."""
    found = []
    for first, last in months(site.opened, as_of):
        in_role = [day for day in days(first, last) if person.role_on(day)]
        present = [day for day in in_role if person.there(day) and day <= as_of]
        if len(in_role) >= MONTHLY_MIN_DAYS and present:
            found.append(nearest(present, nth_weekday(max(first, person.joined()), *usual)))
    return found


def later_day(person: Person, after: date, wait: int) -> date:
    """The first day after so many on which the person is there, or the last possible one before they leave."""
    wanted = after + timedelta(days=wait)
    for day in days(wanted, wanted + timedelta(days=21)):
        if person.there(day):
            return day
    return after
