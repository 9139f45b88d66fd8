"""The demonstration's site, built once for all tests of its pages."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from engager_docs.cli.root import run
from tests.site.page import Built

ROOT = Path(__file__).parents[2]


def parsed(folder: Path) -> Built:
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
        pages[file.relative_to(folder).as_posix()] = parser.parse(file.read_text("utf-8"))
    return Built(folder, pages)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the demonstration for its team; html5lib's strict mode fails on any error of the markup."""
    folder = tmp_path_factory.mktemp("built") / "site"
    assert run(["-C", str(ROOT), "-q", "build", "-o", str(folder)]) == 0
    return parsed(folder)
