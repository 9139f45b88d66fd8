"""Typed records of one case → a short text without their notes, and back: what pages about many cases need.

The text is the fields as they were written, so that reading it back types them as reading the files did.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from msgspec.json import encode

from engager_docs.check.assemble import Typed
from engager_docs.check.repository import entry_of
from engager_docs.check.schema import plain, record_of
from engager_docs.model.place import Place
from engager_docs.model.records.registry import KINDS
from engager_docs.model.records.scalars import Quoted
from engager_docs.model.source import Mapping as NoFields
from engager_docs.model.source import Source

_QUOTED = "\0quoted"
"""The key of a text that was written in quotation marks: no key of a record may hold a control character."""
_KINDS = {kind.name: kind for kind in KINDS}
_NOTHING = NoFields((), 0, 0, 0, 0)
A_NOTE = "A note."
"""What stands for the note of a record in its summary: whether there is one is counted, what it says is not."""


def summary_of(records: Iterable[Typed]) -> str:
    """Return the fields of records as one line of JSON: the file of each, its fields, whether it has a note."""
    told = [
        (
            *(each.place.file, each.place.kind.name, each.place.case, each.place.date),
            plain(each.entry.source.node, [], _marked),
            bool(each.entry.body.strip()),
        )
        for each in records
    ]
    return encode(told).decode()


def records_in(summary: str) -> tuple[Typed, ...]:
    """Return the records of a summary. Raises ValueError, or KeyError for a file of no kind, for any other text."""
    found = []
    for file, kind, case, date, fields, noted in json.loads(summary, object_hook=_unmarked):
        place = Place(file, _KINDS[kind], file.split("/")[1], case, date)
        source = Source(file, "", _NOTHING, A_NOTE if noted else "")
        found.append(Typed(place, entry_of(place, source, record_of(fields, place.kind))))
    return tuple(found)


def _marked(text: str) -> dict[str, str]:
    return {_QUOTED: text}


def _unmarked(found: dict[str, Any]) -> Any:
    return Quoted(found[_QUOTED]) if _QUOTED in found else found
