"""What later parts need of a case or a site → the facts and the lines a ledger keeps with it, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from engager_docs.engine.case import CaseResult
from engager_docs.publish.ledger import Ledger, Part, text_of
from engager_docs.read.digest import digest_of

CLOSED, ENTRIES, TOLD = "closed_on", "entries", "told"
"""The facts: the day a case closed, a digest of its search entries, and one of what it tells pages about many cases.

Those of a site say the same of what it tells pages about the service.
"""


class Kept(Struct, frozen=True):
    """Two lines: the entries in the search index, and a case's records or a site's share of the service's pages."""

    entries: str
    rest: str
    closed_on: str = ""

    @property
    def text(self) -> str:
        """The lines as a ledger keeps them."""
        return f"{self.entries}\n{self.rest}"

    @property
    def facts(self) -> Mapping[str, str]:
        """What is asked of a part so often that it is not to be looked for in a text."""
        return {CLOSED: self.closed_on, ENTRIES: digest_of([self.entries]), TOLD: digest_of([self.rest])}


def kept_case(result: CaseResult) -> Kept:
    """Return what is kept of a case."""
    return Kept(result.entries, result.summary, result.closed_on)


def kept_in(text: str) -> Kept:
    """Return what was kept as ``text``."""
    entries, _, rest = text.partition("\n")
    return Kept(entries, rest)


def told_by(parts: Iterable[Part]) -> str:
    """Return a digest of what some cases, or some sites, tell the pages about all of them."""
    return digest_of(part.facts.get(TOLD, "") for part in parts)


class Torn(Exception):
    """A page of the site, or what was kept of it, was changed or lost since it was written: all is made again."""


class Gathered(Struct, frozen=True):
    """The parts of a site as they come. What is kept of each stays in the ledger, for a service may have many cases.

    ``holding`` keeps it in memory too: for a ledger that loses what it was given, on a disk that is full.
    """

    ledger: Ledger
    holding: bool = False
    parts: dict[str, Part] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, part: Part, text: str) -> None:
        """Take in one part, which the ledger has."""
        self.parts[name] = part
        if self.holding:
            self.texts[name] = text

    def kept(self, name: str) -> Kept:
        """Return what is kept of a part. Raises Torn where the ledger has lost it."""
        return kept_in(self.texts[name]) if self.holding else kept_of(self.ledger, name, self.parts[name])


def kept_of(ledger: Ledger, name: str, part: Part) -> Kept:
    """Return what the ledger keeps of a part. Raises Torn where it has lost it."""
    text = text_of(ledger, name, part.key)
    if text is None:
        raise Torn
    return kept_in(text)
