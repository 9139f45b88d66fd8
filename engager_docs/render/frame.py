"""Service, path → the frame of a page: navigation, marking, and the line that says what it shows and when."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from engager_docs.model.view import Frame, Link, Page, Stamp, Table
from engager_docs.render import addresses
from engager_docs.render.dates import day_text
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet

STYLE_SHEETS = ("tokens.css", "base.css", "components.css", "screen.css", "print.css")
EDITION_SHEET = "edition.css"
"""Holds the commit a site was made from, so that a new commit changes one file and not every page."""
SCRIPTS = ("lists.js", "find.js")
"""Those that every page names; they improve what works without them."""
SCRIPTS_ON_DEMAND = ("search.js",)
ICON = "icon.svg"
PAPER_SHEETS = ("tokens.css", "base.css", "components.css", "print.css", "pack.css")
_AUDIENCES = {
    "team": "For the team: restricted fields, line management and the supervisor's own supervision are left out",
    "supervisor": "For the supervisor: holds restricted fields; line management is left out",
    "line-manager": "For the line manager: holds no participant's record",
    "external": "For the expert outside the team: nobody and no place is named",
    "participant": "For the participant: holds nothing of anybody else",
    "research": "For research: holds ids and codes, no free text",
    "subject-access": "For a subject access request: to be reviewed before it is given out",
}


def frame_of(service: Service, path: str) -> Frame:
    """Return what stands around the page at ``path``."""
    stamp = service.stamp
    return Frame(
        service=service.settings.title,
        marking=service.settings.marking,
        contact_line=service.settings.contact_line or "",
        navigation=_navigation(tuple(service.sites.items()), _folder(path), path if path.count("/") < 2 else ""),
        as_of=day_text(stamp.as_of, service.settings.date_style),
        source=source_text(service.stamp),
        audience=_AUDIENCES.get(stamp.audience, stamp.audience),
        styles=_styles(_folder(path)),
        about=addresses.relative(path, addresses.ABOUT),
        scripts=tuple(addresses.relative(path, f"assets/{name}") for name in SCRIPTS),
        icon=addresses.relative(path, f"assets/{ICON}"),
        find=addresses.relative(path, addresses.FIND),
        amend=_amend(service, path),
    )


def _amend(service: Service, path: str) -> str:
    """Return the address of the form that amends a record, told the site of the page it is reached from."""
    if addresses.AMEND not in service.pages:
        return ""
    site = path.partition("/")[0]
    return addresses.relative(path, addresses.AMEND) + (f"?site={site}" if site in service.sites else "")


def source_text(stamp: Stamp) -> str:
    """Return which commit and version a site or pack was made from, in words without quotation marks."""
    commit = f"commit {stamp.source_commit[:12]}" if stamp.source_commit else "records without a commit"
    changed = ", with changes not yet committed" if stamp.uncommitted and stamp.source_commit else ""
    version = f", engager-docs {stamp.version}" if stamp.version else ""
    records = f"the records of {stamp.case}, last changed by " if stamp.case and stamp.source_commit else ""
    return f"Made from {records}{commit}{changed}{version}"


def edition_sheet(stamp: Stamp) -> str:
    """Return the style sheet that says at the foot of every page which records the site was made from."""
    return f'.edition::after {{ content: "{source_text(stamp)}"; }}\n'


def _folder(path: str) -> str:
    return path[: path.rfind("/") + 1]


@lru_cache(maxsize=64)
def _navigation(sites: tuple[tuple[str, str], ...], folder: str, here: str) -> tuple[tuple[Link, bool], ...]:
    """Return the navigation of every page in a folder; ``here`` is the page, where it may be one of the places."""
    places = [("Home", addresses.HOME)]
    places += [(label, addresses.site_path(site)) for site, label in sites]
    places += [("Cases", addresses.CASES), ("People", addresses.PEOPLE), ("Training", addresses.TRAINING)]
    return tuple((Link(text, addresses.relative(folder, there)), there == here) for text, there in places)


@lru_cache(maxsize=64)
def _styles(folder: str) -> tuple[str, ...]:
    return tuple(addresses.relative(folder, f"assets/{name}") for name in (*STYLE_SHEETS, EDITION_SHEET))


def page(
    sheet: Sheet,
    title: str,
    template: str,
    view: object,
    trail: tuple[tuple[str, str], ...] = (),
    sources: tuple[str, ...] = (),
    amendments: Table | None = None,
) -> Page:
    """Return a page; ``trail`` is text and path of each page above it, home left out."""
    above = () if sheet.path == addresses.HOME else (("Home", addresses.HOME), *trail)
    links = tuple(Link(text, addresses.relative(sheet.path, path)) for text, path in above)
    return Page(
        sheet.path, title, f"pages/{template}", view, frame_of(sheet.service, sheet.path), links, sources, amendments
    )


def on_any_day(page: Page) -> Page:
    """Return a page that is the same whenever it is looked at, so that it names no day."""
    return replace(page, frame=replace(page.frame, as_of=""))
