"""A marker in every field of every record: each audience is shown what the table allows, and nothing else.

The table is written by hand from documents.md, not read from the schema: a field whose sensitivity is declared
wrongly fails here.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pikepdf
import pytest

from engager_docs.build import examine
from engager_docs.model.asked import SITE_AUDIENCES, Asked
from engager_docs.model.view import Output, Pack
from engager_docs.publication import Edition, Wish, edition_of, html_of, pack_of, pdf_of, site_outputs
from engager_docs.render.adherence.period import period_of
from engager_docs.render.audience import AUDIENCES, visible
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.request import NoPack, PackKind, PackRequest
from engager_docs.render.pdf import archived_pdf
from tests.leaks.saturated import Marker, Saturated, saturated

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "shown"
MARK = re.compile(r"zq\d{4}qz", re.IGNORECASE)

SERVICE = ("service.*", "site.*", "staff.*", "organisations.*", "core-components.*", "mba-toolkit.*", "training.*")
CASE = (
    "participant.*", "contact.*", "shared-understanding.*", "action-plan.*", "network.*", "release-day.*",
    "outcomes.*", "variations.*", "ending.*",
)  # fmt: skip
MEETINGS = ("clinical-supervision.*", "mentalisation.*", "team-meeting.*", "adherence-review.*")
RESTRICTED = (
    "risks.*", "incidents.*", "supervisor-supervision.*", "*.cases.dynamic_issue", "service.legal_holds.*",
    "clinical-supervision.body", "clinical-supervision.amendments.text",
)  # fmt: skip
HOLDS = ("service.legal_holds.*",)
OWN_WORDS = ("service.*", "site.*", "organisations.*", "core-components.*", "mba-toolkit.*")
ABOUT_THE_CASE = (
    "clinical-supervision.cases.*", "team-meeting.cases.*", "mentalisation.issues.*", "adherence-review.findings.*",
)  # fmt: skip
UNDERSTANDING = (
    "emotions", "thoughts", "behaviours", "links.from", "links.to", "links.words", "needs", "problems", "strengths",
    "resources", "triggers", "what_helps", "if_i_disappear",
)  # fmt: skip

SEES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "team": ((*SERVICE, *CASE, *MEETINGS), RESTRICTED),
    "supervisor": ((*SERVICE, *CASE, *MEETINGS, *RESTRICTED), ()),
    "line-manager": ((*SERVICE, "line-management.*"), HOLDS),
    "research": (OWN_WORDS, HOLDS),
    "external": (("service.*", "mba-toolkit.*", "mentalisation.issues.*"), HOLDS),
    "participant": (
        (
            "service.*",
            *(f"shared-understanding.{name}" for name in UNDERSTANDING),
            "action-plan.goals.statement", "action-plan.goals.actions.what", "action-plan.goals.actions.who",
            "ending.warning_signs", "ending.keep_doing", "ending.next_steps.service", "ending.feedback",
        ),
        HOLDS,
    ),
    "subject-access": ((*OWN_WORDS, *CASE, "risks.*", "incidents.*", *ABOUT_THE_CASE), HOLDS),
}  # fmt: skip
"""Audience → what it may see, and what of that it may not."""
OWN_SITE = frozenset({"participant", "subject-access", "external"})
"""Those who see one case or one session, never another's."""

SUBJECTS = {
    "supervision": "SUP-NW-01", "line-management": "PRA-NW-01", "supervisor-supervision": "SUP-NW-01",
    "case-management": "NW", "mentalisation": "NW", "adherence": "NW", "dashboard": "NW", "caseload": "PRA-NW-01",
    "training": None, "blank-forms": None, "closure": "SW-001",
}  # fmt: skip
WEEK = {"supervision", "case-management"}
ABOUT_A_SITE = frozenset(each.name for each in PACK_KINDS) - {"training", "blank-forms"}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Saturated:
    return saturated(tmp_path_factory.mktemp("saturated"))


def edition(filled: Saturated, audience: str) -> Edition:
    found = examine(filled.root, Asked(date(2026, 11, 22)))
    return edition_of(filled.root, found, audience, ROOT / "site_templates")


def wish(kind: str) -> Wish:
    return Wish(SUBJECTS.get(kind, "NW-001"), period_of("2016-W16") if kind in WEEK else None)


