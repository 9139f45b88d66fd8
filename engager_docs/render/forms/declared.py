"""The kinds of record → every form of the site, by hand: what it is for, where its file belongs, its questions.

A form names the fields of its record in the record's order; their words and values come from the schema. Adding a form
is adding it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from engager_docs.model.records.headings import HEADINGS
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.render.forms.fields import Field, fields_of

About: TypeAlias = Literal["case", "new case", "staff", "site", "service"]
_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Section(Struct, frozen=True):
    """A heading and the names of the fields below it."""

    title: str
    fields: tuple[str, ...]


class Changeable(Struct, frozen=True):
    """The fields of a list's entries that may be changed, and the order all its fields stand in."""

    list: str
    fields: tuple[Field, ...]
    order: str


class Form(Struct, frozen=True):
    """One form: ``path`` is where its file belongs, with what is answered in braces.

    ``only`` leaves some values of a choice, ``chosen`` are those ticked to begin with, ``entry`` is the list the form
    adds one entry to, ``notes`` are the headings of the text, ``each`` what rows are offered for, ``changes`` the
    fields that may be changed in entries there are, by their list.
    """

    name: str
    title: str
    purpose: str
    kind: str
    about: About
    path: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    entry: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    each: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    restricted: bool = False

    @property
    def record(self) -> RecordKind:
        """The kind of record that the form makes."""
        return next(each for each in KINDS if each.name == self.kind)

    @property
    def markdown(self) -> bool:
        """Whether the record is a text with fields above it."""
        return self.record.form == "markdown"

    @property
    def grows(self) -> bool:
        """Whether the form adds to a file that a case has once."""
        return self.about == "case" and not self.record.dated

    def asked(self, section: Section) -> tuple[Field, ...]:
        """Return the questions of a section."""
        known = {each.name: each for each in fields_of(self.record.model)}
        return tuple(self._narrowed(known[name]) for name in section.fields)

    def changeable(self) -> tuple[Changeable, ...]:
        """Return what may be changed in entries there are; inner lists come after outer ones."""
        found = []
        lists = {each.name: each.fields for each in fields_of(self.record.model)}
        for name, kept in self.changes.items():
            inside = lists[name]
            order = " ".join(each.name for each in inside)
            found.append(Changeable(name, tuple(each for each in inside if each.name in kept), order))
            lists |= {each.name: each.fields for each in inside if each.kind == "rows"}
        return tuple(found)

    def _narrowed(self, asked: Field) -> Field:
        if asked.name == self.entry:
            return replace(asked, kind="entry")
        kept = self.only.get(asked.name)
        if kept is None:
            return asked
        options = tuple(each for each in asked.options if each.code in kept)
        # what a description says after its semicolon is about some of the values
        return replace(asked, options=options, hint=asked.hint.partition(";")[0].rstrip(".") + ".")


