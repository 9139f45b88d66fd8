"""A built site → its pages as trees, with the questions the tests ask of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

_ADDRESSES = ("href", "src", "action", "data", "poster", "srcset", "{http://www.w3.org/1999/xlink}href")


@dataclass(frozen=True)
class Built:
    """A site's folder and its pages, by path."""

    folder: Path
    pages: dict[str, Element]

    def addresses(self, page: str) -> Iterator[str]:
        """Yield every address a page names."""
        for element in self.pages[page].iter():
            for name in _ADDRESSES:
                if name in element.attrib:
                    yield element.attrib[name]

    def ids(self, page: str) -> list[str]:
        return [element.attrib["id"] for element in self.pages[page].iter() if "id" in element.attrib]

    def target(self, page: str, address: str) -> tuple[str, str]:
        """Return the file and fragment an address leads to."""
        parts = urlsplit(address)
        path = unquote(parts.path)
        there = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        return there, unquote(parts.fragment)
