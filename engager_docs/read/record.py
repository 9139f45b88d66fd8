"""The text of one file → a source: its tree of located nodes and, for Markdown, its body (records.md 2)."""

from __future__ import annotations

import re

from engager_docs.model.source import Node, Scalar, Source
from engager_docs.read.fault import Fault
from engager_docs.read.yamltree import parse

MAX_BYTES = 1 << 20
MAX_BODY_BYTES = 256 << 10
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


def source_of(file: str, text: str) -> Source:
    """Return ``file`` as a source.

    Raises ``Fault`` when the front matter is missing or open, the body is over 256 KiB, or the YAML is wrong.
    """
    if not file.endswith(".md"):
        return Source(file, text, _whole(text))
    if not re.match(r"---[ \t]*(\n|$)", text):
        raise Fault(
            "E015",
            "the record does not begin with its fields between two --- lines",
            "begin the file with --- on line 1, the fields, and --- on a line of its own",
        )
    start = text.find("\n") + 1
    closing = _CLOSING.search(text, start) if start else None
    if closing is None:
        raise Fault("E015", "the fields are not closed by a --- line", "end the fields with --- on its own line")
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    if len(body) > MAX_BODY_BYTES // 4 and len(body.encode("utf-8")) > MAX_BODY_BYTES:
        raise Fault(
            "E004",
            "the text is longer than 256 KiB",
            "split the record, or keep the document in attachments/",
            body_line,
        )
    # the line of the opening --- is kept as an empty one, so that lines count as in the file
    return Source(file, text, _whole("\n" + text[start : closing.start()]), body, body_line)


def _whole(text: str) -> Node:
    node = parse(text)
    if isinstance(node, Scalar):
        message = "the file holds one piece of text where a record is expected"
        raise Fault("E016", message, "write the fields as key: value", node.line, node.column)
    return node
