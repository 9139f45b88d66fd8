"""The text of one file → a source: its tree of located nodes and, for Markdown, its body (records.md 2)."""

from __future__ import annotations

from importlib import import_module

from engager_docs.model.source import Node, Scalar, Source
from engager_docs.read.fault import Fault
from engager_docs.read.yamlplain import plainest

MAX_BYTES = 1 << 20
MAX_BODY_BYTES = 256 << 10


def source_of(file: str, text: str) -> Source:
    """Return ``file`` as a source.

    Raises ``Fault`` when the front matter is missing or open, the body is over 256 KiB, or the YAML is wrong.
    """
    if not file.endswith(".md"):
        return Source(file, text, _whole(text))
    end_of_first = text.find("\n")
    if text[: end_of_first if end_of_first >= 0 else None].rstrip(" \t") != "---":
        raise Fault(
            "E015",
            "the record does not begin with its fields between two --- lines",
            "begin the file with --- on line 1, the fields, and --- on a line of its own",
        )
    closing = _closing(text, end_of_first) if end_of_first >= 0 else None
    if closing is None:
        raise Fault("E015", "the fields are not closed by a --- line", "end the fields with --- on its own line")
    start, end = closing
    body = text[end + 1 :]
    body_line = text.count("\n", 0, end) + 2
    if len(body) > MAX_BODY_BYTES // 4 and len(body.encode("utf-8")) > MAX_BODY_BYTES:
        hint = "split the record, or keep the document in attachments/"
        raise Fault("E004", "the text is longer than 256 KiB", hint, body_line)
    # the line of the opening --- is kept as an empty one, so that lines count as in the file
    return Source(file, text, _whole("\n" + text[end_of_first + 1 : start]), body, body_line)


def _closing(text: str, at: int) -> tuple[int, int] | None:
    """Return where the line that closes the fields begins and ends; ``at`` is the line end before them."""
    while (at := text.find("\n---", at)) >= 0:
        end = text.find("\n", at + 1)
        end = end if end >= 0 else len(text)
        if not text[at + len("\n---") : end].strip(" \t"):
            return at + 1, end
        at = end
    return None


def _whole(text: str) -> Node:
    node = plainest(text)
    if node is None:
        node = _by_libyaml(text)
    if isinstance(node, Scalar):
        message = "the file holds one piece of text where a record is expected"
        raise Fault("E016", message, "write the fields as key: value", node.line, node.column)
    return node


def _by_libyaml(text: str) -> Node:
    # loaded for the first text that takes it: a check of one record mostly needs none of PyYAML
    node: Node = import_module("engager_docs.read.yamltree").parse(text)
    return node
