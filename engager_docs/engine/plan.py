"""The fingerprint of a repository → its circles, and what each part of the site rests on, by name.

Everything is told from bytes: which part must be made again is known before any record is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from engager_docs.engine.past import GENERAL, Marks
from engager_docs.engine.terms import Terms, Unsound
from engager_docs.read.digest import digest_of
from engager_docs.read.fingerprint import EVERYTHING, Fingerprint, Piece

Basis = Mapping[str, str]
"""What a part rests on: a digest by the name of each thing, so that a change can be told in words."""


class Plan(Struct, frozen=True):
    """A repository by what is made together.

    ``general`` are the files every page rests on, ``staff`` and ``sessions`` those of each site, ``cases`` the case
    folders of each site. ``known`` are the ids of all cases.
    """

    general: tuple[str, ...]
    staff: Mapping[str, tuple[str, ...]]
    sessions: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, tuple[str, ...]]
    circles: tuple[tuple[str, ...], ...]
    known: frozenset[str]
    found: Fingerprint
    marks: Marks
    common: str
    paper: str

    def digest(self, files: Iterable[str]) -> str:
        """Return a digest of some parts of the repository, by what they hold."""
        pieces = self.found.others
        return digest_of(f"{file}\0{pieces[file].digest}" for file in files)

    def named_by(self, files: Iterable[str]) -> frozenset[str]:
        """Return the cases there are that some files outside the cases name."""
        return _existing(self, frozenset(name for file in files for name in self.found.others[file].names))


def plan_of(found: Fingerprint, marks: Marks, terms: Terms) -> Plan:
    """Return the plan for a repository; a site is a folder that holds ``site.yaml``.

    Raises Unsound where records lie in the folder of no site.
    """
    sites = sorted(file.split("/")[1] for file in found.others if file.endswith("/site.yaml"))
    by_site: dict[str, dict[str, list[str]]] = {site: {"staff": [], "sessions": []} for site in sites}
    general = []
    for file in sorted(found.others):
        steps = file.split("/")
        site = by_site.get(steps[1])
        if site is None and len(steps) > 2 and steps[1] != "training":
            raise Unsound
        if site is None or steps[-1] == "site.yaml":
            general.append(file)
        else:
            site["staff" if steps[2] == "staff" else "sessions"].append(file)
    cases: dict[str, list[str]] = {site: [] for site in sites}
    for folder in sorted(found.cases):
        if (site_of := folder.split("/")[1]) not in cases:
            raise Unsound
        cases[site_of].append(folder)
    named = {site: _named(found, site, by_site[site], cases[site]) for site in sites}
    return Plan(
        general=tuple(general),
        staff={site: tuple(files["staff"]) for site, files in by_site.items()},
        sessions={site: tuple(files["sessions"]) for site, files in by_site.items()},
        cases={site: tuple(folders) for site, folders in cases.items()},
        circles=tuple(_circles(named)),
        known=frozenset(case_id(folder) for folder in found.cases),
        found=found,
        marks=marks,
        common=_common(found, general, terms),
        paper=terms.paper,
    )


def case_id(folder: str) -> str:
    """Return the id of a case by its folder."""
    return folder.rsplit("/", 1)[-1]


def _named(found: Fingerprint, site: str, files: Mapping[str, list[str]], folders: list[str]) -> frozenset[str]:
    """Return the sites that the records of a site name an id of, and those its staff hold roles at."""
    pieces = [found.others[file] for kind in files.values() for file in kind]
    pieces += [found.cases[folder] for folder in folders]
    own = found.others[f"cases/{site}/site.yaml"]
    return frozenset(name.partition("-")[0] for piece in (own, *pieces) for name in piece.names)


def _circles(named: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the sites that name each other, directly or by way of others, in order."""
    near: dict[str, set[str]] = {site: set() for site in named}
    for site, others in named.items():
        for other in near if EVERYTHING in others else others & near.keys():
            near[site].add(other)
            near[other].add(site)
    left = set(near)
    for first in sorted(near):
        if first in left:
            circle, waiting = set(), [first]
            while waiting:
                site = waiting.pop()
                if site not in circle:
                    circle.add(site)
                    waiting += near[site]
            left -= circle
            yield tuple(sorted(circle))


def _common(found: Fingerprint, general: Iterable[str], terms: Terms) -> str:
    texts = digest_of(part for text in terms.texts for part in text)
    records = digest_of(f"{file}\0{found.others[file].digest}" for file in general)
    return digest_of([terms.version, terms.audience, str(terms.asked.profile), texts, records])


