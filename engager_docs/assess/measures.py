"""The course of a case → what was delivered, in the figures of interface.md.

Before a release counts are 0 and days and yes-or-no values are None (rules.md 6.19).
"""

from __future__ import annotations

from datetime import date

from engager_docs.assess.contacts import (
    dose,
    joint_days_in_community,
    joint_days_in_prison,
    missed,
    not_on_release_day,
    release_day_meetings,
    sessions_in_community,
    sessions_in_prison,
)
from engager_docs.assess.course import Course, expected_release
from engager_docs.assess.gaps import in_community, in_prison, long_gaps
from engager_docs.model.result import Measures


def measures_of(course: Course) -> Measures:
    """Return what was delivered in a case; days are whole civil days."""
    community = sessions_in_community(course)
    return Measures(
        referral_days=referral_days(course),
        first_contact_days=_days(course.record.referral.received_on, first_contact(course)),
        prison_sessions=dose(course, sessions_in_prison(course)),
        community_sessions=dose(course, community),
        community_sessions_excluding_release_day=dose(course, not_on_release_day(course, community)),
        joint_prison=len(joint_days_in_prison(course)),
        joint_community=len(joint_days_in_community(course)),
        met_on_release_day=None if course.release is None else bool(release_day_meetings(course)),
        community_days=_days(course.release, course.end),
        community_days_net=community_days_net(course),
        missed=len(missed(course)),
        contacts=len(course.contacts),
        prison_gaps=long_gaps(course, in_prison(course)),
        community_gaps=long_gaps(course, in_community(course)),
    )


def expected_at_referral(course: Course) -> date | None:
    """Return the expected release date as it was known on the day of referral."""
    referral = course.record.referral
    return referral.expected_release or expected_release(course.record, referral.received_on)


def referral_days(course: Course) -> int | None:
    """Return the days from referral to the release expected then; None when no date was known (§32)."""
    return _days(course.record.referral.received_on, expected_at_referral(course))


def first_contact(course: Course) -> date | None:
    """Return the day of the first attended contact, in whatever mode."""
    return course.attended[0].date if course.attended else None


def community_days_net(course: Course) -> int | None:
    """Return the days from release to the end, those on which the clock stood still left out (§40)."""
    days = _days(course.release, course.end)
    return None if days is None else days - course.paused_days


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days
