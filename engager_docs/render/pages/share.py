"""One site → its share of the pages about the whole service: small values that are joined without its records.

A share holds what those pages show, in words and links already, so that a change at one site costs one site.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case, Casebook, Site
from engager_docs.model.due import DueItem
from engager_docs.model.result import Assessment
from engager_docs.model.view import Content
from engager_docs.render import addresses, course
from engager_docs.render.dashboard.desk import Desk, desk_of
from engager_docs.render.dashboard.lists import Keyed, concern_rows, release_rows, waiting_rows
from engager_docs.render.dashboard.tiles import Tile, tiles
from engager_docs.render.service import Service, months_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.workbook.cover import phase_text


class Share(Struct, frozen=True):
    """What a site adds to home, the lists and the ways to find something.

    ``opened`` and ``closed`` are the rows of its cases by id; ``parts`` who has or had which part in which case, as
    (staff, role, case); ``months`` those its calendar has.
    """

    site: str
    tiles: tuple[Tile, ...]
    unassessed: int
    due: tuple[DueItem, ...]
    releases: tuple[Keyed, ...]
    concern: tuple[Keyed, ...]
    waiting: tuple[Keyed, ...]
    opened: tuple[Keyed, ...]
    closed: tuple[Keyed, ...]
    parts: tuple[tuple[str, str, str], ...]
    months: tuple[str, ...]

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the site's cases, in order."""
        return tuple(sorted(str(key[0]) for key, _ in (*self.opened, *self.closed)))


def share_of(site: Site, casebook: Casebook, service: Service, assessment: Assessment | None) -> Share:
    """Return the share of a site; its links are those of a page at the top of the site, such as home."""
    desk = desk_of(site, casebook, assessment, Sheet(service, addresses.HOME))
    rows: dict[bool, list[Keyed]] = {True: [], False: []}
    for case in desk.cases:
        rows[course.is_open(case)].append(((case.id,), case_row(case, desk)))
    return Share(
        site=site.id,
        tiles=tuple(tiles(desk)),
        unassessed=desk.unassessed(),
        due=desk.due,
        releases=tuple(release_rows(desk)),
        concern=tuple(concern_rows(desk)),
        waiting=tuple(waiting_rows(desk)),
        opened=tuple(rows[True]),
        closed=tuple(rows[False]),
        parts=tuple(_parts(desk)),
        months=months_of(site, casebook),
    )


def _parts(desk: Desk) -> Iterator[tuple[str, str, str]]:
    for case in desk.cases:
        yield from sorted({(each.staff, str(each.role), case.id) for each in case.participant.data.allocation})


def case_row(case: Case, desk: Desk) -> tuple[Content, ...]:
    """Return a case as a row of a list of cases."""
    sheet = desk.sheet
    until = course.closed_on(case) or sheet.as_of
    lead = course.allocated(case, "lead", until)
    last = course.last_seen(case, until)
    return (
        sheet.case(case.id),
        sheet.service.sites.get(case.site, case.site),
        "Nobody yet" if lead is None else sheet.person(lead.staff),
        phase_text(case, desk.found.get(case.id)),
        sheet.day(case.participant.data.referral.received_on),
        sheet.day(course.released_on(case), "Not yet"),
        "None yet" if last is None else sheet.dated(last.data.date, last.file),
    )
