"""Diagnostics → what a terminal, a program and a forge are told, to the letter; a value goes to the terminal alone."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from engager_docs.check.finding import error
from engager_docs.model.diagnostic import BLOCKING, Diagnostic
from engager_docs.model.records.registry import KINDS
from engager_docs.model.source import Mapping, Node, Scalar, Span
from engager_docs.read.layout import classify
from engager_docs.read.record import source_of
from engager_docs.render.diagnostics import as_json, as_text
from engager_docs.render.forge import as_github, as_gitlab, as_junit
from tests.compare import same
from tests.hostile.reading import reports
from tests.repositories import CASE, base, faults, whole, write

CONTACT = f"{CASE}/contacts/2016-06-21.md"


def contact(**fields: str) -> str:
    said = {"date": "2016-06-21", "place": "prison", "mode": "in_person", "outcome": "attended", "staff": "[PRA-NW-01]"}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in {**said, **fields}.items()) + "---\n"


WRONG = {
    **base(),
    CONTACT: contact(outcome="atended", staff="[PRA-NW-09]") + "# Talk\n",
    f"{CASE}/action-plan.yaml": "reviews:\n  - {on: 2016-06-21, by: [PRA-NW-09]}\n",
}
RULE = Diagnostic(
    code="P03",
    severity="adherence",
    message="1 of 2 joint meetings",
    span=Span(f"{CASE}/participant.yaml", 1, 1, 1, 9),
    hint="book one",
    result="not_met",
    subject="NW-001",
    cites=("§27",),
)
NOTICE = Diagnostic("N01", "info", "entered late, by 100% of 3 days", Span("cases/a,b:c.md", 2, 1, 3, 4))


def test_a_terminal_shows_the_authors_line(tmp_path: Path) -> None:
    same(
        """\
cases/NW/participants/NW-001/action-plan.yaml:2:27: error E050 `by`: unknown staff member 'PRA-NW-09'
  2 |   - {on: 2016-06-21, by: [PRA-NW-09]}
    |                           ^^^^^^^^^ did you mean 'PRA-NW-02'?
cases/NW/participants/NW-001/contacts/2016-06-21.md:5:10: error E031 `outcome`: unknown value 'atended'
  5 | outcome: atended
    |          ^^^^^^^ did you mean 'attended'?
cases/NW/participants/NW-001/contacts/2016-06-21.md:8:1: error E067: a heading of level 1
  8 | # Talk
    | ^^^^^^ begin it with ##: the record's own title is the first heading
cases/NW/participants/NW-001/participant.yaml:1:1: adherence P03: 1 of 2 joint meetings
    book one
""",
        as_text([*faults(write(tmp_path, WRONG)), RULE]),
    )


def test_a_program_is_told_in_json(tmp_path: Path) -> None:
    same(
        """\
{
 "version": 1,
 "as_of": "2016-06-30",
 "profile": "description",
 "counts": {
  "error": 3,
  "privacy": 0,
  "adherence": 1,
  "attention": 0,
  "info": 0
 },
 "diagnostics": [
  {
   "code": "E050",
   "severity": "error",
   "result": null,
   "subject": null,
   "field": "by",
   "message": "unknown staff member",
   "hint": "did you mean 'PRA-NW-02'?",
   "cites": [],
   "file": "cases/NW/participants/NW-001/action-plan.yaml",
   "line": 2,
   "column": 27,
   "end_line": 2,
   "end_column": 36
  },
  {
   "code": "E031",
   "severity": "error",
   "result": null,
   "subject": null,
   "field": "outcome",
   "message": "unknown value",
   "hint": "did you mean 'attended'?",
   "cites": [],
   "file": "cases/NW/participants/NW-001/contacts/2016-06-21.md",
   "line": 5,
   "column": 10,
   "end_line": 5,
   "end_column": 17
  },
  {
   "code": "E067",
   "severity": "error",
   "result": null,
   "subject": null,
   "field": null,
   "message": "a heading of level 1",
   "hint": "begin it with ##: the record's own title is the first heading",
   "cites": [],
   "file": "cases/NW/participants/NW-001/contacts/2016-06-21.md",
   "line": 8,
   "column": 1,
   "end_line": 8,
   "end_column": 7
  },
  {
   "code": "P03",
   "severity": "adherence",
   "result": "not_met",
   "subject": "NW-001",
   "field": null,
   "message": "1 of 2 joint meetings",
   "hint": "book one",
   "cites": [
    "§27"
   ],
   "file": "cases/NW/participants/NW-001/participant.yaml",
   "line": 1,
   "column": 1,
   "end_line": 1,
   "end_column": 9
  }
 ]
}
""",
        as_json([*faults(write(tmp_path, WRONG)), RULE], date(2016, 6, 30), "description"),
    )


def test_a_forge_is_told_in_annotations(tmp_path: Path) -> None:
    same(
        """\
