"""The record format → blank forms for use where no laptop goes: each on its own page, with room to write (§27 §33 §35).

No participant's record is in them.
"""

from __future__ import annotations

from engager_docs.model.records.contact import Contact
from engager_docs.model.records.headings import HEADINGS
from engager_docs.model.records.plan import Action, Goal, PlanReview
from engager_docs.model.records.release import ReleaseActual, ReleasePlan
from engager_docs.model.records.session import CaseDiscussion
from engager_docs.model.records.supervision import ClinicalSupervision
from engager_docs.model.records.understanding import Agreement, Link, SharedUnderstanding
from engager_docs.model.view import Pack, Part
from engager_docs.render.audience import visible
from engager_docs.render.blocks import facts
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.form_fields import FormLine, form_lines, grid
from engager_docs.render.packs.form_section import BlankForm, Section, actions_section
from engager_docs.render.packs.request import PackRequest
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted

NOTE = tuple(FormLine(label, "space", lines=4) for label in HEADINGS["contact"])
GOALS, CASES, STEPS, LINKS = 3, 3, 4, 5
"""How many goals, cases, actions and links a form has room for: a second sheet takes more."""


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
    both = ("Participant", "Practitioner")
    signed = ("Supervisor", "Practitioner")
    return (
        _form("contact", "Contact", "Participant", _contact(components), ("Practitioner",)),
        _form("understanding", "Shared Understanding", "Participant", _understanding(), both),
        _form("plan", "Shared Action Plan", "Participant", _plan(), both),
        _form("release", "Day of release", "Participant", _release(), ("Practitioner",)),
        _form("supervision", "Clinical supervision", "Practitioner", _supervision(components), signed),
    )


def _contact(components: tuple[str, ...]) -> tuple[Section, ...]:
    return (
        Section("The contact", tuple(form_lines(Contact, {"components", "purposes"}))),
        Section("Why, and the note", (*_only(Contact, "purposes"), *NOTE)),
        Section("Core components used", (), components),
    )


def _understanding() -> tuple[Section, ...]:
    words = FormLine("In the participant's words", "space", lines=6)
    return (
        Section("This version", tuple(form_lines(SharedUnderstanding))),
        Section("How it hangs together", (grid(Link, "Links", LINKS), words)),
        Section("Agreed", tuple(form_lines(Agreement))),
    )


def _plan() -> tuple[Section, ...]:
    goal = tuple(form_lines(Goal, {"closed_on", "closed_reason"}))
    steps = grid(Action, "Actions", STEPS, {"note", "done_on"})
    goals = (Section(f"Goal {number}", (*goal, steps)) for number in range(1, GOALS + 1))
    return (*goals, Section("This version of the plan", tuple(form_lines(PlanReview))))


def _supervision(components: tuple[str, ...]) -> tuple[Section, ...]:
    said = tuple(form_lines(CaseDiscussion, {"checklist"}))
    return (
        Section("The session", tuple(form_lines(ClinicalSupervision))),
        *(Section(f"Case {number}", said, components) for number in range(1, CASES + 1)),
        actions_section(),
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
