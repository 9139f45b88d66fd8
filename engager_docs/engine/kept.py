"""What later parts need of a case or a site → the lines a ledger keeps with it, and back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from engager_docs.engine.case import CaseResult
from engager_docs.publish.ledger import Ledger, Part, part_of
from engager_docs.read.digest import digest_of

LINES = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """Four lines: the day a case closed, a digest of its search entries, the entries, and its records or a share."""

    closed_on: str
    digest: str
    entries: str
    rest: str

    @property
    def text(self) -> str:
        """The lines as a ledger keeps them."""
        return "\n".join((self.closed_on, self.digest, self.entries, self.rest))


def kept_case(result: CaseResult) -> Kept:
    """Return what is kept of a case."""
    return Kept(result.closed_on, digest_of([result.entries]), result.entries, result.summary)


def kept_site(entries: str, share: str) -> Kept:
    """Return what is kept of a site: its own search entries, and its share of the pages about the service."""
    return Kept("", digest_of([entries]), entries, share)


def kept_in(text: str) -> Kept:
    """Return what was kept as ``text``; nothing of a part that keeps nothing."""
    lines = text.split("\n", 3)
    return Kept(*lines) if len(lines) == LINES else Kept("", "", "[]", "")


class Torn(Exception):
    """A page of the site, or what was kept of it, was changed or lost since it was written: all is made again."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The parts of a site as they come. What is kept of each stays in the ledger, for a service may have many cases.

    ``holding`` keeps it in memory too: for a ledger that loses what it was given, on a disk that is full.
    """

    ledger: Ledger
    holding: bool = False
    parts: dict[str, Part] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, part: Part) -> None:
        """Take in one part, which the ledger has."""
        self.digests[name] = kept_in(part.summary).digest
        self.parts[name] = part if self.holding else replace(part, summary="")

    def kept(self, name: str) -> Kept:
        """Return what is kept of a part. Raises Torn where the ledger has lost it."""
        part = self.parts[name]
        found = part if self.holding else part_of(self.ledger, name, part.key)
        if found is None:
            raise Torn
        return kept_in(found.summary)
