"""One staff member → a page: post, background, cases, supervision, training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Staff
from engager_docs.model.records.staff import Role, StaffMember
from engager_docs.model.result import Assessment, RuleResult
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Content, Fact, Page, Table, Task
from engager_docs.render import addresses
from engager_docs.render.amendments import amended
from engager_docs.render.blocks import facts, or_none, table
from engager_docs.render.frame import page
from engager_docs.render.pages.staff_timeline import staff_timeline
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet
from engager_docs.render.timeline import Timeline
from engager_docs.render.words import NOT_RECORDED, code_tag, result_tag, word_list, words
from engager_docs.render.workbook.glance import sentence


class StaffView(Struct, frozen=True):
    """One staff member: post, background, cases, supervision, training."""

    facts: tuple[Fact, ...]
    timeline: Timeline | None
    roles: Table
    absences: Table
    characteristics: Table
    cases: Table
    supervision: Table
    own_supervision: Table
    line_management: Table
    training: Table
    rules: tuple[Task, ...]
    leads: bool


def staff_page(person: Staff, casebook: Casebook, service: Service, assessment: Assessment | None) -> Page:
    """Return the page of one staff member."""
    sheet = Sheet(service, addresses.staff_path(person.id, person.home))
    subject = next((each for each in assessment.staff if each.id == person.id), None) if assessment else None
    record = person.record.data
    view = StaffView(
        facts=_facts(person, sheet),
        timeline=staff_timeline(person, casebook, sheet),
        roles=table(
            "Roles",
            ("Role", "Site", "From and to", "Share of a post", "Why it ended"),
            (_role(role, person, sheet) for role in record.roles),
            "No role is recorded.",
            numbers=(3,),
        ),
        absences=_absences(record, sheet),
        characteristics=_characteristics(record, sheet),
        cases=_cases(person.id, casebook.cases, sheet),
        supervision=_supervision(person, casebook, sheet),
        own_supervision=_own(person, casebook, sheet),
        line_management=_management(person, casebook, sheet),
        training=_training(person, casebook, sheet),
        rules=tuple(_rule(each, sheet) for each in (subject.results if subject else ())),
        leads=any(role.role in {"supervisor", "interim_supervisor"} for role in record.roles),
    )
    site = (service.sites.get(person.home, person.home), addresses.site_path(person.home))
    above = (("People", addresses.PEOPLE), site)
    return page(
        sheet,
        f"Staff member {person.id}",
        "staff.html",
        view,
        above,
        (person.record.file,),
        amended((person.record,), sheet),
    )


def _absences(record: StaffMember, sheet: Sheet) -> Table:
    rows = ((sheet.span(a.from_, a.to), words(a.type), or_none(a.cover, "None named")) for a in record.absences)
    return table("Absences", ("From and to", "Kind", "Cover"), rows, "No absence is recorded.")


def _characteristics(record: StaffMember, sheet: Sheet) -> Table:
    rows = (
        (words(c.code), c.evidence, sheet.day(c.on), words(c.source) if c.source else NOT_RECORDED)
        for c in record.characteristics
    )
    heads = ("Characteristic", "Evidence", "Date", "From")
    return table("Evidence of the ten key characteristics", heads, rows, "No evidence is recorded.")


def _rule(result: RuleResult, sheet: Sheet) -> Task:
    name = f"{rule_title(result.rule)} ({result.rule})"
    return Task(name, result_tag(result.result), sentence(result, sheet), result.rule)


def _facts(person: Staff, sheet: Sheet) -> tuple[Fact, ...]:
    record = person.record.data
    note = f". {record.profession_note}" if record.profession_note else ""
    return facts(
        ("Id", person.id),
        ("Employer", sheet.organisation(record.employer)),
        ("Engagement", words(record.engagement)),
        ("Profession", (words(record.profession) if record.profession else NOT_RECORDED) + note),
        ("Line manager", sheet.person(record.line_manager)),
        *((("Supervised by", sheet.person(record.clinical_supervisor)),) if record.clinical_supervisor else ()),
        ("Therapeutic approaches", word_list(record.therapeutic_approaches)),
        ("Formally trained therapist", words(record.formally_trained_therapist or "not_recorded")),
        ("Experience before", word_list(record.prior_experience)),
        ("Experience of supervising", words(record.supervision_experience or "not_recorded")),
        ("Understanding of social exclusion", record.social_exclusion_understanding),
    )


def _role(role: Role, person: Staff, sheet: Sheet) -> tuple[Content, ...]:
    site = role.site or person.home
    return (
        words(role.role),
        sheet.link(sheet.service.sites.get(site, site), addresses.site_path(site)),
        sheet.span(role.from_, role.to),
        NOT_RECORDED if role.fte is None else f"{role.fte:g}",
        words(role.ended) if role.ended else "Not ended",
    )


def _cases(staff: str, cases: tuple[Case, ...], sheet: Sheet) -> Table:
    return table(
        "Cases",
        ("Case", "Part", "From and to"),
        (
            (sheet.case(case.id), words(each.role), sheet.span(each.from_, each.to))
            for case in cases
            for each in case.participant.data.allocation
            if each.staff == staff
        ),
        "No case is allocated to this person.",
    )


def _supervision(person: Staff, casebook: Casebook, sheet: Sheet) -> Table:
    return table(
        "Clinical supervision received",
        ("Date", "Supervisor", "Status", "Minutes", "Cases discussed"),
        (
            (
                sheet.dated(entry.data.date, entry.file),
                sheet.person(entry.data.supervisor),
                code_tag(entry.data.status),
                NOT_RECORDED if entry.data.minutes is None else str(entry.data.minutes),
                str(len(entry.data.cases)),
            )
            for site in casebook.sites
            for entry in reversed(site.clinical)
            if entry.staff == person.id
        ),
        "No clinical supervision is recorded.",
        numbers=(3, 4),
    )


def _own(person: Staff, casebook: Casebook, sheet: Sheet) -> Table:
    return _dated("The supervisor's own supervision", _own_rows(person, casebook, sheet))


def _own_rows(person: Staff, casebook: Casebook, sheet: Sheet) -> Iterator[tuple[Content, ...]]:
    for site in casebook.sites:
        for entry in reversed(site.supervisor):
            if entry.staff == person.id:
                status = code_tag(entry.data.status) if entry.data.status else NOT_RECORDED
                yield (sheet.dated(entry.data.date, entry.file), status)


def _management(person: Staff, casebook: Casebook, sheet: Sheet) -> Table:
    return _dated(
        "Line management",
        (
            (
                sheet.dated(entry.data.date, entry.file),
                code_tag(entry.data.status) if entry.data.status else NOT_RECORDED,
            )
            for site in casebook.sites
            for entry in reversed(site.line_management)
            if entry.staff == person.id
        ),
    )


def _dated(caption: str, rows: Iterable[tuple[Content, ...]]) -> Table:
    return table(caption, ("Date", "Status"), rows, "None is recorded.")


def _training(person: Staff, casebook: Casebook, sheet: Sheet) -> Table:
    return table(
        "Training",
        ("Session", "Date", "Attendance", "Catch-up"),
        (
            (
                sheet.record(entry.data.place, entry.file),
                sheet.day(entry.data.date),
                code_tag(each.status),
                sheet.day(each.catch_up.on) if each.catch_up else "None",
            )
            for entry in casebook.training
            for each in entry.data.attendance
            if each.person == person.id
        ),
        "No training is recorded for this person.",
    )
