"""What is asked of a build → the terms that every part of the site is made on, all of them values that can be sent."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from engager_docs.model.asked import Asked
from engager_docs.model.diagnostic import BLOCKING, Diagnostic
from engager_docs.render.html import Templates, templates_of


class Unsound(Exception):
    """A record is at fault: the site cannot be made from parts, and the whole check says what is wrong where."""


class Unprinted(Exception):
    """A workbook could not be printed; the message names the case and says what to do."""

    def __init__(self, case: str, why: str) -> None:
        super().__init__(case, why)
        self.case, self.why = case, why

    def __str__(self) -> str:
        return f"The workbook of {self.case} could not be printed, and nothing was changed: {self.why}."


class Lost(Exception):
    """The process that made a case died twice; ``folder`` is the case's."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The process that made {folder} died twice, perhaps for want of memory: nothing was changed. "
            "Look at that folder for something very large, or build with --jobs 1."
        )
        self.folder = folder


class Terms(Struct, frozen=True):
    """The day and the profile asked for, the audience, the version of the tool, the templates as (path, text).

    ``paper`` is the version of what prints workbooks, empty where none are asked for.
    """

    asked: Asked
    audience: str
    version: str
    texts: tuple[tuple[str, str], ...]
    paper: str = ""

    @property
    def templates(self) -> Templates:
        """The templates, compiled once in each process."""
        return _compiled(self.texts)


@cache
def _compiled(texts: tuple[tuple[str, str], ...]) -> Templates:
    return templates_of(dict(texts))


def sound(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Raise Unsound where one of ``diagnostics`` keeps a site from being made."""
    if any(each.severity in BLOCKING for each in diagnostics):
        raise Unsound
