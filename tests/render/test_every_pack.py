"""Every kind of pack as a PDF: tagged and checked by a validator, whole, its own id on every page, the same twice."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import page as validator  # page-validation: checks PDF/UA and PDF/A
import pikepdf
import pytest
from msgspec.structs import replace

from engager_docs.model.casebook import Case
from engager_docs.publication import Wish, edition_of, html_of, pack_of, pdf_of
from engager_docs.render.html import Templates
from engager_docs.render.packs.printing import pack_pdf
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.request import PackKind
from tests.render.paper import ABOUT, EVERY, ROOT, examined, kind_named, made, pages_of, printed, words_beyond

GOLDEN = Path(__file__).parent / "golden" / "packs"
MARGIN_MM = 16


def test_there_are_the_fifteen_kinds_of_the_interface() -> None:
    assert {kind.name for kind in PACK_KINDS} == set(ABOUT)
    assert len(PACK_KINDS) == 15


@pytest.mark.parametrize(("kind", "audience"), EVERY)
def test_a_pack_is_pdf_ua_whole_and_within_its_margins(kind: str, audience: str, tmp_path: Path) -> None:
    content = printed(kind, audience)
    pack = made(kind, audience)[1]
    report = validator.validate_pdf_bytes(content)
    assert str(report.profile.value) == "ua1"
    assert [(each.rule_id, each.message) for each in report.failures] == []
    file = tmp_path / "pack.pdf"
    file.write_bytes(content)
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert words_beyond(content, MARGIN_MM) == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pack.title in str(pdf.open_metadata()["dc:title"])
        total = len(pdf.pages)
    pages = pages_of(content)
    assert len(pages) == total
    ids = [re.search(r"Pack ([0-9a-f]{12})\.", text) for text in pages]
    assert len({found[1] if found else "" for found in ids}) == 1 and ids[0]
    assert all(f"Page {number} of {total}" in text for number, text in enumerate(pages, 1))
    assert all("OFFICIAL-SENSITIVE" in text for text in pages)
    assert re.search(r"What this (pack|copy) does not show", pages[0])
    assert all(f"Audience:{audience}." in text.replace(" ", "") for text in pages)


@pytest.mark.parametrize(("kind", "audience"), EVERY)
def test_a_pack_says_page_by_page_what_was_read_and_approved(kind: str, audience: str) -> None:
    said = said_by(pages_of(printed(kind, audience)))
    name = kind if audience == kind_named(kind).audience else f"{kind}.{audience}"
    assert said == golden(name, said)


def said_by(pages: list[str]) -> str:
    """Return what the pages say, one to a line, without the pack's id: it changes with every word."""
    said = "\n\n".join(f"page {number}: {text}" for number, text in enumerate(pages, 1))
    return re.sub(r"[Pp]ack (id )?[0-9a-f]{12}", "Pack", said) + "\n"


def golden(kind: str, said: str) -> str:
    """Return the text that was read and approved; with UPDATE_GOLDEN set, the present one becomes it."""
    file = GOLDEN / f"{kind}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, encoding="utf-8")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PACK_KINDS, ids=lambda kind: kind.name)
def test_a_pack_as_an_html_file_names_when_and_from_what_it_was_made(kind: PackKind) -> None:
    html = html_of(*made(kind.name, commit="a" * 40)).decode("utf-8")
    assert f"Made from commit {'a' * 12}, with changes not yet committed" in html
    assert "As of " in html
    assert f"Audience: {kind.audience}." in html
    assert html.count("<h1>") == 1
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "") and "<script" not in html


def test_the_id_of_a_pack_is_that_of_its_content(templates: Templates) -> None:
    pack = made("caseload")[1]
    other = pack_pdf(replace(pack, subtitle=pack.subtitle + "."), templates)
    assert id_of(printed("caseload")) != id_of(other)


