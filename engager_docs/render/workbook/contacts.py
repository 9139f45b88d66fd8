"""One case → the contact log, and a page for each contact (documents.md 1.8)."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.contact import Contact
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Fact, Part, Table, Tag
from engager_docs.render import course
from engager_docs.render.blocks import facts, table
from engager_docs.render.dates import long_day, month_text, time_text
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import code_tag, joined, phrase, word_list, words, yes_no
from engager_docs.render.workbook.checklist import discussed, discussions
from engager_docs.render.workbook.plan import goal_links


class NoteView(Struct, frozen=True):
    """One contact in the log: its heading, a line of facts, its note."""

    id: str
    title: str
    line: Content
    body: Markup


class LogView(Struct, frozen=True):
    """The whole log: a table for each month, then the notes in order of date."""

    months: tuple[Table, ...]
    missed: Table
    notes: tuple[NoteView, ...]


class ContactView(Struct, frozen=True):
    """One contact on a page of its own."""

    facts: tuple[Fact, ...]
    components: Table
    body: Markup
    before: Content
    after: Content
    discussed: Table


def contact_log(case: Case, sheet: Sheet) -> Part:
    """Return the log of contacts, month by month, and the notes."""
    months = (
        table(
            month,
            ("Date", "Where", "How", "Outcome", "Minutes", "With", "About"),
            (_row(entry, sheet) for entry in group),
            "",
            numbers=(4,),
        )
        for month, group in groupby(case.contacts, key=lambda entry: month_text(entry.data.date))
    )
    view = LogView(
        months=tuple(months),
        missed=table(
            "Missed contacts, and what was tried",
            ("Date", "What happened", "What was tried next"),
            (
                (
                    sheet.dated(entry.data.date, entry.file),
                    what_happened(entry.data),
                    _tried(entry, case, sheet),
                )
                for entry in case.contacts
                if course.missed(entry.data)
            ),
            "No contact was missed.",
        ),
        notes=tuple(_note(entry, case, sheet) for entry in case.contacts if entry.body.strip()),
    )
    files = (f"{case.participant.file.rsplit('/', 1)[0]}/contacts/",) if case.contacts else ()
    return Part("contacts", "Contact log", "pages/workbook/contacts.html", view, files)


def _row(entry: Entry[Contact], sheet: Sheet) -> tuple[Content, ...]:
    contact = entry.data
    return (
        sheet.dated(contact.date, entry.file),
        words(contact.place),
        words(contact.mode),
        _outcome(contact, sheet),
        "" if contact.minutes is None else str(contact.minutes),
        ", ".join(contact.staff),  # the contact's own page leads to them: fifty links more make a page heavy
        word_list(contact.focus) if contact.focus else word_list(contact.purposes),
    )


def _outcome(contact: Contact, sheet: Sheet) -> Content:
    tag = code_tag(contact.outcome)
    if course.joint(contact, sheet.service.people):
        return (tag, " ", Tag("Joint", "news"))
    return tag


def what_happened(contact: Contact) -> str:
    """Return the outcome of a missed contact in words, with the cause where the service cancelled."""
    cause = f" ({phrase(contact.cancel_cause)})" if contact.cancel_cause else ""
    return f"{words(contact.outcome)}{cause}"


def _tried(missed: Entry[Contact], case: Case, sheet: Sheet) -> Content:
    later = [entry for entry in case.contacts if entry.data.date > missed.data.date]
    if not later:
        return "Nothing yet"
    after = later[0].data
    days = (after.date - missed.data.date).days
    link = sheet.dated(after.date, later[0].file)
    return (f"{words(after.mode)} ", link, f", {days} days later: {phrase(after.outcome)}")


def _note(entry: Entry[Contact], case: Case, sheet: Sheet) -> NoteView:
    contact = entry.data
    return NoteView(
        id=note_id(case, entry),
        title=long_day(contact.date, sheet.service.settings.date_style),
        line=(
            f"{words(contact.mode)}, {phrase(contact.place)}: {phrase(contact.outcome)}; ",
            sheet.people(contact.staff),
        ),
        body=sheet.body(entry, 5),
    )


def note_id(case: Case, entry: Entry[Contact]) -> str:
    """Return the fragment of a contact's note in the workbook."""
    return f"contact-{case.id}-{entry.stem}"


def contact_title(case: Case, entry: Entry[Contact], sheet: Sheet) -> str:
    """Return the title of a contact's page."""
    return f"Contact with {case.id}, {sheet.day(entry.data.date)}"


def contact_view(case: Case, entry: Entry[Contact], sheet: Sheet) -> ContactView:
    """Return one contact as its own page shows it."""
    contact = entry.data
    place = next(number for number, each in enumerate(case.contacts) if each is entry)
    before, after = case.contacts[:place][-1:], case.contacts[place + 1 :][:1]
    labels = {item.code: item.label for item in sheet.service.components}
    return ContactView(
        facts=_facts(case, entry.data, sheet),
        components=table(
            "Core components used",
            ("Component", "Applied"),
            (
                (labels.get(each.component or "", each.component or "Not recorded"),
                 code_tag(each.applied) if each.applied else "Not recorded")
                for each in contact.components
            ),
            "No core component is marked for this contact.",
        ),
        body=sheet.body(entry),
        before=_near("Contact before", before, sheet),
        after=_near("Contact after", after, sheet),
        discussed=discussions(
            "Discussed afterwards, before the next contact",
            tuple(
                each
                for each in discussed(case, sheet)
                if each.on >= contact.date and all(each.on < later.data.date for later in after)
            ),
            sheet,
        ),
    )  # fmt: skip


def _facts(case: Case, contact: Contact, sheet: Sheet) -> tuple[Fact, ...]:
    return facts(
        ("Participant", sheet.case(case.id)),
        ("Date", long_day(contact.date, sheet.service.settings.date_style)),
        ("Time", _time(contact)),
        ("Participant was in", words(contact.place) + (f", {phrase(contact.venue)}" if contact.venue else "")),
        ("How", words(contact.mode)),
        ("Outcome", _outcome(contact, sheet)),
        *((("Cancelled because", words(contact.cancel_cause)),) if contact.cancel_cause else ()),
        ("Staff", sheet.people(contact.staff)),
        ("Others there", joined(contact.others, "Nobody else")),
        ("Purpose", word_list(contact.purposes)),
        ("About", word_list(contact.focus)),
        ("Goals", goal_links(contact.goals, case, sheet)),
        ("Risk changed", yes_no(contact.risk_changed)),
        ("Next contact", sheet.day(contact.next_contact, "None agreed")),
    )  # fmt: skip


def _near(words: str, near: tuple[Entry[Contact], ...], sheet: Sheet) -> Content:
    """Return a link to the contact before or after, or nothing."""
    return "" if not near else sheet.record(f"{words}: {sheet.day(near[0].data.date)}", near[0].file)


def _time(contact: Contact) -> str:
    start = time_text(contact.start) if contact.start else "Not recorded"
    return start if contact.minutes is None else f"{start}, {contact.minutes} minutes"
