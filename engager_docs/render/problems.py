"""What keeps a site from being made → the panel above each page that is served, with the author's own lines."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.render.diagnostics import as_text
from engager_docs.render.html import Templates
from engager_docs.render.words import counted

MOST = 20
"""Errors shown in full: one slip in a staff file can make hundreds, and all are gone once it is mended."""


class Problems(Struct, frozen=True):
    """A heading, what it means for the page, and each problem as a terminal would show it."""

    title: str
    words: str
    each: tuple[str, ...]


def panel(diagnostics: Sequence[Diagnostic], templates: Templates) -> bytes:
    """Return the panel for errors in the records."""
    more = f" The first {MOST} are shown." if len(diagnostics) > MOST else ""
    words = f"The page shows the records as they stood before. It follows once they are put right.{more}"
    shown = tuple(as_text([each]).rstrip("\n") for each in diagnostics[:MOST])
    return _filled(Problems(f"There {_are(len(diagnostics))} in the records", words, shown), templates)


def sentence_panel(sentence: str, templates: Templates) -> bytes:
    """Return the panel for anything else that keeps the site from being made."""
    return _filled(Problems("The site could not be made", sentence, ()), templates)


def _are(number: int) -> str:
    return f"{'is' if number == 1 else 'are'} {counted(number, 'error')}"


def _filled(view: Problems, templates: Templates) -> bytes:
    return templates.fragment("layouts/problems.html", view).encode("utf-8")
