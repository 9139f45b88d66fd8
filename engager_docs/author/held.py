"""A located node → what it holds, all of it still text, ready to be written again."""

from __future__ import annotations

from engager_docs.author.text import Held
from engager_docs.check.misfit import blank
from engager_docs.model.source import Node, Scalar, Sequence


def held(node: Node) -> Held:
    """Return what a node holds; a field left blank is left out, an entry left blank is an empty text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [held(each) for each in node.items]
    return {key.text: held(value) for key, value in node.items if not blank(value)}
