"""Templates: a repository's own come first, a missing value is a fault, no text of a record becomes a template."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Stamp
from engager_docs.render.html import Templates, render_pages, shared_files, templates_in
from engager_docs.render.site import site_pages
from tests.render.conftest import ROOT

SHIPPED = ROOT / "site_templates"


def test_a_repository_s_own_template_hides_the_shipped_one(casebook: Casebook, stamp: Stamp, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/home.html").write_text("<p>Our own first page</p>")
    (tmp_path / "css").mkdir()
    (tmp_path / "css/tokens.css").write_text(":root { --ink: #000000; }")
    templates = _both(tmp_path)
    made = (*render_pages(site_pages(casebook, None, stamp), templates), *shared_files(templates, stamp))
    outputs = {each.path: each.content for each in made}
    assert b"Our own first page" in outputs["index.html"]
    assert outputs["assets/tokens.css"] == b":root { --ink: #000000; }"
    assert b"--text" not in outputs["assets/tokens.css"]
    assert b"OFFICIAL-SENSITIVE" in outputs["cases.html"]


def _both(own: Path) -> Templates:
    return templates_in([own, SHIPPED])


def test_a_value_a_template_does_not_have_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{{ view.nothing }}")
    with pytest.raises(UndefinedError):
        templates_in([tmp_path]).fragment("x.html", object())


def test_a_text_is_escaped_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text('<a href="{{ view }}">{{ view }}</a>')
    html = templates_in([tmp_path]).fragment("x.txt", "\"><script>{{ 7*7 }}'")
    assert "<script>" not in html and "49" not in html


def test_the_style_sheets_stay_small_and_load_nothing() -> None:
    sheets = [file.read_text("utf-8") for file in (SHIPPED / "css").glob("*.css")]
    assert sum(len(sheet.splitlines()) for sheet in sheets) <= 500
    assert not any("url(" in sheet or "@import" in sheet for sheet in sheets)


def test_every_macro_says_what_it_takes() -> None:
    for file in (SHIPPED / "macros").glob("*.html"):
        text = file.read_text("utf-8")
        for name in (line.split()[2].split("(")[0] for line in text.splitlines() if line.startswith("{% macro")):
            assert f"{name}(" in text.split("{% macro " + name)[0].rsplit("{#", 1)[-1], f"{file.name}: {name}"


def test_no_template_calls_anything_dangerous() -> None:
    for file in SHIPPED.rglob("*.html"):
        text = file.read_text("utf-8")
        assert "|safe" not in text.replace(" ", "") and "autoescape" not in text, file.name
        assert " style=" not in text and "<script" not in text.replace('<script src="{{ script }}" defer></script>', "")
