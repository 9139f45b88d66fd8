"""The rows of a table and a mapping → new records, written all or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from engager_docs.author.answers import answered
from engager_docs.author.fields import Many, One, field_at
from engager_docs.author.held import held
from engager_docs.author.incoming import Incoming, Problem, among_all, judged
from engager_docs.author.keep import keep_new
from engager_docs.author.known import Known
from engager_docs.author.mapping import Mapping
from engager_docs.author.scalar import Unwritable
from engager_docs.author.target import Refused, Target, kind_called, target
from engager_docs.author.text import Draft, Held, record
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.read.repository import load
from engager_docs.read.table import Row

_BRITISH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_EACH_PERSON = re.compile(r"^attendance\.(?!\d)")


def incoming(root: Path, rows: Sequence[Row], by: Mapping, today: date) -> tuple[Incoming, ...]:
    """Return the records that the rows make, in their order, checked by themselves and among all there are."""
    taken: set[str] = set()
    found: list[Incoming] = []
    for group in _grouped(rows, by):
        one = _one(root, group, by, today, taken)
        taken.add(one.file)
        found.append(one)
    return among_all(root, found, by, today)


def write(root: Path, records: Iterable[Incoming]) -> tuple[str, ...]:
    """Write every new record and return their paths; on any failure those written are taken away again.

    Raises ``Refused`` where a file has come into being meanwhile, and OSError.
    """
    written: list[str] = []
    try:
        for each in records:
            if keep_new(root, [each.file], each.text.encode()) is None:
                raise Refused(f"{each.file} has come into being in this moment: run the import again")
            written.append(each.file)
    except BaseException:
        for file in reversed(written):
            (root / file).unlink(missing_ok=True)
            with suppress(OSError):
                (root / file).parent.rmdir()
        raise
    return tuple(written)


def _grouped(rows: Sequence[Row], by: Mapping) -> Iterator[tuple[Row, ...]]:
    """Yield the rows of one record: one, or all of a training session."""
    if by.kind != "training":
        yield from ((row,) for row in rows)
        return
    sessions: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        sessions.setdefault((row.cells.get(by.subject, ""), _said(row, "date", by)), []).append(row)
    yield from (tuple(each) for each in sessions.values())


def _one(root: Path, group: tuple[Row, ...], by: Mapping, today: date, taken: set[str]) -> Incoming:
    first, numbers = group[0], tuple(row.number for row in group)
    day = today if by.kind == "participant" else _day(_said(first, "date", by))
    if day is None:
        return Incoming(numbers, problems=(Problem(first.number, by.columns.get("date", ""), f"write {by.days}"),))
    try:
        aim = target(kind_called(by.kind), first.cells.get(by.subject, ""), Known(root, day))
    except Refused as why:
        return Incoming(numbers, problems=(Problem(first.number, by.subject, str(why)),))
    values: dict[str, Held] = {"recorded_on": today.isoformat()} if day < today else {}
    draft, problems = _drafted(group, by, Draft(aim.kind, values))
    if problems:
        return Incoming(numbers, problems=problems)
    try:
        one = _placed(root, Incoming(numbers, text=record(draft.kind, draft.values, draft.body)), aim, draft, taken)
    except Unwritable as fault:
        return Incoming(numbers, problems=(Problem(first.number, "", str(fault)),))
    return judged(one, by) if one.new else one


def _drafted(group: tuple[Row, ...], by: Mapping, draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
    """Return the draft with what every row says put in its place, and what has no place."""
    problems: list[Problem] = []
    for number, row in enumerate(group, 1):
        for path in (*by.fixed, *(each for each in by.columns if each not in by.fixed)):
            text = _in_a_row(draft, path, _said(row, path, by))
            at = _EACH_PERSON.sub(f"attendance.{number}.", path) if by.kind == "training" else path
            try:
                draft = answered(draft, [f"{at}={text}"]) if text else draft
            except Refused as why:
                problems.append(Problem(row.number, by.columns.get(path, ""), str(why)))
    body = group[0].cells.get(by.body, "") if by.body else ""
    return Draft(draft.kind, draft.values, body=f"\n{body}\n" if body else ""), tuple(problems)


def _in_a_row(draft: Draft, path: str, text: str) -> str:
    """Return several answers of one cell as they are given: a table parts them by a semicolon or by a new line."""
    field = field_at(draft.kind, tuple(step for step in path.split(".") if not step.isdecimal()))
    several = field is not None and isinstance(field.holds, Many) and isinstance(field.holds.of, One)
    return re.sub(r"\s*[;\n]\s*", ",", text) if several else text


def _placed(root: Path, one: Incoming, aim: Target, draft: Draft, taken: set[str]) -> Incoming:
    """Return the record with the first path that is free, or with what is there in its place."""
    for path in aim.paths():
        if path in taken:
            continue
        if not (root / path).exists():
            return Incoming(one.rows, path, one.text)
        if _same(root, path, draft):
            return Incoming(one.rows, path, one.text, there=True)
        if aim.kind.name == "training":
            return Incoming(
                one.rows, problems=(Problem(one.rows[0], "", f"{path} is there already and says otherwise"),)
            )
    return Incoming(one.rows, problems=(Problem(one.rows[0], "", "no name is free for it"),))


def _same(root: Path, path: str, draft: Draft) -> bool:
    """Return whether a record says the same already, but for the day it was typed: an import may be run twice."""
    source = load(root, path)
    if isinstance(source, Diagnostic):
        return False
    before, after = held(source.node), dict(draft.values)
    for each in (before, after):
        if isinstance(each, dict):
            each.pop("recorded_on", None)
    return before == after and source.body.strip() == draft.body.strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _said(row: Row, path: str, by: Mapping) -> str:
    """Return what a row says of a field, in the words of a record."""
    if path in by.fixed:
        return by.fixed[path]
    text = row.cells.get(by.columns.get(path, ""), "")
    text = by.values.get(path, {}).get(text, text)
    day = _BRITISH_DAY.fullmatch(text) if by.days == "DD/MM/YYYY" else None
    return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else text