_IN_CASE = "cases/{site}/participants/{case}"
_AT_SITE = "cases/{site}"
_MISSED = ("late_not_seen", "cancelled_by_participant", "did_not_attend", "refused_on_arrival", "cancelled_by_provider",
           "no_reply")  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form(
        "contact", "Add a contact", "You met, or spoke with, a participant.", "contact", "case",
        _IN_CASE + "/contacts/{date}{again}.md",
        (
            Section("When, where and how", ("date", "start", "minutes", "place", "venue", "mode")),
            Section("What came of it", ("outcome", "staff", "others")),
            Section("What it was for", ("purposes", "focus", "goals")),
            Section("Core components", ("components",)),
            Section("What comes next", ("risk_changed", "next_contact")),
        ),
        notes=HEADINGS["contact"],
        only=MappingProxyType({"outcome": ("attended", "attended_late")}),
        chosen=MappingProxyType({"purposes": ("session",), "outcome": ("attended",), "staff": ("lead",)}),
    ),
    Form(
        "attempted-contact", "Add an attempted contact", "A contact that did not come about.", "contact", "case",
        _IN_CASE + "/contacts/{date}{again}.md",
        (
            Section("When, where and how", ("date", "start", "place", "venue", "mode")),
            Section("What came of it", ("outcome", "cancel_cause", "staff", "others")),
            Section("What it was for", ("purposes",)),
            Section("What comes next", ("risk_changed", "next_contact")),
        ),
        notes=("What we tried", "Concerns", "Plan for next time"),
        only=MappingProxyType({"outcome": _MISSED}),
        chosen=MappingProxyType({"purposes": ("session",), "staff": ("lead",)}),
    ),
    Form(
        "liaison", "Add liaison", "An exchange with family, a peer mentor or an agency.", "network", "case",
        _IN_CASE + "/network.yaml",
        (
            Section("People and agencies not in the network yet", ("members",)),
            Section("The exchange", ("liaison",)),
        ),
        entry="liaison",
    ),
    Form(
        "shared-understanding", "Write a Shared Understanding", "A first or a new version.", "shared-understanding",
        "case", _IN_CASE + "/shared-understanding/{date}{again}.md",
        (
            Section("This version", ("date", "authors", "contact")),
            Section("Emotions, thoughts and behaviours", ("emotions", "thoughts", "behaviours", "links")),
            Section("Needs and strengths", ("needs", "problems", "strengths", "resources", "triggers", "what_helps")),
            Section("Agreement", ("if_i_disappear", "agreed", "copy_given_on", "review_reason")),
        ),
        notes=("",),
        chosen=MappingProxyType({"authors": ("lead",)}),
    ),
    Form(
        "plan-review", "Review the Shared Action Plan", "A first plan, or a dated review with new goals.",
        "action-plan", "case", _IN_CASE + "/action-plan.yaml",
        (Section("New goals", ("goals",)), Section("This review", ("reviews",))),
        entry="reviews",
        changes=MappingProxyType(
            {"goals": ("status", "closed_on", "closed_reason"), "actions": ("status", "done_on", "note")}
        ),
        chosen=MappingProxyType({"by": ("lead",)}),
    ),
    Form(
        "clinical-supervision", "Record clinical supervision", "The weekly session of supervisor and practitioner.",
        "clinical-supervision", "staff", _AT_SITE + "/supervision/clinical/{date}-{staff}{again}.md",
        (
            Section("The session", ("date", "supervisor", "mode", "minutes", "status", "cancelled_because", "focus")),
            Section("Cases discussed", ("cases",)),
            Section("What was agreed", ("actions", "agreed_by_both")),
        ),
        notes=("",),
        chosen=MappingProxyType({"status": ("held",)}),
        each=MappingProxyType({"cases": "caseload"}),
        restricted=True,
    ),
    Form(
        "team-meeting", "Record a team meeting", "The weekly case management meeting.", "team-meeting", "site",
        _AT_SITE + "/team-meetings/{date}{again}.md",
        (
            Section("The meeting", ("date", "chair", "status", "attendance", "agenda", "whole_caseload")),
            Section("Cases discussed", ("cases",)),
            Section("What was decided", ("resource_decisions", "learning", "actions")),
        ),
        notes=("",),
        chosen=MappingProxyType({"status": ("held",)}),
        each=MappingProxyType({"attendance": "team", "cases": "caseload"}),
    ),
    Form(
        "training", "Record training attendance", "One training session and who was there.", "training", "service",
        "cases/training/{date}-{place}.md",
        (
            Section("The session", ("date", "place", "topics", "trainers", "hours", "materials")),
            Section("Who was there", ("attendance",)),
        ),
        notes=("",),
        each=MappingProxyType({"attendance": "team"}),
    ),
    Form(
        "new-participant", "Add a new participant", "A referral has come in.", "participant", "new case",
        _IN_CASE + "/participant.yaml",
        (
            Section("Referral", ("referral",)),
            Section("Consent", ("consent",)),
            Section("Where the participant lives", ("custody", "release_dates")),
            Section("Who works on the case", ("allocation", "previous_case")),
        ),
    ),
)  # fmt: skip


def form_named(name: str) -> Form:
    """Return the form of a name. Raises StopIteration where there is none."""
    return next(each for each in FORMS if each.name == name)
