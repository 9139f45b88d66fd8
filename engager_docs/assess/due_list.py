"""Courses and results → everything that is overdue, due today or due within four weeks, in order of the day.

Only what can still be done is listed: a joint meeting in prison that did not happen before release is a departure,
and no longer a thing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.course import Course
from engager_docs.assess.gaps import in_community, in_prison, next_due
from engager_docs.assess.phase import lead_of
from engager_docs.assess.weeks import month_end
from engager_docs.assess.wording import in_words
from engager_docs.model.due import DueItem, DueKind, DueState
from engager_docs.model.result import CaseAssessment, RuleResult, SubjectAssessment

AHEAD_DAYS = 28
_BEFORE_RELEASE: dict[str, tuple[DueKind, str]] = {
    "P03": ("joint_meeting", "Joint meeting in prison"),
    "P09": ("release_day", "Meet the participant on the day of release"),
    "P11": ("understanding", "Begin the Shared Understanding"),
    "P15": ("plan", "Shared Action Plan before release"),
    "P17": ("liaison", "Liaison with other services before release"),
}
_STILL_TO_DO: dict[str, tuple[DueKind, str]] = {
    "P04": ("joint_meeting", "Joint meeting in the community"),
    "P13": ("understanding", "Review the Shared Understanding together"),
    "P16": ("plan", "Adapt the Shared Action Plan"),
    "P19": ("follow_up", "Follow up the missed contact"),
    "P20": ("goal_review", "Review progress on the goals"),
    "P21": ("ending", "Plan the ending"),
}
_TEAM: dict[str, tuple[DueKind, str]] = {
    "S01": ("clinical_supervision", "Weekly clinical supervision"),
    "S06": ("supervisor_supervision", "Supervisor's own monthly supervision"),
    "S08": ("line_management", "Monthly line management"),
    "S11": ("appraisal", "Annual appraisal"),
    "S12": ("team_meeting", "Weekly team meeting"),
    "S17": ("mentalisation", "Mentalisation supervision"),
    "S20": ("adherence_review", "Supervisor's review of adherence"),
}


def due_list(
    courses: Iterable[Course],
    cases: Iterable[CaseAssessment],
    subjects: Iterable[tuple[str, SubjectAssessment]],
    as_of: date,
) -> tuple[DueItem, ...]:
    """Return what is due, overdue first; ``subjects`` are staff members and sites, each with its site."""
    results = {case.id: case.results for case in cases}
    found: list[DueItem] = []
    for course in courses:
        if course.is_open and course.record.referral.decision not in ("declined", "withdrawn"):
            found += _of_case(course, results.get(course.case.id, ()))
    for site, subject in subjects:
        for result in subject.results:
            if result.rule in _TEAM:
                found += _of_team(result, site, as_of)
    last = days_after(as_of, AHEAD_DAYS)
    return tuple(sorted((one for one in found if one.on <= last), key=lambda one: one.order))


def state_of(on: date, as_of: date) -> DueState:
    """Return how a due day stands to the day it is looked at."""
    return "overdue" if on < as_of else "today" if on == as_of else "upcoming"


def _of_case(course: Course, results: tuple[RuleResult, ...]) -> Iterator[DueItem]:
    contact = _contact_due(course)
    if contact is not None:
        yield _item(course, contact, "contact", _contact_words(course), "P06" if course.release else "P05")
    for result in results:
        if result.due_on is None:
            continue
        ahead = result.result == "not_due_yet"
        if result.rule in _BEFORE_RELEASE and ahead:
            yield _item(course, result.due_on, *_BEFORE_RELEASE[result.rule], result.rule)
        elif result.rule in _STILL_TO_DO and (ahead or result.result == "not_met"):
            yield _item(course, result.due_on, *_STILL_TO_DO[result.rule], result.rule)
        elif result.rule == "P10" and result.due_soon:
            yield _item(course, result.due_on, "ending", "End of the community work at its longest", "P10")
    yield from _actions(course)
    for risk in course.case.risks.data if course.case.risks else ():
        if risk.closed_on is None and risk.next_review_on is not None:
            yield _item(course, risk.next_review_on, "risk_review", "Risk review", "A01")


def _item(course: Course, on: date, kind: DueKind, what: str, rule: str = "") -> DueItem:
    state = state_of(on, course.setting.as_of)
    return DueItem(on, state, kind, course.case.id, course.case.site, what, lead_of(course) or "", rule)


def _contact_due(course: Course) -> date | None:
    """Return the day the next contact is planned for, or else the last day that keeps it weekly."""
    planned = _planned(course)
    stretch = in_community(course) or in_prison(course)
    weekly = next_due(course, stretch) if stretch is not None else None
    if planned is not None and (planned >= course.setting.as_of or weekly is None):
        return planned
    return weekly


def _contact_words(course: Course) -> str:
    planned = _planned(course)
    if planned is None:
        return "Weekly contact, none is planned"
    if planned < course.setting.as_of:
        return f"Weekly contact; the one planned for {in_words(planned)} has no record"
    return "Planned contact"


def _planned(course: Course) -> date | None:
    """Return the next contact as planned last: by a planned record, or by the last contact that took place."""
    entries = [entry.data for entry in course.case.contacts]
    ahead = [one.date for one in entries if one.outcome == "planned" and one.date >= course.setting.as_of]
    last = course.contacts[-1] if course.contacts else None
    if last is not None and last.next_contact is not None:
        ahead.append(last.next_contact)
    return min(ahead, default=None)


def _actions(course: Course) -> Iterator[DueItem]:
    plan = course.case.plan
    for goal in plan.data.goals if plan else ():
        if goal.status not in (None, "active"):
            continue
        for action in goal.actions:
            if action.due_on is not None and action.status in (None, "to_do", "in_progress"):
                yield _item(course, action.due_on, "action", f"Action {action.id} of goal {goal.id}")


def _of_team(result: RuleResult, site: str, as_of: date) -> Iterator[DueItem]:
    """Yield what a rule about supervision asks for next: by its own due day, or by its last week or month."""
    kind, what = _TEAM[result.rule]

    def item(on: date) -> DueItem:
        who = result.subject if result.subject != site else ""
        return DueItem(on, state_of(on, as_of), kind, result.subject, site, what, who, result.rule)

    if result.occurrences:
        last = result.occurrences[-1]
        before = result.occurrences[-2] if len(result.occurrences) > 1 else None
        if last.result == "not_due_yet" and (end := _end_of(last.period)) is not None:
            if before is not None and before.result == "not_met" and (missed := _end_of(before.period)) is not None:
                yield item(missed)
            yield item(end)
            return
        if last.result == "not_met" and (end := _end_of(last.period)) is not None and result.due_on is None:
            yield item(end)
            return
    if result.due_on is not None and result.result not in ("not_applicable",):
        yield item(result.due_on)


def _end_of(period: str) -> date | None:
    """Return the last working day of a week, or the last day of a month; None for any other period."""
    year, _, rest = period.partition("-")
    if rest.startswith("W"):
        return date.fromisocalendar(int(year), int(rest[1:]), 5)
    if len(rest) == 2:
        return month_end(date(int(year), int(rest), 1))
    return None
