"""One case → the plain facts of its course: who was seen when, what is next, who leads, which dates matter.

These are readings of the record, not judgements: whether a rule is met is decided elsewhere and arrives as
a result. The definitions are those of rules.md section 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engager_docs.model.casebook import Case, Staff
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.participant import Allocation
from engager_docs.model.records.plan import PlanReview
from engager_docs.model.source import Entry
from engager_docs.render.words import phrase

_LEADS = {"supervisor", "interim_supervisor"}
_IN_TOUCH = {"in_person", "video", "phone"}


def attended(contact: Contact) -> bool:
    """Return whether the participant was seen or spoken with."""
    return contact.outcome in {"attended", "attended_late"}


def missed(contact: Contact) -> bool:
    """Return whether a contact that was to happen did not; an attempt to follow up is not one."""
    if contact.outcome in {"planned", "no_reply"} or attended(contact):
        return False
    return tuple(contact.purposes) != ("follow_up_attempt",)


def roles(staff: str, day: date, people: Mapping[str, Staff]) -> frozenset[str]:
    """Return the roles a person held on a day; none for an unknown person."""
    person = people.get(staff)
    return frozenset(role.role for role in person.roles_on(day)) if person else frozenset()


def joint(contact: Contact, people: Mapping[str, Staff]) -> bool:
    """Return whether a supervisor and another practitioner met the participant together (§27)."""
    if not attended(contact) or contact.mode not in {"in_person", "video"}:
        return False
    held = {staff: roles(staff, contact.date, people) for staff in contact.staff}
    leading = {staff for staff, names in held.items() if names & _LEADS}
    working = {staff for staff, names in held.items() if "practitioner" in names}
    return any(lead != other for lead in leading for other in working)


def released_on(case: Case) -> date | None:
    """Return the day of the first actual release (records.md, release_dates)."""
    before = ""
    for period in case.participant.data.custody:
        if before == "prison" and period.place != "prison":
            return period.from_
        before = period.place
    return None


def expected_release(case: Case) -> date | None:
    """Return the release date expected by the latest entry of its history."""
    history = case.participant.data.release_dates
    if history:
        return max(history, key=lambda each: each.recorded_on).date
    return case.participant.data.referral.expected_release


def closed_on(case: Case) -> date | None:
    """Return the day of closure, None while the case is open."""
    closure = case.participant.data.closure
    return closure.on if closure else None


def is_open(case: Case) -> bool:
    """Return whether the referral was not declined and the case is not closed."""
    referral = case.participant.data.referral
    return case.participant.data.closure is None and referral.decision in {"accepted", "pending"}


def allocated(case: Case, role: str, day: date) -> Allocation | None:
    """Return who held a role in the case on a day, or the last who did before it."""
    held = [each for each in case.participant.data.allocation if each.role == role and each.from_ <= day]
    now = [each for each in held if each.to is None or day <= each.to]
    return max(now or held, key=lambda each: each.from_, default=None)


def last_seen(case: Case, day: date) -> Entry[Contact] | None:
    """Return the last attended contact on or before a day, by any means but a message."""
    seen = [
        entry
        for entry in case.contacts
        if attended(entry.data) and entry.data.mode in _IN_TOUCH and entry.data.date <= day
    ]
    return seen[-1] if seen else None


def next_contact(case: Case, day: date) -> date | None:
    """Return the next planned contact on or after a day: a planned record, else what the last note says."""
    planned = [entry.data.date for entry in case.contacts if entry.data.outcome == "planned"]
    noted = [entry.data.next_contact for entry in case.contacts[-1:]]
    ahead = [each for each in (*planned, *noted) if each is not None and each >= day]
    return min(ahead, default=None)


def missed_in_a_row(case: Case) -> int:
    """Return how many contacts were missed since the last attended one."""
    count = 0
    for entry in case.contacts:
        if attended(entry.data):
            count = 0
        elif missed(entry.data):
            count += 1
    return count


def plan_versions(case: Case) -> tuple[tuple[date, PlanReview], ...]:
    """Return the dated reviews of the plan, each a version, oldest first."""
    reviews = case.plan.data.reviews if case.plan else ()
    return tuple(sorted(((review.on, review) for review in reviews), key=lambda each: each[0]))


def key_dates(case: Case) -> tuple[tuple[date, str], ...]:
    """Return the dates that shape a case, in order, with a few words each."""
    record = case.participant.data
    found = [(record.referral.received_on, "Referred")]
    before = ""
    releases = 0
    for period in record.custody:
        if before == "prison" and period.place != "prison":
            releases += 1
            found.append((period.from_, "Released" if releases == 1 else "Released again"))
        elif before and period.place == "prison" and before != "prison":
            found.append((period.from_, "Back in prison"))
        before = period.place
    expected = expected_release(case)
    if not releases and expected is not None:
        found.append((expected, "Release expected"))
    if case.ending and case.ending.data.session:
        found.append((case.ending.data.session, "Ending session"))
    if record.closure:
        found.append((record.closure.on, f"Closed: {phrase(record.closure.reason)}"))
    return tuple(sorted(found, key=lambda each: each[0]))
