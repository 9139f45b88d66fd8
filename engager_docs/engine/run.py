"""A record repository, what is asked, and a folder → the site there, of which only what changed was made."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.engine.circle import SERVICE, Circle, CircleFiles, circle_of, own_day
from engager_docs.engine.kept import ENTRIES, Gathered, Torn, told_by
from engager_docs.engine.making import Cases, Standing, in_turn, missing_parts, one_case, standing_of
from engager_docs.engine.past import GENERAL, last_commits, marks_of, moved_on, pasts_of
from engager_docs.engine.plan import Days, Plan, forms_basis, plan_of, rings, search_basis, service_basis
from engager_docs.engine.reading import circle_files
from engager_docs.engine.reasons import reason
from engager_docs.engine.seen import looked_at
from engager_docs.engine.sites import form_outputs, search_outputs, service_outputs
from engager_docs.engine.terms import Lost, Terms, Unsound
from engager_docs.engine.workshop import Made, Workshop, last_part, made_part
from engager_docs.pool import WorkerLost, mapped
from engager_docs.publish.ledger import Ledger, begin, discard, keep, key_of, ledger_file, open_ledger, settle
from engager_docs.publish.lock import locked
from engager_docs.publish.trees import finish, staged, taken, unchanged
from engager_docs.read.digest import digest_of
from engager_docs.read.fault import Fault
from engager_docs.read.files import LARGEST, read_bytes
from engager_docs.read.git import commit_of, stamp_of
from engager_docs.read.rest import Moved
from engager_docs.read.untouched import Listing, listed
from engager_docs.render.frame import source_text
from engager_docs.render.html import shared_files
from engager_docs.render.packs.printing import warm

ATTEMPTS = 3
PAUSE_SECONDS = 0.3
"""How long to wait for records that change to come to rest."""
FEWEST = 8
"""Cases to be made that are worth the start of other processes."""
FEWEST_PRINTED = 2
"""The same where each case is printed too, which takes a hundred times as long."""


def _nobody(*_: object) -> None:
    return


class Built(Struct, frozen=True):
    """What a build did: how many files the site has, how many parts, and why each part that was made was made.

    Without a part made the site may still be another: records that were put back have their old pages again. By its
    ``mark`` it is known to stand as it was made.
    """

    files: int
    parts: int
    reasons: Mapping[str, str]
    as_it_was: bool
    mark: str


class Way(Struct, frozen=True):
    """How the work is done: in how many processes, from nothing or from what stands, and who is told of it.

    ``cases`` makes cases elsewhere, such as on a cluster; ``step`` is told of each part made, with how many cases
    there are to make; ``tell`` is told what holds it up; ``stand`` is how the records stand, where that is known.
    """

    jobs: int = 1
    clean: bool = False
    cases: Cases | None = None
    step: Callable[[str, int], None] = _nobody
    tell: Callable[[str], None] = _nobody
    stand: Listing | None = None


def build_changed(root: Path, target: Path, terms: Terms, way: Way) -> Built:
    """Bring the site ``target`` up to date with the records at ``root``.

    Raises Unsound where a record is at fault, ``Moved`` where the records come to no rest, ``Refused`` where the target
    is no site of ours, ``Busy`` where another build holds it, ``Lost`` where a process died, OSError where the disk
    refuses; the old site then stays as it was.
    """
    with locked(target, tell=way.tell):
        file = ledger_file(root, target, terms.audience)
        if way.clean:
            discard(file)
        ledger = open_ledger(file)
        try:
            return _insisted(root, target, terms, ledger, way)
        finally:
            ledger.connection.close()


def _insisted(root: Path, target: Path, terms: Terms, ledger: Ledger, way: Way) -> Built:
    """Build, and once more from the start where the records or the site changed meanwhile; the last try's fault stands.

    A record that vanishes between listing and reading is one that changed.
    """
    holding = False
    for _ in range(ATTEMPTS - 1):
        try:
            return _built(root, target, terms, Gathered(ledger, holding), way)
        except Torn:
            settle(ledger, {}, {})
            holding = True
        except (Moved, Fault):
            time.sleep(PAUSE_SECONDS)
        way = replace(way, stand=None)
    try:
        return _built(root, target, terms, Gathered(ledger, holding), way)
    except Fault:
        raise Unsound from None


def _built(root: Path, target: Path, terms: Terms, gathered: Gathered, way: Way) -> Built:
    ledger = gathered.ledger
    found = looked_at(root, ledger, way.stand)
    if not found.sound:
        raise Unsound
    plan = plan_of(found, marks_of(root, ledger), terms)
    shop = Workshop(root, plan, _days(root, terms), terms, staged(target, ledger))
    parts = gathered.parts
    reasons: dict[str, str] = {}
    for each in chain(_ring_parts(shop, ledger, way), _service(shop, gathered)):
        if each.fresh:
            if not reasons:
                begin(ledger)
            reasons[each.name] = reason(last_part(shop, ledger, each.name), each.part)
            keep(ledger, each.name, each.part, each.text)
        gathered.take(each.name, each.part, each.text)
    mark = "" if reasons else unchanged(shop.stage, parts)
    as_it_was = mark != ""
    if not as_it_was:
        if listed(root).marks != found.stand.marks or moved_on(root, plan.marks):
            raise Moved
        mark = finish(shop.stage, parts, spare=bool(shop.stage.live))
        settle(ledger, {name: part.key for name, part in parts.items()}, shop.stage.live)
    return Built(sum(len(part.files) for part in parts.values()), len(parts), reasons, as_it_was, mark)


def _days(root: Path, terms: Terms) -> Days:
    own = own_day(read_bytes(root, SERVICE, LARGEST), terms.asked.today)
    return Days(terms.asked.day(own), own)


def _ring_parts(shop: Workshop, ledger: Ledger, way: Way) -> Iterator[Made]:
    left: list[Standing] = []
    for ring in rings(shop.plan):
        standing = standing_of(shop, ledger, ring)
        stand = chain(standing.cases.items(), standing.about.items())
        yield from (Made(name, part, fresh=False) for name, part in stand)
        if not standing.whole:
            left.append(standing)
    number = sum(len(standing.missing) for standing in left)
    if number and shop.terms.paper:
        shop = replace(shop, tip=last_commits(shop.root, shop.plan.found.pieces))
        if way.cases is None:
            warm(shop.terms.templates)  # each process goes on from there: fonts and style sheets are read once
    for each in _made(shop, ledger, left, way):
        way.step(each.name, number)
        yield each


def _made(shop: Workshop, ledger: Ledger, left: Sequence[Standing], way: Way) -> Iterator[Made]:
    """Yield what does not stand: circle by circle where there are many, else case by case.

    What is printed is made case by case: a worker is replaced after so many, and its memory with it.
    """
    done = 0
    if way.cases is None and way.jobs > 1 and len(left) >= 2 * way.jobs and not shop.terms.paper:
        try:
            for results in mapped(lambda standing: _apart(shop, ledger, standing), left, way.jobs):
                yield from results
                done += 1
        except WorkerLost:
            pass  # done case by case below, where the one that costs a process its life is named
    for standing in left[done:]:
        yield from missing_parts(shop, ledger, standing, way.cases or _side_by_side(way.jobs))


def _apart(shop: Workshop, ledger: Ledger, standing: Standing) -> list[Made]:
    """Return the parts of a circle, made in a process of their own with its own view of the ledger."""
    if ledger.file is None:
        return list(missing_parts(shop, ledger, standing, in_turn))
    own = open_ledger(ledger.file, alone=False)
    try:
        return list(missing_parts(shop, own, standing, in_turn))
    finally:
        own.connection.close()


def _side_by_side(jobs: int) -> Cases:
    def cases(shop: Workshop, standing: Standing, _files: CircleFiles, around: Circle) -> Iterator[Made]:
        names = standing.missing
        fewest = FEWEST_PRINTED if shop.terms.paper else FEWEST
        try:
            yield from mapped(
                lambda name: one_case(shop, standing, around, name), names, jobs if len(names) >= fewest else 1
            )
        except WorkerLost as lost:
            raise Lost(standing.folders[names[lost.item]]) from None

    return cases


def _service(shop: Workshop, gathered: Gathered) -> Iterator[Made]:
    """Yield the pages about the whole service, once all others are gathered, the search index, the shared files."""
    plan, terms, ledger = shop.plan, shop.terms, gathered.ledger
    commit = commit_of(shop.root, plan.found.pieces)
    stamp = stamp_of(commit, shop.days.looked_at, terms.audience, terms.version)
    sites = [f"site {site}" for site in plan.staff]
    named = [*sites, *_cases(plan)]
    asked = {
        "service": service_basis(plan, shop.days, source_text(stamp), told_by(gathered.parts[name] for name in sites)),
        "search": search_basis(plan, shop.days, digest_of(gathered.parts[name].facts[ENTRIES] for name in named)),
        "forms": forms_basis(plan),
    }
    stand = {name: taken(shop.stage, ledger, name, key_of(basis)) for name, basis in asked.items()}
    yield from (Made(name, part, fresh=False) for name, part in stand.items() if part is not None)
    if None not in stand.values():
        return
    circle = circle_of(circle_files(shop.root, plan, tuple(plan.staff), sessions=False), terms, stamp)
    shares = [gathered.kept(name).rest for name in sites]
    if stand["forms"] is None:
        yield made_part(shop, ledger, "forms", asked["forms"], form_outputs(circle))
    if stand["search"] is None:
        entries = (gathered.kept(name).entries for name in named)
        yield made_part(shop, ledger, "search", asked["search"], search_outputs(circle, shares, entries))
    if stand["service"] is None:
        past = pasts_of(shop.root, plan.marks, [GENERAL], plan.found.others.keys())[GENERAL]
        pages = service_outputs(circle, shares, past)
        yield made_part(shop, ledger, "service", asked["service"], chain(pages, shared_files(terms.templates, stamp)))


def _cases(plan: Plan) -> Iterator[str]:
    """Yield the names of the parts of all cases, in the order of a casebook."""
    return (f"case {case}" for case in sorted(plan.known))
