"""What is due for review → a list for people, or JSON for programs; it never says that anything was deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from engager_docs.model.keeping import Keeping, Kept
from engager_docs.model.records.service import LegalHold
from engager_docs.render.diagnostics import clean
from engager_docs.render.words import counted, words

_AFTER = {
    "closure": "the closure",
    "death": "the death",
    "staff_left": "the person left",
    "session_date": "the session",
}


def as_text(found: Keeping) -> str:
    """Return the list for people."""
    return "\n".join("".join(f"{clean(line)}\n" for line in part) for part in _parts(found) if part)


def _parts(found: Keeping) -> Iterator[list[str]]:
    held = [each for each in found.due if each.hold]
    free = [each for each in found.due if not each.hold]
    yield [f"Retention on {found.as_of}: {counted(len(free), 'record is', 'records are')} due for review."]
    if free:
        yield ["Due for review; nothing is deleted by itself:", *_lines(free)]
    if held:
        yield ["Due, but kept by a legal hold:", *_lines(held)]
    if found.ahead:
        yield ["Due within a year:", *_lines(found.ahead)]
    rest = f"{counted(len(found.afterwards), 'record falls', 'records fall')} due later"
    yield [f"{rest}; nothing is counted yet for {counted(found.open, 'record that is', 'records that are')} in use."]
    if found.holds:
        yield ["Legal holds:", *(f"  {_hold(each)}" for each in found.holds)]
    gaps = [f"  {words(each)}: no period is set" for each in found.without_period]
    gaps += [f"  {each}" for each in found.unclear]
    if gaps:
        yield ["To be settled in cases/service.yaml under retention:", *gaps]


def _lines(kept: Iterable[Kept]) -> Iterator[str]:
    """Yield records under the period that asks for them, each period in the order its first one falls due."""
    periods: dict[tuple[str, str, int, str], list[Kept]] = {}
    for each in kept:
        periods.setdefault((each.record, each.trigger, each.years, each.basis), []).append(each)
    for (record, trigger, years, basis), under in periods.items():
        why = f" ({' '.join(basis.split())})" if basis else ""
        yield f"  {words(record)}, kept {counted(years, 'year')} after {_AFTER[trigger]}{why}"
        for each in under:
            yield f"    {each.until}  {each.subject}, {each.since}  {each.file}"


def _hold(hold: LegalHold) -> str:
    until = f" to {hold.to}" if hold.to else ""
    by = f", ordered by {hold.authorised_by}" if hold.authorised_by else ""
    return f"{hold.subject} from {hold.from_}{until}{by}"


def as_json(found: Keeping) -> str:
    """Return the same for programs; the reason of a hold stays in the settings."""
    whole = {
        "version": 1,
        "as_of": found.as_of.isoformat(),
        "due": [_kept(each) for each in found.due],
        "ahead": [_kept(each) for each in found.ahead],
        "later": len(found.afterwards),
        "in_use": found.open,
        "holds": [
            {"subject": clean(each.subject), "from": str(each.from_), "to": str(each.to) if each.to else None}
            for each in found.holds
        ],
        "without_period": list(found.without_period),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _kept(kept: Kept) -> dict[str, Any]:
    return {
        "record": kept.record,
        "subject": clean(kept.subject),
        "file": clean(kept.file),
        "trigger": kept.trigger,
        "since": kept.since.isoformat(),
        "years": kept.years,
        "until": kept.until.isoformat(),
        "on_hold": kept.hold is not None,
    }
