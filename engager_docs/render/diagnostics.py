"""Diagnostics → text for a terminal, and JSON (interface.md)."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from engager_docs.model.diagnostic import SEVERITIES, Diagnostic, Severity

WIDEST = 100


def clean(text: str) -> str:
    """Return text that can go to a terminal or a log: what does not print is shown as its code point."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in text)


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return each diagnostic with the author's own line and a caret under what is meant."""
    return "".join(_one(each) for each in diagnostics)


def _one(each: Diagnostic) -> str:
    span = each.span
    field = f" `{each.field}`" if each.field else ""
    found = f" '{_clipped(each.found, 60)}'" if each.found else ""
    place = f"{span.file}:{span.line}:{span.column}"
    head = clean(f"{place}: {each.severity} {each.code}{field}: {each.message}{found}") + "\n"
    if not each.excerpt:
        return head + (f"    {clean(each.hint)}\n" if each.hint else "")
    gutter = " " * len(str(span.line))
    line, start, width = _window(each.excerpt, span.column - 1, max(1, span.end_column - span.column))
    carets = "^" * max(1, width)
    hint = f" {clean(each.hint)}" if each.hint else ""
    return f"{head}  {span.line} | {line}\n  {gutter} | {' ' * start}{carets}{hint}\n"


def _window(excerpt: str, start: int, width: int) -> tuple[str, int, int]:
    """Return the stretch of a line around the caret that fits a terminal, with the caret's place in it."""
    first = 0 if start < WIDEST - 20 else start - 40
    shown = excerpt[first : first + WIDEST]
    before = _flat(shown[: start - first])
    marked = _flat(shown[start - first : start - first + width])
    after = _flat(shown[start - first + width :])
    lead = "…" if first else ""
    tail = "…" if first + WIDEST < len(excerpt) else ""
    return f"{lead}{before}{marked}{after}{tail}".rstrip(), len(lead) + _cells(before), _cells(marked)


def _flat(text: str) -> str:
    return clean(text.replace("\t", " "))


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide letters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def counts(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return how many diagnostics there are of each severity, none left out."""
    found = Counter(each.severity for each in diagnostics)
    return {severity: found[severity] for severity in SEVERITIES}


def as_json(diagnostics: Sequence[Diagnostic], as_of: date, profile: str) -> str:
    """Return version 1 of the JSON of `check`; no message repeats a value of a record (threats.md row 31)."""
    report = {
        "version": 1,
        "as_of": as_of.isoformat(),
        "profile": profile,
        "counts": counts(diagnostics),
        "diagnostics": [_object(each) for each in diagnostics],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _object(each: Diagnostic) -> dict[str, object]:
    span = each.span
    return {
        "code": each.code,
        "severity": each.severity,
        "result": each.result or None,
        "subject": clean(each.subject) or None,
        "field": clean(each.field) or None,
        "message": clean(each.message),
        "hint": clean(each.hint),
        "cites": list(each.cites),
        "file": clean(span.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
