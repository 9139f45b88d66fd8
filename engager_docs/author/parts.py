"""A list inside a record that is there once → the same file with one entry more, every other byte as it was.

A call to probation, a goal or a review of the plan is a day's work of its own, and lies in a file with many others.
"""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.author.held import held
from engager_docs.check.misfit import blank
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.records.network import LiaisonEntry, Member
from engager_docs.model.records.plan import Goal, PlanReview
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.records.scalars import Part
from engager_docs.model.source import Mapping, Node, Scalar, Sequence, Source
from engager_docs.read.repository import source_from


class Entries(Struct, frozen=True):
    """One kind of entry: how it is called, the kind of record that holds it, and under which key."""

    name: str
    inside: str
    key: str
    model: type[Part]
    title: str

    @property
    def kind(self) -> RecordKind:
        """The entry as if it were a record of a file that is a list."""
        around = next(each for each in KINDS if each.name == self.inside)
        return replace(around, name=self.name, model=cast("type[Any]", self.model), title=self.title, many=True)


ENTRIES = (
    Entries("liaison", "network", "liaison", LiaisonEntry, "exchange with a member of the network"),
    Entries("member", "network", "members", Member, "member of the network"),
    Entries("goal", "action-plan", "goals", Goal, "goal of the Shared Action Plan"),
    Entries("plan-review", "action-plan", "reviews", PlanReview, "review of the Shared Action Plan"),
)


def with_entry(file: str, text: str, key: str, entry: str) -> str | None:
    """Return the text of ``file`` with ``entry`` at the end of the list ``key``; None where that cannot be told.

    ``entry`` begins with its hyphen at the margin. The result is read again, and holds what was there and the entry.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    if lines[-1]:
        lines.append("")
    source = source_from(file, text.encode())
    if isinstance(source, Diagnostic) or not isinstance(source.node, Mapping):
        return None
    found = _place(source.node, lines, key)
    if found is None:
        return None
    at, indent, above = found
    inside = [*above, *(" " * indent + line if line else line for line in entry.rstrip("\n").split("\n"))]
    after = lines[:at] + [line + end.removesuffix("\n") for line in inside] + lines[at:]
    made = "\n".join(after)
    return made if _holds(source, source_from(file, made.encode()), key, entry) else None


def _place(top: Mapping, lines: list[str], key: str) -> tuple[int, int, list[str]] | None:
    """Return before which line (from 0) the entry goes, how far in, and the lines above it."""
    keys = [name.text for name, _ in top.items]
    if key not in keys:
        return len(lines) - 1, 2, [f"{key}:"]
    number = keys.index(key)
    name, value = top.items[number]
    if isinstance(value, Scalar) and blank(value):
        return name.line, 2, []
    if not isinstance(value, Sequence) or not value.items:
        return _after_brackets(lines, name.line - 1, value)
    until = top.items[number + 1][0].line - 1 if number + 1 < len(keys) else len(lines) - 1
    while until > value.line and _beside(lines[until - 1], value.column):
        until -= 1
    return until, value.column - 1, []


def _after_brackets(lines: list[str], line: int, value: Node) -> tuple[int, int, list[str]] | None:
    """Take the brackets of an empty list away, so that entries may follow."""
    if not isinstance(value, Sequence) or value.line != line + 1 or "[]" not in lines[line]:
        return None
    lines[line] = lines[line].replace(" []", "", 1)
    return line + 1, 2, []


def _beside(line: str, column: int) -> bool:
    """Return whether a line is blank, or a comment no further in than the list's own hyphens."""
    bare = line.strip()
    return not bare or (bare.startswith("#") and len(line) - len(line.lstrip()) < column)


def _holds(before: Source, after: Source | Diagnostic, key: str, entry: str) -> bool:
    alone = source_from("cases/organisations.yaml", entry.encode())
    if isinstance(after, Diagnostic) or isinstance(alone, Diagnostic):
        return False
    was, now, more = held(before.node), held(after.node), held(alone.node)
    if not isinstance(was, dict) or not isinstance(now, dict) or not isinstance(more, list):
        return False
    list_before = was.get(key, [])
    return isinstance(list_before, list) and now == {**was, key: [*list_before, *more]}
