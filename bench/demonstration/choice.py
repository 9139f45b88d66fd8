"""Record keys → repeatable choices: the same key gives the same choice on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def number(key: str, below: int) -> int:
    """A whole number from 0 up to, but not including, the bound, decided by the key alone."""
    digest = hashlib.blake2b(key.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % below


def shuffled(items: Sequence[Item], key: str) -> list[Item]:
    """The items in an order decided by the key alone."""
    return [items[place] for place in sorted(range(len(items)), key=lambda at: number(f"{key}/{at}", 2**32))]


def dealt(items: Sequence[Item], key: str, turn: int) -> Item:
    """The item of one turn when a shuffled deck is dealt round and round, so that none returns early."""
    return shuffled(items, key)[turn % len(items)]


def dealt_some(items: Sequence[Item], key: str, turn: int, count: int) -> list[Item]:
    """The items of one turn when the deck is dealt several at a time."""
    order = shuffled(items, key)
    return [order[(turn * count + at) % len(order)] for at in range(min(count, len(order)))]


def passage(words: Sequence[str], key: str, turn: int) -> str:
    """The passage of one turn from a bank of texts."""
    return dealt(words, key, turn)
