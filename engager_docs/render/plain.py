"""Markdown of the plainest kind → the HTML the Markdown parser would make of it, or nothing.

Most notes are headings, paragraphs and short lists. For those this module gives, twelve times as fast, the very bytes
that ``render_body`` gives with the parser; of anything it is not certain of it makes nothing, and the parser is asked.
The parser is its judge in ``tests/render/test_plain.py``: widen what is accepted here and nowhere else.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FOREIGN = ("`", "\\", "[", "]", "<", "|", "_", " \n")
"""Code, escapes, links and pictures, markup, tables, emphasis by underscore, hard line breaks."""

# A line that goes on with a paragraph: none of the signs that may begin another block. The text is escaped already.
_LINE = r"(?!\d+[.)]\s|&gt;|~~|[#+=\s-]|\*(?!\*?[A-Za-z0-9])).+\n"

# Blocks that need an empty line, or the end, after them: what followed would be a lazy continuation.
_BLOCK = re.compile(
    rf"""
      (?P<level>\#{{1,6}})[ ](?P<title>[^\s\#](?:.*[^\n\#])?)\n
    | (?P<paragraph>(?:{_LINE})+)
    | (?P<bullets>(?P<mark>[-+*])[ ]{_LINE}(?:(?:(?P=mark)|[ ]+)[ ]{_LINE})*)(?=\n|\Z)
    | (?P<numbers>1(?P<stop>[.)])[ ]{_LINE}(?:(?:[0-9]{{1,9}}(?P=stop)|[ ]+)[ ]{_LINE})*)(?=\n|\Z)
    | (?P<quote>(?:&gt;[ ]{_LINE})+)(?=\n|\Z)
    | (?P<empty>\n+)
    """,
    re.VERBOSE,
)
_ITEM = re.compile(r"^(?:[-+*]|[0-9]{1,9}[.)])[ ]", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_QUOTED = re.compile(r"^&gt; ", re.MULTILINE)

# Opened after a space and before a letter; closed after a letter or a stop, before a space or (after a letter) a stop.
# No sign stands inside, and no tag of ours: what opens cannot close, and the first that closes is the one it waits for.
# The look behind comes after the star, so that the search leaps from star to star.
_EMPHASIS = re.compile(
    r"\*(?<![^\s>]\*)(\*?)([A-Za-z0-9][^*<]*)"
    r"(?:(?<=[A-Za-z0-9])\*\1(?=[\s<.,:;!?)&])|(?<=[.,:;!?])\*\1(?=[\s<]))"
)

_LISTS = {"bullets": "ul", "numbers": "ol"}
_STARS = {"": "em", "*": "strong"}


def plain_html(body: str, base: int) -> str | None:
    """Return the HTML of a plain body whose ``##`` gets the level ``base``, or None when it is not certainly plain."""
    blocks = _blocks(body)
    if blocks is None:
        return None
    html: list[str] = []
    level = base - 1
    for marks, block in blocks:
        if marks:
            level = max(base, min(6, marks + base - 2, level + 1))
            html.append(f"<h{level}>{block}</h{level}>\n")
        else:
            html.append(block)
    return "".join(html)


@lru_cache(64)
def _blocks(body: str) -> tuple[tuple[int, str], ...] | None:
    """Return the blocks of a plain body: the words of a heading with the number of its marks, or 0 and finished HTML.

    Kept for a while, since a note stands on its own page and in the workbook, under headings of two levels.
    """
    if not _certain(body):
        return None
    text = body.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;").strip("\n") + "\n"
    found: list[tuple[int, str]] = []
    place, before = 0, ""
    while place < len(text):
        block = _BLOCK.match(text, place)
        kind = (block and block.lastgroup) or ""
        if block is None or (kind in _LISTS and before in _LISTS):  # two lists in a row may be one, with wide gaps
            return None
        if kind != "empty":
            html = _emphasised(f"<h>{block['title']}</h>" if kind == "title" else _html(kind, block[kind]))
            if html is None:
                return None
            found.append((len(block["level"]), html[3:-4]) if kind == "title" else (0, html))
            before = kind
        place = block.end()
    return tuple(found)


def _certain(body: str) -> bool:
    """Return whether ``body`` holds none of the signs, spaces and controls that this module knows nothing of."""
    return (
        not any(sign in body for sign in _FOREIGN)
        and not body.endswith(" ")
        and body.count("&") == body.count("& ")
        and body.replace("\n", "").isprintable()
    )


def _html(kind: str, text: str) -> str:
    if kind == "paragraph":
        return f"<p>{text[:-1]}</p>\n"
    if kind == "quote":
        return f"<blockquote>\n<p>{_QUOTED.sub('', text)[:-1]}</p>\n</blockquote>\n"
    first, *others = _ITEM.split(text)[1:]
    items = "".join(f"<li>{_INDENT.sub('', item).rstrip()}</li>\n" for item in (first, *others))
    return f"<{_LISTS[kind]}>\n{items}</{_LISTS[kind]}>\n"


def _emphasised(html: str) -> str | None:
    if "*" not in html:
        return html
    html = _EMPHASIS.sub(lambda found: f"<{_STARS[found[1]]}>{found[2]}</{_STARS[found[1]]}>", html)
    return None if "*" in html else html
