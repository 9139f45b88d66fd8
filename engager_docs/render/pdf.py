"""HTML of a pack → a tagged PDF (PDF/UA-1), the same bytes every time; a fault in the page fails the pack.

Nothing is fetched: style sheets come as text, pictures are drawn in the page, every address is refused, and each
document is printed in a process of its own (threats.md 18). WeasyPrint takes a second to import, so it is imported
when a PDF is made.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from engager_docs.model.view import Output
from engager_docs.render.apart import MEMORY, Exhausted, apart
from engager_docs.render.deadline import TimeUpError

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Document  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

SECONDS = 300.0
"""What one document may take: a workbook of three hundred pages takes a tenth of it."""

Cover = Callable[[Mapping[str, int], int], str]
"""The page of each anchor (from 1) and the number of pages → the HTML of cover and contents alone."""


class PackFault(Exception):
    """WeasyPrint reported an error, so the page would be wrong; the message is its own, without record text."""


class TooLong(PackFault):
    """One document takes more time or memory than it may; the message says what to ask for instead."""


class _Faults(logging.Handler):
    """Collects what WeasyPrint reports as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message's pattern; its arguments may hold text of a record."""
        self.messages.append(str(record.msg))

    def fail(self) -> None:
        """Raise PackFault where anything was reported."""
        if self.messages:
            raise PackFault("; ".join(sorted(set(self.messages))))


def print_pdf(whole: str, styles: Sequence[str], cover: Cover | None = None, *, seconds: float = SECONDS) -> bytes:
    """Return the PDF of a pack.

    ``whole`` is the pack's HTML with empty page numbers in its contents; ``cover`` returns the HTML of the
    cover with the numbers filled in, laid out again alone: that costs one page where counting by style
    sheet costs the whole pack twice over. Raises PackFault when WeasyPrint reports an error, or after ``seconds``.
    """
    return _printed(whole, styles, cover, _OPTIONS, seconds)


def archived_pdf(whole: str, styles: Sequence[str], cover: Cover | None, attached: Sequence[Output]) -> bytes:
    """Return the same pack as PDF/A-3a with source records attached to it. Raises PackFault as above."""
    from weasyprint import Attachment  # noqa: PLC0415

    files = [
        Attachment(
            string=each.content, name=each.path, description=f"Source record {each.path}", relationship="Source",
            created=_EPOCH, modified=_EPOCH, url_fetcher=_fetcher(),
        )
        for each in attached
    ]  # fmt: skip
    return _printed(
        whole, styles, cover, {**_OPTIONS, "pdf_variant": "pdf/a-3a", "pdf_identifier": True, "attachments": files}
    )


def _printed(
    whole: str, styles: Sequence[str], cover: Cover | None, options: Mapping[str, Any], seconds: float = SECONDS
) -> bytes:
    for style in styles:
        _sheet(style)  # read here, once for all documents
    try:
        return apart(lambda: _written(whole, styles, cover, options), seconds, MEMORY)
    except TimeUpError:
        raise TooLong(f"the pack takes more than {seconds:g} seconds to print: ask for a shorter period") from None
    except Exhausted:
        much = f"{MEMORY >> 20} MiB"
        raise TooLong(f"the pack takes more than {much} of memory to print: ask for a shorter period") from None


def _written(whole: str, styles: Sequence[str], cover: Cover | None, options: Mapping[str, Any]) -> bytes:
    with _uncollected(), _watched() as faults:
        document = _laid_out(whole, tuple(styles))
        if cover is not None:
            document = _with_cover(document, cover, tuple(styles))
        content = document.write_pdf(finisher=_finish, **options)
    faults.fail()
    if content is None:
        raise PackFault("no bytes were written")
    return bytes(content)


_NO_LETTER = re.compile(rb"^(<[0-9a-f]{4}>) <>$")


def warm_up(styles: Sequence[str]) -> None:
    """Lay out one word, so that the library, the fonts and the style sheets are ready for the first document."""
    _laid_out("<p>.</p>", tuple(styles))