::error file=cases/NW/participants/NW-001/action-plan.yaml,line=2,endLine=2,col=27,endColumn=36,title=E050 by::unknown staff member (did you mean 'PRA-NW-02'?)
::error file=cases/NW/participants/NW-001/contacts/2016-06-21.md,line=5,endLine=5,col=10,endColumn=17,title=E031 outcome::unknown value (did you mean 'attended'?)
::error file=cases/NW/participants/NW-001/contacts/2016-06-21.md,line=8,endLine=8,col=1,endColumn=7,title=E067::a heading of level 1 (begin it with ##: the record's own title is the first heading)
::warning file=cases/NW/participants/NW-001/participant.yaml,line=1,endLine=1,col=1,endColumn=9,title=P03::1 of 2 joint meetings (book one)
::notice file=cases/a%2Cb%3Ac.md,line=2,endLine=3,col=1,title=N01::entered late, by 100%25 of 3 days
""",  # noqa: E501  a forge reads one line an annotation
        as_github([NOTICE, RULE, *faults(write(tmp_path, WRONG))]),
    )


def test_a_forge_shows_ten_of_a_kind_and_the_tenth_counts_the_rest() -> None:
    ten = as_github([RULE] * 10).splitlines()
    assert len(ten) == 10
    assert all("P03" in line for line in ten)
    twelve = as_github([RULE] * 12).splitlines()
    assert len(twelve) == 10
    assert twelve[-1] == "::warning::and 3 more: run engager-docs check to see them all"


def test_gitlab_is_told_each_finding_by_a_print_that_outlives_lines_above_it(tmp_path: Path) -> None:
    found = faults(write(tmp_path, WRONG))
    told = as_gitlab([*found, RULE, NOTICE])
    entries = json.loads(told)
    assert [(each["severity"], each["check_name"], each["location"]["lines"]["begin"]) for each in entries] == [
        ("critical", "E050", 2), ("critical", "E031", 5), ("critical", "E067", 8), ("major", "P03", 1),
        ("info", "N01", 2),
    ]  # fmt: skip
    same(
        """\
[
 {
  "description": "E031 outcome: unknown value (did you mean 'attended'?)",
  "check_name": "E031",
  "fingerprint": "PRINT",
  "severity": "critical",
  "location": {
   "path": "cases/NW/participants/NW-001/contacts/2016-06-21.md",
   "lines": {
    "begin": 5
   }
  }
 }
]
""",
        re.sub(r"[0-9a-f]{64}", "PRINT", as_gitlab(found[1:2])),
    )
    moved = [replace(each, span=each.span._replace(line=each.span.line + 3)) for each in found]
    assert [each["fingerprint"] for each in json.loads(as_gitlab(moved))] == [
        each["fingerprint"] for each in entries[: len(found)]
    ]


def test_each_print_is_there_once_though_a_file_says_the_same_twice() -> None:
    prints = [each["fingerprint"] for each in json.loads(as_gitlab([RULE, RULE, NOTICE, RULE]))]
    assert len(set(prints)) == 4
    assert json.loads(as_gitlab([])) == []


def test_a_report_of_tests_fails_what_fails_the_check(tmp_path: Path) -> None:
    same(
        """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="1" errors="0">
  <testsuite name="engager-docs check" tests="3" failures="1" errors="0" skipped="2">
    <testcase classname="cases/NW/participants/NW-001/contacts/2016-06-21.md" name="E031 outcome, line 5" \
file="cases/NW/participants/NW-001/contacts/2016-06-21.md" line="5">
      <failure message="error: unknown value (did you mean 'attended'?)" type="error">\
cases/NW/participants/NW-001/contacts/2016-06-21.md:5:10</failure>
    </testcase>
    <testcase classname="cases/NW/participants/NW-001/participant.yaml" name="P03, line 1" \
file="cases/NW/participants/NW-001/participant.yaml" line="1">
      <skipped message="adherence: 1 of 2 joint meetings (book one)" />
    </testcase>
    <testcase classname="cases/a,b:c.md" name="N01, line 2" file="cases/a,b:c.md" line="2">
      <skipped message="info: entered late, by 100% of 3 days" />
    </testcase>
  </testsuite>
</testsuites>
""",
        as_junit([*faults(write(tmp_path, WRONG))[1:2], RULE, NOTICE]),
    )
    strict = Xml.fromstring(as_junit([RULE, NOTICE], BLOCKING | {"adherence"}))
    assert [each.attrib["failures"] for each in strict] == ["1"]
    nothing = Xml.fromstring(as_junit([]))
    assert [each.attrib["name"] for each in nothing.iter("testcase")] == ["nothing to put right"]


def at_line(text: str, start: int, end: int) -> str:
    """The report of a fault from column ``start`` to ``end`` of a record's one line."""
    span = Span("cases/NW/site.yaml", 1, start, 1, end)
    return as_text([Diagnostic("E031", "error", "unknown value", span, "one of a, b", excerpt=text)])


@pytest.mark.parametrize(
    ("text", "start", "end", "shown", "carets"),
    [
        ("a: b", 4, 5, "a: b", "   ^"),
        ("\ta: b", 5, 6, " a: b", "    ^"),
        ("ä: \u6f22\u5b57 b", 4, 6, "ä: \u6f22\u5b57 b", "   ^^^^"),
        ("e\u0301: b", 5, 6, "e\u0301: b", "   ^"),
        ("a: \x1b[31mred", 4, 5, "a: <U+001B>[31mred", "   ^^^^^^^^"),
        ("x" * 300, 1, 4, "x" * 100 + "…", "^^^"),
        ("x" * 150 + "yy" + "z" * 150, 151, 153, "…" + "x" * 40 + "yy" + "z" * 58 + "…", " " * 41 + "^^"),
        ("x" * 150 + "yy", 151, 153, "…" + "x" * 40 + "yy", " " * 41 + "^^"),
    ],
)
def test_the_caret_stands_under_what_is_meant(text: str, start: int, end: int, shown: str, carets: str) -> None:
    head, line, caret = at_line(text, start, end).splitlines()
    assert head == f"cases/NW/site.yaml:1:{start}: error E031: unknown value"
    assert line == f"  1 | {shown}"
    assert caret == f"    | {carets} one of a, b"


def test_nothing_that_does_not_print_reaches_a_terminal_or_a_log() -> None:
    strange = "a\x1b[2J\u202e\ud800\u200b"
    span = Span(strange, 1, 1, 1, 2)
    wrong = Diagnostic("E031", "error", strange, span, strange, strange, strange, strange)
    for report in reports([wrong]):
        assert all(each.isprintable() or each == "\n" for each in report)
        report.encode("utf-8")


def scalars(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Scalar]]:
    if isinstance(node, Scalar):
        return [(path, node)]
    if isinstance(node, Mapping):
        return [each for key, value in node.items for each in scalars(value, (*path, key.text))]
    return [each for number, item in enumerate(node.items) for each in scalars(item, (*path, number))]


