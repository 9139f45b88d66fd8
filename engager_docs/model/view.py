"""What a page is made of before it is HTML: text, links, facts, tables, parts, pages; all frozen.

A template only arranges these: it never computes. ``Content`` is what may stand in one place, a value of a
summary list or a cell of a table. ``Markup`` is HTML already made safe, and only ``render.markdown`` makes it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

Tone: TypeAlias = Literal["plain", "good", "warn", "bad", "news"]


class Link(Struct, frozen=True):
    """A link inside the document; ``about`` is read aloud after the text and not shown."""

    text: str
    href: str
    about: str = ""


class Tag(Struct, frozen=True):
    """A short word on a coloured ground; the word alone carries the meaning."""

    text: str
    tone: Tone = "plain"


class Items(Struct, frozen=True):
    """Several values of one place, one to a line."""

    items: tuple[Content, ...]


Content: TypeAlias = str | Link | Tag | Items | tuple["Content", ...]


class Fact(Struct, frozen=True):
    """One row of a summary list."""

    label: str
    value: Content

    @property
    def stacked(self) -> bool:
        """Whether the label is too long to stand beside its value on paper, and stands above it."""
        return len(self.label) > 28


class Column(Struct, frozen=True):
    """The head of one column; ``number`` sets figures to the right, ``narrow`` keeps short values on one line."""

    label: str
    number: bool = False
    narrow: bool = False

    @property
    def placed(self) -> bool:
        """Whether the column is set in another way than running text."""
        return self.number or self.narrow


class Row(Struct, frozen=True):
    """One row of a table; its first cell is the row's head. ``id`` lets a link point at it."""

    cells: tuple[Content, ...]
    id: str = ""


class Table(Struct, frozen=True):
    """A table with a caption; without rows the sentence ``empty`` stands in its place.

    ``listed`` says that on a page of lists it can be sorted and filtered.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    listed: bool = True


class Task(Struct, frozen=True):
    """One line of a task list: what, a line below it, and how it stands."""

    words: Content
    tag: Tag
    hint: str = ""
    id: str = ""


class Labelled(Struct, frozen=True):
    """A heading over a short list, such as one third of a Shared Understanding."""

    label: str
    items: tuple[str, ...]


class Stamp(Struct, frozen=True):
    """What a page or pack was made from: the day, the commit, the version of the tool, the audience.

    ``case`` is set where the commit is the last one that changed the records of that case.
    """

    as_of: date
    source_commit: str = ""
    uncommitted: bool = False
    version: str = ""
    audience: str = "team"
    case: str = ""


class Frame(Struct, frozen=True):
    """What stands around every page: the service, its navigation, and the line that says what it shows.

    ``amend`` leads to the form that amends a record, where the audience has forms.
    """

    service: str
    marking: str
    contact_line: str
    navigation: tuple[tuple[Link, bool], ...]
    as_of: str
    source: str
    audience: str
    styles: tuple[str, ...]
    about: str
    scripts: tuple[str, ...]
    icon: str
    find: str
    amend: str = ""


class Part(Struct, frozen=True):
    """One fragment with its heading: a chapter of a page or of a pack.

    ``sources`` are the record files it was made from; ``template`` is a fragment under ``pages/``; on paper
    a ``fresh`` part begins a new page, and a ``wide`` one is printed on landscape pages of its own.
    """

    id: str
    title: str
    template: str
    view: object
    sources: tuple[str, ...] = ()
    fresh: bool = False
    wide: bool = False


class RevisionView(Struct, frozen=True):
    """One commit's changes of one record: the day, who, which record where a page holds several, and what."""

    day: str
    author: str
    record: Content
    changes: tuple[str, ...]


class HistoryView(Struct, frozen=True):
    """The history of what a page shows: a summary line, the latest revisions, how many earlier ones there are.

    ``recent`` holds the changes of a whole case in its last week; ``None`` on every other page.
    """

    summary: str
    revisions: tuple[RevisionView, ...]
    earlier: str = ""
    recent: tuple[RevisionView, ...] | None = None


class Page(Struct, frozen=True):
    """One page of the site: where it goes, its title, its fragment and the view that fills it."""

    path: str
    title: str
    template: str
    view: object
    frame: Frame
    trail: tuple[Link, ...] = ()
    sources: tuple[str, ...] = ()
    amendments: Table | None = None
    history: HistoryView | None = None


class Pack(Struct, frozen=True):
    """One document for paper: a cover, contents, and an ordered choice of fragments.

    A ``short`` one has no contents list, and its first part follows on the first page. ``size`` is that of the
    type: 12 points, or 14 or 18 for those who read large print.
    """

    id: str
    title: str
    subtitle: str
    audience: str
    frame: Frame
    facts: tuple[Fact, ...]
    not_shown: tuple[str, ...]
    parts: tuple[Part, ...]
    created: str
    short: bool = False
    size: Literal["", "large", "largest"] = ""


class Output(Struct, frozen=True):
    """One file of the output: its path below the output folder, and its bytes."""

    path: str
    content: bytes
