"""Every version of the adherence reviews → which days were signed off, and when: as first said, and as later moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engager_docs.model.history import History, Moved, Revision, SignOff
from engager_docs.model.records.scalars import SITE
from engager_docs.model.source import Path as Steps
from engager_docs.model.source import Scalar, Source
from engager_docs.read.edits import sources

_REVIEW = re.compile(rf"cases/{SITE}/adherence-reviews/[^/]+\.md")


def signoffs(root: Path, history: History) -> tuple[tuple[SignOff, ...], tuple[Moved, ...]]:
    """Return the first sign-off of each review, and each later change of its day.

    A review is followed through its history, so that one that was deleted, or whose day was moved, still counts.
    """
    reviews = {file: each for file, each in history.revisions.items() if _REVIEW.fullmatch(file)}
    signed: list[SignOff] = []
    moved: list[Moved] = []
    for file, found in sources(root, reviews):
        oldest_first = [(each, found.get(each.after)) for each in reversed(reviews[file])]
        first = next(_signed(file, oldest_first), None)
        if first is not None:
            signed.append(first)
            moved += _moves(oldest_first)
    return tuple(signed), tuple(moved)


def _signed(file: str, versions: list[tuple[Revision, Source | None]]) -> Iterator[SignOff]:
    site = file.split("/")[1]
    for revision, source in versions:
        if source is not None:
            on = _day(source, ("signed_off_on",))
            start, end = _day(source, ("period", "from")), _day(source, ("period", "to"))
            if on is not None and start is not None and end is not None:
                yield SignOff(file, site, start, end, on, max(on, revision.commit.entered))


def _moves(versions: list[tuple[Revision, Source | None]]) -> Iterator[Moved]:
    said: date | None = None
    for revision, source in versions:
        now = _day(source, ("signed_off_on",)) if source is not None else None
        if said is not None and now != said:
            yield Moved(revision, said, now)
        said = now if now is not None or said is None else said


def _day(source: Source, path: Steps) -> date | None:
    node = source.at(path)
    try:
        return date.fromisoformat(node.text) if isinstance(node, Scalar) else None
    except ValueError:
        return None
