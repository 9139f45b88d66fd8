"""Markdown of a body: what may pass passes, everything else is text (threats.md 15, records.md 2)."""

from __future__ import annotations

import html
import re

import html5lib
import pytest

from engager_docs.render.commonmark import allowed_link
from engager_docs.render.markdown import Surroundings, render_body

NOWHERE = Surroundings(reference=lambda _: None, file=lambda _: None)

HOSTILE_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "file:///etc/passwd",
    "ms-msdt:/id",
    "search-ms:query=x",
    "ms-word:ofe|u|http://x/y",
    "intent://scan/#Intent;end",
    "blob:https://x/y",
    "filesystem:https://x/y",
    "view-source:http://x",
    "chrome://settings",
    "about:blank",
    "ftp://x/y",
    "smb://x/y",
    "ldap://x",
    "ssh://x",
    "steam://run",
    "tel-x:1",
    "//host/path",
    "/\\host/path",
    "\\\\host\\share",
    "/etc/passwd",
    "feed:javascript:alert(1)",
    "jar:http://x!/y",
    "mocha:alert(1)",
)


@pytest.mark.parametrize("link", HOSTILE_LINKS)
@pytest.mark.parametrize("shape", ["[words]({})", "[words](<{}>)", "<{}>", "[words]: {}\n\n[words]", "![words]({})"])
def test_a_link_of_another_scheme_leads_nowhere(link: str, shape: str) -> None:
    page = html5lib.parseFragment(str(render_body(shape.format(link), NOWHERE)), namespaceHTMLElements=False)
    for element in page.iter():
        for name, value in element.attrib.items():
            assert name in {"class", "rel"} or (name == "href" and value.startswith(("http://", "https://"))), value
            assert not name.startswith("on")


@pytest.mark.parametrize("link", ["https://example.org/a?b=c#d", "http://example.org", "mailto:a@example.org", "tel:1"])
def test_a_link_of_a_listed_scheme_is_kept(link: str) -> None:
    assert allowed_link(link)
    assert f'href="{html.escape(link)}"' in render_body(f"[words]({link})", NOWHERE)


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg:svg onload=alert(1)>",
        "<iframe srcdoc='<script>1</script>'></iframe>",
        "<style>*{color:red}</style>",
        "<!-- hidden -->",
        "<a href='javascript:alert(1)'>x</a>",
        "</div></main><h1>x</h1>",
        "<?php echo 1 ?>",
        "<![CDATA[x]]>",
    ],
)
def test_raw_markup_is_shown_as_it_was_written(raw: str) -> None:
    page = html5lib.parseFragment(str(render_body(f"before {raw} after", NOWHERE)), namespaceHTMLElements=False)
    assert f"before {raw} after" in "".join(page.itertext())
    assert {str(each.tag) for each in page.iter()} <= {"DOCUMENT_FRAGMENT", "p"}


def test_a_remote_picture_becomes_its_words() -> None:
    assert render_body("![a map](https://example.org/m.png)", NOWHERE) == "<p>[Picture not shown: a map]</p>\n"


def test_a_picture_beside_the_record_is_kept_and_left_out_on_paper() -> None:
    near = Surroundings(lambda _: None, lambda path: f"../{path}")
    assert 'src="../attachments/m.png" alt="a map"' in render_body("![a map](attachments/m.png)", near)
    paper = Surroundings(lambda _: None, lambda path: f"../{path}", paper=True)
    assert "<img" not in render_body("![a map](attachments/m.png)", paper)


def test_headings_take_the_level_of_their_place_and_leave_no_gap() -> None:
    body = "## A\n\n##### B\n\n## C\n\n# D\n"
    assert re.findall(r"<h(\d)>", render_body(body, NOWHERE)) == ["2", "3", "2", "2"]
    deeper = Surroundings(lambda _: None, lambda _: None, base=4)
    assert re.findall(r"<h(\d)>", render_body(body, deeper)) == ["4", "5", "4", "4"]


def test_a_reference_that_resolves_is_a_link_and_any_other_is_text() -> None:
    known = Surroundings({"NW-001": "x.html"}.get, lambda _: None)
    assert render_body("`NW-001` [[NW-001]]", known).count('<a href="x.html">NW-001</a>') == 2
    assert "<code>NW-002</code> NW-002" in render_body("`NW-002` [[NW-002]]", known)
    assert render_body("[a [[NW-001]] b](https://example.org)", known).count("<a ") == 1


def test_a_table_has_heads_with_a_scope_and_no_inline_style() -> None:
    table = render_body("| a | b |\n|:--|--:|\n| 1 | 2 |\n", NOWHERE)
    assert '<th scope="col">' in table and 'class="number"' in table
    assert "style=" not in table


def test_on_paper_a_link_says_where_it_goes() -> None:
    paper = Surroundings(lambda _: None, lambda _: None, paper=True)
    assert "words (https://example.org)" in render_body("[words](https://example.org)", paper)
    assert render_body("<https://example.org>", paper).count("https://example.org") == 1


def test_the_text_of_a_note_is_the_text_of_the_page() -> None:
    text = "a & b < c > d \"e\" 'f' £ – {{ 7*7 }} {% x %}"
    page = html5lib.parseFragment(str(render_body(text, NOWHERE)), namespaceHTMLElements=False)
    assert "".join(page.itertext()).strip() == text
