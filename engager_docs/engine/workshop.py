"""What a build is made with; the files of a part → what was made of it, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from engager_docs.engine.past import Tip
from engager_docs.engine.plan import Basis, Days, Plan
from engager_docs.engine.terms import Terms
from engager_docs.model.view import Output
from engager_docs.publish.ledger import Ledger, Part, part_of
from engager_docs.publish.trees import Stage, written


class Made(Struct, frozen=True):
    """A part of the site by its name, what the ledger is to keep of it, whether it was made now or stood already."""

    name: str
    part: Part
    text: str = ""
    fresh: bool = True


class Workshop(Struct, frozen=True):
    """What every circle is made with; ``tip`` where workbooks are printed, which name the last commit of their case."""

    root: Path
    plan: Plan
    days: Days
    terms: Terms
    stage: Stage
    tip: Tip | None = None


def last_part(shop: Workshop, ledger: Ledger, name: str) -> Part | None:
    """Return a part as it stands in the site that is there, None where there is none."""
    return part_of(ledger, name, shop.stage.live[name]) if name in shop.stage.live else None


def made_part(shop: Workshop, ledger: Ledger, name: str, basis: Basis, outputs: Iterable[Output]) -> Made:
    """Bring the files of a part into the stage and return what was made."""
    return Made(name, Part(basis, written(shop.stage, outputs, last_part(shop, ledger, name))))
