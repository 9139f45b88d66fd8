"""The codes of every rule of rules.md: what a variation or an adherence review may name."""

from __future__ import annotations


def _family(letter: str, last: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number:02}" for number in range(1, last + 1))


RULE_CODES: tuple[str, ...] = (
    *_family("P", 22),
    *_family("S", 20),
    *_family("T", 9),
    *_family("N", 5),
)
"""P the work with one participant, S supervision and meetings, T team and training, N notices."""
