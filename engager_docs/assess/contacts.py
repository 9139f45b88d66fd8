"""Contacts → attended, session, joint, missed: the words of rules.md section 1 as predicates.

A contact is before release only in prison and before the first release, so that a visit during a recall never
counts as prison dose; it is after release only outside prison.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from engager_docs.assess.course import Course
from engager_docs.assess.parameters import Dose
from engager_docs.assess.roles import is_joint_company
from engager_docs.model.records.contact import Contact


def before_release(course: Course) -> tuple[Contact, ...]:
    """Return the attended contacts in prison before the first release, or before there was one."""
    release = course.release
    return tuple(one for one in course.attended if one.place == "prison" and (release is None or one.date < release))


def during_recall(course: Course) -> tuple[Contact, ...]:
    """Return the attended contacts back in prison after the day of the first release."""
    release = course.release
    if release is None:
        return ()
    return tuple(one for one in course.attended if one.place == "prison" and one.date > release)


def after_release(course: Course) -> tuple[Contact, ...]:
    """Return the attended contacts outside prison on or after the day of the first release.

    A contact in hospital is among them while ``dose.hospital_counts_as`` says community.
    """
    release = course.release
    if release is None:
        return ()
    hospital = course.parameters.dose.hospital_counts_as == "community"
    elsewhere = ("prison",) if hospital else ("prison", "hospital")
    return tuple(one for one in course.attended if one.date >= release and one.place not in elsewhere)


def is_session(rules: Dose, contact: Contact) -> bool:
    """Return whether an attended contact is a session of the dose: its mode and its length (§31).

    A contact whose minutes were not written down is a session while no least length is asked for.
    """
    return contact.mode in rules.session_modes and (contact.minutes or 0) >= rules.min_minutes


def may_be_session(rules: Dose, contact: Contact) -> bool:
    """Return whether an attended contact would be a session if its minutes had been written down."""
    return contact.minutes is None and contact.mode in rules.session_modes


def is_attempt_only(contact: Contact) -> bool:
    """Return whether a contact was nothing but an attempt to follow up (rules.md 6.10)."""
    return bool(contact.purposes) and all(purpose == "follow_up_attempt" for purpose in contact.purposes)


def missed(course: Course) -> tuple[Contact, ...]:
    """Return the contacts that were arranged and did not take place, whoever cancelled (rules.md 6.10)."""
    return tuple(
        contact
        for contact in course.contacts
        if contact.outcome not in ("attended", "attended_late", "no_reply") and not is_attempt_only(contact)
    )


def attended_in_prison(course: Course) -> tuple[Contact, ...]:
    """Return the attended contacts that could count towards the prison dose."""
    inside = before_release(course)
    return (*inside, *during_recall(course)) if course.parameters.dose.recall_counts else inside


def sessions_in_prison(course: Course) -> tuple[Contact, ...]:
    """Return the sessions that count towards the prison dose (§31)."""
    rules = course.parameters.dose
    return tuple(contact for contact in attended_in_prison(course) if is_session(rules, contact))


def sessions_in_community(course: Course) -> tuple[Contact, ...]:
    """Return the sessions that count towards the community dose, those on a day of release included (§31)."""
    rules = course.parameters.dose
    return tuple(contact for contact in after_release(course) if is_session(rules, contact))


def not_on_release_day(course: Course, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return the contacts that did not take place on a day of release, the first or a later one."""
    return tuple(contact for contact in contacts if contact.date not in course.releases)


def dose(course: Course, contacts: Iterable[Contact]) -> int:
    """Return how many sessions count, no more than ``dose.max_per_day`` of them on one day."""
    most = course.parameters.dose.max_per_day
    return sum(min(number, most) for number in Counter(contact.date for contact in contacts).values())


def joint_days(course: Course) -> tuple[date, ...]:
    """Return the days of every joint meeting, wherever it took place, each day once (§27)."""
    return _joint_days(course, course.attended)


def joint_days_in_prison(course: Course) -> tuple[date, ...]:
    """Return the days of joint meetings in prison before release, each day once (§27)."""
    return _joint_days(course, before_release(course))


def joint_days_in_community(course: Course) -> tuple[date, ...]:
    """Return the days of joint meetings in the community, each day once (§27)."""
    return _joint_days(course, after_release(course))


def _joint_days(course: Course, contacts: Iterable[Contact]) -> tuple[date, ...]:
    """Return the days on which a supervisor and a practitioner met the participant together."""
    modes, staff = course.parameters.joint.modes, course.setting.staff
    met = (one for one in contacts if len(one.staff) > 1 and one.mode in modes)
    return tuple(dict.fromkeys(one.date for one in met if is_joint_company(staff, one.staff, one.date)))


def release_day_meetings(course: Course) -> tuple[Contact, ...]:
    """Return the attended meetings on the day of the first release that were meant for it (§37)."""
    modes = course.parameters.release.modes
    return tuple(
        contact
        for contact in course.attended
        if contact.date == course.release and "release_day" in contact.purposes and contact.mode in modes
    )
