"""What is asked for → how large each site is, and how long the service has been running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from string import ascii_uppercase

AS_OF = date(2017, 10, 31)
"""The day the generated service is pinned to."""
FEWEST_CONTACTS = 4
CASES_A_SITE = 100
_SHORTEST, _LONGEST = 30, 104  # weeks


@dataclass(frozen=True, slots=True)
class Size:
    """How many cases at how many sites, with how many contacts of how many words each.

    A ``bare`` case has its participant.yaml and its contacts alone, and a bare site no meetings.
    """

    cases: int
    contacts: int = 14
    words: int = 235
    sites: int = 0
    seed: int = 1
    bare: bool = False

    def __post_init__(self) -> None:
        if self.cases < 1 or self.words < 1 or self.contacts < FEWEST_CONTACTS:
            raise ValueError(f"at least one case, one word and {FEWEST_CONTACTS} contacts a case")


@dataclass(frozen=True, slots=True)
class SiteSize:
    """One site: its code, its number of cases, the day it opened."""

    code: str
    cases: int
    opened_on: date

    @property
    def org(self) -> str:
        """What the ids of this site's own partners begin with."""
        return self.code.lower()


def sites_of(size: Size) -> tuple[SiteSize, ...]:
    """Return the sites, the cases shared out evenly."""
    number = size.sites or -(-size.cases // CASES_A_SITE)
    weeks = max(min(max(_SHORTEST, size.cases // number), _LONGEST), size.contacts + 16)
    opened = AS_OF - timedelta(days=AS_OF.weekday(), weeks=weeks)
    share, over = divmod(size.cases, number)
    return tuple(SiteSize(code, share + (place < over), opened) for place, code in enumerate(_codes(number)))


def _codes(number: int) -> list[str]:
    """Return ``number`` codes of two letters each, or of three or four where two do not suffice."""
    letters = next(letters for letters in (2, 3, 4) if 26**letters >= number)
    found = product(ascii_uppercase, repeat=letters)
    return ["".join(code) for code, _ in zip(found, range(number), strict=False)]