def allowed(audience: str, marker: Marker) -> bool:
    place = f"{marker.kind}.{marker.path}"
    seen, hidden = SEES[audience]
    return any(fnmatch(place, each) for each in seen) and not any(fnmatch(place, each) for each in hidden)


def leaks(filled: Saturated, audience: str, text: str, site: str = "") -> list[str]:
    """Return the place of each marker in ``text`` that the audience may not see, or that is of another site."""
    found = [filled.markers[word.lower()] for word in sorted(set(MARK.findall(text)))]
    wrong = [each for each in found if not allowed(audience, each)]
    # the service's own words may name another site: its label stands in the list of sites
    wrong += [each for each in found if site and each.site not in ("", site) and f"{each.kind}.*" not in OWN_WORDS]
    return [str(each) for each in wrong]


def site_text(filled: Saturated, audience: str) -> str:
    outputs = site_outputs(edition(filled, audience))
    return "".join(f"{output.path} {output.content.decode('utf-8', 'replace')}" for output in outputs)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_an_audience_may_not_see_is_gone_before_anything_is_rendered(filled: Saturated, audience: str) -> None:
    """A template cannot leak what it was never given: the records themselves are looked into."""
    book = edition(filled, audience).casebook
    about = "NW-001" if audience in OWN_SITE else ""
    given = repr(visible(book, audience, about))
    told = [filled.markers[word.lower()] for word in set(MARK.findall(given))]
    # the service's own words, such as the names of the core components, are about nobody
    wrong = [each for each in told if not allowed(audience, each) and f"{each.kind}.*" not in OWN_WORDS]
    wrong += [each for each in told if about and each.site == "SW" and f"{each.kind}.*" not in OWN_WORDS]
    assert sorted(str(each) for each in wrong) == []
    assert leaks(filled, audience, repr(book)) != []


@pytest.mark.parametrize("audience", SITE_AUDIENCES)
def test_a_site_shows_each_field_its_audience_may_see_and_no_other(filled: Saturated, audience: str) -> None:
    text = site_text(filled, audience)
    assert leaks(filled, audience, text) == []
    shown = {filled.markers[word.lower()] for word in MARK.findall(text)}
    missing = {str(each) for each in filled.markers.values() if allowed(audience, each) and each not in shown}
    assert sorted(missing) == []


def test_that_a_marker_is_seen_where_it_is_allowed_proves_that_the_test_can_fail(filled: Saturated) -> None:
    assert leaks(filled, "line-manager", site_text(filled, "team")) != []


KINDS_FOR = [(kind.name, audience) for kind in PACK_KINDS for audience in kind.audiences]


@pytest.mark.parametrize(("kind", "audience"), KINDS_FOR)
def test_a_pack_shows_nothing_its_audience_may_not_see_and_nothing_of_another_site(
    filled: Saturated, kind: str, audience: str
) -> None:
    made = edition(filled, audience)
    pack = pack_of(made, named(kind), wish(kind))
    html = html_of(made, pack).decode("utf-8")
    assert leaks(filled, audience, html + pack.id, site_of(kind)) == []


@pytest.mark.parametrize("subject", ["NW-001", "PRA-NW-01", "SUP-NW-01", "NW"])
def test_a_kind_of_pack_is_given_the_records_of_its_subject_s_site_alone(filled: Saturated, subject: str) -> None:
    given: list[PackRequest] = []

    def look(asked: PackRequest) -> Pack:
        given.append(asked)
        raise NoPack("only looked")

    for whole in (False, True):
        with pytest.raises(NoPack, match="only looked"):
            probe = PackKind("probe", "team", ("team",), look, whole_service=whole)
            pack_of(edition(filled, "team"), probe, Wish(subject))
    alone, all_of_it = (repr((each.casebook.cases, each.casebook.sites, each.assessment)) for each in given)
    assert "SW-001" not in alone and "NW-001" in alone
    assert "SW-001" in all_of_it
    others = {word for word, each in filled.markers.items() if each.site == "SW"}
    assert not others & set(MARK.findall(alone))


