"""What git remembers → a mark for each part of the records, and the past that a part's pages tell when it is made.

One look at the tip of the history is enough where it stands where it stood; after new commits only those are read.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from engager_docs.model.history import Edit, History, NoHistory
from engager_docs.publish.ledger import NOTED, Ledger, Part, note, part_of
from engager_docs.read.digest import digest_of
from engager_docs.read.edits import edits
from engager_docs.read.fingerprint import Piece
from engager_docs.read.git import Commit, differing
from engager_docs.read.history import history_of, is_before, places_of, tip_of
from engager_docs.read.pieces import is_case
from engager_docs.render.history.past import Past

ROW = "history"
GENERAL = "cases"
"""The part of the records that belongs to no site."""
_SITE_PARTS = ("site.yaml", "staff", "supervision", "team-meetings", "line-management", "adherence-reviews")
_GENERAL = ("service.yaml", "organisations.yaml", "core-components.yaml", "mba-toolkit.yaml", "training")
_MANY = 40
"""Paths above which git is asked for whole sites, or for everything: it compares every change with every path."""


class Marks(Struct, frozen=True):
    """A mark of what happened to each case folder, each site's other files, and the rest; or why there is none.

    ``tip`` is the commit they were told of.
    """

    marks: Mapping[str, str]
    sentence: str = ""
    tip: str = ""

    def of(self, *groups: str) -> str:
        """Return one mark for some parts of the records."""
        return digest_of([self.sentence, *(self.marks.get(group, "") for group in groups)])


def marks_of(root: Path, ledger: Ledger) -> Marks:
    """Return the marks of the history at ``root``, from the ledger as far as it knows them."""
    tip = tip_of(root)
    if isinstance(tip, NoHistory):
        return Marks({}, tip.reason)
    last = part_of(ledger, ROW, NOTED)
    before = last.basis.get("tip", "") if last is not None else ""
    known = dict(last.facts) if last is not None else {}
    if before == tip:
        return Marks(known, tip=tip)
    goes_on = bool(before) and is_before(root, before, tip)
    history = history_of(root, before if goes_on else "", at=tip)
    if isinstance(history, NoHistory):
        return Marks({}, history.reason)
    marks = known if goes_on else {}
    marks |= {group: digest_of([marks.get(group, ""), *told]) for group, told in _by_group(history).items()}
    note(ledger, ROW, Part({"tip": tip}, {}, marks))
    return Marks(marks, tip=tip)


def moved_on(root: Path, marks: Marks) -> bool:
    """Return whether the history has another tip than the one the marks were told of."""
    tip = tip_of(root)
    return tip != marks.tip if isinstance(tip, str) else not marks.sentence


def _by_group(history: History) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file, revisions in history.revisions.items():
        told = (repr((file, each.commit.id, each.kind, each.before, each.after)) for each in revisions)
        found.setdefault(group_of(file), []).extend(told)
    return found


def group_of(file: str) -> str:
    """Return the part of the records whose pages tell what happened to a file."""
    steps = file.split("/")
    if len(steps) > 4 and steps[2] == "participants":
        return "/".join(steps[:4])
    return "/".join(steps[:2]) if len(steps) > 2 and steps[1] != "training" else GENERAL


def pasts_of(root: Path, marks: Marks, groups: Sequence[str], files: Container[str]) -> Mapping[str, Past]:
    """Return the past of some parts of the records, each by its name; outside the cases only of files there are."""
    if marks.sentence:
        return {group: Past({}, marks.sentence) for group in groups}
    history = history_of(root, below=_asked(groups), at=marks.tip)  # wherever a checkout has gone meanwhile
    if isinstance(history, NoHistory):
        return {group: Past({}, history.reason) for group in groups}
    found: dict[str, dict[str, tuple[Edit, ...]]] = {group: {} for group in groups}
    kept = {
        file: revisions
        for file, revisions in history.revisions.items()
        if group_of(file) in found and ("/participants/" in file or file in files)
    }
    for file, told in edits(root, kept):
        found[group_of(file)][file] = told
    return {group: Past(told) for group, told in found.items()}


class Tip(Struct, frozen=True):
    """The commit that records are looked at from: the place of each before it, and the parts that differ from it."""

    places: Mapping[str, int]
    differing: frozenset[str]


def last_commits(root: Path, pieces: Iterable[Piece]) -> Tip:
    """Return what tells the last commit of any part of the records; ``pieces`` are all there are."""
    places = places_of(root)
    differ = differing(root, pieces) if places else ()
    return Tip(places, frozenset(name if is_case(name) else group_of(name) for name in differ))


def commits_of(tip: Tip, pasts: Mapping[str, Past]) -> Mapping[str, Commit | None]:
    """Return the last commit that changed each part of the records, and whether its files differ from the commit's."""
    found: dict[str, Commit | None] = {}
    for group, past in pasts.items():
        made = [each.revision.commit for edits in past.edits.values() for each in edits]
        last = min(made, key=lambda each: tip.places.get(each.id, len(tip.places)), default=None)
        found[group] = Commit(last.id, last.entered.isoformat(), group in tip.differing) if last else None
    return found


def _asked(groups: Sequence[str]) -> Sequence[str]:
    """Return the fewest files and folders, or few that hold them, whose revisions tell the past of some parts."""
    below = [path for group in groups for path in _below(group)]
    sites = sorted({"/".join(group.split("/")[:2]) for group in groups})
    return next((paths for paths in (below, sites) if len(paths) <= _MANY), (GENERAL,))


def _below(group: str) -> Iterator[str]:
    """Yield the files and folders whose revisions a part tells."""
    steps = group.split("/")
    if len(steps) > 2:
        yield group
    elif len(steps) == 2:
        yield from (f"{group}/{part}" for part in _SITE_PARTS)
    else:
        yield from (f"cases/{part}" for part in _GENERAL)
