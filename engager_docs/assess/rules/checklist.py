"""S04: practitioner → the core component checklist of each of their cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import PRACTISING
from engager_docs.assess.rules.clinical import NOT_A_PRACTITIONER, Session, sessions_of
from engager_docs.assess.rules.intervals import Held, Measure, held_by, too_long
from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import in_words
from engager_docs.model.result import Occurrence, Spot

NEW_CASE_DAYS = 7
CLOSING_DAYS = 7


def checklists(records: StaffRecords) -> Verdict:
    """S04: a checklist for each active case, in each held session (literal) or at least every four weeks (§17).

    A session without one is information, more than 28 days without one a departure, since the description gives
    no interval. A case opened less than a week ago is exempt. The closing entry, a checklist in the last week of
    a case, is information too.
    """
    rules = records.parameters.checklist
    expected = "in each session" if rules.mode == "literal" else f"every {rules.max_days} days"
    if not posts_of(records.staff, PRACTISING):
        return Verdict("not_applicable", expected, NOT_A_PRACTITIONER)
    sessions = sessions_of(records)
    found: list[Occurrence] = []
    for held in held_by(records.service.caseload(records.staff.id), records.staff.id):
        days = _checklist_days(records, held)
        measure = Measure(rules.max_days, "without a checklist", records.service, (records.staff,))
        found += too_long(held, days, measure)
        found += _closing(held, days)
        if rules.mode == "literal":
            found += _in_sessions(held, sessions)
    words = Words("time it was due", "times it was due", "Done", "No case was active long enough")
    hint = "Fill in the checklist of the case in the next session"
    return together(sorted(found, key=lambda one: one.period), expected, words, hint)


def _checklist_days(records: StaffRecords, held: Held) -> tuple[date, ...]:
    discussed = records.service.setting.discussed.get(held.course.case.id, ())
    return tuple(one.on for one in discussed if one.in_supervision and one.said.checklist)


def _in_sessions(held: Held, sessions: tuple[Session, ...]) -> Iterator[Occurrence]:
    case = held.course.case.id
    for one in sessions:
        day = one.data.date
        if not days_after(held.first, NEW_CASE_DAYS) <= day <= held.last:
            continue
        done = any(said.participant == case and said.checklist for said in one.data.cases)
        if done:
            yield Occurrence(day.isoformat(), "met", f"{case}: filled in")
        else:
            why = f"{case}: not filled in in this session"
            yield Occurrence(day.isoformat(), "not_met", why, "info", Spot(one.file, ("cases",)))


def _closing(held: Held, days: tuple[date, ...]) -> Iterator[Occurrence]:
    closure = held.course.closure
    if closure is None or closure.on != held.last or (held.last - held.first).days < CLOSING_DAYS:
        return
    if not any(days_after(closure.on, -CLOSING_DAYS) <= day <= closure.on for day in days):
        why = f"{held.course.case.id}: no closing entry in the week before {in_words(closure.on)}"
        yield Occurrence(closure.on.isoformat(), "not_met", why, "info")
