"""Any text in any field reaches HTML and PDF as text; Markdown shows raw HTML as text (threats.md rows 15 to 19)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest

from engager_docs.build import examine
from engager_docs.cli.root import run
from engager_docs.model.asked import Asked
from engager_docs.publication import Wish, edition_of, pack_of, pdf_of
from engager_docs.render.packs.registry import PACK_KINDS
from tests.site.conftest import ROOT, parsed
from tests.site.hostile import HOSTILE, spoil
from tests.site.page import Built


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one participant's records, the staff, and some supervision, with hostile text in all of them."""
    root = tmp_path_factory.mktemp("spoilt")
    others = shutil.ignore_patterns(
        "NW-00[347]", "SW", "201[57]-*-PRA-*", "2016-0[4-9]*", "2016-1*", "2017-*-*", "2015-1[12]-[0-3]*"
    )
    shutil.copytree(ROOT / "cases", root / "cases", ignore=others)
    assert spoil(root, "cases") > 800
    return root


@pytest.fixture(scope="module")
def pages(spoilt: Path) -> Built:
    assert (
        run(["-C", str(spoilt), "-q", "build", "--audience", "supervisor", "--keep-going", "-o", str(spoilt / "site")])
        == 0
    )
    return parsed(spoilt / "site")


def test_no_markup_of_a_record_becomes_markup_of_a_page(pages: Built) -> None:
    for name, page in pages.pages.items():
        tags = {str(element.tag) for element in page.iter()} - {"script"}
        scripts = [script.attrib for script in page.iter("script")]
        assert all(set(each) == {"src", "defer"} and "assets/" in each["src"] for each in scripts), name
        assert all(not (script.text or "").strip() for script in page.iter("script")), name
        own = {"details", "form"} if name.startswith("forms/") else set()
        assert not tags & ({"script", "img", "iframe", "object", "embed", "details", "form", "base"} - own), name
        assert not [key for element in page.iter() for key in element.attrib if key.startswith("on")], name


def test_the_search_index_hands_over_values_and_nothing_else(pages: Built) -> None:
    files = sorted((pages.folder / "assets/search").iterdir())
    assert len(files) > 20
    for file in files:
        match = re.fullmatch(r'engagerSearch\.take\("([a-z0-9_-]+)",(.*)\);\n', file.read_text("utf-8"), re.S)
        assert match and match[1] == file.stem, file.name
        json.loads(match[2])


def test_no_address_leads_anywhere_a_record_should_not_lead(pages: Built) -> None:
    schemes = {urlsplit(address).scheme.lower() for page in pages.pages for address in pages.addresses(page)}
    assert schemes <= {"", "http", "https", "mailto", "tel"}
    assert not [a for page in pages.pages for a in pages.addresses(page) if a.startswith("//")]


def test_a_template_is_never_built_from_a_record(pages: Built) -> None:
    for name, page in pages.pages.items():
        text = "".join(page.itertext())
        assert "{{ 7*7 }}" in text or "alert" not in text, name
        assert not re.search(r"\b49 \{%", text), name


def test_the_text_on_the_page_is_the_text_in_the_record(pages: Built) -> None:
    case = "".join(pages.pages["NW/participants/NW-001/index.html"].itertext())
    assert case.count(HOSTILE) > 50
    assert "<img src=x onerror=alert(1)> <svg/onload=alert(1)>" in case


@pytest.fixture(scope="module")
def book(spoilt: Path) -> Path:
    """Print the spoilt workbook past the check for errors, which hostile ids in it do not pass."""
    edition = edition_of(spoilt, examine(spoilt, Asked(date(2026, 11, 22))), "supervisor", ROOT / "site_templates")
    file = spoilt / "book.pdf"
    file.write_bytes(pdf_of(edition, pack_of(edition, PACK_KINDS[0], Wish("NW-001"))))
    return file


def test_a_pdf_shows_hostile_text_as_text(book: Path) -> None:
    done = subprocess.run(["pdftotext", "-raw", book, "-"], capture_output=True, text=True, check=True)
    text = re.sub(r"\s+", "", done.stdout).replace("\u2019", "'")
    assert text.count("<script>alert('x')</script>") > 50
    assert "<imgsrc=xonerror=alert(1)><svg/onload=alert(1)>" in text
    assert text.count("{{7*7}}") > 50


def test_a_pdf_holds_nothing_active_and_leads_nowhere(book: Path) -> None:
    with pikepdf.open(book) as pdf:
        whole = [repr(each) for each in pdf.objects]
    assert not [each for each in whole if re.search(r"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA)\b", each)]
    assert not [each for each in whole if re.search(r"/URI \((?!https?:|mailto:|tel:)", each)]
