"""The text of a record → a diagnostic for each identifier in it, which says where it stands and never what it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from engager_docs.check.identifiers.addresses import e_mail_addresses, postcodes
from engager_docs.check.identifiers.allowed import plainest
from engager_docs.check.identifiers.kinds import KINDS
from engager_docs.check.identifiers.numbers import (
    insurance_numbers,
    nhs_numbers,
    police_numbers,
    prison_numbers,
    probation_numbers,
)
from engager_docs.check.identifiers.people import dates_of_birth, names_after_titles
from engager_docs.check.identifiers.shapes import Found, worth_reading
from engager_docs.check.identifiers.telephone import telephone_numbers
from engager_docs.model.diagnostic import SEVERITIES, Diagnostic, Severity
from engager_docs.model.source import Source, Span

_FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    nhs_numbers,
    prison_numbers,
    probation_numbers,
    police_numbers,
    insurance_numbers,
    telephone_numbers,
    postcodes,
    e_mail_addresses,
    dates_of_birth,
    names_after_titles,
)


def identifiers(source: Source, allowed: Collection[str], severities: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a finding for each identifier in a record's text: its fields, its comments and its body.

    ``allowed`` are texts that may stand (``allowed.plainest``), ``severities`` the service's own by code. Neither
    ``found`` nor ``excerpt`` is filled in: what was found goes to no terminal and no log.
    """
    if not worth_reading(source.text):
        return
    lines = _line_starts(source.text)
    for found in in_text(source.text):
        if plainest(source.text[found.start : found.end]) not in allowed:
            kind = KINDS[found.code]
            span = _span(source.file, lines, found)
            severity = _severity(severities.get(found.code, ""))
            yield Diagnostic(found.code, severity, f"{kind.message} stands in this record", span, kind.hint)


def in_text(text: str) -> list[Found]:
    """Return the identifiers of a text in order, one to a place: of two that overlap the longer, then the first kind.

    ``worth_reading`` says beforehand whether there can be any.
    """
    every = sorted((found for finder in _FINDERS for found in finder(text)), key=_precedence)
    kept: list[Found] = []
    for found in every:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
        elif found.end - found.start > kept[-1].end - kept[-1].start:
            kept[-1] = found
    return kept


def unquoted(source: Source, diagnostics: Sequence[Diagnostic], private: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return the diagnostics of a file without the author's words where these hold one of its identifiers."""
    if not private:
        return diagnostics
    spans = [each.span for each in private]
    lines = {line for span in spans for line in range(span.line, span.end_line + 1)}
    texts = {plainest(_text_at(source, span)) for span in spans}

    def tells(each: Diagnostic) -> bool:
        return each.span.line in lines or any(text in plainest(each.found) for text in texts)

    return [replace(each, found="", excerpt="") if tells(each) else each for each in diagnostics]


def _precedence(found: Found) -> tuple[int, int, str]:
    return found.start, -found.end, found.code


def _severity(own: str) -> Severity:
    known: dict[str, Severity] = {each: each for each in SEVERITIES}
    return known.get(own, "privacy")


def _text_at(source: Source, span: Span) -> str:
    lines = [source.line(number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _span(file: str, lines: list[int], found: Found) -> Span:
    line, end_line = bisect_right(lines, found.start), bisect_right(lines, found.end - 1)
    return Span(file, line, found.start - lines[line - 1] + 1, end_line, found.end - lines[end_line - 1] + 1)
