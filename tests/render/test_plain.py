"""The short way for plain bodies gives the parser's bytes or nothing; the parser is the judge (quality.md, lever 4)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engager_docs.render.commonmark import parsed_body
from engager_docs.render.markdown import Surroundings, render_body
from engager_docs.render.plain import plain_html
from tests.hostile.corpora import COMMONMARK, texts_of

CASES = Path(__file__).parents[2] / "cases"
BODIES = tuple(file.read_text(encoding="utf-8").split("\n---\n", 1)[1] for file in sorted(CASES.rglob("*.md")))

SIGNS = (
    *"#*-+>=~_`|:&;!<[]\\\"'() \n\t.1aé£–’“\u00a0\u00ad\u200b\u2028\x0b\x00ª²€",
    *("\n\n", "  ", "  \n", "**", "***", "---", "===", "~~~", "- - -", "&amp;", "& ", "1.", "2)", "1986.", "## ", "> "),
    *("\n- ", "\n* ", "\n+ ", "\n1. ", "\n2. ", "\n1) ", "\n> ", "\n## ", "\n###### ", "\n  "),
    *("\n    ", "\n#", "\n\n- "),
    *("*word*", "**word:** ", "**a** *b*", "(*a*)", "[[NW-001]]", "`NW-001`", "<b>", "\n|a|\n|-|\n", "\n- a\n  - b\n"),
)
WORDS = st.text(st.sampled_from("ab12 .,:;!?'\"()&é£–#*+->=~\n"), max_size=30)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A note of the demonstration, or some of its lines, with signs put in, taken out and lines changed about."""
    lines = draw(st.sampled_from(BODIES)).split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    body = "\n".join(lines[first : first + draw(st.integers(1, 12))])
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.sampled_from([0, *(at + 1 for at, sign in enumerate(body) if sign in "\n ."), len(body)]))
        if draw(st.booleans()):
            body = body[:place] + draw(st.sampled_from(SIGNS) | WORDS) + body[place:]
        elif draw(st.booleans()):
            body = body[:place] + body[place + draw(st.integers(1, 4)) :]
        else:
            body = "\n".join(draw(st.permutations(body.split("\n"))))
    return body


def agrees(body: str) -> bool:
    """Return whether the short way was taken; whatever it gave is what the parser gives, at every level."""
    given_up = plain_html(body, 2) is None
    for base in (2, 3, 4, 6):
        made = plain_html(body, base)
        assert (made is None) == given_up
        around = Surroundings(reference=lambda _: None, file=lambda _: None, base=base)
        assert made is None or made == str(parsed_body(body, around)), body
    return not given_up


@settings(max_examples=1500, deadline=None)
@given(mutated())
@example("**word:** ")
@example("- a\n\n- b")
@example("*a **b** c*")
@example("*a *. b")
@example("## a #")
@example("a\n1986.\nb")
def test_a_changed_note_comes_out_as_the_parser_has_it_or_not_at_all(body: str) -> None:
    agrees(body)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(SIGNS) | WORDS, max_size=12).map("".join))
def test_signs_in_any_order_come_out_as_the_parser_has_them_or_not_at_all(body: str) -> None:
    agrees(body)


def test_every_note_of_the_demonstration_goes_the_short_way() -> None:
    assert [body for body in BODIES if not agrees(body)] == []


PLAIN = """\
## What we did

He said "no" & left; 2 > 1.
A second line, with *care* and **weight:** on it.
- one
- two,
  gone on with

# Next
1. first
2. **second**

> A word of his,
> over two lines.

"""
PLAIN_HTML = """\
<h3>What we did</h3>
<p>He said &quot;no&quot; &amp; left; 2 &gt; 1.
A second line, with <em>care</em> and <strong>weight:</strong> on it.</p>
<ul>
<li>one</li>
<li>two,
gone on with</li>
</ul>
<h3>Next</h3>
<ol>
<li>first</li>
<li><strong>second</strong></li>
</ol>
<blockquote>
<p>A word of his,
over two lines.</p>
</blockquote>
"""


def test_headings_paragraphs_short_lists_quotes_and_emphasis_are_plain() -> None:
    assert plain_html(PLAIN, 3) == PLAIN_HTML
    assert agrees(PLAIN)


@pytest.mark.parametrize(
    "body",
    [
        *("a [b](c)", "[[NW-001]]", "`a`", "a\\*b", "a_b", "a < b", "&lt;", "R&D", "a | b", "a\tb"),
        *(
            "a\u00a0b",
            "a  \nb",
            "a ",
            " a",
            "a\n b",
            "    a",
            "a\n===",
            "a\n---",
            "***",
            "- - -",
            "~~~\na",
            "- a\n  - b",
        ),
        *("- a\n\n- b", "- a\nb", "> a\nb", "- a\n+ b", "2. a", "- # a", "## a #", "#a", "a * b", "*a", "a*b*c"),
        *("***a***", "*a **b** c*"),
    ],
)
def test_whatever_is_not_certainly_plain_is_left_to_the_parser(body: str) -> None:
    assert plain_html(body, 2) is None


def test_a_body_that_is_not_plain_is_still_rendered() -> None:
    known = Surroundings({"NW-001": "x.html"}.get, lambda _: None)
    assert render_body("Plain.", known) == "<p>Plain.</p>\n"
    assert render_body("See [[NW-001]].", known) == '<p>See <a href="x.html">NW-001</a>.</p>\n'


@pytest.fixture(scope="module")
def examples(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The examples of the CommonMark specification; where CI runs they must be there."""
    return texts_of(COMMONMARK, request)


def test_the_examples_of_the_commonmark_specification_agree(examples: tuple[str, ...]) -> None:
    assert len(examples) > 600
    taken = sum(agrees(example) for example in examples)
    assert 20 < taken < len(examples)
