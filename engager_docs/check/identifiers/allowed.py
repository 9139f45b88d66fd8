"""``service.yaml`` → the texts that look like identifiers and are nobody's: helplines, a shared mailbox, an office."""

from __future__ import annotations

import re

from engager_docs.check.identifiers.shapes import DASHES
from engager_docs.model.source import Source

_GAPS = re.compile(rf"[\s{DASHES}]+")


def allowed_texts(service: Source | None) -> frozenset[str]:
    """Return the texts of ``allowed_identifiers``, also where another field of the file did not type."""
    if service is None:
        return frozenset()
    return frozenset(plainest(scalar.text) for _, scalar in service.every("allowed_identifiers.*.text"))


def plainest(text: str) -> str:
    """Return a text without spaces and dashes, in small letters: as two ways of writing one number are compared."""
    return _GAPS.sub("", text).casefold()
