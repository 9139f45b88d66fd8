"""The audience is applied to the records: what it may not see is in no page, no pack and no file name."""

from __future__ import annotations

from typing import Any

import pytest

from engager_docs.build import Examined
from engager_docs.model.casebook import Casebook
from engager_docs.model.records.meetings import LineManagement
from engager_docs.model.records.supervision import ClinicalSupervision, SupervisorSupervision
from engager_docs.model.source import Entry
from engager_docs.model.view import Stamp
from engager_docs.render.audience import levels, visible
from engager_docs.render.html import Templates, render_pages
from engager_docs.render.redaction import level_of
from engager_docs.render.site import site_pages
from tests.render.walk import entries, models, rewritten

MARKER = "Zebra-crossing"


def marked(casebook: Casebook, level: str) -> Casebook:
    """Return the casebook with the marker in every text and body of one level of sensitivity."""

    def change(seen_by: str, text: str) -> str:
        return f"{text} {MARKER}" if " " in text and seen_by == level else text

    def body(entry: Entry[Any]) -> str:
        restricted = isinstance(entry.data, (ClinicalSupervision, SupervisorSupervision))
        return f"{entry.body}\n\n{MARKER}\n" if restricted and level == "restricted" else entry.body

    changed = rewritten(casebook, change, body)
    assert isinstance(changed, Casebook)
    return changed


def site_text(casebook: Casebook, audience: str, templates: Templates) -> str:
    stamp = Stamp(casebook.as_of, audience=audience)
    outputs = render_pages(site_pages(casebook, None, stamp), templates)
    return "".join(output.path + output.content.decode("utf-8") for output in outputs)


@pytest.mark.parametrize("audience", ["team", "supervisor", "line-manager", "nobody"])
def test_no_field_of_a_hidden_level_keeps_its_value(casebook: Casebook, audience: str) -> None:
    allowed = levels(audience)
    for record, around in models(visible(casebook, audience)):
        for name, field in type(record).model_fields.items():
            if level_of(field, around) in allowed or name in {"date", "status"} or field.is_required():
                continue
            assert getattr(record, name) == field.get_default(call_default_factory=True), f"{type(record)}.{name}"


@pytest.mark.parametrize("audience", ["team", "supervisor", "line-manager"])
def test_the_file_itself_does_not_come_along(casebook: Casebook, audience: str) -> None:
    for entry in entries(visible(casebook, audience)):
        assert entry.source.text == ""
        assert entry.source.node.items == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("level", "audience", "shown"),
    [
        ("restricted", "team", False),
        ("restricted", "supervisor", True),
        ("restricted", "line-manager", False),
        ("line-manager", "team", False),
        ("line-manager", "supervisor", False),
        ("line-manager", "line-manager", True),
        ("team", "team", True),
        ("team", "line-manager", False),
        ("service", "line-manager", True),
    ],
)
def test_a_text_reaches_the_pages_of_its_audience_and_no_other(
    casebook: Casebook, templates: Templates, level: str, audience: str, shown: bool
) -> None:
    assert (MARKER in site_text(marked(casebook, level), audience, templates)) is shown


def test_a_line_manager_s_site_names_no_participant(casebook: Casebook, templates: Templates) -> None:
    text = site_text(casebook, "line-manager", templates)
    assert not [case.id for case in casebook.cases if case.id in text]


def test_that_line_management_took_place_is_shown_to_all(casebook: Casebook, templates: Templates) -> None:
    held = next(entry for site in casebook.sites for entry in site.line_management)
    assert isinstance(held.data, LineManagement)
    stamp = Stamp(casebook.as_of)
    pages = {page.path: page for page in site_pages(casebook, None, stamp)}
    path = held.file.removeprefix("cases/").replace(".yaml", ".html")
    text = next(iter(render_pages([pages[path]], templates))).content.decode("utf-8")
    assert "Not shown to this audience" in text and "Held" in text


def test_results_about_hidden_records_are_left_out(
    examined: Examined, casebook: Casebook, templates: Templates
) -> None:
    stamp = Stamp(casebook.as_of)
    outputs = render_pages(site_pages(casebook, examined.assessment, stamp), templates)
    text = "".join(output.content.decode("utf-8") for output in outputs)
    assert "Open risk" not in text.replace("Open risks", "")
    assert "(S08)" not in text
