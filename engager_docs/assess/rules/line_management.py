"""S08 to S10: staff member → monthly line management in the own organisation, and what it covers.

Only structured fields are read: the text of an issue never reaches a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from engager_docs.assess.calendar import months_later
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import SUPERVISING, holds
from engager_docs.assess.rules.monthly import monthly
from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import TEAM, first_day, last_day
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, span_in_words
from engager_docs.model.casebook import Supervised
from engager_docs.model.records.meetings import LineManagement
from engager_docs.model.result import Occurrence, Spot

Meeting = Supervised[LineManagement]
NOT_IN_THE_TEAM = "Never a practitioner or supervisor of a site"


def line_managed(records: StaffRecords) -> Verdict:
    """S08: a held meeting with the line manager each month (§19). A month that was all leave is exempt."""
    expected = "one a month"
    if first_day(records.staff) is None:
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    days = [one.data.date for one in meetings_of(records)]
    found = monthly(records, TEAM, days, lambda _: "None held is recorded")
    words = Words("month", "months", "Held in", "No month was due yet")
    return together(found, expected, words, "Ask the line manager for a meeting, or enter the one that was held")


def meetings_of(records: StaffRecords) -> tuple[Meeting, ...]:
    """Return the held line management meetings of a staff member, in order of date."""
    sites = records.service.supervised_at(records.staff.id)
    held = [
        one
        for site in sites
        for one in site.line_management
        if one.staff == records.staff.id and one.data.status in (None, "held")
    ]
    return tuple(sorted(held, key=lambda one: one.data.date))


def own_manager(records: StaffRecords) -> Verdict:
    """S09: each meeting was held by a line manager of the person's own organisation (§19).

    A secondee's manager is the one at home. The Engager supervisor managing somebody of another organisation is
    a finding.
    """
    expected = "the own organisation"
    if first_day(records.staff) is None:
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    found = [_managed(records, one) for one in meetings_of(records)]
    words = Words("meeting", "meetings", "By the own organisation in", "No meeting was held")
    return together(found, expected, words, "Line management belongs to the organisation that employs the person")


def _managed(records: StaffRecords, one: Meeting) -> Occurrence:
    period, spot = one.data.date.isoformat(), Spot(one.file, ("manager",))
    manager = records.service.setting.staff.get(one.data.manager)
    if manager is None:
        return Occurrence(period, "cannot_tell", "The manager's organisation is not recorded", spot=spot)
    if manager.record.data.employer == records.staff.record.data.employer:
        return Occurrence(period, "met", f"Held by {manager.id}")
    leads = holds(records.service.setting.staff, manager.id, one.data.date, SUPERVISING)
    why = f"Held by {manager.id}, {'the Engager supervisor, ' if leads else ''}of another organisation"
    return Occurrence(period, "not_met", why, spot=spot)


def line_content(records: StaffRecords) -> Verdict:
    """S10: every issue has an input planned, and development is discussed at least every three months (§20 §21).

    Information only, from structured fields alone.
    """
    expected = f"inputs; every {counted(records.parameters.line.development_months, 'month')}"
    if first_day(records.staff) is None:
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    meetings = meetings_of(records)
    if not meetings:
        return Verdict("not_applicable", expected, "No meeting was held")
    found = [*_issues(meetings), *_development(records, meetings)]
    words = Words("point", "points", "Covered in", "Nothing to look at yet")
    return together(
        sorted(found, key=lambda one: one.period), expected, words, "Plan the input, and talk about development"
    )


def _issues(meetings: tuple[Meeting, ...]) -> Iterator[Occurrence]:
    for one in meetings:
        bare = sum(not issue.input_planned for issue in one.data.issues)
        period = one.data.date.isoformat()
        if bare:
            why = f"{counted(bare, 'issue')} without an input planned"
            yield Occurrence(period, "not_met", why, "info", Spot(one.file, ("issues",)))
        elif one.data.issues:
            yield Occurrence(period, "met", "Every issue has an input planned")


def _development(records: StaffRecords, meetings: tuple[Meeting, ...]) -> Iterator[Occurrence]:
    start, last = first_day(records.staff), last_day(records.staff)
    end = min(last or date.max, records.service.setting.as_of)
    if start is None or start > end:
        return
    discussed = [one.data.date for one in meetings if one.data.development_discussed]
    for before, after in pairwise((start, *discussed, end)):
        if after > months_later(before, records.parameters.line.development_months):
            period = f"{before.isoformat()}..{after.isoformat()}"
            yield Occurrence(period, "not_met", f"Development not discussed {span_in_words(before, after)}", "info")
        elif after in discussed:
            yield Occurrence(after.isoformat(), "met", "Development discussed in time")
