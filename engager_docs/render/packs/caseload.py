"""One practitioner's open cases → a table sorted by concern, and a strip for each case (documents.md 2.2, 2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.participant import Allocation
from engager_docs.model.result import CaseAssessment
from engager_docs.model.view import Content, Fact, Table
from engager_docs.render import concern, course
from engager_docs.render.blocks import facts, lines, table
from engager_docs.render.concern import Reason
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import code_tag, counted, joined, phrase, words
from engager_docs.render.workbook.cover import phase_text

PROMPTS = (
    "What do we want from this week, and is the plan on track? (§14)",
    "What stands in the way? (§14)",
    "What goes on between practitioner and participant? (§15)",
    "Does the Shared Understanding speak to the goals? (§16)",
)
TWO_LINES, ONE_LINE = 170, 75
"""Characters that fit beside the label in a strip's type."""
_PLAN = re.compile(r"^#+\s*plan for next time\s*$", re.IGNORECASE | re.MULTILINE)
_MARKS = re.compile(r"[*_`#>\[\]]|\(\S+\)")


class Held(Struct, frozen=True):
    """A case and the stretch of the week in which a practitioner led it."""

    case: Case
    part: Allocation
    found: CaseAssessment | None
    reasons: tuple[Reason, ...]


class StripView(Struct, frozen=True):
    """A third of a page for one case: what is known, and boxes to fill in by hand."""

    case: str
    phase: str
    facts: tuple[Fact, ...]
    decision: str
    planned: str
    prompts: tuple[str, ...]
    components: tuple[str, ...]


class PractitionerView(Struct, frozen=True):
    """One practitioner: the caseload sorted by concern, the contacts they made, then a strip for each case."""

    caseload: Table
    contacts: Table
    strips: tuple[StripView, ...]


def held_by(
    staff: str, cases: tuple[Case, ...], week: tuple[date, date], as_of: date, found: dict[str, CaseAssessment]
) -> tuple[Held, ...]:
    """Return the cases a practitioner led in a week, most pressing first; a case that changed hands stands for both."""
    rows = []
    for case in cases:
        closed = course.closed_on(case)
        if closed is not None and closed < week[0]:
            continue
        for part in case.participant.data.allocation:
            if part.role == "lead" and part.staff == staff and _meets(part, week):
                result = found.get(case.id)
                rows.append(Held(case, part, result, concern.reasons(case, as_of, result)))
    return tuple(sorted(rows, key=lambda each: concern.concern_key(each.reasons, each.case.id)))


def _meets(part: Allocation, week: tuple[date, date]) -> bool:
    return part.from_ <= week[1] and (part.to is None or part.to >= week[0])


def practitioner_view(
    staff: str, held: tuple[Held, ...], cases: tuple[Case, ...], week: tuple[date, date], sheet: Sheet
) -> PractitionerView:
    """Return the page of one practitioner; ``cases`` are all those of the team, for the contacts made in them."""
    return PractitionerView(
        caseload=table(
            "Caseload, sorted by concern",
            ("Case", "Why it stands here", "Last contact", "Next", "Missed", "Joint still to hold", "Release"),
            (_row(each, week, sheet) for each in held),
            "No case was led by this practitioner in the week.",
        ),
        contacts=table(
            "Contacts made this week",
            ("Day", "Case", "How", "Where", "Outcome", "Minutes"),
            _made_by(staff, cases, week, sheet),
            "No contact of this week is recorded.",
            numbers=(5,),
        ),
        strips=tuple(_strip(each, sheet) for each in held),
    )


def _row(each: Held, week: tuple[date, date], sheet: Sheet) -> tuple[Content, ...]:
    case = each.case
    since = concern.days_since(case, sheet.as_of)
    ahead = concern.days_to_release(case, sheet.as_of)
    return (
        lines((case.id, *_handed(each.part, case, week, sheet))),
        lines(tuple(reason.words for reason in each.reasons) or ("Nothing stands out",)),
        "None yet" if since is None else f"{since} days ago",
        sheet.day(course.next_contact(case, sheet.as_of), "None planned"),
        f"{course.missed_in_a_row(case)} in a row",
        _joint(each.found),
        f"In {ahead} days" if ahead is not None else sheet.day(course.released_on(case), "No date"),
    )