ELSEWHERE = """
import hashlib, sys
from tests.render.paper import printed
for name in sys.stdin:
    print(hashlib.sha256(printed(name.strip())).hexdigest(), flush=True)
"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[subprocess.Popen[str]]:
    """A process that prints the pack it is named and answers with the digest of what it printed.

    It orders its sets in another way, and begins with nothing read.
    """
    with subprocess.Popen(
        [sys.executable, "-c", ELSEWHERE], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": "12345"},
    ) as process:  # fmt: skip
        yield process


@pytest.mark.parametrize("kind", PACK_KINDS[::-1], ids=lambda kind: kind.name)
def test_the_same_input_gives_the_same_bytes_in_another_process_too(
    kind: PackKind, elsewhere: subprocess.Popen[str]
) -> None:
    """The other process prints them in another order too."""
    assert elsewhere.stdin is not None and elsewhere.stdout is not None
    elsewhere.stdin.write(f"{kind.name}\n")
    elsewhere.stdin.flush()
    own = hashlib.sha256(printed(kind.name)).hexdigest()
    assert elsewhere.stdout.readline().strip() == own


def long_case(case: Case) -> Case:
    """Return a case with a note of 20,000 words, 400 rows of liaison, and scripts and signs of many kinds."""
    contact = case.contacts[-1]
    strange = "Llanfairpwllgwyngyll â ŵ ŷ. עברית, العربية, Ελληνικά. 🙂 👩🏽‍⚕️ ✓ " + "x" * 60
    body = "\n\n".join(" ".join(f"word{number}" for number in range(200)) for _ in range(100)) + f"\n\n{strange}\n"
    assert case.network is not None
    log = tuple(case.network.data.liaison[0] for _ in range(400))
    plan = case.understandings[-1]
    version = plan.data.model_copy(update={"emotions": ("x" * 60, strange), "links": ()})
    network = replace(case.network, data=case.network.data.model_copy(update={"liaison": log}))
    return replace(
        case,
        contacts=(*case.contacts[:-1], replace(contact, source=replace(contact.source, body=body))),
        understandings=(*case.understandings[:-1], replace(plan, data=version)),
        network=network,
    )


def id_of(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    found = re.search(r"Pack ([0-9a-f]{12})", done.stdout.decode("utf-8"))
    assert found
    return found[1]


def test_an_archive_is_pdf_a_3_with_the_records_its_audience_may_see_word_for_word() -> None:
    found = examined(None)
    edition = edition_of(ROOT, found, "team", ROOT / "site_templates")
    pack = pack_of(edition, PACK_KINDS[0], Wish("SW-007"))
    content = pdf_of(edition, pack, archive=True)
    report = validator.validate_pdf_bytes(content)
    assert str(report.profile.value) == "3a"
    assert [(each.rule_id, each.message) for each in report.failures] == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        attached = {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}
    own = ROOT / "cases/SW/participants/SW-007"
    assert attached["SW-007-participant.yaml"] == (own / "participant.yaml").read_bytes()
    assert "SW-007-contacts-2017-06-21.md" in attached
    assert not [name for name in attached if "risks" in name or "incidents" in name]
    assert pdf_of(edition, pack, archive=True) == content


def test_a_very_long_note_a_very_long_table_and_strange_words_stay_within_the_margins(tmp_path: Path) -> None:
    found = examined(None)
    edition = edition_of(ROOT, found, "team", ROOT / "site_templates")
    cases = tuple(long_case(case) if case.id == "SW-006" else case for case in edition.casebook.cases)
    edition = replace(edition, casebook=replace(edition.casebook, cases=cases))
    file = tmp_path / "long.pdf"
    file.write_bytes(pdf_of(edition, pack_of(edition, PACK_KINDS[0], Wish("SW-006"))))
    content = file.read_bytes()
    assert words_beyond(content, MARGIN_MM) == []
    report = validator.validate_pdf(file)
    assert [(each.rule_id, each.message) for each in report.failures] == []
    pages = pages_of(content)
    text = " ".join(pages)
    assert text.count("word199") == 100
    assert "Llanfairpwllgwyngyll â ŵ ŷ" in text and "Ελληνικά" in text
    rows = [page for page in pages if page.count("Need to know") > 8]
    assert len(rows) > 10
    assert all("Purpose" in page.split("PRA-SW-02")[0] for page in rows), (
        "the head of a table stands on each of its pages"
    )