class Ring(Struct, frozen=True):
    """A circle of sites: digests of its staff and of the sessions that say something of each case, or of any."""

    sites: tuple[str, ...]
    staff: str
    anywhere: str
    told: Mapping[str, str]


class Days(Struct, frozen=True):
    """The day looked at and the service's own, which decides what lies in the future."""

    looked_at: date
    own: date

    @property
    def earlier(self) -> str:
        """The day looked at where it is another than the service's own: then later records are left out."""
        return "" if self.looked_at == self.own else str(self.looked_at)

    def of(self, closed_on: str) -> str:
        """Return what a case's pages say of the day: nothing once it closed, unless an earlier day is looked at.

        On the day of closure itself a contact may still be planned; from the next day on that is a fault.
        """
        if self.looked_at < self.own:
            return f"{self.looked_at} before {self.own}"
        return "closed" if closed_on and closed_on < self.own.isoformat() else f"{self.looked_at} {self.own}"


def rings(plan: Plan) -> Iterator[Ring]:
    """Yield each circle of sites with what its parts have in common."""
    for sites in plan.circles:
        told: dict[str, list[str]] = {}
        anywhere: list[str] = []
        for file in (each for site in sites for each in plan.sessions[site]):
            names = plan.found.others[file].names
            if EVERYTHING in names:
                anywhere.append(file)
            for name in names & plan.known:
                told.setdefault(name, []).append(file)
        staff = plan.digest(file for site in sites for file in plan.staff[site])
        yield Ring(sites, staff, plan.digest(anywhere), {case: plan.digest(files) for case, files in told.items()})


def case_basis(plan: Plan, piece: Piece, ring: Ring, days: Days, closed_on: str) -> Basis:
    """Return what the pages of a case rest on."""
    return {
        "records": piece.digest,
        "supervision": ring.anywhere + ring.told.get(case_id(piece.name), ""),
        "staff": ring.staff,
        # a name becomes a link where its case has pages
        "other cases": digest_of(sorted(_existing(plan, piece.names))),
        "history": plan.marks.of(piece.name),
        "day": days.of(closed_on),
        "service": plan.common,
        "paper": plan.paper,
    }


def session_basis(plan: Plan, site: str, ring: Ring, days: Days) -> Basis:
    """Return what the pages of a site's supervision and meetings rest on."""
    return {
        "supervision": plan.digest(plan.sessions[site]),
        "staff": ring.staff,
        "other cases": digest_of(sorted(plan.named_by(plan.sessions[site]))),
        "history": plan.marks.of(f"cases/{site}"),
        "day": days.earlier,
        "service": plan.common,
    }


def site_basis(plan: Plan, ring: Ring, days: Days, told: str) -> Basis:
    """Return what the pages about the sites of a circle rest on: supervision, meetings, what all their cases tell.

    ``told`` is a digest of that: of a case's notes those pages show nothing, so that a note that was put right makes
    none of them again.
    """
    return {
        "cases": told,
        "supervision": plan.digest(file for site in ring.sites for file in plan.sessions[site]),
        "staff": ring.staff,
        "history": plan.marks.of(*(f"cases/{site}" for site in ring.sites)),
        "day": f"{days.looked_at} {days.own}",
        "service": plan.common,
    }


def service_basis(plan: Plan, days: Days, commit: str, told: str) -> Basis:
    """Return what the pages about the whole service rest on: what its sites tell, and the commit they stand at."""
    return {
        "sites": told,
        "other cases": digest_of(sorted(plan.known)),
        "staff": _staff(plan),
        "history": plan.marks.of(GENERAL),
        "day": f"{days.looked_at} {days.own}",
        "commit": commit,
        "service": plan.common,
    }


def forms_basis(plan: Plan) -> Basis:
    """Return what the pages of forms rest on: the schema and the templates, and what all sites share."""
    return {"service": plan.common}


def search_basis(plan: Plan, days: Days, entries: str) -> Basis:
    """Return what the search index rests on: the entries of sites and cases, the service's own pages and people."""
    return {"entries": entries, "staff": _staff(plan), "day": days.earlier, "service": plan.common}


def _staff(plan: Plan) -> str:
    return plan.digest(file for files in plan.staff.values() for file in files)


def _existing(plan: Plan, names: frozenset[str]) -> frozenset[str]:
    """Return which of the cases that are named there are."""
    return plan.known if EVERYTHING in names else names & plan.known
