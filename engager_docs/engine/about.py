"""What the cases of a circle tell → the parts about its sites, of which only those that do not stand are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engager_docs.engine.kept import Torn, told_by
from engager_docs.engine.plan import Basis, Ring, session_basis, site_basis
from engager_docs.engine.sites import (
    Sheaf,
    known_of,
    month_digest,
    month_outputs,
    months_of,
    session_outputs,
    site_kept,
    site_outputs,
)
from engager_docs.engine.workshop import Made, Workshop, last_part, made_part
from engager_docs.model.casebook import Site
from engager_docs.publish.ledger import Ledger, Part, key_of
from engager_docs.publish.trees import taken, written
from engager_docs.read.digest import digest_of


def about_bases(shop: Workshop, ring: Ring, cases: Iterable[Part]) -> dict[str, Basis]:
    """Return what the parts about the sites of a circle rest on; ``cases`` are all of theirs, in order."""
    told = told_by(cases)
    bases = {f"site {site}": site_basis(shop.plan, ring, shop.days, told) for site in ring.sites}
    return bases | {f"sessions {site}": session_basis(shop.plan, site, ring, shop.days) for site in ring.sites}


def standing_about(shop: Workshop, ledger: Ledger, bases: Mapping[str, Basis]) -> dict[str, Part]:
    """Return the parts about sites that stand; where all of them do, with the months and what forms know of them."""
    found = {name: taken(shop.stage, ledger, name, key_of(basis)) for name, basis in bases.items()}
    stand = {name: part for name, part in found.items() if part is not None}
    return {**stand, **dict(_standing_months(shop, ledger, bases))} if len(stand) == len(bases) else stand


def parts_about(shop: Workshop, ledger: Ledger, sheaf: Sheaf, bases: Mapping[str, Basis]) -> Iterator[Made]:
    """Yield the parts about the sites of a circle that do not stand, and their months."""
    for site in sheaf.book.sites:
        if (name := f"site {site.id}") in bases:
            kept = site_kept(sheaf, site)
            files = written(shop.stage, site_outputs(sheaf, site), last_part(shop, ledger, name))
            yield Made(name, Part(bases[name], files, kept.facts), kept.text)
        if (name := f"sessions {site.id}") in bases:
            yield made_part(shop, ledger, name, bases[name], session_outputs(sheaf, site))
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
