"""The options of `build` → which site is wanted, and how it is to be made."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

NOTHING_CHANGED = "nothing had changed"


class Wanted(Struct, frozen=True):
    """The options of `build`, each under its own name."""

    target: Path
    audience: str
    sites: tuple[str, ...] = ()
    pdf: bool = False
    jobs: int | None = None
    executor: str = "local"
    scheduler: str | None = None
    clean: bool = False
    explain: bool = False
    keep_going: bool = False
