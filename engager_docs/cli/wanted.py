"""The options of `build` → which site is wanted, and how it is to be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NOTHING_CHANGED = "nothing had changed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `build`, each under its own name."""

    target: Path
    audience: str
    sites: tuple[str, ...]
    pdf: bool
    jobs: int | None
    executor: str
    scheduler: str | None
    clean: bool
    explain: bool
    keep_going: bool
