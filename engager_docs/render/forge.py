"""Diagnostics → what GitHub and GitLab show beside the lines, and JUnit's XML for what shows tests (interface.md).

As with all that machines are told, nothing here repeats a value of a record (threats.md row 31).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from xml.etree import ElementTree as Xml

from engager_docs.model.diagnostic import BLOCKING, SEVERITIES, Diagnostic, Severity
from engager_docs.render.diagnostics import clean

_LEVELS: dict[Severity, str] = {
    "error": "error",
    "privacy": "error",
    "adherence": "warning",
    "attention": "warning",
    "info": "notice",
}
_SHOWN_BY_GITHUB = 10
_GRAVITY: dict[Severity, str] = {
    "error": "critical",
    "privacy": "blocker",
    "adherence": "major",
    "attention": "minor",
    "info": "info",
}


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return workflow commands, the most severe first; a forge shows ten of each kind, so a count follows."""
    lines: list[str] = []
    by_level: dict[str, list[Diagnostic]] = {"error": [], "warning": [], "notice": []}
    for each in sorted(diagnostics, key=lambda one: SEVERITIES.index(one.severity)):
        by_level[_LEVELS[each.severity]].append(each)
    for level, found in by_level.items():
        kept = found if len(found) <= _SHOWN_BY_GITHUB else found[: _SHOWN_BY_GITHUB - 1]
        lines += [_annotation(level, each) for each in kept]
        if len(kept) < len(found):
            lines.append(f"::{level}::and {len(found) - len(kept)} more: run engager-docs check to see them all")
    return "".join(line + "\n" for line in lines)


def _annotation(level: str, each: Diagnostic) -> str:
    span = each.span
    end = f",endColumn={span.end_column}" if span.end_line == span.line else ""
    file = _property(clean(span.file))
    place = f"file={file},line={span.line},endLine={span.end_line},col={span.column}{end}"
    return f"::{level} {place},title={_property(_title(each))}::{_escaped(_words(each))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the JSON that a job keeps as its artifact ``codequality``: one entry a diagnostic, known by its print.

    The print rests on file, code, field and message and on no line, so that a finding stays the same one when lines
    are added above it; of several alike in a file the later ones are numbered.
    """
    seen: Counter[str] = Counter()
    entries = []
    for each in diagnostics:
        what = "\0".join((each.span.file, each.code, each.field, each.message))
        entries.append(_entry(each, f"{what}\0{seen[what]}"))
        seen[what] += 1
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _entry(each: Diagnostic, what: str) -> dict[str, object]:
    return {
        "description": f"{_title(each)}: {_words(each)}",
        "check_name": each.code,
        "fingerprint": sha256(what.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": _GRAVITY[each.severity],
        "location": {"path": clean(each.span.file), "lines": {"begin": each.span.line}},
    }


def as_junit(diagnostics: Sequence[Diagnostic], failing: frozenset[Severity] = BLOCKING) -> str:
    """Return one test case a diagnostic, those of severity ``failing`` failed and the others left out.

    Where nothing is to be said one case is passed, for a report without any reads as a check that did not run.
    """
    failed = sum(each.severity in failing for each in diagnostics)
    numbers = {"tests": str(max(1, len(diagnostics))), "failures": str(failed), "errors": "0"}
    top = Xml.Element("testsuites", numbers)
    suite = Xml.SubElement(top, "testsuite", {"name": "engager-docs check", **numbers})
    suite.set("skipped", str(len(diagnostics) - failed))
    if not diagnostics:
        Xml.SubElement(suite, "testcase", {"classname": "cases", "name": "nothing to put right"})
    for each in diagnostics:
        _case(suite, each, "failure" if each.severity in failing else "skipped")
    Xml.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(top, encoding="unicode") + "\n"


def _case(suite: Xml.Element, each: Diagnostic, outcome: str) -> None:
    file, line = clean(each.span.file), str(each.span.line)
    named = {"classname": file, "name": f"{_title(each)}, line {line}", "file": file, "line": line}
    case = Xml.SubElement(suite, "testcase", named)
    said = Xml.SubElement(case, outcome, {"message": f"{each.severity}: {_words(each)}"})
    if outcome == "failure":
        said.set("type", each.severity)
        said.text = f"{file}:{line}:{each.span.column}"


def _title(each: Diagnostic) -> str:
    return clean(f"{each.code} {each.field}".strip())


def _words(each: Diagnostic) -> str:
    return clean(each.message + (f" ({each.hint})" if each.hint else ""))
