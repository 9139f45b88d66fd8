"""A pack → its HTML, alone in one file or as the text a PDF is made of."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from engager_docs.model.view import Link, Pack
from engager_docs.render.frame import PAPER_SHEETS
from engager_docs.render.html import Templates
from engager_docs.render.pdf import print_pdf


@dataclass(frozen=True, slots=True)
class _Style:
    """All style sheets of a pack as one text, and the digest that lets exactly this text in."""

    text: Markup
    digest: str


def pack_html(pack: Pack, templates: Templates) -> bytes:
    """Return the pack as one HTML file that needs nothing beside it."""
    text = "\n".join(templates.style(name) for name in PAPER_SHEETS)
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    style = _Style(Markup(text), f"sha256-{digest}")
    return _html(pack, templates, style=style).encode("utf-8")


def pack_pdf(pack: Pack, templates: Templates) -> bytes:
    """Return the pack as a tagged PDF. Raises PackFault when the page would be wrong."""

    def cover(pages: Mapping[str, int], total: int) -> str:  # noqa: ARG001  (the foot counts the total)
        return _html(pack, templates, pages, whole=False)

    styles = [templates.style(name) for name in PAPER_SHEETS]
    # the cover of a short pack shares its page with the first part, and has no page numbers to fill in
    return print_pdf(_html(pack, templates), styles, None if pack.short else cover)


def _html(
    pack: Pack,
    templates: Templates,
    pages: Mapping[str, int] | None = None,
    style: _Style | None = None,
    *,
    whole: bool = True,
) -> str:
    numbers = pages or {}
    return templates.environment.get_template("layouts/print.html").render(
        pack=pack,
        frame=pack.frame,
        style=style,
        contents=tuple((Link(part.title, f"#{part.id}"), str(numbers.get(part.id, ""))) for part in pack.parts),
        parts=tuple((part, templates.fragment(part.template, part.view)) for part in pack.parts if whole),
    )
