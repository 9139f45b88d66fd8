"""Tables of fields by kind of record → the scalars of one record that they name, each with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engager_docs.check.misfit import blank
from engager_docs.model.records.registry import KINDS
from engager_docs.model.source import Mapping, Path, Scalar, Source, gather


class Field(NamedTuple):
    """One field of a kind of record: the steps of its pattern and what the field names."""

    steps: tuple[str, ...]
    names: str = ""


def by_kind(
    rows: Iterable[tuple[str, str, str]], on_any_record: Iterable[tuple[str, str]] = ()
) -> dict[str, tuple[Field, ...]]:
    """Return rows of record kind, pattern and what it names as the fields of each kind.

    ``on_any_record`` holds patterns that every record may carry, and each record of a file that is a list.
    """
    fields: dict[str, list[Field]] = {kind.name: [] for kind in KINDS}
    for kind, pattern, names in rows:
        fields[kind].append(_field(pattern, names))
    for each in KINDS:
        prefix = "*." if each.many else ""
        fields[each.name] += [_field(prefix + pattern, names) for pattern, names in on_any_record]
    return {kind: tuple(found) for kind, found in fields.items()}


def scalars(fields: tuple[Field, ...], source: Source) -> Iterator[tuple[str, Path, Scalar]]:
    """Yield what each field names, the path and the scalar, for the scalars that ``fields`` find in a record.

    A field left blank is one not filled in, and names nothing.
    """
    top = source.node
    held = {key.text: value for key, value in top.items} if isinstance(top, Mapping) else None
    for steps, names in fields:
        found: list[tuple[Path, Scalar]] = []
        if held is None:
            gather(top, steps, (), found)
        elif (value := held.get(steps[0])) is None:  # most fields of a table are not in a record
            continue
        elif type(value) is Scalar and len(steps) == 1:
            found = [(steps, value)]
        else:
            gather(value, steps, (steps[0],), found, 1)
        for path, scalar in found:
            if not blank(scalar):
                yield names, path, scalar


def _field(pattern: str, names: str) -> Field:
    return Field(tuple(pattern.split(".")), names)