def schema_words() -> set[str]:
    """Every word the schema itself says: names of fields, the answers of enumerations."""
    return {word for kind in KINDS for word in re.findall(r"[A-Za-z_0-9]+", json.dumps(kind.model.model_json_schema()))}


RECORDS = [path for path in whole() if "/attachments/" not in path and path != "cases/service.yaml"]
PLACES = [
    (path, scalar) for path in RECORDS for _, scalar in scalars(source_of(path, whole()[path]).node) if scalar.text
]
IDS = re.compile(
    r"[A-Z]{2,4}|[A-Z]{2,4}-\d{3}|[A-Z]{3}-[A-Z]{2,4}-\d\d|[GAP]\d+|example-\w+|\w+-1|liaison|shared_understanding"
)
SPOKEN = {
    scalar.text for _, scalar in PLACES if len(scalar.text) > 3 and not IDS.fullmatch(scalar.text)
} - schema_words()
# the service's own date, and the names of files, by which records are called: a report prints them in any case
SAID_ANYHOW = {"2016-06-30", "true", "false"} | {Path(file).stem for file in whole()}
VALUES = st.sampled_from(
    [
        "Zebedee",
        "zebedee-1",
        "PRA-NW-97",
        "NW-979",
        "G979",
        "2016-06-29",
        "2097-06-29",
        "979",
        "[Zebedee]",
        "{Zebedee: x}",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), value=VALUES, key=st.booleans())
