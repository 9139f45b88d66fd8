"""A source → the typed record its kind describes, or one diagnostic a wrong value (codes E030–E038)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from pydantic import TypeAdapter, ValidationError

from engager_docs.check.finding import error, most
from engager_docs.check.misfit import BLANK, blank, keys_at, misfits, unknown_key
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.records.scalars import Quoted
from engager_docs.model.source import Mapping, Node, Path, Scalar, Sequence, Source


def typed(source: Source, place: Place) -> tuple[Any, list[Diagnostic]]:
    """Return the record (None if it does not type) and what is wrong with it, one finding a wrong value."""
    wrong_top = _wrong_top(source, place.kind)
    if wrong_top is not None:
        return None, [wrong_top]
    blanks: list[Scalar] = []
    try:
        record = record_of(plain(source.node, blanks), place.kind)
    except ValidationError as invalid:
        return None, list(
            most(chain(_unknown_blanks(source, place.kind, blanks), misfits(source, place.kind, invalid)))
        )
    unknown = list(most(_unknown_blanks(source, place.kind, blanks)))
    return (None, unknown) if unknown else (record, list(_misdated(source, place, record)))


def record_of(fields: Any, kind: RecordKind) -> Any:
    """Return the record that ``fields`` as written make. Raises ValidationError, a ValueError, where they do not."""
    return _adapter(kind).validate_python(fields, by_alias=True, by_name=False)


def plain(node: Node, blanks: list[Scalar], quoted: Callable[[str], Any] = Quoted) -> Any:
    """Return a node as text, lists and dicts; a field left blank is left out, and its key added to ``blanks``.

    A list's entry left blank is None, which no field takes: leaving it out would move the entries after it. What was
    written in quotation marks becomes what ``quoted`` makes of it.
    """
    if isinstance(node, Scalar):
        return node.text if node.plain else quoted(node.text)
    if isinstance(node, Sequence):
        return [None if blank(item) else plain(item, blanks, quoted) for item in node.items]
    kept: dict[str, Any] = {}
    for key, value in node.items:
        if not isinstance(value, Scalar):
            kept[key.text] = plain(value, blanks, quoted)
        elif not value.plain:  # as above, without a call: most values are these
            kept[key.text] = quoted(value.text)
        elif value.text in BLANK:
            blanks.append(key)
        else:
            kept[key.text] = value.text
    return kept


@cache
def _adapter(kind: RecordKind) -> TypeAdapter[Any]:
    return TypeAdapter(tuple[kind.model, ...] if kind.many else kind.model)  # type: ignore[name-defined]


def _wrong_top(source: Source, kind: RecordKind) -> Diagnostic | None:
    if kind.many and not isinstance(source.node, Sequence):
        return error("E033", source, (), "this file holds a list", "begin each entry with a hyphen")
    if not kind.many and not isinstance(source.node, Mapping):
        return error("E033", source, (), "this file holds fields, not a list", "write key: value lines")
    return None


def _misdated(source: Source, place: Place, record: Any) -> Iterator[Diagnostic]:
    """Refuse a date in the file that is not the one in its name (records.md 1).

    A training session may be named by its month and say its day.
    """
    if place.kind.dated and place.date:
        said = str(record.date)
        if said != place.date and not (len(place.date) == len("2015-11") and said.startswith(f"{place.date}-")):
            hint = f"write {place.date}, or rename the file"
            yield error("E038", source, ("date",), "not the date in the file's name", hint, quote=True)


def _unknown_blanks(source: Source, kind: RecordKind, blanks: list[Scalar]) -> Iterator[Diagnostic]:
    """Refuse fields that are unknown and blank as well: being left out, the schema has not seen them."""
    if blanks:
        wanted = {(key.line, key.column) for key in blanks}
        for path, key in _keys(source.node, ()):
            if (key.line, key.column) in wanted and not _may_hold(kind, path):
                yield unknown_key(source, kind, path)


def _keys(node: Node, path: Path) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Mapping):
        for key, value in node.items:
            yield (*path, key.text), key
            yield from _keys(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _keys(item, (*path, number))


def _may_hold(kind: RecordKind, path: Path) -> bool:
    """Return whether the group of fields that ``path`` leads into takes its last step; any does, if it is no group."""
    known = keys_at(kind.model, path)
    return not known or path[-1] in known
