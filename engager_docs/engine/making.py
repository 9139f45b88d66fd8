"""One circle of sites and what stands of it already → its parts, of which only those that changed are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from engager_docs.engine.case import CaseFolder, CaseResult, build_case
from engager_docs.engine.circle import Circle, CircleFiles, circle_of
from engager_docs.engine.kept import CLOSED, Torn, kept_case, kept_in, kept_of
from engager_docs.engine.past import Tip, commits_of, pasts_of
from engager_docs.engine.plan import Basis, Days, Plan, Ring, case_basis, case_id, session_basis, site_basis
from engager_docs.engine.reading import circle_files, contents, same
from engager_docs.engine.sites import (
    Sheaf,
    known_of,
    month_digest,
    month_outputs,
    months_of,
    session_outputs,
    sheaf_of,
    site_kept,
    site_outputs,
)
from engager_docs.engine.terms import Terms
from engager_docs.model.casebook import Site
from engager_docs.model.view import Output
from engager_docs.publish.ledger import Ledger, Part, key_of, part_of
from engager_docs.publish.trees import Stage, taken, written
from engager_docs.read.digest import digest_of
from engager_docs.read.git import Commit
from engager_docs.read.tree import walk_below
from engager_docs.render.history.past import NO_PAST, Past


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


class Standing(Struct, frozen=True):
    """What stands of a circle's parts, the folder of each case by its part's name, and the parts about its sites.

    ``last`` are the cases that must be made, as they are in the site that is there.
    """

    ring: Ring
    stand: Mapping[str, Part]
    folders: Mapping[str, str]
    about: Mapping[str, Basis]
    last: Mapping[str, Part] = field(default_factory=dict)
    pasts: Mapping[str, Past] = field(default_factory=dict)
    commits: Mapping[str, Commit | None] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """The cases that must be made."""
        return [name for name in self.folders if name not in self.stand]

    @property
    def whole(self) -> bool:
        """Whether nothing of the circle has changed."""
        return self.stand.keys() >= self.folders.keys() | self.about.keys()


def standing_of(shop: Workshop, ledger: Ledger, ring: Ring) -> Standing:
    """Return what stands of a circle as it would be made now; no record is read for it."""
    plan, days = shop.plan, shop.days
    folders = {f"case {case_id(folder)}": folder for site in ring.sites for folder in plan.cases[site]}
    about = {f"site {site}": site_basis(plan, ring, days) for site in ring.sites}
    about |= {f"sessions {site}": session_basis(plan, site, ring, days) for site in ring.sites}
    last: dict[str, Part] = {}
    stand: dict[str, Part] = {}
    for name, folder in folders.items():
        before = last_part(shop, ledger, name)
        part = _standing_case(shop, ledger, ring, folder, before)
        if part is not None:
            stand[name] = part
        elif before is not None:
            last[name] = before
    for name, basis in about.items():
        if (part := taken(shop.stage, ledger, name, key_of(basis))) is not None:
            stand[name] = part
    found = Standing(ring, stand, folders, about, last)
    return (
        replace(found, stand={**found.stand, **dict(_standing_months(shop, ledger, about))}) if found.whole else found
    )


Cases: TypeAlias = Callable[[Workshop, Standing, CircleFiles, Circle], Iterable[Made]]
"""How the cases of a circle are made that do not stand: one after the other, in several processes, on a cluster."""


def missing_parts(shop: Workshop, ledger: Ledger, standing: Standing, cases: Cases) -> Iterator[Made]:
    """Yield the parts of a circle that do not stand. Raises Unsound where a record is at fault, OSError."""
    folders = standing.folders
    files = circle_files(shop.root, shop.plan, standing.ring.sites)
    around = circle_of(files, shop.terms)
    pasts = pasts_of(shop.root, shop.plan.marks, _told(standing), shop.plan.found.others.keys())
    commits = commits_of(shop.tip, pasts) if shop.tip is not None else {}
    standing = replace(standing, pasts=pasts, commits=commits)
    summaries = {name: kept_of(ledger, name, part).rest for name, part in standing.stand.items() if name in folders}
    for each in cases(shop, standing, files, around):
        summaries[each.name] = kept_in(each.text).rest
        yield each
    sheaf = sheaf_of(around, [summaries[name] for name in folders], pasts)
    yield from _about(shop, ledger, sheaf, standing)


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


def last_part(shop: Workshop, ledger: Ledger, name: str) -> Part | None:
    """Return a part as it stands in the site that is there, None where there is none."""
    return part_of(ledger, name, shop.stage.live[name]) if name in shop.stage.live else None


def _about(shop: Workshop, ledger: Ledger, sheaf: Sheaf, standing: Standing) -> Iterator[Made]:
    """Yield the parts about the sites of a circle that do not stand already, and their months."""
    for site in sheaf.book.sites:
        if (name := f"site {site.id}") not in standing.stand:
            kept = site_kept(sheaf, site)
            files = written(shop.stage, site_outputs(sheaf, site), last_part(shop, ledger, name))
            yield Made(name, Part(standing.about[name], files, kept.facts), kept.text)
        if (name := f"sessions {site.id}") not in standing.stand:
            yield made_part(shop, ledger, name, standing.about[name], session_outputs(sheaf, site))
        yield from _months(shop, ledger, sheaf, site)
        if (known := known_of(sheaf, site)) is not None:
            name, digest = f"known {site.id}", digest_of([known.content.decode("utf-8")])
            part = _standing(shop, ledger, name, digest)
            yield part or made_part(shop, ledger, name, _told_by(shop, digest), [known])


def _months(shop: Workshop, ledger: Ledger, sheaf: Sheaf, site: Site) -> Iterator[Made]:
    for month in months_of(sheaf, site):
        # what a month shows links to pages by their paths, and each path it shows is one that there is
        name, digest = f"month {site.id} {month.name}", month_digest(month)
        part = _standing(shop, ledger, name, digest)
        yield part or made_part(shop, ledger, name, _told_by(shop, digest), month_outputs(sheaf, site, month))


def _told_by(shop: Workshop, digest: str) -> Basis:
    """Return what a part rests on that is known by all it shows."""
    return {"records": digest, "service": shop.plan.common}


def _standing(shop: Workshop, ledger: Ledger, name: str, digest: str) -> Made | None:
    """Return such a part where it stands."""
    part = taken(shop.stage, ledger, name, key_of(_told_by(shop, digest)))
    return None if part is None else Made(name, part, fresh=False)


def _standing_months(shop: Workshop, ledger: Ledger, about: Mapping[str, Basis]) -> Iterator[tuple[str, Part]]:
    """Yield the months of sites of which nothing changed, and what forms know of them, as made with each site's pages.

    Those may stand in the tree beside the site alone: records were put back as they were. Raises Torn where a month
    no longer stands as it was written.
    """
    for name, basis in about.items():
        part, site = name.split(" ")
        if part != "site":
            continue
        tree = next(each for each in (shop.stage.live, shop.stage.spare) if each.get(name) == key_of(basis))
        for month, key in tree.items():
            if month.startswith(f"month {site} ") or month == f"known {site}":
                found = taken(shop.stage, ledger, month, key)
                if found is None:
                    raise Torn
                yield month, found


def made_part(shop: Workshop, ledger: Ledger, name: str, basis: Basis, outputs: Iterable[Output]) -> Made:
    """Bring the files of a part into the stage and return what was made."""
    return Made(name, Part(basis, written(shop.stage, outputs, last_part(shop, ledger, name))))
