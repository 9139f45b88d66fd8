"""S03: practitioner → whether supervision touched every focus area over the weeks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from engager_docs.assess.calendar import days_after
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import PRACTISING
from engager_docs.assess.rules.clinical import NOT_A_PRACTITIONER, Session, sessions_of
from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.weeks import Span, weeks
from engager_docs.assess.wording import phrase
from engager_docs.model.records.supervision import SupervisionFocus
from engager_docs.model.result import Occurrence, Spot

AREAS: tuple[SupervisionFocus, ...] = get_args(SupervisionFocus)


def focus_covered(records: StaffRecords) -> Verdict:
    """S03: in any four weeks with sessions, each of the eight focus areas was touched at least once (§14 §15).

    Not all eight are asked for in each week. Only weeks that are over, with four weeks of sessions behind them,
    are judged; it is information.
    """
    number = records.parameters.supervision.content_weeks
    expected = f"all eight in {number} weeks"
    if not posts_of(records.staff, PRACTISING):
        return Verdict("not_applicable", expected, NOT_A_PRACTITIONER)
    found = tuple(_windows(records, number))
    words = Words("week", "weeks", "Every area touched, looking back, in", f"Fewer than {number} weeks of sessions")
    return together(found, expected, words, "Plan the areas that are missing into the next sessions")


def _windows(records: StaffRecords, number: int) -> Iterator[Occurrence]:
    sessions = sessions_of(records)
    if not sessions:
        return
    first, as_of = sessions[0].data.date, records.service.setting.as_of
    for week in weeks(first, min(sessions[-1].data.date, as_of)):
        start = days_after(week.first, -7 * (number - 1))
        if week.last >= as_of or start < days_after(first, -first.weekday()):
            continue
        window = [one for one in sessions if start <= one.data.date <= week.last]
        if any(week.holds(one.data.date) for one in window):
            yield _window(week, window)


def _window(week: Span, window: list[Session]) -> Occurrence:
    touched = {area for one in window for area in one.data.focus}
    missing = [phrase(area) for area in AREAS if area not in touched]
    if not missing:
        return Occurrence(week.label, "met", "Every area was touched")
    why = f"Not touched in {len(window)} sessions: {', '.join(missing)}"
    return Occurrence(week.label, "not_met", why, "info", Spot(window[-1].file, ("focus",)))
