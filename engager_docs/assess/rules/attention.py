"""A01 to A05: course → what wants attention now, beside any rule of the description.

Risks and incidents are restricted records: a message says that there is one and never what it is.
"""

from __future__ import annotations

from datetime import date

from engager_docs.assess.calendar import months_later
from engager_docs.assess.contacts import is_attempt_only
from engager_docs.assess.course import ATTENDED, Course
from engager_docs.assess.custody import place_on
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.wellbeing import Risk
from engager_docs.model.result import Spot
from engager_docs.model.source import Entry

IN_A_ROW = 2
SILENT_DAYS = 14
_CLOSED = "The case is closed"
_AFTER_WITHDRAWAL = frozenset({"ending_session", "handover", "liaison_three_way"})


def risk_looked_at(course: Course) -> Verdict:
    """A01: an open risk that is rated high or under ACCT, or whose review is overdue."""
    expected = "reviewed in time"
    if not course.is_open:
        return Verdict("not_applicable", expected, _CLOSED)
    record = course.case.risks
    today = course.setting.as_of
    still = [one for one in (record.data if record else ()) if one.opened_on <= today and _is_open(one, today)]
    if record is None or not still:
        return Verdict("met", expected, "No open risk is recorded", 0)
    overdue = [one for one in still if one.next_review_on is not None and one.next_review_on < today]
    pressing = [one for one in still if one.acct == "open" or one.level in ("high", "very_high")]
    if not overdue and not pressing:
        return Verdict("met", expected, f"{counted(len(still), 'open risk')}, none pressing", len(still))
    spot = Spot(record.file, (record.data.index((overdue or pressing)[0]), "next_review_on"))
    said = [f"{counted(len(pressing), 'open risk')} that asks for attention"] if pressing else []
    if overdue:
        since = min(one.next_review_on for one in overdue if one.next_review_on is not None)
        said.append(f"a review overdue since {in_words(since)}")
    why = " and ".join(said).replace("risks that asks", "risks that ask")
    hint = "Review the risk with the supervisor, and enter the day"
    return Verdict("not_met", expected, why[0].upper() + why[1:], len(still), hint, spot=spot)


def _is_open(risk: Risk, today: date) -> bool:
    return risk.closed_on is None or risk.closed_on > today


def missed_in_a_row(course: Course) -> Verdict:
    """A02: two contacts or more missed in a row, with none attended since (rules.md 6.10)."""
    expected = f"fewer than {IN_A_ROW}"
    if not course.is_open:
        return Verdict("not_applicable", expected, _CLOSED)
    run: list[Entry[Contact]] = []
    for entry in course.case.contacts:
        one = entry.data
        if one.date > course.until or one.outcome in ("planned", "no_reply") or is_attempt_only(one):
            continue
        run = [] if one.outcome in ATTENDED else [*run, entry]
    if len(run) < IN_A_ROW:
        return Verdict("met", expected, f"{counted(len(run), 'contact')} missed since the last attended one", len(run))
    why = f"{len(run)} contacts missed in a row since {in_words(run[0].data.date)}"
    hint = "Talk with the supervisor about another way to reach the participant"
    return Verdict("not_met", expected, why, len(run), hint, spot=Spot(run[-1].file, ("outcome",)))


def first_month(course: Course) -> Verdict:
    """A03: no attended contact for 14 days in the first month after release.

    The first month ends on the same day of the next month. Days back in prison are not asked about.
    """
    expected = f"within {counted(SILENT_DAYS, 'day')}"
    if not course.is_open or course.release is None:
        return Verdict("not_applicable", expected, "Not in the community" if course.is_open else _CLOSED)
    today = course.until
    if today > months_later(course.release, 1):
        return Verdict("not_applicable", expected, "The first month after release is over")
    if place_on(course.periods, today) == "prison":
        return Verdict("not_applicable", expected, "Back in prison")
    seen = [one.date for one in course.attended if one.date >= course.release]
    last = max(seen, default=course.release)
    days = (today - last).days
    since = "the last contact" if seen else "release"
    if days < SILENT_DAYS:
        return Verdict("met", expected, f"{counted(days, 'day')} since {since}", days)
    why = f"{counted(days, 'day')} since {since} on {in_words(last)}, in the first month after release"
    return Verdict("not_met", expected, why, days, "Try every agreed way to reach the participant today")


def consent_respected(course: Course) -> Verdict:
    """A04: contacts after the consent to support was withdrawn, other than an ending or a hand-over."""
    expected = "no contact"
    answers = sorted(
        (one for one in course.record.consent if one.scope == "support" and one.on <= course.end),
        key=lambda one: one.on,
    )
    if not answers or answers[-1].status != "withdrawn":
        return Verdict("not_applicable", expected, "Consent to the support stands")
    day = answers[-1].on
    after = [
        entry
        for entry in course.case.contacts
        if day < entry.data.date <= course.end
        and entry.data.outcome != "planned"
        and not (entry.data.purposes and set(entry.data.purposes) <= _AFTER_WITHDRAWAL)
    ]
    if not after:
        return Verdict("met", expected, f"Withdrawn on {in_words(day)}, and no contact since", 0)
    why = f"{counted(len(after), 'contact')} since the consent to support was withdrawn on {in_words(day)}"
    hint = "Stop, and talk with the supervisor; if the participant came back, record the new consent"
    return Verdict("not_met", expected, why, len(after), hint, spot=Spot(after[0].file, ("date",)))


def after_death(course: Course) -> Verdict:
    """A05: after a death an incident record of it, and support offered to staff (rules.md 6.23)."""
    expected = "record and support"
    if course.closure is None or course.closure.reason != "died":
        return Verdict("not_applicable", expected, "Nobody died")
    record = course.case.incidents
    deaths = [one for one in (record.data if record else ()) if one.kind == "death"]
    if not deaths:
        return Verdict("not_met", expected, "The death has no incident record")
    if not any(one.staff_support is not None and one.staff_support.offered_on is not None for one in deaths):
        spot = Spot(record.file, (record.data.index(deaths[0]), "staff_support")) if record else None
        return Verdict("not_met", expected, "No support offered to staff is recorded", spot=spot)
    return Verdict("met", expected, "Recorded, and support was offered to staff")
