"""Cases of a period → the departures from the model, with their reasons, and how well they are documented.

Delivered is not documented: what was entered late, or never, is told apart from what was done (documents.md 8.5, 8.6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from engager_docs.model.casebook import Case, Site
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.course import VariationReason
from engager_docs.model.records.meetings import TeamMeeting
from engager_docs.model.records.supervision import ClinicalSupervision
from engager_docs.model.result import CaseAssessment
from engager_docs.model.view import Content, Table
from engager_docs.render import course
from engager_docs.render.adherence.period import Period
from engager_docs.render.blocks import table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, words

Side: TypeAlias = Literal["service", "prison", "participant"]

LATE_DAYS = 5
_SIDES: Mapping[VariationReason, Side] = {
    "participant_declined_frequency": "participant",
    "participant_unwell": "participant",
    "participant_working": "participant",
    "needs_based_extension": "participant",
    "needs_based_reduction": "participant",
    "temporary_absence": "participant",
    "hospital_admission": "participant",
    "death": "participant",
    "lost_contact": "participant",
    "regime_lockdown": "prison",
    "transfer_out_of_area": "prison",
    "security": "prison",
    "released_without_notice": "prison",
    "recall": "prison",
    "practitioner_leave": "service",
    "supervisor_vacancy": "service",
    "staff_sickness": "service",
    "system_failure": "service",
    "bank_holiday": "service",
}
_SIDE_WORDS: Mapping[Side, str] = {
    "service": "The service's side", "prison": "The prison's side", "participant": "The participant's side",
}  # fmt: skip


def reasons_table(cases: Iterable[Case], period: Period) -> Table:
    """Return the variations recorded for the period, counted by reason and side."""
    reasons: Counter[VariationReason] = Counter(
        each.reason
        for case in cases
        for each in (case.variations.data if case.variations else ())
        if period.meets(each.from_, each.to or period.last)
    )
    rows = sorted(reasons.items(), key=lambda each: (_SIDES[each[0]], -each[1], each[0]))
    return table(
        "Variations recorded, by reason",
        ("Side", "Reason", "Variations"),
        ((_SIDE_WORDS[_SIDES[reason]], words(reason), str(number)) for reason, number in rows),
        "No variation was recorded in this period.",
        numbers=(2,),
    )


def cancelled_table(cases: Iterable[Case], period: Period) -> Table:
    """Return the contacts of the period that did not take place, counted by outcome and cause."""
    found = Counter(
        (entry.data.outcome, entry.data.cancel_cause or "")
        for case in cases
        for entry in case.contacts
        if entry.data.outcome not in ("attended", "attended_late", "planned") and period.holds(entry.data.date)
    )
    return table(
        "Contacts that did not take place",
        ("Outcome", "Cause", "Contacts"),
        (
            (words(outcome), words(cause) if cause else "", str(number))
            for (outcome, cause), number in sorted(found.items(), key=lambda each: (-each[1], each[0]))
        ),
        "Every contact of this period took place.",
        numbers=(2,),
    )


def found_table(cases: Iterable[Case], found: Mapping[str, CaseAssessment], sheet: Sheet) -> Table:
    """Return each departure found in the work with participants, case by case, with the reason in words."""
    rows: list[tuple[Content, ...]] = [
        (sheet.case(case.id), result.rule, "Explained" if result.result == "covered" else "Not met", result.why)
        for case in cases
        for result in (found[case.id].results if case.id in found else ())
        if result.result in ("not_met", "covered") and result.rule.startswith("P")
    ]
    return table("Departures found", ("Case", "Rule", "Result", "In words"), rows, "No departure was found.")


def quality_table(site: Site, cases: Iterable[Case], period: Period) -> Table:
    """Return what was entered late or never, each with the number it is out of."""
    rows = (*_of_contacts(tuple(cases), period), *_of_sessions(site, period))
    return table(
        "Documentation, apart from delivery",
        ("What", "Found", "Out of"),
        ((what, str(number), counted(of, "record")) for what, number, of in rows),
        "No record falls in this period.",
        numbers=(1,),
    )


def _of_contacts(cases: tuple[Case, ...], period: Period) -> Iterator[tuple[str, int, int]]:
    entries = [entry for case in cases for entry in case.contacts if period.holds(entry.data.date)]
    done = [entry for entry in entries if entry.data.outcome in ("attended", "attended_late")]
    late = sum(_is_late(entry.data) for entry in entries)
    yield f"Contacts entered more than {LATE_DAYS} days late", late, len(entries)
    yield "Attended contacts without a note", sum(not entry.body.strip() for entry in done), len(done)
    yield "Attended contacts without their length", sum(entry.data.minutes is None for entry in done), len(done)
    open_cases = [case for case in cases if course.is_open(case)]
    ahead = sum(course.next_contact(case, period.last) is None for case in open_cases)
    yield "Open cases without a next contact", ahead, len(open_cases)


def _is_late(record: Contact | ClinicalSupervision | TeamMeeting) -> bool:
    return record.recorded_on is not None and (record.recorded_on - record.date).days > LATE_DAYS


def _of_sessions(site: Site, period: Period) -> Iterator[tuple[str, int, int]]:
    held = [each for each in site.clinical if each.data.status == "held" and period.holds(each.data.date)]
    yield (
        "Clinical supervision not yet agreed by both",
        sum(each.data.agreed_by_both is None for each in held),
        len(held),
    )
    unmarked = sum(any(not said.checklist for said in each.data.cases) for each in held)
    yield "Clinical supervision with a case and no checklist", unmarked, len(held)
    clinical = [each.data for each in site.clinical if period.holds(each.data.date)]
    meetings = [each.data for each in site.meetings if period.holds(each.data.date)]
    late = sum(map(_is_late, clinical)) + sum(map(_is_late, meetings))
    count = len(clinical) + len(meetings)
    yield f"Supervision and meetings entered more than {LATE_DAYS} days late", late, count
