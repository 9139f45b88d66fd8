"""Record file → where it stands on the site: a page's path and, inside a page, a fragment."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_PARTS = {
    "participant": "",
    "action-plan": "goals",
    "network": "network",
    "release-day": "release-day",
    "outcomes": "outcomes",
    "risks": "risk",
    "incidents": "risk",
    "variations": "variations",
    "ending": "ending",
}
_TOP = {
    "service": "about.html",
    "organisations": "about.html",
    "core-components": "about.html",
    "mba-toolkit": "about.html",
}

HOME = "index.html"
ABOUT = "about.html"
CASES = "cases.html"
PEOPLE = "people.html"
TRAINING = "training/index.html"
FIND = "find/index.html"
ALPHABET = "find/a-to-z.html"
PRACTITIONERS = "find/practitioners.html"
DICTIONARY = "dictionary.html"
DICTIONARY_CSV = "dictionary.csv"
FORMS = "forms/index.html"
AMEND = "forms/amend.html"
FORM_ASSETS = "assets/forms"


class Address(NamedTuple):
    """A page's path below the output folder, and a fragment inside it or nothing."""

    path: str
    fragment: str = ""


def address_of(file: str) -> Address:
    """Return where the record of ``file`` (relative to the record repository) is shown."""
    steps = file.rsplit(".", 1)[0].removeprefix("cases/").split("/")
    if len(steps) == 1:
        return Address(_TOP.get(steps[0], HOME))
    if steps[-1] == "site":
        return Address(f"{steps[0]}/index.html")
    if len(steps) == 4 and steps[1] == "participants":
        return Address(case_path(steps[2], steps[0]), _PARTS.get(steps[3], ""))
    return Address("/".join(steps) + ".html")


def case_path(case: str, site: str) -> str:
    """Return the path of a case's workbook."""
    return f"{site}/participants/{case}/index.html"


def staff_path(staff: str, home: str) -> str:
    """Return the path of a staff member's page."""
    return f"{home}/staff/{staff}.html"


def site_path(site: str) -> str:
    """Return the path of a site's dashboard."""
    return f"{site}/index.html"


def meetings_path(site: str) -> str:
    """Return the path of the list of a site's supervision and meetings."""
    return f"{site}/meetings.html"


def adherence_path(site: str) -> str:
    """Return the path of a site's adherence page."""
    return f"{site}/adherence.html"


def calendar_path(site: str, month: str) -> str:
    """Return the path of one month of a site's calendar; ``month`` is ``YYYY-MM``."""
    return f"{site}/calendar/{month}.html"


def form_path(form: str) -> str:
    """Return the path of a form."""
    return f"forms/{form}.html"


def known_path(site: str) -> str:
    """Return the path of what forms know of a site; without a site, that of the folder."""
    return f"assets/known/{site}.js" if site else "assets/known/"


def relative(here: str, there: str, fragment: str = "") -> str:
    """Return the relative address of ``there`` as seen from the page ``here``."""
    if here == there and fragment:
        return f"#{fragment}"
    path = _way(here.rpartition("/")[0], there)
    return f"{path}#{fragment}" if fragment else path


@lru_cache(4096)
def _way(folder: str, there: str) -> str:
    """Return the relative address of a page from any page of a folder: pages of one folder share most of theirs."""
    start, end = folder.split("/") if folder else [], there.split("/")
    shared = 0
    while shared < min(len(start), len(end) - 1) and start[shared] == end[shared]:
        shared += 1
    return "../" * (len(start) - shared) + "/".join(end[shared:])