_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""A record's own history is in git; a fixed day keeps the bytes the same on every machine."""
_OPTIONS: Mapping[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_identifier": False, "optimize_images": False}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles out of a layout: it would look at a million boxes again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _watched() -> Iterator[_Faults]:
    logger = logging.getLogger("weasyprint")
    faults = _Faults()
    logger.addHandler(faults)
    try:
        yield faults
    finally:
        logger.removeHandler(faults)


def _laid_out(html: str, styles: tuple[str, ...]) -> Document:
    sheets = [_sheet(style) for style in styles]
    return _html(html).render(stylesheets=sheets, font_config=_fonts(), **_OPTIONS)


def _with_cover(document: Document, cover: Cover, styles: tuple[str, ...]) -> Document:
    total = len(document.pages)
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    counted = f'.running-foot .page::after {{ content: "Page " counter(page) " of {total}"; }}'
    front = _laid_out(cover(pages, total), (*styles, counted))
    pages_in_order: Any = [*front.pages, *document.pages[len(front.pages) :]]
    return document.copy(pages_in_order)


def _finish(document: Document, pdf: Any) -> None:  # noqa: ARG001  (WeasyPrint gives both)
    """Number the pages 1, 2, 3 for the reader's own page box, and mend the tags of summary lists.

    The metadata stay uncompressed: an archive's checker reads them without opening the file.
    """
    pdf.catalog["PageLabels"] = "<</Nums [0 <</S /D>>]>>"
    for each in pdf.objects:
        if getattr(each, "extra", {}).get("Type") == "/Metadata":
            each.compress = False
        lines = getattr(each, "stream", ())
        if b"begincmap" in lines:
            # a mark inside a joined sign, such as an emoji of two, has a shape and no letter of its own
            each.stream = [_NO_LETTER.sub(rb"\1 <200b>", line) for line in lines]
    objects: list[Any] = [each for each in pdf.objects if isinstance(each, dict)]
    tagged = {each.reference: each for each in objects if each.get("Type") == "/StructElem"}
    for element in tagged.values():
        if element["S"] == "/L":
            for row in _kids(element, tagged):
                if row["S"] == "/Div":
                    _mend(row, tagged)


def _mend(row: Any, tagged: Mapping[bytes, Any]) -> None:
    """Make one list item of a row of a summary list: WeasyPrint tags term and definition as an item each."""
    row["S"] = "/LI"
    for place, half in enumerate(_kids(row, tagged)):
        half["S"] = "/LBody" if place else "/Lbl"
        for inside in _kids(half, tagged):
            if inside["S"] == "/LBody":
                inside["S"] = "/Div" if place else "/Span"


def _kids(element: Any, tagged: Mapping[bytes, Any]) -> list[Any]:
    return [tagged[kid] for kid in element["K"] if kid in tagged]


@cache
def _fonts() -> FontConfiguration:
    """Return the one font configuration of the process: each further one would keep a third of a MiB."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()


@cache
def _sheet(style: str) -> CSS:
    """Return a style sheet, read once a process. Raises PackFault each time for one that would load something."""
    from weasyprint import CSS  # noqa: PLC0415

    with _watched() as faults:
        sheet = CSS(string=style, font_config=_fonts(), url_fetcher=_fetcher())
    faults.fail()
    return sheet


def _html(html: str) -> HTML:
    from weasyprint import HTML  # noqa: PLC0415

    return HTML(string=html, url_fetcher=_fetcher(), media_type="print")


_REFUSED = "a pack loads nothing"


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # noqa: PLC0415

    class Refusing(URLFetcher):  # type: ignore[misc]
        """Refuses every address."""

        def fetch(self, url: str, headers: object = None) -> NoReturn:  # noqa: ARG002
            """Report an error, since WeasyPrint only warns of a font it could not load, and raise ValueError."""
            logging.getLogger("weasyprint").error(_REFUSED)
            raise ValueError(_REFUSED)

    return Refusing(allowed_protocols=())
