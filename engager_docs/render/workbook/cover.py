"""One case → cover, and referral and eligibility (documents.md 1.1, 1.3)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.participant import Consent, CustodyPeriod, Referral, ReleaseDate
from engager_docs.model.result import CaseAssessment
from engager_docs.model.view import Content, Fact, Part, Table
from engager_docs.render import course
from engager_docs.render.blocks import facts, lines, or_none, table
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import NOT_RECORDED, code_tag, joined, words


class CoverView(Struct, frozen=True):
    """Who the case is with and what the participant agreed to."""

    facts: tuple[Fact, ...]
    consent: Table


class ReferralView(Struct, frozen=True):
    """How the participant came to the service, and the dates of release as they became known."""

    facts: tuple[Fact, ...]
    reason: str
    eligibility: Table
    release_dates: Table
    custody: Table


def cover(case: Case, sheet: Sheet, found: CaseAssessment | None) -> Part:
    """Return the cover of a workbook."""
    record = case.participant.data
    closure = record.closure
    view = CoverView(
        facts=facts(
            ("Participant", case.id),
            ("Site", sheet.link(sheet.service.sites.get(case.site, case.site), f"{case.site}/index.html")),
            ("Lead practitioner", lines(_allocated(case, sheet, "lead"))),
            ("Supervisor", lines(_allocated(case, sheet, "supervising"))),
            ("Co-worker", lines(_allocated(case, sheet, "co_worker"), "None")),
            ("Phase", phase_text(case, found)),
            ("Earlier case", sheet.case(record.previous_case) if record.previous_case else "None"),
            (
                "Closed",
                f"{sheet.day(closure.on)}: {words(closure.reason)}" if closure else "The case is open",
            ),
            *((("Note on closing", closure.note),) if closure and closure.note else ()),
            *((("Closing decided by", sheet.person(closure.decided_by)),) if closure and closure.decided_by else ()),
        ),
        consent=table(
            "Consent, latest answer first",
            ("Consent to", "Answer", "Date", "How", "Limits"),
            (_consent(each, sheet) for each in sorted(record.consent, key=lambda c: c.on, reverse=True)),
            "No consent is recorded.",
        ),
    )
    return Part("cover", "Cover", "pages/workbook/cover.html", view, (case.participant.file,))


def phase_text(case: Case, found: CaseAssessment | None) -> str:
    """Return the phase of a case with what stands beside it, or what the record alone tells."""
    if found is not None:
        return joined((words(found.phase), *(words(each).lower() for each in found.beside)))
    if not course.is_open(case):
        return "Closed"
    return "In the community" if course.released_on(case) else "In prison"


def _allocated(case: Case, sheet: Sheet, role: str) -> Iterator[Content]:
    for each in case.participant.data.allocation:
        if each.role == role:
            reason = f" ({each.reason})" if each.reason else ""
            yield (sheet.person(each.staff), f", {sheet.span(each.from_, each.to)}{reason}")


def _consent(each: Consent, sheet: Sheet) -> tuple[Content, ...]:
    scope = words(each.scope) + (f": {sheet.organisation(each.agency)}" if each.agency else "")
    how = words(each.given_how) if each.given_how else NOT_RECORDED
    return (scope, code_tag(each.status), sheet.day(each.on), how, or_none(each.limits, "None"))


def referral(case: Case, sheet: Sheet, found: CaseAssessment | None) -> Part:
    """Return referral and eligibility, and the history of the release date with who told us when."""
    record = case.participant.data
    view = ReferralView(
        facts=_referred(record.referral, sheet, found),
        reason=record.referral.reason or "",
        eligibility=table(
            "Eligibility",
            ("Criterion", "Answer"),
            (
                (or_none(each.criterion), words(each.answer) if each.answer else NOT_RECORDED)
                for each in record.referral.eligibility
            ),
            "No eligibility criterion is recorded.",
        ),
        release_dates=table(
            "Expected release date, as it became known",
            ("Recorded", "Expected release", "Kind", "Team told"),
            (_release_date(each, sheet) for each in record.release_dates),
            "No release date is recorded.",
        ),
        custody=table(
            "Where the participant lived",
            ("Place", "Establishment", "From", "To", "Why it began"),
            (_custody(each, sheet) for each in record.custody),
            "No period is recorded.",
        ),
    )
    source = (case.participant.file,)
    return Part("referral", "Referral and eligibility", "pages/workbook/referral.html", view, source)


def _referred(record: Referral, sheet: Sheet, found: CaseAssessment | None) -> tuple[Fact, ...]:
    days = found.measures.referral_days if found else None
    return facts(
        ("Received", sheet.day(record.received_on)),
        ("From", words(record.source)),
        ("Release expected then", sheet.day(record.expected_release, "Not known")),
        ("Days until that date", "Not known" if days is None else str(days)),
        ("Decision", code_tag(record.decision)),
        ("Decided", sheet.day(record.decided_on)),
        ("Decided by", sheet.person(record.decided_by)),
    )


def _release_date(each: ReleaseDate, sheet: Sheet) -> tuple[Content, ...]:
    return (
        sheet.day(each.recorded_on),
        "; ".join(text for text in (sheet.day(each.date, ""), each.not_known_because) if text) or "Not known",
        words(each.type) if each.type else NOT_RECORDED,
        sheet.day(each.told_team_on),
    )


def _custody(each: CustodyPeriod, sheet: Sheet) -> tuple[Content, ...]:
    return (
        words(each.place),
        sheet.organisation(each.establishment) if each.establishment else "None named",
        sheet.day(each.from_),
        sheet.day(each.to, "Still there"),
        words(each.basis) if each.basis else NOT_RECORDED,
    )
