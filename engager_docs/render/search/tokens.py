"""Text → the words it is found by; ``site_templates/js/search.js`` splits what somebody types in the same way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 24
"""Characters of a word that count: the rest finds nothing more."""
STOP_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
"""Words that stand in most titles and tell nothing apart."""

_CHUNK = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PART = re.compile(r"['’-]")
_ADDRESS = re.compile(r"\b(?:https?|mailto|tel):\S+")


def words_in(text: str) -> Iterator[str]:
    """Yield the words of a text, folded: ``NW-001`` gives ``nw001``, ``nw`` and ``001``; ``2016-03-22`` no ``03``."""
    for chunk in _CHUNK.findall(folded(_ADDRESS.sub(" ", text))):
        yield from _words_of(chunk)


@lru_cache(1 << 13)
def _words_of(chunk: str) -> tuple[str, ...]:
    """Return the words of what stands between two spaces: mostly a code, a name or a day that was met before."""
    parts = _PART.split(chunk)
    numbered = len(parts) > 1 and any(character.isdigit() for character in chunk)
    found = ["".join(parts)] if numbered else []
    for part in parts:
        short = numbered and len(part) < 3 if part.isdigit() else len(part) < 2
        if not short and part not in STOP_WORDS:
            found.append(part)
    return tuple(each[:LONGEST] for each in found)


def folded(text: str) -> str:
    """Return a text in small letters without accents: ``Llŷr`` is found by ``llyr``."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in apart if not unicodedata.combining(character))


def ranked(*texts: str) -> str:
    """Return the words of texts of falling rank, each word once, at its best: ``title words|tags|summary|body``."""
    seen: set[str] = set()
    ranks = []
    for text in texts:
        fresh = set(words_in(text)) - seen
        seen |= fresh
        ranks.append(" ".join(sorted(fresh)))
    return "|".join(ranks)
