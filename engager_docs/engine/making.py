"""One circle of sites and what stands of it already → its parts, of which only those that changed are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from engager_docs.engine.about import about_bases, parts_about, standing_about
from engager_docs.engine.case import CaseFolder, CaseResult, build_case
from engager_docs.engine.circle import Circle, CircleFiles, circle_of
from engager_docs.engine.kept import CLOSED, kept_case, kept_in, kept_of
from engager_docs.engine.past import commits_of, pasts_of
from engager_docs.engine.plan import Ring, case_basis, case_id
from engager_docs.engine.reading import circle_files, contents, same
from engager_docs.engine.sites import sheaf_of
from engager_docs.engine.workshop import Made, Workshop, last_part
from engager_docs.publish.ledger import Ledger, Part, key_of
from engager_docs.publish.trees import taken, written
from engager_docs.read.git import Commit
from engager_docs.read.tree import walk_below
from engager_docs.render.history.past import NO_PAST, Past


class Standing(Struct, frozen=True):
    """What stands of a circle: its cases, and the parts about its sites, where nothing at all has changed.

    ``folders`` are those of all its cases, by the name of the part; ``last`` are the cases that must be made, as they
    are in the site that is there.
    """

    ring: Ring
    folders: Mapping[str, str]
    cases: Mapping[str, Part]
    last: Mapping[str, Part]
    about: Mapping[str, Part]
    pasts: Mapping[str, Past] = field(default_factory=dict)
    commits: Mapping[str, Commit | None] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """The cases that must be made."""
        return [name for name in self.folders if name not in self.cases]

    @property
    def whole(self) -> bool:
        """Whether nothing of the circle has changed."""
        return bool(self.about)


def standing_of(shop: Workshop, ledger: Ledger, ring: Ring) -> Standing:
    """Return what stands of a circle as it would be made now; no record is read for it."""
    plan = shop.plan
    folders = {f"case {case_id(folder)}": folder for site in ring.sites for folder in plan.cases[site]}
    last: dict[str, Part] = {}
    cases: dict[str, Part] = {}
    for name, folder in folders.items():
        before = last_part(shop, ledger, name)
        part = _standing_case(shop, ledger, ring, folder, before)
        if part is not None:
            cases[name] = part
        elif before is not None:
            last[name] = before
    about: Mapping[str, Part] = {}
    if len(cases) == len(folders):
        bases = about_bases(shop, ring, cases.values())
        found = standing_about(shop, ledger, bases)
        if found.keys() >= bases.keys():
            about = found
    return Standing(ring, folders, cases, last, about)


Cases: TypeAlias = Callable[[Workshop, Standing, CircleFiles, Circle], Iterable[Made]]
"""How the cases of a circle are made that do not stand: one after the other, in several processes, on a cluster."""


def missing_parts(shop: Workshop, ledger: Ledger, standing: Standing, cases: Cases) -> Iterator[Made]:
    """Yield the parts of a circle that do not stand, and those about its sites that do.

    Those are known when its cases are made: they rest on what the cases tell. Raises Unsound where a record is at
    fault, OSError.
    """
    files = circle_files(shop.root, shop.plan, standing.ring.sites)
    around = circle_of(files, shop.terms)
    pasts = pasts_of(shop.root, shop.plan.marks, _told(standing), shop.plan.found.others.keys())
    commits = commits_of(shop.tip, pasts) if shop.tip is not None else {}
    standing = replace(standing, pasts=pasts, commits=commits)
    parts, told = dict(standing.cases), dict[str, str]()
    for each in cases(shop, standing, files, around):
        parts[each.name], told[each.name] = each.part, kept_in(each.text).rest
        yield each
    bases = about_bases(shop, standing.ring, [parts[name] for name in standing.folders])
    about = standing_about(shop, ledger, bases)
    yield from (Made(name, part, fresh=False) for name, part in about.items())
    if not about.keys() >= bases.keys():
        told |= {name: kept_of(ledger, name, part).rest for name, part in standing.cases.items()}
        sheaf = sheaf_of(around, [told[name] for name in standing.folders], pasts)
        yield from parts_about(shop, ledger, sheaf, {name: bases[name] for name in bases.keys() - about.keys()})


def _told(standing: Standing) -> list[str]:
    """Return the parts of the records whose past the pages to be made tell."""
    return [*(standing.folders[name] for name in standing.missing), *(f"cases/{site}" for site in standing.ring.sites)]


def in_turn(shop: Workshop, standing: Standing, _files: CircleFiles, around: Circle) -> Iterator[Made]:
    """Yield the cases of a circle that do not stand, made one after the other."""
    return (one_case(shop, standing, around, name) for name in standing.missing)


def one_case(shop: Workshop, standing: Standing, around: Circle, name: str) -> Made:
    """Return one case, made and written."""
    return written_case(shop, standing, name, build_case(case_folder(shop, standing, name), around))


def case_folder(shop: Workshop, standing: Standing, name: str) -> CaseFolder:
    """Return the files of a case as they were when its digest was taken. Raises Moved where they are others now."""
    folder = standing.folders[name]
    tree = walk_below(shop.root, folder)
    files, attachments = contents(shop.root, tree.files), contents(shop.root, tree.attachments)
    same(shop.plan.found.cases[folder], (*files, *attachments))
    return CaseFolder(files, attachments, standing.pasts.get(folder, NO_PAST), standing.commits.get(folder))


def written_case(shop: Workshop, standing: Standing, name: str, result: CaseResult) -> Made:
    """Write the pages of a case and return what was made."""
    piece = shop.plan.found.cases[standing.folders[name]]
    basis = case_basis(shop.plan, piece, standing.ring, shop.days, result.closed_on)
    kept = kept_case(result)
    return Made(name, Part(basis, written(shop.stage, result.outputs, standing.last.get(name)), kept.facts), kept.text)


def _standing_case(shop: Workshop, ledger: Ledger, ring: Ring, folder: str, last: Part | None) -> Part | None:
    """Return a case's part where it need not be made again; ``last`` is that of the site that is there.

    The day it closed is known from the last build of the same records: were they others, it is made again anyway.
    """
    piece = shop.plan.found.cases[folder]
    closed_on = last.facts.get(CLOSED, "") if last is not None else ""
    name = f"case {case_id(folder)}"
    return taken(shop.stage, ledger, name, key_of(case_basis(shop.plan, piece, ring, shop.days, closed_on)), last)
