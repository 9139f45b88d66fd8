"""How long records are kept: what is due for review, from which day, and what holds it back; all frozen."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from engager_docs.model.records.service import LegalHold, RetentionTrigger


class Kept(Struct, frozen=True):
    """One record, or one case, and the day from which it is due for review.

    ``since`` is the day the years are counted from: the closure, the death, the day somebody left, the session.
    """

    record: str
    subject: str
    file: str
    trigger: RetentionTrigger
    since: date
    years: int
    until: date
    basis: str = ""
    hold: LegalHold | None = None


class Keeping(Struct, frozen=True):
    """What is due on a day, what falls due in the year after it, and where the settings leave a gap.

    ``afterwards`` is what falls due after that; ``open`` counts the cases and people nothing is counted for yet.
    """

    as_of: date
    due: tuple[Kept, ...]
    ahead: tuple[Kept, ...]
    afterwards: tuple[Kept, ...]
    open: int
    holds: tuple[LegalHold, ...]
    without_period: tuple[str, ...]
    unclear: tuple[str, ...]
