"""A text → one value of YAML 1.2 that reads back as the same text, as plainly as it can be written."""

from __future__ import annotations

import re
import textwrap

from engager_docs.check.misfit import BLANK
from engager_docs.read.text import UNWANTED

WIDTH = 100
_ENDS_PLAIN = re.compile(r":(?:\s|$)|\s#|[\n\r\t]")
_FIGURE = re.compile(r"[-+]?\.?[0-9][0-9.]*", re.ASCII)
_IN_A_ROW = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*(?::[0-9]{2})?")
_TWO_SPACES = re.compile(r"\s{2}|[^\S ]")


class Unwritable(ValueError):
    """A text with a character that may not stand in a record (records.md 2)."""


def scalar(text: str, indent: int = 0) -> list[str]:
    """Return the lines of a value: the first goes on the key's own line, the rest below it, ``indent`` spaces in.

    Raises ``Unwritable`` for characters that no record may hold.
    """
    if UNWANTED.search(text):
        raise Unwritable("this text holds a character that may not stand in a record")
    if "\n" in text:
        return _block(text, indent)
    if indent + len(text) > WIDTH - 10 and _folds(text):
        folded = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        if " ".join(folded) == text:
            return [">-", *(" " * indent + line for line in folded)]
    return [text if _plain(text) else f"'{text.replace(chr(39), chr(39) * 2)}'" if "\t" not in text else _escaped(text)]


def name(text: str, *, quoted: bool = False) -> str:
    """Return a text on one line, whatever it holds, as a key has to be; ``quoted`` for a place inside brackets.

    Raises ``Unwritable``.
    """
    lines = scalar(text)
    return _escaped(text) if quoted or len(lines) > 1 else lines[0]


def row(texts: list[str]) -> str | None:
    """Return texts as a list on one line; None where one of them would have to be quoted or it grows too long."""
    if not all(_IN_A_ROW.fullmatch(text) for text in texts) or sum(map(len, texts)) > WIDTH - 20:
        return None
    return f"[{', '.join(texts)}]"


def _plain(text: str) -> bool:
    """Return whether a text may stand without quotation marks, well within what YAML allows."""
    if _FIGURE.fullmatch(text):
        return True
    begins = text[:1].isalnum() or text[:1] in ("(", "£")
    return begins and text not in BLANK and text == text.strip() and not _ENDS_PLAIN.search(text)


def _folds(text: str) -> bool:
    """Return whether a text can be broken at its spaces and read back whole."""
    return text == text.strip() and not _TWO_SPACES.search(text)


def _block(text: str, indent: int) -> list[str]:
    """Return a text of several lines as it stands, or with escapes where its ends or blanks would be lost."""
    lines = text.split("\n")
    keeps = all(line == line.strip() for line in lines) and lines[0] and lines[-1]
    if not keeps:
        return [_escaped(text)]
    return ["|-", *(" " * indent + line if line else "" for line in lines)]


def _escaped(text: str) -> str:
    marks = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(marks.get(each, each) for each in text) + '"'
