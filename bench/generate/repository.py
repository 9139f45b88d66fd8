"""A size → a record repository on disk, written site by site in a process a processor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from bench.generate.contact import contacts
from bench.generate.course import Course, courses
from bench.generate.meetings import meetings
from bench.generate.participant import participant
from bench.generate.service import service_files, site_files
from bench.generate.size import SiteSize, Size, sites_of
from bench.generate.support import action_plan, ending, network, release_day, risks
from bench.generate.understanding import understandings


def write_repository(folder: Path, size: Size, jobs: int = 0) -> int:
    """Write the repository into ``folder``, which must be new or empty, and return how many records it holds."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: name a new folder")
    sites = sites_of(size)
    cases = folder / "cases"
    written = _write(cases, service_files(sites))
    with ProcessPoolExecutor(jobs or os.cpu_count() or 1) as crew:
        return written + sum(crew.map(partial(_write_site, cases, size), sites))


def _write_site(cases: Path, size: Size, site: SiteSize) -> int:
    own = courses(site, size.contacts, size.seed)
    folder = cases / site.code
    written = _write(folder, site_files(site))
    written += 0 if size.bare else _write(folder, meetings(site, own, size.seed))
    return written + sum(_write(folder / "participants" / case.id, case_files(case, size)) for case in own)


def case_files(case: Course, size: Size) -> Iterator[tuple[str, str]]:
    """Yield the path inside its folder and the text of each record of a case."""
    chance = Random(f"{size.seed}/{case.id}")
    yield "participant.yaml", participant(case, chance)
    yield from contacts(case, size.words, chance, goals=not size.bare)
    if not size.bare:
        yield from _around(case, size, chance)


def _around(case: Course, size: Size, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield what stands beside the contacts of a case."""
    yield from understandings(case, size.words, chance)
    yield "action-plan.yaml", action_plan(case, chance)
    yield "network.yaml", network(case, chance)
    yield "release-day.yaml", release_day(case, chance)
    if chance.random() < 0.2:
        yield "risks.yaml", risks(case, chance)
    if case.closed and not case.lost:
        yield "ending.md", ending(case, size.words, chance)


def _write(folder: Path, files: Iterator[tuple[str, str]]) -> int:
    made: set[str] = set()
    written = 0
    for path, text in files:
        whole = f"{folder}/{path}"
        parent = whole.rpartition("/")[0]
        if parent not in made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        with open(whole, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        written += 1
    return written
