"""Markdown of a record's body, and the page it stands on → safe HTML: the short way, or by the parser."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from markupsafe import Markup
from msgspec import Struct

from engager_docs.render.plain import plain_html

Resolver = Callable[[str], str | None]
"""A record's id, or a path relative to the record's file → an address from this page, or nothing."""


class Surroundings(Struct, frozen=True):
    """What a body needs to know of the page it stands on.

    ``base`` is the level its ``##`` gets; ``reference`` and ``file`` turn ids and relative paths into
    addresses; on ``paper`` a link shows where it goes and leads nowhere.
    """

    reference: Resolver
    file: Resolver
    base: int = 2
    paper: bool = False


def render_body(body: str, around: Surroundings) -> Markup:
    """Return a Markdown body as HTML that may stand on a page as it is."""
    if not body.strip():
        return Markup("")
    plain = plain_html(body, around.base)
    if plain is not None:
        return Markup(plain)
    parsed: Markup = import_module("engager_docs.render.commonmark").parsed_body(body, around)
    return parsed
