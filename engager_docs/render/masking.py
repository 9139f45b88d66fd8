"""Text → the same text without what identifies somebody or somewhere: ids, days, names of organisations.

What a person writes in a note can hold an id or a date although no field of it does. These masks take out what
has a shape; that notes name nobody is what ``check`` sees to (I01 to I10).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from engager_docs.model.source import Entry
from engager_docs.render.redaction import with_text

_CASE = re.compile(r"\b[A-Z]{2,4}-\d{3,5}\b", re.ASCII)
_STAFF = re.compile(r"\b(PRA|SUP|LIN|MBX|RES|PEER)-[A-Z]{2,4}-\d{2}\b", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
_DAY = re.compile(
    r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"
    r"|\b(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})[/.](?P<y2>\d{4}|\d{2})\b"
    rf"|\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m3>{_MONTH})\b(?: (?P<y3>\d{{4}}))?"
    rf"|\b(?:{'|'.join(_MONTHS)}) \d{{4}}\b",
    re.ASCII,
)
_PRISON = re.compile(r"\bHM(?:P|PYOI|YOI)\b(?:[ /]+(?:YOI )?[A-Z][\w'-]*)*")

_ROLES = {
    "PRA": "a practitioner",
    "SUP": "a supervisor",
    "LIN": "a line manager",
    "MBX": "the expert",
    "RES": "a researcher",
    "PEER": "a peer researcher",
}

Change = Callable[[str], str]
EntryT = TypeVar("EntryT", bound=Entry[Any])


def without_cases(text: str, own: str = "", own_word: str = "", word: str = "another participant") -> str:
    """Return ``text`` with every participant's id as ``word``; ``own`` is written ``own_word`` or stays."""
    return _CASE.sub(lambda found: (own_word or own) if found[0] == own else word, text)


def without_staff(text: str, labels: Mapping[str, str] | None = None) -> str:
    """Return ``text`` with every staff id as its label, or as the role its first letters stand for."""
    known = labels or {}
    return _STAFF.sub(lambda found: known.get(found[0], _ROLES[found[1]]), text)


def without_days(text: str, released: date | None) -> str:
    """Return ``text`` with each date counted from the release, or as "a date" where that cannot be told."""

    def changed(found: re.Match[str]) -> str:
        day = _day(found)
        return "a date" if day is None else week_of(day, released) or "a date"

    return _DAY.sub(changed, text)


def week_of(day: date, released: date | None) -> str:
    """Return a day as "week 3 after release"; empty where no release is known."""
    if released is None:
        return ""
    days = (day - released).days
    if days == 0:
        return "the day of release"
    return f"week {days // 7 + 1} after release" if days > 0 else f"week {(-days - 1) // 7 + 1} before release"


def _day(found: re.Match[str]) -> date | None:
    year, month, day = (found["y"] or found["y2"] or found["y3"], found["m"] or found["m2"], found["d"] or found["d2"])
    if found["m3"]:
        month = str([name[:3] for name in _MONTHS].index(found["m3"][:3]) + 1)
        day = found["d3"]
    if not (year and month and day):
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def without_places(text: str, places: Mapping[str, str]) -> str:
    """Return ``text`` with the name of each organisation or site as its word, longest name first.

    A name in capitals alone, such as a site's id, counts only as it is written: "SO" is no "so".
    """
    text = _PRISON.sub("the prison", text)
    for name in sorted(places, key=len, reverse=True):
        flags = re.NOFLAG if name.isupper() else re.IGNORECASE
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", places[name], text, flags=flags)
    return text


def masked(entry: EntryT, change: Change) -> EntryT:
    """Return an entry with its free text and its body changed."""
    source = replace(entry.source, body=change(entry.source.body))
    return replace(entry, data=with_text(entry.data, change), source=source)
