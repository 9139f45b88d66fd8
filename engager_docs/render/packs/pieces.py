"""Sentences, facts and tables → a part of a pack: the plain chapter that most packs are made of."""

from __future__ import annotations

from dataclasses import dataclass

from engager_docs.model.view import Fact, Part, Table


@dataclass(frozen=True, slots=True)
class TablesView:
    """Sentences, then facts, then tables."""

    intro: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()


def chapter(name: str, title: str, view: TablesView, *, fresh: bool = False) -> Part:
    """Return one plain chapter; a fresh one begins a page."""
    return Part(name, title, "pages/packs/tables.html", view, fresh=fresh)
