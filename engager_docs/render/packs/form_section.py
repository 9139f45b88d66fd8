"""Lines of a form → groups of them, as a form on paper shows them; every form of every pack is made of these."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.records.session import AgreedAction
from engager_docs.render.packs.form_fields import FormLine, grid

ACTIONS = 4
"""Actions a form has room for, one to a line."""


class Section(Struct, frozen=True):
    """One group of lines; ``checklist`` are the core components to mark, where the group has one."""

    title: str
    lines: tuple[FormLine, ...]
    checklist: tuple[str, ...] = ()


class BlankForm(Struct, frozen=True):
    """One form: whom it is about where that is to be written in, its groups of lines, who signs, and a hint."""

    about: str
    sections: tuple[Section, ...]
    signed_by: tuple[str, ...]
    note: str = ""


def actions_section() -> Section:
    """Return room for what was agreed, its columns those of the record."""
    return Section("", (grid(AgreedAction, "Actions", ACTIONS),))
