"""Edits of the records → the history each page tells, as far as its audience may see it.

A case's pages need the past of that case's folder alone: ``by_case`` cuts it out, so that a case can be rendered by
itself, in another process, or from a cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from engager_docs.model.history import Edit
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.view import HistoryView, Page, RevisionView
from engager_docs.render import addresses
from engager_docs.render.audience import sight_of
from engager_docs.render.history.people import NOBODY, author_name
from engager_docs.render.history.sentences import Told, sentences
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted

_SHOWN = 20
"""Revisions on a page: a plan that is reviewed each week would otherwise outgrow what it tells about."""
_WEEK = timedelta(days=7)
_CASE = re.compile(r"cases/[A-Z]{2,4}/participants/[A-Z]{2,4}-[0-9]{3,5}/")
_PATTERNS = tuple((re.compile(kind.pattern), kind) for kind in KINDS)


class Past(Struct, frozen=True):
    """Edits by file, newest first.

    ``sentence`` says why there are none; without it and without edits, pages say nothing of their history.
    """

    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sentence: str = ""

    def by_case(self) -> Mapping[str, Past]:
        """Return the past of each case by its folder, and of all other files by ``""``."""
        found: dict[str, dict[str, tuple[Edit, ...]]] = {"": {}}
        for file, each in self.edits.items():
            inside = _CASE.match(file)
            found.setdefault(inside[0].rstrip("/") if inside else "", {})[file] = each
        return {folder: Past(edits, self.sentence) for folder, edits in found.items()}


NO_PAST = Past()


def last_week_until(edits: Mapping[str, tuple[Edit, ...]], as_of: date) -> date:
    """Return the last day of the week whose changes are told: the day looked at.

    Where everything was written down later, as in an archive, it is the day of the last commit.
    """
    days = [each.revision.commit.written for file in edits.values() for each in file]
    return as_of if not days or min(days) <= as_of else max(days)


def with_history(pages: Iterable[Page], past: Past, service: Service) -> Iterator[Page]:
    """Yield pages with the history of the records they show."""
    if not past.edits and not past.sentence:
        yield from pages
        return
    by_path: dict[str, list[str]] = {}
    by_case: dict[str, list[str]] = {}
    for file in past.edits:
        if (kind := kind_of(file)) and service.sees(kind.seen_by):
            by_path.setdefault(addresses.address_of(file).path, []).append(file)
            if case := _CASE.match(file):
                by_case.setdefault(addresses.address_of(f"{case[0]}participant.yaml").path, []).append(file)
    for page in pages:
        files = by_path.get(page.path, [])
        if past.sentence and page.sources:
            yield replace(page, history=HistoryView(past.sentence, ()))
        elif files:
            yield replace(page, history=_view(page.path, files, by_case.get(page.path), past, service))
        else:
            yield page


def kind_of(file: str) -> RecordKind | None:
    """Return the kind of record a path holds, None for an attachment or a name that is no record's."""
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(file)), None)


def _view(path: str, files: list[str], case: list[str] | None, past: Past, service: Service) -> HistoryView:
    sheet = Sheet(service, path)
    edits = _newest_first(files, past)
    shown = tuple(_revision(each, sheet, several=len(files) > 1) for each in edits[:_SHOWN])
    last = edits[0].revision.commit
    summary = f"{counted(len(edits), 'revision')}, the last on {sheet.day(last.written)}"
    earlier = f"{counted(len(edits) - _SHOWN, 'earlier revision')} not shown here" if len(edits) > _SHOWN else ""
    recent = None
    if case is not None:
        until = last_week_until({file: past.edits[file] for file in case}, sheet.as_of)
        week = [each for each in _newest_first(case, past) if until - _WEEK < each.revision.commit.written]
        within = [each for each in week if each.revision.commit.written <= until]
        recent = tuple(_revision(each, sheet, several=True) for each in within[:_SHOWN])
    return HistoryView(summary, shown, earlier, recent)


def _newest_first(files: list[str], past: Past) -> list[Edit]:
    edits = [each for file in files for each in past.edits[file]]
    return sorted(edits, key=lambda each: each.revision.commit.written, reverse=True)


def _revision(edit: Edit, sheet: Sheet, *, several: bool) -> RevisionView:
    revision = edit.revision
    kind = kind_of(revision.file)
    sight = sight_of(sheet.service.stamp.audience)
    title = ""
    said: tuple[str, ...] = ()
    if kind is not None:
        told = Told(sight, sheet.service.sees(kind.body_seen_by) and sight.text, sheet.day)
        said = sentences(edit, kind, told)
        title = kind.title[:1].upper() + kind.title[1:]
    there = revision.kind != "removed"
    name = f"{title}, {_dated(revision.file, sheet)}" if kind and kind.dated else title
    record = (sheet.record(name, revision.file) if there else name) if several else ""
    author = author_name(revision.commit.author) if sight.text else NOBODY
    return RevisionView(sheet.day(revision.commit.written), author, record, said)


def _dated(file: str, sheet: Sheet) -> str:
    """Return the day a record's name begins with in the service's style, and what follows it as it stands."""
    stem = file.rpartition("/")[2].partition(".")[0]
    try:
        return sheet.day(date.fromisoformat(stem[:10])) + stem[10:].replace("-", " ")
    except ValueError:
        return stem
