"""A workbook's HTML → the same text as most people would lay it out, for plain WeasyPrint.

Everything is a table with dotted borders; the contents have leaders and page numbers of their targets; each page has
four margin boxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_STYLE = """
@page { size: A4; margin: 20mm 18mm;
  @top-left { content: "Case workbook" } @top-right { content: "OFFICIAL-SENSITIVE" }
  @bottom-left { content: "Audience: team" } @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 10pt/1.4 sans-serif }
h1, h2, h3 { break-after: avoid }
table { width: 100%; border-collapse: collapse; margin-bottom: 4mm }
td { border: 1px dotted #555; padding: 1mm 2mm; vertical-align: top }
.contents a::after { content: leader(dotted) target-counter(attr(href url), page) }
"""
_HEADINGS = {"h1": "h1", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3"}
_CELLS = {"td", "th", "dt", "dd"}
_ALONE = {"p", "li", "caption", "blockquote", "title", "desc", "text", "div"}
_ENDS_ROW = {"tr", "dd"}
_UNSEEN = {"style", "script"}


@dataclass
class _Section:
    """A heading with the rows below it."""

    tag: str
    words: str
    rows: list[list[str]] = field(default_factory=list)


class _Rows(HTMLParser):
    """Collects the text of a page as rows of cells below headings."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [_Section("h1", "")]
        self._row: list[str] = []
        self._text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the library's own signature
        """Begin a cell, a heading or a row of its own."""
        self._open.append(tag)
        if tag in _HEADINGS or tag in _CELLS or (tag in _ALONE and not self._in_cell()):
            self._end_cell()
        if tag in _HEADINGS:
            self._end_row()
        if tag == "br":
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        while self._open and self._open.pop() != tag:
            pass
        if tag in _HEADINGS:
            self.sections.append(_Section(_HEADINGS[tag], self._taken()))
        elif tag in _CELLS:
            self._end_cell()
        if tag in _ENDS_ROW or (tag in _ALONE and not self._in_cell()):
            self._end_cell()
            self._end_row()

    def handle_data(self, data: str) -> None:
        """Keep text that a reader sees."""
        if not _UNSEEN.intersection(self._open) and "body" in self._open:
            self._text.append(data)

    def _in_cell(self) -> bool:
        return not _CELLS.isdisjoint(self._open)

    def _taken(self) -> str:
        words = " ".join("".join(self._text).split())
        self._text.clear()
        return words

    def _end_cell(self) -> None:
        if words := self._taken():
            self._row.append(words)

    def _end_row(self) -> None:
        if self._row:
            self.sections[-1].rows.append(self._row)
            self._row = []


def plain_html(workbook: str) -> str:
    """Return the same text with a table for everything."""
    reader = _Rows()
    reader.feed(workbook)
    reader.close()
    lines = [f'<!doctype html><html lang="en-GB"><head><title>Plain</title><style>{_STYLE}</style></head><body>']
    named = [(number, each) for number, each in enumerate(reader.sections) if each.words and each.tag != "h3"]
    lines.append('<table class="contents">')
    lines += [f'<tr><td><a href="#s{number}">{escape(each.words)}</a></td></tr>' for number, each in named]
    lines.append("</table>")
    for number, each in enumerate(reader.sections):
        if each.words:
            lines.append(f'<{each.tag} id="s{number}">{escape(each.words)}</{each.tag}>')
        if each.rows:
            lines += ["<table>", *(_row(row) for row in each.rows), "</table>"]
    return "\n".join([*lines, "</body></html>"])


def _row(cells: list[str]) -> str:
    if len(cells) == 1:
        return f'<tr><td colspan="9">{escape(cells[0])}</td></tr>'
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
