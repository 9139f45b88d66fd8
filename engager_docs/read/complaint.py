"""What libyaml says of a text that is not YAML → a fault in plain words, at the place its author can mend."""

from __future__ import annotations

import yaml

from engager_docs.read.fault import Fault

_QUOTE = "put the text in quotation marks"
_CLOSE = "close the quotation mark or the bracket, or put the text in the other quotation marks"
_WHOLE = "put the whole text in quotation marks, and write a mark inside it twice"
_COMPARE = "compare the line with the one above: indentation, colons, hyphens, quotation marks"
# part of what libyaml says: what is wrong in plain words, what to write instead
_PLAINLY = (
    (
        "mapping values are not allowed",
        "a colon stands inside text",
        "put text that contains a colon in quotation marks, or mend the line above",
    ),
    ("comment or line break", "text may not begin with this character", _QUOTE),
    ("cannot start any token", "text may not begin with this character", _QUOTE),
    ("expected alphabetic or numeric", "text may not begin with this character", _QUOTE),
    ("could not find expected ':'", "a line without its colon", "write key: value, or indent the text under its key"),
    ("expected ',' or", "a comma or a closing bracket is expected before this", "separate entries by commas"),
    ("expected key", "this line fits neither the group above nor a new one", "indent it like the lines it belongs to"),
    ("expected '-'", "this line fits neither the list above nor a new field", "indent it like the lines it belongs to"),
    (
        "sequence entries are not allowed",
        "a list cannot begin here",
        "put each hyphen on a line of its own under the key",
    ),
    ("escape", "a backslash begins an escape here that there is not", "put the text in single quotation marks"),
    ("expected <document start>", "text after the end of the record", "a file holds one record: delete it"),
    ("document indicator", "a line --- stands inside text", _QUOTE),
    ("node content", "a value is expected here", "write one, or delete the sign before it"),
    ("tag", "tags (!) may not be used", _QUOTE),
)
_OPEN = ("end of stream", "expected ',' or", "node content")


def not_yaml(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Return libyaml's complaint about ``text``; where the text ends too soon, at what is left open."""
    problem = str(error.problem)
    mark, began = error.problem_mark, error.context_mark
    if mark is None:
        return Fault("E007", f"not YAML: {problem}", _COMPARE)
    lines = text.rstrip().split("\n")
    message, hint = next((said for part, *said in _PLAINLY if part in problem), [f"not YAML: {problem}", _COMPARE])
    line, column = mark.line, mark.column
    at_the_end = line >= len(lines)
    if at_the_end and any(part in problem for part in _OPEN):
        message, hint = "what is open here is never closed", _CLOSE
    if began is not None and (at_the_end or "expected ':'" in problem):
        line, column = began.line, began.column
    if line >= len(lines):
        line, column = len(lines) - 1, max(0, len(lines[-1]) - 1)
    if "expected key" in problem and lines[line][:column].strip():
        message, hint = "text goes on after the closing quotation mark or bracket", _WHOLE
    if lines[line][: column + 1].endswith("\t"):
        message, hint = "a tab stands where spaces are expected", "indent with spaces"
    return Fault("E007", message, hint, line + 1, column + 1)
