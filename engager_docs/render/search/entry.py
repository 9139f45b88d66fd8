"""One record → its entry in the index: where it is shown, what it is called, what it is found by.

By default an entry is found by titles, ids, headings, codes and a short line made of codes. What people wrote, in
fields and in notes, is added only where ``service.yaml`` says so (``search_bodies``): an index of clinical notes is
itself a copy of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct, json
from pydantic import BaseModel

from engager_docs.model.records.scalars import is_text
from engager_docs.render.search.tokens import ranked
from engager_docs.render.service import Service
from engager_docs.render.words import words

_CODE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


class SearchEntry(NamedTuple):
    """One line of the index: strings alone, so that it is the same after it was written down as JSON.

    ``path`` is an address from the top of the site, with its fragment; ``on`` a day as ``YYYY-MM-DD`` or empty;
    ``people`` ids of staff with spaces between them; ``phase`` that of the case today; ``ranked`` the words it is
    found by, those of the title, of tags, of the summary and of the text, with ``|`` between.
    """

    path: str
    title: str
    summary: str
    kind: str
    site: str
    on: str
    people: str
    phase: str
    ranked: str


def entries_text(entries: Iterable[SearchEntry]) -> str:
    """Return entries as one line of JSON, to be kept between two builds."""
    return json.encode(list(entries)).decode()


def entries_in(text: str) -> tuple[SearchEntry, ...]:
    """Return the entries of such a line. Raises MsgspecError for any other text."""
    return json.decode(text, type=tuple[SearchEntry, ...])


class Shown(Struct, frozen=True):
    """What the result list shows of a record, and what tells it apart from others."""

    path: str
    title: str
    kind: str
    summary: str = ""
    site: str = ""
    on: str = ""
    phase: str = ""
    heads: tuple[str, ...] = ()


def entry_of(shown: Shown, record: object, body: str, service: Service) -> SearchEntry:
    """Return the entry of a record, or of several that share a page; ``heads`` are headings it is found by too."""
    codes: list[str] = []
    texts: list[str] = []
    for written, text in strings(record):
        (texts if written else codes).append(text)
    people = sorted({each for each in codes if each in service.people})
    tags = " ".join((*shown.heads, shown.site, shown.on, *(_worded(code) for code in codes)))
    whole = " ".join((*texts, body)) if service.settings.search_bodies else ""
    return SearchEntry(
        path=shown.path,
        title=shown.title,
        summary=shown.summary,
        kind=shown.kind,
        site=shown.site,
        on=shown.on,
        people=" ".join(people),
        phase=shown.phase,
        ranked=ranked(f"{shown.title} {shown.kind}", tags, shown.summary, whole),
    )


def _worded(code: str) -> str:
    return words(code) if _CODE.fullmatch(code) else code


def strings(value: object) -> Iterator[tuple[bool, str]]:
    """Yield every string of a record and whether somebody wrote it, rather than chose it from a list of codes."""
    if isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif isinstance(value, BaseModel):
        for name, written in _fields(type(value)):
            held: object = getattr(value, name)
            if isinstance(held, str):
                yield written, held
            elif isinstance(held, (tuple, BaseModel)):
                yield from ((True, text) for _, text in strings(held)) if written else strings(held)
    elif isinstance(value, str):
        yield False, value


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return each field and whether it holds words somebody wrote; corrections are about a record, not of it."""
    fields = model.model_fields.items()
    return tuple((name, is_text(each.annotation, each.metadata)) for name, each in fields if name != "amendments")
