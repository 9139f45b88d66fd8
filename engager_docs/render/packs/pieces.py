"""Sentences, facts, tables and room to write → a part of a pack: the plain chapter that most packs are made of."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.view import Fact, Part, Table

NO_TEXT = Markup()


class TablesView(Struct, frozen=True):
    """Sentences, then facts, then tables, then a record's own text, then ``room`` lines under each question."""

    intro: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    body: Markup = NO_TEXT
    questions: tuple[str, ...] = ()
    room: int = 3


def chapter(name: str, title: str, view: TablesView, *, fresh: bool = False) -> Part:
    """Return one plain chapter; a fresh one begins a page."""
    return Part(name, title, "pages/packs/tables.html", view, fresh=fresh)
