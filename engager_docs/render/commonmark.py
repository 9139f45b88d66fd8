"""Markdown of a record's body → safe HTML: raw HTML as text, link schemes from a short list, no remote picture.

The library's own settings let most published attacks through (threats.md 15), so the list of schemes is ours
and everything that reaches the page is a token this module has looked at. It is loaded by ``markdown.py`` where a body
is not of the plainest kind: to load the parser takes a build of one note a twentieth of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from engager_docs.render.markdown import Surroundings

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"\s*([^/?#\s]*?):", re.ASCII)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]|%(?:0[0-9a-f]|1[0-9a-f]|7f|5c)", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:(?:PRA|SUP|LIN|MBX|RES|PEER)-[A-Z]{2,4}-\d{2}|[A-Z]{2,4}-\d{3,5}|[GA]\d+|[a-z0-9][a-z0-9-]{1,60})",
    re.ASCII,
)
_ALIGN = re.compile(r"text-align:(left|right|center)", re.ASCII)


def allowed_link(url: str) -> bool:
    """Return whether a link may be kept: http, https, mailto, tel, a fragment, or a relative path."""
    if _UNSAFE.search(url) or url.startswith("/"):
        return False
    scheme = _SCHEME.match(url)
    return scheme is None or scheme[1].lower() in SCHEMES


class _Reader(MarkdownIt):
    """CommonMark and tables, without raw HTML, with the list of schemes above."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  (the library's name)
        """Return whether the parser may make a link or picture of ``url``."""
        return allowed_link(url)


def _double_brackets(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    end = state.src.find("]]", state.pos, state.pos + 70)
    name = state.src[state.pos + 2 : end] if end > 0 else ""
    if not _REFERENCE.fullmatch(name):
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = name
    state.pos = end + 2
    return True


def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False}).enable("table")
    reader.inline.ruler.before("link", "reference", _double_brackets)
    return reader


_READER = _reader()


def parsed_body(body: str, around: Surroundings) -> Markup:
    """Return what ``render_body`` does, by the parser alone: the judge of the short way for plain bodies."""
    tokens = _READER.parse(body)
    level = around.base - 1
    for token in tokens:
        if token.type == "heading_open":
            wanted = int(token.tag[1]) + around.base - 2
            level = max(around.base, min(6, wanted, level + 1))
            token.tag = f"h{level}"
        elif token.type == "heading_close":
            token.tag = f"h{level}"
        elif token.type == "fence":
            token.info = ""
        elif token.type in {"th_open", "td_open"}:
            _column(token)
        if token.children is not None:
            token.children = list(_inline(token.children, around))
    html = _READER.renderer.render(tokens, _READER.options, {})
    opening = '<div class="region" role="group" aria-label="Table" tabindex="0"><table>'
    return Markup(html.replace("<table>", opening).replace("</table>", "</table></div>"))


def _column(token: Token) -> None:
    style = _ALIGN.fullmatch(str(token.attrs.pop("style", "")))
    if style and style[1] != "left":
        token.attrs["class"] = "number" if style[1] == "right" else "middle"
    if token.type == "th_open":
        token.attrs["scope"] = "col"


def _inline(tokens: list[Token], around: Surroundings) -> Iterator[Token]:
    href: str | None = None
    said = ""
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            said = ""
            yield _opening(_kept(href, around))
        elif token.type == "link_close":
            if around.paper and href and _SCHEME.match(href) and said != href:
                yield _text(f" ({href})")
            yield Token("link_close", "a" if _kept(href or "", around) is not None else "span", -1)
            href = None
        elif token.type == "image":
            yield _picture(token, around)
        elif token.type == "reference" or (token.type == "code_inline" and href is None):
            yield from _reference(token, around, linked=href is None)
        else:
            said += token.content
            yield token


def _kept(href: str, around: Surroundings) -> str | None:
    if href.startswith("#") or around.paper:
        return None
    return href if _SCHEME.match(href) else around.file(href)


def _opening(href: str | None) -> Token:
    attributes: dict[str, str | int | float] = {"class": "not-linked"}
    if href is not None:
        attributes = {"href": href}
        if _SCHEME.match(href):
            attributes["rel"] = "noreferrer noopener"
    return Token("link_open", "span" if href is None else "a", 1, attrs=attributes)


def _picture(token: Token, around: Surroundings) -> Token:
    source = str(token.attrs.get("src", ""))
    words = token.content.strip() or "no description"
    kept = None if around.paper or _SCHEME.match(source) else around.file(source)
    if kept is None:
        return _text(f"[Picture not shown: {words}]")
    return Token("image", "img", 0, attrs={"src": kept, "alt": ""}, content=words, children=token.children)


def _reference(token: Token, around: Surroundings, *, linked: bool) -> Iterator[Token]:
    href = around.reference(token.content) if linked and _REFERENCE.fullmatch(token.content) else None
    if href is None:
        yield _text(token.content) if token.type == "reference" else token
        return
    yield Token("link_open", "a", 1, attrs={"href": href})
    yield _text(token.content)
    yield Token("link_close", "a", -1)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
