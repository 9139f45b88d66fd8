"""Bytes → what the reader, the types and the messages make of them; every fuzzer and every seed goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engager_docs.check.schema import typed
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.read.layout import classify
from engager_docs.read.repository import source_from
from engager_docs.render.diagnostics import as_json, as_text
from engager_docs.render.forge import as_github, as_gitlab, as_junit

CASE = "cases/NW/participants/NW-001"
FILES = (
    "cases/service.yaml",
    "cases/NW/site.yaml",
    "cases/NW/staff/PRA-NW-01.yaml",
    f"{CASE}/participant.yaml",
    f"{CASE}/action-plan.yaml",
    f"{CASE}/outcomes.yaml",
    f"{CASE}/contacts/2016-06-22.md",
    f"{CASE}/shared-understanding/2016-06-22.md",
    "cases/NW/supervision/clinical/2016-06-22-PRA-NW-01.md",
)


def reports(found: Sequence[Diagnostic]) -> tuple[str, ...]:
    """Return what people and each kind of program are told of diagnostics."""
    as_programs = (
        as_json(found, date(2016, 6, 30), "description"),
        as_github(found),
        as_gitlab(found),
        as_junit(found),
    )
    return (as_text(found), *as_programs)


def sayable(found: Sequence[Diagnostic]) -> None:
    """Hold that diagnostics can be told to people and programs, and that no control character reaches either."""
    for told in reports(found):
        assert told.replace("\n", "").isprintable(), repr(told)


def read(file: str, content: bytes) -> list[Diagnostic]:
    """Return what is wrong with one file, read and typed; its messages can be told to people and to programs."""
    source = source_from(file, content)
    found = [source] if isinstance(source, Diagnostic) else list(typed(source, classify(file))[1])
    sayable(found)
    lines = content.count(b"\n") + content.count(b"\r") + 2
    assert all(1 <= each.span.line <= lines for each in found)
    return found


def one(entry: bytes) -> list[Diagnostic]:
    """Read an entry of a fuzzer: its first byte says which kind of file the rest is."""
    return read(FILES[entry[0] % len(FILES)], entry[1:]) if entry else []