def test_what_machines_are_told_never_repeats_a_value(
    place: tuple[str, Scalar], value: str, key: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, scalar = place
    lines = whole()[path].split("\n")
    line = lines[scalar.line - 1]
    start = len(line) - len(line.lstrip(" -")) if key else scalar.column - 1
    lines[scalar.line - 1] = line[:start] + value + line[scalar.end_column - 1 if not key else start + 1 :]
    found = faults(write(tmp_path_factory.mktemp("r"), {**whole(), path: "\n".join(lines)}))
    told = json.loads(as_json(found, date(2016, 6, 30), "description"))["diagnostics"]
    for each in told:
        words = f"{each['message']} {each['hint']} {each['field']}"
        assert not re.search("zebedee|979|97-06|2016-06-29", words, re.IGNORECASE), words
        repeated = {said for said in SPOKEN - SAID_ANYHOW if said in words and said not in each["file"]}
        assert repeated == set(), words
    for entry, each in zip(json.loads(as_gitlab(found)), told, strict=True):
        assert entry["description"].removeprefix(f"{each['code']} {each['field'] or ''}".strip()) == (
            f": {each['message']} ({each['hint']})" if each["hint"] else f": {each['message']}"
        )
    cases = Xml.fromstring(as_junit(found)).findall(".//testcase[@file]")
    for case, entry in zip(cases, json.loads(as_gitlab(found)), strict=True):
        assert case[0].attrib["message"].partition(": ")[2] == entry["description"].partition(": ")[2]
    for annotation, each in zip(as_github(found[:9]).splitlines(), told, strict=False):
        assert annotation.endswith(f"{each['message']} ({each['hint']})" if each["hint"] else each["message"])


def test_where_many_places_are_wrong_the_rest_is_counted(tmp_path: Path) -> None:
    goals = f"[{', '.join(['G7'] * 150)}]"
    found = faults(write(tmp_path, {**base(), CONTACT: contact(goals=goals)}))
    assert [each.code for each in found] == ["E050"] * 99 + ["E039", "E050"]


def test_a_wide_value_is_marked_to_the_end_of_its_line() -> None:
    place = classify("cases/NW/site.yaml")
    source = source_of(place.file, "label: |\n  two\n  lines\nopened_on: 2016-01-04\n")
    found = error("E033", source, ("label",), "wrong")
    assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == (1, 8, 1, 9)
