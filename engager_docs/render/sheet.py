"""A page's own path and the service → links, names and dates as this page writes them.

On screen a link leads to another page; on paper it leads to the same document or is plain text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.records.scalars import PartialDate
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Link
from engager_docs.render import addresses, dates
from engager_docs.render.markdown import Surroundings, render_body
from engager_docs.render.service import Service
from engager_docs.render.words import NOT_RECORDED


class Sheet(Struct, frozen=True):
    """The page being written.

    ``paper`` maps the pages a pack holds to fragments of it, None on screen; ``marks`` are the fragments of
    goals and actions that the case's workbook has.
    """

    service: Service
    path: str
    paper: Mapping[str, str] | None = None
    marks: frozenset[str] = frozenset()

    @property
    def as_of(self) -> date:
        """The day the service is looked at."""
        return self.service.stamp.as_of

    def at(self, path: str) -> Sheet:
        """Return the same sheet at another path."""
        return replace(self, path=path)

    def href(self, path: str, fragment: str = "") -> str | None:
        """Return the address of a page from this one, or None where there is no such page."""
        if self.paper is not None:
            if fragment in self.marks:
                return f"#{fragment}"
            there = self.paper.get(f"{path}#{fragment}", self.paper.get(path))
            return None if there is None else f"#{there}"
        return addresses.relative(self.path, path, fragment) if path in self.service.pages else None

    def link(self, text: str, path: str, fragment: str = "", about: str = "") -> Link | str:
        """Return a link to a page, or its text alone where there is no such page."""
        href = self.href(path, fragment)
        return text if href is None else Link(text, href, about)

    def record(self, text: str, file: str, about: str = "") -> Link | str:
        """Return a link to the page of a record's file."""
        path, fragment = addresses.address_of(file)
        return self.link(text, path, fragment, about)

    def dated(self, day: date, file: str) -> Link | str:
        """Return a date that leads to the record of that day."""
        return self.record(self.day(day), file)

    def day(self, day: date | PartialDate | None, none: str = NOT_RECORDED) -> str:
        """Return a day in the service's style, or ``none``."""
        return none if day is None else dates.day_text(day, self.service.settings.date_style)

    def span(self, start: date, end: date | None) -> str:
        """Return a span of days in the service's style."""
        return dates.range_text(start, end, self.service.settings.date_style)

    def person(self, staff: str | None) -> Content:
        """Return a staff id as a link to the person's page; an unknown id, or a role label, as text."""
        if staff is None:
            return NOT_RECORDED
        found = self.service.people.get(staff)
        return staff if found is None else self.link(staff, addresses.staff_path(staff, found.home))

    def people(self, staff: tuple[str, ...]) -> Content:
        """Return several staff ids with commas."""
        return series(tuple(self.person(each) for each in staff))

    def case(self, case: str, fragment: str = "") -> Content:
        """Return a case id as a link to its workbook."""
        return self.link(case, addresses.case_path(case, case.split("-", maxsplit=1)[0]), fragment)

    def organisation(self, organisation: str | None) -> str:
        """Return an organisation's label, or its id where it has none."""
        if organisation is None:
            return NOT_RECORDED
        return self.service.organisations.get(organisation, organisation)

    def prose(self, body: str, file: str, base: int = 2) -> Markup:
        """Return a record's body as HTML whose headings begin at level ``base``."""
        around = Surroundings(
            reference=lambda name: self._reference(name, file),
            file=lambda path: self._attachment(path, file),
            base=base,
            paper=self.paper is not None,
        )
        return render_body(body, around)

    def body(self, entry: Entry[Any], base: int = 2) -> Markup:
        """Return an entry's body as HTML whose headings begin at level ``base``."""
        return self.prose(entry.body, entry.file, base)

    def _reference(self, name: str, file: str) -> str | None:
        person = self.service.people.get(name)
        if person is not None:
            return self.href(addresses.staff_path(name, person.home))
        if name[:1] in {"G", "A"} and name[1:].isdigit():
            steps = file.split("/")
            mark = f"{steps[3]}-{name}" if len(steps) > 4 else ""
            return self.href(addresses.case_path(steps[3], steps[1]), mark) if mark in self.marks else None
        if name in self.service.sites:
            return self.href(addresses.site_path(name))
        return self.href(f"training/{name}.html") or self.href(
            addresses.case_path(name, name.split("-", maxsplit=1)[0])
        )

    def _attachment(self, path: str, file: str) -> str | None:
        folder = posixpath.dirname(file.removeprefix("cases/"))
        there = posixpath.normpath(posixpath.join(folder, path.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]))
        if "/participants/" not in folder or not there.startswith("/".join(folder.split("/")[:3]) + "/"):
            return None
        if there in self.service.attachments:
            return addresses.relative(self.path, there)
        if there.endswith((".md", ".yaml")):
            address = addresses.address_of(f"cases/{there}")
            return self.href(address.path, address.fragment)
        return None


def series(parts: tuple[Content, ...], none: str = NOT_RECORDED) -> Content:
    """Return several pieces with commas between them, or ``none``."""
    if not parts:
        return none
    return tuple(piece for part in parts for piece in (part, ", "))[:-1]
