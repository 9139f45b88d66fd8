"""The Markdown of a record → its headings, links and references, found where a Markdown parser finds them."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from engager_docs.check.links import links, without_fences
from tests.repositories import CASE, faults, whole, write

HEAD = "---\ndate: 2016-04-19\nplace: community\nmode: phone\noutcome: attended\nstaff: [PRA-NW-01]\n---\n"
BODY_LINE = HEAD.count("\n") + 1


def found(folder: Path, body: str) -> list[tuple[str, int, int]]:
    """The code, line (from 1 in the body) and column of each fault of a contact with this body."""
    files = {**whole(), f"{CASE}/contacts/2016-04-19.md": HEAD + body}
    return [(each.code, each.span.line - BODY_LINE + 1, each.span.column) for each in faults(write(folder, files))]


@pytest.mark.parametrize(
    "body",
    [
        "## What we did\n\nWe walked.\n",
        "#hashtag and a # in the middle\n",
        "    # code by indentation\n",
        "```\n# a comment\n[x](javascript:1)\n```\n",
        "~~~~ text\n# a comment\n~~~\n# still\n~~~~\n",
        "> ```\n> # a comment\n> ```\n",
        "`[x](javascript:1)` and `` `[[G9]]` ``\n",
        "`[[G9]]` and `[[G8]]`\n",
        "| a | b |\n| - | - |\n| `[[G9]]` | c |\n",
        "---\n===\n",
        "\n===\n",
        "[a](https://example.org) [b](HTTP://example.org) [c](mailto:office) [d](tel:0) [e](#part)\n",
        "<https://example.org> a < b > c <not a link>\n",
        "[the letter](../attachments/letter.txt) [again](attachments/letter.txt#page-2) ![p](attachments/letter.txt)\n",
        "[the contact](2016-01-26.md) [the plan](../action-plan.yaml)\n",
        "[words]: attachments/letter.txt\n\nSee [words] and ![words].\n",
        "\\[not a link\\](javascript:1)\n",
        "[x] done [ ] to do (javascript:1)\n",
        "[[NW-001]] [[PRA-NW-02]] [[G1]] [[A1]] [[NW]] [[2016-01-town]]\n",
        "a [link](attachments/letter.txt 'with a title')\n",
        "a [link](<attachments/letter.txt>)\n",
    ],
)
def test_what_may_stand_in_a_text(body: str, tmp_path: Path) -> None:
    assert found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "faults_found"),
    [
        ("# Title\n", [("E067", 1, 1)]),
        ("text\n\n  #\n", [("E067", 3, 1)]),
        ("Title\n=====\n", [("E067", 2, 1)]),
        ("> # Title\n", [("E067", 1, 1)]),
        ("- # Title\n", [("E067", 1, 1)]),
        ("1. # Title\n", [("E067", 1, 1)]),
        ("```\ncode\n```\n# Title\n", [("E067", 4, 1)]),
        ("[x](javascript:alert)\n", [("E068", 1, 5)]),
        ("[x](JAVASCRIPT:alert)\n", [("E068", 1, 5)]),
        (
            "[x](ms-msdt:/id) [y](intent:a) [z](file:///etc/passwd)\n",
            [("E068", 1, 5), ("E068", 1, 22), ("E068", 1, 36)],
        ),
        ("[x](//example.org/a)\n", [("E068", 1, 5)]),
        ("[x](/etc/passwd)\n", [("E068", 1, 5)]),
        ("[x](..\\\\..\\\\a)\n", [("E068", 1, 5)]),
        ("[x](../../NW-002/participant.yaml)\n", [("E068", 1, 5)]),
        ("[x](../attachments/../../NW-002/participant.yaml)\n", [("E068", 1, 5)]),
        ("[x](../attachments/%2e%2e/%2e%2e/NW-002/participant.yaml)\n", [("E068", 1, 5)]),
        ("[x](../attachments/missing.txt)\n", [("E068", 1, 5)]),
        ("[x](java&#115;cript:alert)\n", [("E068", 1, 5)]),
        ("[x](\n  javascript:alert)\n", [("E068", 2, 3)]),
        ("![p](https://example.org/a.png)\n", [("E068", 1, 6)]),
        ("![p](data:image/png;base64,AAAA)\n", [("E068", 1, 6)]),
        ("[![p](attachments/letter.txt)](javascript:alert)\n", [("E068", 1, 32)]),
        ("[words]: javascript:alert\n", [("E068", 1, 10)]),
        ("![a map][map]\n\n[map]: https://example.org/a.png\n", [("E068", 3, 8)]),
        ("![map]\n\n[Map]: https://example.org/a.png\n", [("E068", 3, 8)]),
        ("<ms-search:a>\n", [("E068", 1, 2)]),
        ("[[G9]] and [[NW-099]]\n", [("E069", 1, 1), ("E069", 1, 12)]),
        ("[[nobody at all]]\n", [("E069", 1, 1)]),
        ("one\n\ntwo [x](javascript:1) three\n", [("E068", 3, 9)]),
        ("\U0001f600 [[G9]]\n", [("E069", 1, 3)]),
    ],
)
def test_what_may_not_stand_in_a_text(body: str, faults_found: list[tuple[str, int, int]], tmp_path: Path) -> None:
    assert found(tmp_path, body) == faults_found


def test_a_text_outside_a_case_links_to_no_file(tmp_path: Path) -> None:
    path = "cases/NW/team-meetings/2016-02-01.md"
    files = {**whole(), path: whole()[path] + "\n[x](../site.yaml) [[G1]] [[NW-001]]\n"}
    assert [(each.code, each.message) for each in faults(write(tmp_path, files))] == [
        ("E068", "the link leads to a file, and this record is not in a case folder"),
        ("E069", "nothing has this id"),
    ]


def test_a_text_is_judged_where_the_fields_did_not_type(tmp_path: Path) -> None:
    files = {**whole(), f"{CASE}/contacts/2016-04-19.md": HEAD.replace("phone", "fax") + "# Title\n"}
    assert [each.code for each in faults(write(tmp_path, files))] == ["E031", "E067"]


BRACKETS = ("[", "]", "(", ")", "![", "](", "](a:b", "](c)", "<d:e>", "[f]: g:h", "[z]", "[z]: k:l", "<i>", ">")
MARKS = ("`", "``", "```", "~~~", "\\", "!", "**", "|", "=", "# ", "## ", "> ", "- ", '"t"', "x", "y.png")
SPACES = (" ", "    ", "\n", "\n\n")
PIECES = st.sampled_from(BRACKETS + MARKS + SPACES)
READER = MarkdownIt("commonmark", {"html": False}).enable("table")
READER.validateLink = lambda _: True  # type: ignore[method-assign, assignment]


def led_to(tokens: list[Token]) -> set[str]:
    """Where the links and pictures of a parsed text lead."""
    inside = [child for token in tokens for child in token.children or ()]
    targets = {str(each.attrs.get("href", each.attrs.get("src", ""))) for each in inside}
    nested = [each.children for each in inside if each.type == "image" and each.children]
    return {target for target in targets if target}.union(*(led_to([Token("", "", 0, children=one)]) for one in nested))


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("[a](b:c) `d` [e](f:g)")
@example(">```\n[](c)")
def test_no_link_that_a_markdown_parser_finds_is_missed(text: str) -> None:
    # a backslash is refused in any target, so what it escapes need not be found out
    ours = {unquote(link.target).replace("\\", "") for link in links(without_fences(text))}
    theirs = {unquote(target).replace("\\", "") for target in led_to(READER.parse(text))}
    assert theirs <= ours


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_blanking_code_keeps_every_place(text: str) -> None:
    shown = without_fences(text)
    assert len(shown) == len(text)
    assert [at for at, c in enumerate(shown) if c == "\n"] == [at for at, c in enumerate(text) if c == "\n"]
    assert all(after in (before, " ") for before, after in zip(text, shown, strict=True))


LONG = 256 * 1024
OPENERS = [
    "[",
    "](",
    "[a](",
    "![",
    "[[",
    "[[a]]",
    "<a:",
    "[a]: b\n",
    "[a](b) ",
    "((((",
    "[x](((",
    "]",
    '[a](b "',
    "[a](b '",
]
BLOCKS = [
    "`a``",
    "``a`",
    "a`\n\n",
    "> ",
    "# a\n",
    "=\n",
    "a\n=\n",
    "- ",
    "\\",
    "~~~\n",
    "```a\n",
    "|-|\n`a|",
    "|",
    " ",
    "\n",
    "\n \n",
    "`",
    "<",
    "!",
    "[a]:\n",
]


@pytest.mark.parametrize("piece", OPENERS + BLOCKS)
def test_a_text_takes_time_in_step_with_its_length(piece: str) -> None:
    text = "`a`\n" + (piece * LONG)[:LONG]
    started = time.process_time()
    for _ in links(without_fences(text)):
        pass
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    "text",
    [
        "> ```\n> code\n[a](b) is text again\n",
        "an \\` escaped mark [a](b) `code`\n",
        "a run `` of two and [a](b) ` of one\n",
    ],
)
def test_a_link_that_may_or_may_not_stand_in_code_is_looked_at(text: str) -> None:
    assert [link.target for link in links(without_fences(text))] == ["b"]
