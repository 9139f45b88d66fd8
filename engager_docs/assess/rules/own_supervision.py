"""S06 and S07: supervisor → their own monthly supervision, by a senior member of their own organisation."""

from __future__ import annotations

from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import SUPERVISING
from engager_docs.assess.rules.monthly import monthly
from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.weeks import Span
from engager_docs.model.casebook import Supervised
from engager_docs.model.records.supervision import OutsideProvider, SupervisorSupervision
from engager_docs.model.result import Occurrence, Spot

Session = Supervised[SupervisorSupervision]
NOT_A_SUPERVISOR = "Never a supervisor of a site"


def own_supervision(records: StaffRecords) -> Verdict:
    """S06: a held session each month, given by somebody of the supervisor's own organisation (§18).

    Support from the research team alone does not count. In a change-over month a supervisor needs it only with at
    least 15 days in post.
    """
    expected = "one a month"
    if not posts_of(records.staff, SUPERVISING):
        return Verdict("not_applicable", expected, NOT_A_SUPERVISOR)
    sessions = _sessions(records)
    own = [one.data.date for one in sessions if _is_held(one) and _organisation(records, one) == _employer(records)]

    def undone(month: Span) -> str:
        others = [one for one in sessions if month.holds(one.data.date)]
        if any(_is_held(one) for one in others):
            return "None held by the own organisation"
        support = any(one.data.research_team_support for one in others)
        return "Only support from the research team" if support else "None held is recorded"

    found = monthly(records, SUPERVISING, own, undone)
    words = Words("month", "months", "Held in", "No month was due yet")
    return together(found, expected, words, "Hold the session, or enter the one that was held")


def own_senior(records: StaffRecords) -> Verdict:
    """S07: each held session was given by a senior member of the supervisor's own organisation (§18).

    The staff member named as the supervisor's ``clinical_supervisor`` counts as senior.
    """
    expected = "a senior of their own"
    if not posts_of(records.staff, SUPERVISING):
        return Verdict("not_applicable", expected, NOT_A_SUPERVISOR)
    found = [_senior(records, one) for one in _sessions(records) if _is_held(one)]
    words = Words("session", "sessions", "By a senior of the own organisation in", "No session was held")
    return together(found, expected, words, "Enter who gave the session, with their organisation and rank")


def _sessions(records: StaffRecords) -> list[Session]:
    sites = records.service.supervised_at(records.staff.id)
    return [one for site in sites for one in site.supervisor if one.staff == records.staff.id]


def _is_held(one: Session) -> bool:
    return one.data.status in (None, "held")


def _employer(records: StaffRecords) -> str:
    return records.staff.record.data.employer


def _organisation(records: StaffRecords, one: Session) -> str | None:
    provider = one.data.provided_by
    if isinstance(provider, OutsideProvider):
        return provider.organisation
    known = records.service.setting.staff.get(provider)
    return known.record.data.employer if known else None


def _senior(records: StaffRecords, one: Session) -> Occurrence:
    period, spot = one.data.date.isoformat(), Spot(one.file, ("provided_by",))
    organisation = _organisation(records, one)
    if organisation is None:
        return Occurrence(period, "cannot_tell", "The organisation of whoever gave it was not recorded", spot=spot)
    if organisation != _employer(records):
        return Occurrence(period, "not_met", "Given by somebody of another organisation", spot=spot)
    provider = one.data.provided_by
    if not isinstance(provider, OutsideProvider):
        if provider == records.staff.record.data.clinical_supervisor:
            return Occurrence(period, "met", f"Given by {provider}")
        return Occurrence(period, "not_met", f"Given by {provider}, who is not named as their supervisor", spot=spot)
    if provider.senior is None:
        return Occurrence(period, "cannot_tell", "Whether it was a senior member was not recorded", spot=spot)
    if provider.senior:
        return Occurrence(period, "met", "Given by a senior member of their own organisation")
    return Occurrence(period, "not_met", "Not given by a senior member", spot=spot)
