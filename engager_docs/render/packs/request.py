"""A request → a kind of pack: what it is asked about, what each kind declares, and why there may be none."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from engager_docs.model.asked import Audience
from engager_docs.model.casebook import Casebook
from engager_docs.model.result import Assessment
from engager_docs.model.view import Pack, Stamp
from engager_docs.render.adherence.period import Period


class NoPack(Exception):
    """There is no such pack; the message says what to ask for instead."""


class PackRequest(Struct, frozen=True):
    """One pack asked for: the whole records, what was found in them, the stamp with its audience, what it is about.

    A pack applies the audience itself, before anything else, by ``render.audience``.
    """

    casebook: Casebook
    assessment: Assessment | None
    stamp: Stamp
    subject: str | None = None
    period: Period | None = None
    large_print: bool = False

    def about(self, kind: str, example: str) -> str:
        """Return the subject. Raises NoPack where none was given."""
        if self.subject is None:
            raise NoPack(f"say who the pack is about: engager-docs pack {kind} {example}")
        return self.subject

    def week(self) -> Period:
        """Return the ISO week asked for. Raises NoPack where none was given."""
        if self.period is None or not self.period.is_week:
            raise NoPack("say which week: --period YYYY-Www, such as 2016-W08")
        return self.period


class PackKind(Struct, frozen=True):
    """One kind of pack: its name, for whom it is by default, for whom it may be at all, and how it is made.

    It is made from the records of its subject's site alone, unless it is about the ``whole_service``.
    """

    name: str
    audience: Audience
    audiences: tuple[Audience, ...]
    make: Callable[[PackRequest], Pack]
    whole_service: bool = False
