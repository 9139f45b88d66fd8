"""Bytes → text with LF line ends, or the fault that makes them unreadable (threats.md rows 1, 7–9)."""

from __future__ import annotations

import re
import unicodedata

from engager_docs.read.fault import Fault

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# C0 controls but tab, LF and CR; DEL; C1; bidi embeddings, overrides and isolates; zero-width space, word
# joiner and their kin; the byte-order mark inside a text; interlinear marks; noncharacters; tag characters.
# ZWJ and ZWNJ stay: emoji and several scripts cannot be written without them.
_FORBIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
_LINE_ENDS = "\x85\u2028\u2029"
_UNWANTED_IN_FILE = re.compile(f"[{_FORBIDDEN}{_LINE_ENDS}]|\r(?!\n)")
UNWANTED = re.compile(f"[{_FORBIDDEN}{_LINE_ENDS}\r]")
"""What may not stand in a value, be it written as an escape."""
_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?: |$)", re.MULTILINE)


def decode(content: bytes) -> str:
    """Return the text of a file without byte-order mark, its line ends as they are.

    Raises ``Fault`` E002 with the line of the first byte that is not UTF-8.
    """
    if content.startswith(_UTF16):
        raise Fault("E002", "the file is written in UTF-16, not UTF-8", "save the file as UTF-8")
    body = content.removeprefix(_BOM)
    try:
        return body.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        line, column = _place(body[: error.start].decode("utf-8", "replace"))
        raise Fault(
            "E002",
            f"not UTF-8: the byte 0x{body[error.start]:02X} cannot be read here",
            "save the file as UTF-8",
            line,
            column,
        ) from None


def legible(content: bytes) -> str:
    """Return what can be read of bytes that are not UTF-8, to show the author the line in question."""
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8"
    return content.removeprefix(_BOM).decode(encoding, "replace")


def normalised(text: str) -> str:
    """Return a text with LF line ends.

    Raises ``Fault`` with the position of the first character that may not stand in a record (E003, E017), and
    of a mark that a merge has left (E014).
    """
    if not (text.isascii() and text.replace("\n", "").isprintable()):
        _refuse_characters(text)
        text = text.replace("\r\n", "\n")
    _refuse_conflict(text)
    return text


def _refuse_characters(text: str) -> None:
    found = _UNWANTED_IN_FILE.search(text)
    if found is None:
        return
    if found[0] in f"\r{_LINE_ENDS}":
        raise _character("E017", found.start(), text, "is not a line end here", "end lines with LF or CRLF")
    raise _character("E003", found.start(), text, "may not stand in a record", "delete the character")


def _character(code: str, at: int, text: str, what: str, hint: str) -> Fault:
    line, column = _place(text[:at])
    return Fault(code, f"the character {character_name(text[at])} {what}", hint, line, column)


def character_name(character: str) -> str:
    """Return a character as ``U+202E RIGHT-TO-LEFT OVERRIDE``, so that the invisible can be read."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def _refuse_conflict(text: str) -> None:
    match = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text or "|||||||" in text else None
    if match is not None:
        line, column = _place(text[: match.start()])
        raise Fault(
            "E014",
            "two versions of this record were merged and not yet reconciled",
            "keep the right lines of the two versions and delete the marks <<<<<<<, ======= and >>>>>>>",
            line,
            column,
            7,
        )


def _place(before: str) -> tuple[int, int]:
    """Return line and column (from 1) of what follows ``before``."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
