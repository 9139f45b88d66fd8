"""Caseload, dashboard, hand-over and closure: how long they are, what is in them, and who is never in them."""

from __future__ import annotations

import io

import pikepdf
import pytest
from msgspec.structs import replace

from engager_docs.build import Examined
from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Pack, Stamp
from engager_docs.render.html import Templates
from engager_docs.render.packs.printing import pack_html, pack_pdf
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.request import NoPack, PackRequest


@pytest.fixture(scope="module")
def asked(examined: Examined, casebook: Casebook, stamp: Stamp) -> PackRequest:
    return PackRequest(casebook, examined.assessment, stamp)


def made(asked: PackRequest, kind: str, subject: str | None = None, audience: str = "team") -> Pack:
    chosen = next(each for each in PACK_KINDS if each.name == kind)
    return chosen.make(replace(asked, subject=subject, stamp=replace(asked.stamp, audience=audience)))


def pages(pack: Pack, templates: Templates) -> int:
    with pikepdf.open(io.BytesIO(pack_pdf(pack, templates))) as pdf:
        return len(pdf.pages)


def text(pack: Pack, templates: Templates) -> str:
    return pack_html(pack, templates).decode("utf-8")


@pytest.mark.parametrize("subject", ["PRA-SW-01", "PRA-SW-02", "PRA-NW-04"])
def test_a_caseload_is_one_page(asked: PackRequest, templates: Templates, subject: str) -> None:
    assert pages(made(asked, "caseload", subject), templates) == 1


@pytest.mark.parametrize("site", ["NW", "SW"])
def test_a_dashboard_is_one_page(asked: PackRequest, templates: Templates, site: str) -> None:
    assert pages(made(asked, "dashboard", site), templates) == 1


@pytest.mark.parametrize("case", ["NW-001", "NW-003", "NW-004", "NW-007", "SW-001", "SW-003"])
def test_a_closure_summary_is_at_most_two_pages(asked: PackRequest, templates: Templates, case: str) -> None:
    assert pages(made(asked, "closure", case), templates) <= 2


def test_a_caseload_holds_a_practitioner_s_own_open_cases_with_what_is_due(
    asked: PackRequest, templates: Templates
) -> None:
    html = text(made(asked, "caseload", "PRA-SW-01"), templates)
    assert "SW-007" in html and "SW-006" not in html and "SW-001" not in html
    assert "21 June 2017, 9 days ago" in html
    assert "4 July 2017, in 4 days" in html
    assert "Joint meeting in prison: 4 July 2017" in html


def test_somebody_without_a_case_has_an_empty_caseload(asked: PackRequest, templates: Templates) -> None:
    assert "No open case." in text(made(asked, "caseload", "PRA-NW-04"), templates)


def test_a_hand_over_holds_one_case_and_only_its_last_contacts(asked: PackRequest, templates: Templates) -> None:
    html = text(made(asked, "handover", "SW-006"), templates)
    assert "The last 5 contacts" in html
    assert "earlier contacts: the workbook has them." in html
    assert not [case.id for case in asked.casebook.cases if case.id != "SW-006" and case.id in html]


def test_risks_are_in_a_hand_over_for_the_supervisor_alone(asked: PackRequest, templates: Templates) -> None:
    assert "Suicide or self-harm" not in text(made(asked, "handover", "SW-007"), templates)
    assert "Suicide or self-harm" in text(made(asked, "handover", "SW-007", "supervisor"), templates)


@pytest.mark.parametrize(
    ("kind", "subject", "said"),
    [
        ("closure", "SW-007", "SW-007 is open: ask for engager-docs pack handover SW-007"),
        ("handover", "NW-001", "NW-001 is closed: ask for engager-docs pack closure NW-001"),
        ("closure", "NW-999", "no participant NW-999"),
        ("closure", None, "say who the pack is about: engager-docs pack closure NW-001"),
        ("caseload", "PRA-XX-01", "no staff member PRA-XX-01"),
        ("caseload", None, "say who the pack is about"),
        ("dashboard", "XX", "no site XX: there is NW, SW"),
    ],
)
def test_a_pack_that_cannot_be_says_what_to_ask_instead(
    asked: PackRequest, kind: str, subject: str | None, said: str
) -> None:
    with pytest.raises(NoPack, match=said):
        made(asked, kind, subject)


@pytest.mark.parametrize(
    "kind", ["workbook", "supervision", "adherence", "dashboard", "caseload", "handover", "closure"]
)
def test_no_pack_with_participants_is_for_the_line_manager(kind: str) -> None:
    assert "line-manager" not in next(each for each in PACK_KINDS if each.name == kind).audiences
