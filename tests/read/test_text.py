"""Bytes → text, names and sizes: what is refused just beyond what is not (threats.md rows 1, 7–10, 14)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.repository import load
from engager_docs.read.text import decode, normalised
from engager_docs.read.tree import MAX_LEVELS, MAX_NAME_BYTES, walk
from engager_docs.read.yamltree import parse
from tests.repositories import CASE, base, write


def refused(text: str) -> str:
    """The code that a text is refused by; nothing where it is not."""
    try:
        normalised(text)
    except Fault as fault:
        return fault.code
    return ""


@pytest.mark.parametrize(
    "text", ["a\tb\n", "a\r\nb\r\n", "é", "\u200d\u200c", "\ufffd", "a\xa0b", "漢字", "\U0001f469\u200d\U0001f52c"]
)
def test_what_people_write_is_text(text: str) -> None:
    assert normalised(text) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("ending", ["\r", "a\rb", "\r\r\n", "\x85", "\u2028", "\u2029"])
def test_other_line_ends_are_told_as_line_ends(ending: str) -> None:
    assert refused(f"one{ending}two\n") == "E017"


CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r\x85"]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = [
    "\xad",
    "\u180e",
    "\u200b",
    "\u2060",
    "\u2064",
    "\ufeff",
    "\ufff9",
    "\ufdd0",
    "\uffff",
    "\U000e0001",
    "\U000e007f",
]


@pytest.mark.parametrize("character", CONTROLS + BIDI + UNSEEN, ids=ascii)
def test_what_cannot_be_seen_is_refused(character: str) -> None:
    assert refused(f"a{character}b") == "E003"


@pytest.mark.parametrize("mark", ["<<<<<<<", ">>>>>>>", "|||||||"])
def test_each_mark_of_a_merge_is_refused_at_the_beginning_of_a_line(mark: str) -> None:
    assert refused(f"a\n{mark} HEAD\nb\n") == "E014"
    assert refused(f"a\n{mark}\nb\n") == "E014"
    assert refused(f"a\n {mark} HEAD\n{mark}x\nb {mark}\n") == ""


@pytest.mark.parametrize(
    "escape", ["\\0", "\\e", "\\x7f", "\\x9b", "\\u202e", "\\u200b", "\\ufeff", "\\N", "\\L", "\\P", "\\r"]
)
def test_what_may_not_stand_may_not_be_written_as_an_escape(escape: str) -> None:
    with pytest.raises(Fault) as caught:
        parse(f'a: "x{escape}"\n')
    assert caught.value.code == "E003"
    parse(f"a: 'x{escape}'\n")  # in single quotation marks a backslash is a backslash


@pytest.mark.parametrize("directive", ["%YAML 1.2", "%TAG ! tag:example.org,2016:"])
def test_each_directive_is_refused(directive: str) -> None:
    with pytest.raises(Fault) as caught:
        parse(f"{directive}\n---\na: b\n")
    assert caught.value.code == "E009"


def test_the_line_is_shown_where_the_bytes_are_no_text(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.yaml": b"a: b\nc: caf\xe9\n", "b.yaml": "a: b\nc: \u202e\n", "c.yaml": "label: x\n".encode("utf-16")},
    )
    found = [load(tmp_path, name) for name in ("a.yaml", "b.yaml", "c.yaml")]
    assert [each.excerpt for each in found if isinstance(each, Diagnostic)] == ["c: caf\ufffd", "c: \u202e", "label: x"]


def test_a_file_that_is_cut_short_or_grows_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, {"a": "x" * 100})
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, size: read(handle, min(size, 7)))
    assert read_bytes(tmp_path, "a", 100) == b"x" * 100
    assert len(read_bytes(Path("/proc/self"), "status", 1 << 20)) > 100  # its size is said to be 0
    with pytest.raises(Fault) as caught:
        read_bytes(Path("/proc/self"), "status", 100)
    assert caught.value.code == "E004"


RESERVED = ["CON", "con.txt", "Nul.md", "com1", "LPT9.x"]
UNSAFE = ["a:b", "a*b", 'a"b', "a<b", "a>b", "a|b", "a\\b", "a?b", "a.", "a ", "a\nb", "a\x7fb", "a\u202eb"]
TOO_LONG = ["a" * (MAX_NAME_BYTES + 1), "é" * (MAX_NAME_BYTES // 2) + "a"]


@pytest.mark.parametrize("name", RESERVED + UNSAFE + TOO_LONG)
def test_a_name_that_not_every_system_keeps_is_refused(name: str, tmp_path: Path) -> None:
    write(tmp_path, {**base(), f"{CASE}/attachments/{name}": "x"})
    assert [each.code for each in walk(tmp_path).diagnostics] == ["E019"]


@pytest.mark.parametrize(
    "name",
    [
        "console.txt",
        "com.txt",
        "com10",
        "a.b.c",
        "a-b_c",
        "é.txt",
        "a b",
        "a" * MAX_NAME_BYTES,
        "é" * (MAX_NAME_BYTES // 2),
    ],
)
def test_a_name_that_every_system_keeps_may_stand(name: str, tmp_path: Path) -> None:
    write(tmp_path, {**base(), f"{CASE}/attachments/{name}": "x"})
    assert walk(tmp_path).diagnostics == ()


@pytest.mark.parametrize(("folders", "found"), [(MAX_LEVELS - 4, []), (MAX_LEVELS - 3, ["E001"])])
def test_folders_go_down_so_far_and_no_further(folders: int, found: list[str], tmp_path: Path) -> None:
    """Four levels below cases/ lie a case's attachments: the site, participants, the case, attachments."""
    write(tmp_path, {**base(), f"{CASE}/attachments/{'a/' * folders}x.txt": "x"})
    assert [each.code for each in walk(tmp_path).diagnostics] == found


@given(st.binary(max_size=64))
def test_what_decodes_is_the_text_of_its_bytes(content: bytes) -> None:
    try:
        text = decode(content)
    except Fault as fault:
        assert fault.code == "E002"
        return
    assert text.encode() == content.removeprefix(b"\xef\xbb\xbf")
