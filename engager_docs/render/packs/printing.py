"""A pack → its HTML, alone in one file or as the text a PDF is made of."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.view import Link, Output, Pack, Part
from engager_docs.render.frame import PAPER_SHEETS
from engager_docs.render.html import Templates
from engager_docs.render.pdf import archived_pdf, print_pdf, warm_up

ID_BYTES = 6
"""A pack's id is the start of a digest of what it says: twelve characters, to tell two prints apart."""


class _Style(Struct, frozen=True):
    """All style sheets of a pack as one text, and the digest that lets exactly this text in."""

    text: Markup
    digest: str


class _Filled(Struct, frozen=True):
    """A pack with its fragments filled in, and the id that its content gives it."""

    pack: Pack
    templates: Templates
    parts: tuple[tuple[Part, Markup], ...]
    id: str

    def html(self, pages: Mapping[str, int] | None = None, style: _Style | None = None, *, whole: bool = True) -> str:
        """Return the HTML: all of it, or the cover alone with the page numbers of its contents."""
        numbers = pages or {}
        contents = tuple((Link(part.title, f"#{part.id}"), str(numbers.get(part.id, ""))) for part, _ in self.parts)
        return self.templates.environment.get_template("layouts/print.html").render(
            pack=self.pack,
            pack_id=self.id,
            frame=self.pack.frame,
            style=style,
            contents=contents,
            parts=self.parts if whole else (),
        )


def pack_html(pack: Pack, templates: Templates) -> bytes:
    """Return the pack as one HTML file that needs nothing beside it."""
    text = "\n".join(templates.style(name) for name in PAPER_SHEETS)
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    style = _Style(Markup(text), f"sha256-{digest}")
    return _filled(pack, templates).html(style=style).encode("utf-8")


def pack_pdf(pack: Pack, templates: Templates, attached: Sequence[Output] | None = None) -> bytes:
    """Return the pack as a tagged PDF/UA-1; with ``attached``, as PDF/A-3a that carries these files.

    Raises PackFault when the page would be wrong.
    """
    filled = _filled(pack, templates)

    def cover(pages: Mapping[str, int], total: int) -> str:  # noqa: ARG001  (the foot counts the total)
        return filled.html(pages, whole=False)

    styles = [templates.style(name) for name in PAPER_SHEETS]
    # the cover of a short pack shares its page with the first part, and has no page numbers to fill in
    front = None if pack.short else cover
    if attached is not None:
        return archived_pdf(filled.html(), styles, front, attached)
    return print_pdf(filled.html(), styles, front)


def warm(templates: Templates) -> None:
    """Load what every PDF needs, once: the library, the fonts, the style sheets. Forked processes have it then."""
    warm_up([templates.style(name) for name in PAPER_SHEETS])


def _filled(pack: Pack, templates: Templates) -> _Filled:
    parts = tuple((part, templates.fragment(part.template, part.view)) for part in pack.parts)
    bare = _Filled(pack, templates, parts, "").html()
    return _Filled(pack, templates, parts, hashlib.blake2b(bare.encode("utf-8"), digest_size=ID_BYTES).hexdigest())
