"""What is known → the values a new record begins with, and what is said beside and above them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from engager_docs.author.text import Held


class Started(Struct, frozen=True):
    """Values by key, a note beside a field, and lines above the record."""

    values: Mapping[str, Held] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    head: tuple[str, ...] = ()