@pytest.mark.parametrize(("kind", "audience"), KINDS_FOR)
def test_a_pack_shows_the_fields_that_were_read_and_approved(filled: Saturated, kind: str, audience: str) -> None:
    """What a document shows is fixed field by field: one that appears, or is lost, fails here."""
    made = edition(filled, audience)
    html = html_of(made, pack_of(made, named(kind), wish(kind))).decode("utf-8")
    shown = {filled.markers[word.lower()] for word in MARK.findall(html)}
    said = "".join(f"{place}\n" for place in sorted({f"{each.kind}.{each.path}" for each in shown}))
    file = GOLDEN / f"{kind}.{audience}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(said, "utf-8")
    assert said == file.read_text("utf-8")


@pytest.mark.parametrize(("kind", "audience"), KINDS_FOR)
@pytest.mark.parametrize("archive", [False, True], ids=["pdf", "archive"])
def test_a_pdf_hides_the_same_in_its_text_its_metadata_its_outline_and_its_attachments(
    filled: Saturated, kind: str, audience: str, archive: bool
) -> None:
    made = edition(filled, audience)
    content = pdf_of(made, pack_of(made, named(kind), wish(kind)), archive=archive)
    assert leaks(filled, audience, "\n".join(pdf_texts(content)), site_of(kind)) == []


def site_of(kind: str) -> str:
    """Return the site a pack is about, or nothing where it is about the whole service."""
    return ("SW" if kind == "closure" else "NW") if kind in ABOUT_A_SITE else ""


def named(kind: str) -> PackKind:
    return next(each for each in PACK_KINDS if each.name == kind)


def pdf_texts(content: bytes) -> Iterator[str]:
    """Yield everything a PDF says: its pages, every string in its objects, its metadata, its attachments."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    yield re.sub(r"\s+", "", done.stdout.decode("utf-8"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield str(pdf.open_metadata())
        for each in pdf.objects:
            yield from strings_in(each)
        for name, attached in pdf.attachments.items():
            yield name + attached.get_file().read_bytes().decode("utf-8")


def strings_in(value: object) -> Iterator[str]:
    """Yield every string and name below an object; what it refers to is an object of its own."""
    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    if isinstance(value, (pikepdf.String, pikepdf.Name)):
        yield str(value)
    elif isinstance(value, pikepdf.Dictionary):
        for key, each in value.items():
            yield key
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from strings_in(each)
    elif isinstance(value, pikepdf.Array):
        for each in value:
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from strings_in(each)


def test_a_word_is_found_wherever_a_pdf_may_hold_it() -> None:
    """In an attachment and its name, the title, an alternative text, a bookmark."""
    page = """<!doctype html><html lang="en-GB"><title>zq1001qz</title><body><h1>zq1002qz</h1>
    <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 9 9" width="9" height="9"><title>zq1003qz</title>
    <desc>zq1004qz</desc><rect width="9" height="9"/></svg><p>zq1005<b>qz</b></p>"""
    content = archived_pdf(page, [], None, [Output("zq1006qz.txt", b"zq1007qz")])
    found = set(MARK.findall("\n".join(pdf_texts(content))))
    assert {"zq1001qz", "zq1002qz", "zq1005qz", "zq1006qz", "zq1007qz"} <= found
    assert found & {"zq1003qz", "zq1004qz"}, "the alternative text"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_pack_is_never_made_for_an_audience_it_is_not_for(filled: Saturated, audience: str) -> None:
    made = edition(filled, audience)
    for kind in PACK_KINDS:
        if audience not in kind.audiences:
            with pytest.raises(NoPack, match="never"):
                pack_of(made, kind, wish(kind.name))


def test_a_line_manager_and_a_supervisor_s_own_supervision_never_meet_a_participant(filled: Saturated) -> None:
    for kind in ("line-management", "supervisor-supervision"):
        chosen = next(each for each in PACK_KINDS if each.name == kind)
        made = edition(filled, chosen.audience)
        html = html_of(made, pack_of(made, chosen, wish(kind))).decode("utf-8")
        assert "NW-001" not in html and "SW-001" not in html


def test_the_whole_case_is_in_a_subject_access_pack(filled: Saturated) -> None:
    made = edition(filled, "subject-access")
    kind = next(each for each in PACK_KINDS if each.name == "subject-access")
    text = html_of(made, pack_of(made, kind, wish("subject-access"))).decode("utf-8")
    shown = {filled.markers[word.lower()] for word in MARK.findall(text)}
    own = {each for each in filled.markers.values() if each.site == "NW" and allowed("subject-access", each)}
    assert sorted(str(each) for each in own - shown if each.kind != "site") == []
