"""A kind of pack → its PDF of the demonstration, printed once, and what can be measured on its pages."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from msgspec.structs import replace

from engager_docs.build import Examined, examine
from engager_docs.model.asked import Asked
from engager_docs.model.view import Pack
from engager_docs.publication import Edition, Wish, edition_of, pack_of, pdf_of
from engager_docs.render.adherence.period import period_of
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.request import PackKind

ROOT = Path(__file__).parents[2]
ABOUT: dict[str, tuple[str | None, str | None]] = {
    "workbook": ("SW-001", None),
    "supervision": ("SUP-SW-02", "2017-W26"),
    "case-management": ("SW", "2017-W26"),
    "mentalisation": ("NW", "2016-03-29"),
    "line-management": ("PRA-NW-02", "2016-01-01..2016-03-31"),
    "supervisor-supervision": ("SUP-NW-01", "2016-01-01..2016-03-31"),
    "training": (None, None),
    "adherence": ("SW", "2016"),
    "dashboard": ("SW", None),
    "caseload": ("PRA-SW-01", None),
    "participant-copy": ("SW-006", None),
    "handover": ("SW-006", None),
    "closure": ("NW-003", None),
    "subject-access": ("SW-003", None),
    "blank-forms": (None, None),
}  # fmt: skip
EVERY = [(kind.name, audience) for kind in PACK_KINDS for audience in kind.audiences]
"""Each kind of pack with each audience it may be made for."""
_HEADINGS = {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}


def kind_named(name: str) -> PackKind:
    """Return the kind of pack of a name."""
    return next(each for each in PACK_KINDS if each.name == name)


@cache
def examined(until: date | None) -> Examined:
    """Return the demonstration as it was found, as of a day."""
    return examine(ROOT, Asked(date(2026, 11, 22), until=until))


def made(name: str, audience: str = "", *, large: bool = False, commit: str = "") -> tuple[Edition, Pack]:
    """Return the edition and the pack of a kind for an audience, by default the kind's own.

    The repository's own commit is another after every change: it names ``commit`` in its place, with changes since.
    """
    kind = kind_named(name)
    subject, period = ABOUT[name]
    asked = period_of(period) if period else None
    edition = edition_of(
        ROOT, examined(asked.last if asked else None), audience or kind.audience, ROOT / "site_templates"
    )
    edition = replace(edition, stamp=replace(edition.stamp, source_commit=commit, uncommitted=bool(commit)))
    return edition, pack_of(edition, kind, Wish(subject, asked, large))


def printed(name: str, audience: str = "", *, large: bool = False) -> bytes:
    """Return the PDF of a kind of pack for an audience, by default the kind's own."""
    return _printed(name, audience or kind_named(name).audience, large)


@cache
def _printed(name: str, audience: str, large: bool) -> bytes:
    return pdf_of(*made(name, audience, large=large))


def letters_by_size(content: bytes) -> Counter[float]:
    """Return how many letters of a PDF stand in each size of type, in points."""
    return sum(_sizes_by_page(content), Counter[float]())


def _sizes_by_page(content: bytes) -> Iterator[Counter[float]]:
    """Yield for each page the letters set in each size: the size is that of ``Tf`` times the scale of ``Tm``."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            sizes: Counter[float] = Counter()
            scale = [1.0]
            size = wide = 0.0
            instructions: Any = pikepdf.parse_content_stream(page)
            for operands, operator in instructions:
                word = str(operator)
                if word == "q":
                    scale.append(scale[-1])
                elif word == "Q":
                    scale.pop()
                elif word == "cm":
                    scale[-1] *= abs(float(operands[0]))
                elif word == "Tf":
                    size = float(operands[1])
                elif word == "Tm":
                    wide = abs(float(operands[3]))
                elif word in ("TJ", "Tj"):
                    sizes[round(size * wide * scale[-1], 1)] += _length(operands[0])
            yield sizes


def _length(shown: Any) -> int:
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    return sum(len(bytes(piece)) // 2 for piece in pieces if isinstance(piece, pikepdf.String))


class Leaf(NamedTuple):
    """One piece of content in reading order: its page, and the tags around it, outermost first."""

    page: int
    tags: tuple[tuple[str, tuple[int, int]], ...]


def leaves(content: bytes) -> list[Leaf]:
    """Return the content of a tagged PDF in reading order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        top = pdf.Root.StructTreeRoot.K
        found: list[Leaf] = []
        for each in top if isinstance(top, pikepdf.Array) else [top]:
            _walk(each, 0, (), numbers, found)
        return found


def _walk(element: Any, page: int, around: Any, numbers: dict[Any, int], found: list[Leaf]) -> None:
    page = numbers[element.Pg.objgen] if "/Pg" in element else page
    tags = (*around, (str(element.S), element.objgen))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            found.append(Leaf(page, tags))
        elif kid.get("/Type") == "/MCR":
            found.append(Leaf(numbers[kid.Pg.objgen] if "/Pg" in kid else page, tags))
        elif "/S" in kid:
            _walk(kid, page, tags, numbers, found)


def orphaned_headings(content: bytes) -> list[int]:
    """Return the pages whose last words are a heading that the next page belongs to."""
    order = leaves(content)
    found = []
    for leaf, after in pairwise(order):
        heading = next((tag for tag in leaf.tags if tag[0] in _HEADINGS), None)
        if heading and heading not in after.tags and after.page != leaf.page:
            found.append(leaf.page)
    return found


def body_rows(content: bytes) -> int:
    """Return how many table rows a PDF has, repeated heads left out: a row on two pages counts twice."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        rows = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TR"]
        return sum(str(row.P.S) != "/THead" for row in rows)


def landscape_pages(content: bytes) -> list[int]:
    """Return the pages that lie across."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    return [number for number, (left, low, right, high) in enumerate(boxes, 1) if right - left > high - low]


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page, its white space made single."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return [" ".join(text.split()) for text in done.stdout.decode("utf-8").split("\f")[:-1]]


def words_beyond(content: bytes, margin_mm: float) -> list[str]:
    """Return the words that reach past the right or left margin."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    found = []
    width = 0.0
    for line in done.stdout.decode("utf-8").splitlines():
        size = re.search(r'<page width="([\d.]+)"', line)
        width = float(size[1]) if size else width
        word = re.search(r'<word xMin="([\d.-]+)".* xMax="([\d.]+)".*>(.*)</word>', line)
        edge = margin_mm * 72 / 25.4 - 1
        if word and (float(word[1]) < edge or float(word[2]) > width - edge):
            found.append(word[3])
    return found
