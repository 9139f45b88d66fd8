"""The data dictionary → its page, a table for each kind of record."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.view import Link, Page, Table
from engager_docs.render import addresses
from engager_docs.render.blocks import table
from engager_docs.render.dictionary import entries_of, file_of
from engager_docs.render.frame import on_any_day, page
from engager_docs.render.service import Service
from engager_docs.render.sheet import Sheet


class DictionaryView(Struct, frozen=True):
    """The dictionary, a table for each kind of record, and where the same is for a spreadsheet."""

    csv: Link
    contents: tuple[Link, ...]
    tables: tuple[tuple[str, str, Table], ...]


def dictionary_page(service: Service) -> Page:
    """Return the page of the dictionary, the same on any day."""
    sheet = Sheet(service, addresses.DICTIONARY)
    tables = tuple((kind.name, file_of(kind), _table(kind)) for kind in KINDS)
    view = DictionaryView(
        csv=Link("The same for a spreadsheet (CSV)", addresses.DICTIONARY_CSV),
        contents=tuple(Link(each.caption, f"#{name}") for name, _, each in tables),
        tables=tables,
    )
    return on_any_day(page(sheet, "Data dictionary", "dictionary.html", view))


def _table(kind: RecordKind) -> Table:
    title = kind.title[:1].upper() + kind.title[1:]
    rows = (
        (
            each.field,
            each.meaning,
            each.type,
            each.values or "Any",
            each.required.capitalize(),
            each.statements or "None",
            each.seen_by.capitalize(),
        )
        for each in entries_of(kind)
    )
    heads = ("Field", "Meaning", "Type", "Values", "Required", "Statements", "Seen by")
    return table(title, heads, rows, "")