def _made_by(
    staff: str, cases: tuple[Case, ...], week: tuple[date, date], sheet: Sheet
) -> Iterator[tuple[Content, ...]]:
    """Yield the contacts of the week that a practitioner took part in, whoever led the case on that day."""
    made = [
        (entry.data, case.id)
        for case in cases
        for entry in case.contacts
        if week[0] <= entry.data.date <= week[1] and staff in entry.data.staff and entry.data.outcome != "planned"
    ]
    for contact, case_id in sorted(made, key=lambda each: (each[0].date, each[1])):
        minutes = "" if contact.minutes is None else str(contact.minutes)
        yield (
            sheet.day(contact.date), case_id, words(contact.mode), words(contact.place), code_tag(contact.outcome),
            minutes,
        )  # fmt: skip


def _handed(part: Allocation, case: Case, week: tuple[date, date], sheet: Sheet) -> Iterator[str]:
    if part.from_ >= week[0]:
        yield f"from {sheet.day(part.from_)}"
    if part.to is not None and part.to <= week[1] and part.to != course.closed_on(case):
        yield f"until {sheet.day(part.to)}"


def _joint(found: CaseAssessment | None) -> str:
    """Return where a joint meeting is still outstanding."""
    if found is None:
        return "Not assessed"
    ahead = {each.rule for each in found.results if each.result in ("not_met", "not_due_yet", "cannot_tell")}
    places = [place for rule, place in (("P03", "prison"), ("P04", "community")) if rule in ahead]
    return words(" and ".join(places)) if places else "None"


def _strip(each: Held, sheet: Sheet) -> StripView:
    case = each.case
    return StripView(
        case=case.id,
        phase=phase_text(case, each.found),
        facts=facts(
            ("Last session", cut(_last(case, sheet), TWO_LINES)),
            ("Barriers", cut(joined(tuple(_barriers(case)), "None noted"), ONE_LINE)),
            ("Goals", cut("; ".join(_goals(case)) or "No active goal", TWO_LINES)),
        ),
        decision=cut(_decision(case, sheet), TWO_LINES - ONE_LINE // 2),
        planned=cut(_planned(case, sheet), ONE_LINE - 25),
        prompts=PROMPTS,
        components=tuple(item.label for item in sheet.service.components),
    )


def _last(case: Case, sheet: Sheet) -> str:
    entry = course.last_seen(case, sheet.as_of)
    if entry is None:
        return "None yet"
    contact = entry.data
    head = f"{sheet.day(contact.date)}, {phrase(contact.mode)}, {phrase(contact.place)}, {joined(contact.staff)}"
    said = first_words(entry.body)
    return f"{head}: {said}" if said else head


def _planned(case: Case, sheet: Sheet) -> str:
    """Return what the last session's note says is planned next."""
    entry = course.last_seen(case, sheet.as_of)
    *_, plan = _PLAN.split(entry.body) if entry else ("",)
    return (entry is not None and plan != entry.body and first_words(plan)) or "Nothing noted"


def first_words(body: str) -> str:
    """Return the first paragraph of a note as plain text."""
    paragraphs = (block for block in body.split("\n\n") if block.strip() and not block.lstrip().startswith("#"))
    return " ".join(_MARKS.sub("", next(paragraphs, "")).split())


def cut(text: str, longest: int) -> str:
    """Return a text cut at a word when it is longer than its lines."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def _barriers(case: Case) -> Iterator[str]:
    for goal in case.plan.data.goals if case.plan else ():
        if goal.status in {"active", None}:
            yield from goal.barriers


def _goals(case: Case) -> Iterator[str]:
    for goal in case.plan.data.goals if case.plan else ():
        if goal.status in {"active", None}:
            open_actions = [action for action in goal.actions if action.status in {"to_do", "in_progress", None}]
            stands = f"{phrase(goal.status)}, " if goal.status else ""
            yield f"{goal.id} {goal.statement} ({stands}{counted(len(open_actions), 'open action')})"


def _decision(case: Case, sheet: Sheet) -> str:
    mentions = [each for each in sheet.service.supervised.get(case.id, ()) if each.on <= sheet.as_of]
    if not mentions:
        return "Not discussed in supervision yet"
    last = mentions[-1]
    progress = f" ({words(last.discussion.progress).lower()})" if last.discussion.progress else ""
    return f"{sheet.day(last.on)}{progress}: {last.discussion.decision or 'none noted'}"
