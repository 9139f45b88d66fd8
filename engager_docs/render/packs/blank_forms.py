"""The record format → blank forms for use where no laptop goes: each on its own page, with room to write (§27 §33 §35).

No participant's record is in them.
"""

from __future__ import annotations

from dataclasses import dataclass

from engager_docs.model.records.contact import Contact
from engager_docs.model.records.plan import Action, Goal
from engager_docs.model.records.release import ReleaseActual, ReleasePlan
from engager_docs.model.records.session import CaseDiscussion
from engager_docs.model.records.supervision import ClinicalSupervision
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.view import Pack, Part
from engager_docs.render.audience import visible
from engager_docs.render.blocks import facts
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.form_fields import FormLine, form_lines
from engager_docs.render.packs.request import PackRequest
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted

NOTE = tuple(
    FormLine(label, "space", lines=4)
    for label in ("What we did", "How they responded", "Concerns", "Plan for next time")
)
GOALS, CASES = 3, 3
"""How many goals and cases a form has room for: a second sheet takes more."""


@dataclass(frozen=True, slots=True)
class Section:
    """One group of lines; ``checklist`` are the core components to mark, where the group has one."""

    title: str
    lines: tuple[FormLine, ...]
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankForm:
    """One form: whom it is about, its groups of lines, who signs."""

    about: str
    sections: tuple[Section, ...]
    signed_by: tuple[str, ...]


def blank_forms_pack(asked: PackRequest) -> Pack:
    """Return the forms for a contact, a Shared Understanding, a plan, the day of release and a supervision session."""
    book = visible(asked.casebook, asked.stamp.audience)
    sheet = Sheet(service_of(book, asked.stamp), "blank-forms", paper={})
    components = tuple(item.label for item in sheet.service.components)
    parts = _forms(components)
    return Pack(
        id=f"blank-forms-{asked.stamp.as_of}",
        title="Blank forms",
        subtitle=sheet.service.settings.title,
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(("Forms", counted(len(parts), "form")), ("Write", "Ids only, and no names")),
        not_shown=("Any participant's record: these pages are empty.",),
        parts=parts,
        created=asked.stamp.as_of.isoformat(),
    )


def _forms(components: tuple[str, ...]) -> tuple[Part, ...]:
    contact = Section("The contact", tuple(form_lines(Contact, {"components", "purposes"})))
    purposes = Section("Why, and the note", (*_only(Contact, "purposes"), *NOTE))
    understanding = Section("This version", tuple(form_lines(SharedUnderstanding)))
    links = Section("Links: from, to, in the participant's words", (FormLine("Links", "space", lines=5),))
    goal = tuple(form_lines(Goal, {"closed_on", "closed_reason"}))
    action = tuple(form_lines(Action, {"note"}))
    goals = tuple(Section(f"Goal {number}, and its actions", (*goal, *action)) for number in range(1, GOALS + 1))
    session = Section("The session", tuple(form_lines(ClinicalSupervision)))
    said = tuple(form_lines(CaseDiscussion, {"checklist"}))
    cases = tuple(Section(f"Case {number}", said, components) for number in range(1, CASES + 1))
    both = ("Participant", "Practitioner")
    return (
        _form("contact", "Contact", "Participant", (contact, purposes), ("Practitioner",)),
        _form("understanding", "Shared Understanding", "Participant", (understanding, links), both),
        _form("plan", "Shared Action Plan", "Participant", goals, both),
        _form("release", "Day of release", "Participant", _release(), ("Practitioner",)),
        _form("supervision", "Clinical supervision", "Practitioner", (session, *cases), ("Supervisor", "Practitioner")),
    )


def _release() -> tuple[Section, ...]:
    return (
        Section("Plan", tuple(form_lines(ReleasePlan))),
        Section("What happened", tuple(form_lines(ReleaseActual))),
    )


def _only(record: type[Contact], name: str) -> tuple[FormLine, ...]:
    return tuple(form_lines(record, set(record.model_fields) - {name}))


def _form(name: str, title: str, about: str, sections: tuple[Section, ...], signed_by: tuple[str, ...]) -> Part:
    return Part(name, title, "pages/packs/blank-form.html", BlankForm(about, sections, signed_by), fresh=True)
