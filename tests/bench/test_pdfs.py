"""The plain layout that our workbooks are measured against holds the same text, and is what it says."""

from __future__ import annotations

import re
from pathlib import Path

import weasyprint  # type: ignore[import-untyped]  # it brings no types

from bench.generate.repository import write_repository
from bench.generate.size import Size
from bench.pdfs.books import books_of
from bench.pdfs.growth import growth
from bench.pdfs.plain import plain_html

SMALL = """<html><head><title>Left out</title><style>p { color: red }</style></head><body>
<h1>Case</h1><dl><div><dt>Site</dt><dd>North &amp; <strong>West</strong></dd></div></dl>
<h2>Contacts</h2><p>First.</p><ul><li>Second.</li></ul>
<table><tr><th>Day</th><td><p>Third.</p></td></tr></table><p>Fourth.<br>Fifth.</p></body></html>"""


def words(html: str) -> set[str]:
    seen = re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", html[html.index("<body") :])
    return set(re.findall(r"[A-Za-z]{3,}", seen))


def test_everything_is_a_row_of_a_table_below_its_heading() -> None:
    assert plain_html(SMALL).partition("</head>")[2] == (
        '<body>\n<table class="contents">\n'
        '<tr><td><a href="#s1">Case</a></td></tr>\n<tr><td><a href="#s2">Contacts</a></td></tr>\n</table>\n'
        '<h1 id="s1">Case</h1>\n<table>\n<tr><td>Site</td><td>North &amp; West</td></tr>\n</table>\n'
        '<h2 id="s2">Contacts</h2>\n<table>\n<tr><td colspan="9">First.</td></tr>\n'
        '<tr><td colspan="9">Second.</td></tr>\n<tr><td>Day</td><td>Third.</td></tr>\n'
        '<tr><td colspan="9">Fourth. Fifth.</td></tr>\n</table>\n</body></html>'
    )


def test_no_word_of_a_workbook_is_missing_from_the_plain_layout(tmp_path: Path) -> None:
    write_repository(tmp_path / "small", Size(cases=1, contacts=4, words=40))
    books = books_of(tmp_path / "small")
    workbook = books.html("AA-001")
    assert words(workbook) - words(plain_html(workbook)) == set()
    assert books.pdf("AA-001").startswith(b"%PDF")


def test_what_each_document_leaves_behind_is_seen() -> None:
    kept: list[bytes] = []

    def leaking(case: str) -> bytes:
        kept.append(bytes(bytearray(b"x") * (1 << 20)) + case.encode())
        return kept[-1]

    each, end = growth(leaking, ("AA-001",), 60)
    assert 0.9 < each < 1.1
    assert end > 60


def test_a_plain_layout_can_be_printed() -> None:
    assert len(weasyprint.HTML(string=plain_html(SMALL)).render().pages) == 1
