"""What somebody outside the team is given: the expert, the participant, a person who asks for their data, research."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from engager_docs.build import examine
from engager_docs.model.asked import Asked
from engager_docs.model.casebook import Casebook
from engager_docs.model.records.network import Member
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.view import Stamp
from engager_docs.publication import Edition, Wish, at, edition_of, html_of, pack_of
from engager_docs.render.adherence.period import period_of
from engager_docs.render.audience import visible
from engager_docs.render.outside import outside_sessions
from engager_docs.render.packs.registry import PACK_KINDS
from engager_docs.render.packs.request import NoPack
from engager_docs.render.packs.whole_record import passages, private_members, speaks_of_others, whole_group
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet

ROOT = Path(__file__).parents[2]


def edition(audience: str, until: date | None = None) -> Edition:
    return edition_of(ROOT, examine(ROOT, Asked(date(2026, 11, 22), until=until)), audience, ROOT / "site_templates")


def text(kind: str, subject: str | None, audience: str, period: str | None = None, *, large: bool = False) -> str:
    asked = period_of(period) if period else None
    made = edition(audience, asked.last if asked else None)
    chosen = next(each for each in PACK_KINDS if each.name == kind)
    html = html_of(made, pack_of(made, chosen, Wish(subject, asked, large))).decode("utf-8")
    return re.sub(r"<style>.*</style>", "", html, flags=re.DOTALL)


def test_the_expert_reads_issues_without_who_where_and_when() -> None:
    html = text("mentalisation", "NW", "external", "2016-03-29")
    assert "One week before release the practitioner&#39;s worry fills the meetings with lists." in html
    assert "Participant A" in html and "Week 1 before release" in html
    assert "2 practitioners, 1 supervisor" in html and "Practitioner 2" in html
    assert not re.findall(r"[A-Z]{2,4}-\d{3,5}|(?:PRA|SUP|MBX)-[A-Z]{2}-\d\d|North West|[Pp]rison in", html)
    days = set(re.findall(r"\d{1,2} [A-Z][a-z]+ 20\d\d", html))
    assert days == {"29 March 2016"}, "the session's own day alone"


def test_what_an_issue_says_in_words_is_masked_too(casebook: Casebook) -> None:
    site = casebook.sites[0]
    session = site.mentalisation[0]
    said = "NW-001 and NW-002 met PRA-NW-01 at Hamoaze House on 2016-04-12, near HMP Somewhere."
    issue = session.data.issues[0].model_copy(update={"participant": "NW-001", "what": said})
    data = session.data.model_copy(update={"issues": (issue,)})
    changed = replace(site, mentalisation=(replace(session, data=data),))
    (found,) = outside_sessions(casebook, changed)
    assert found.issues[0].what == (
        "Participant A and another participant met Practitioner 1 at the charity on week 2 after release, near the "
        "prison."
    )


def test_an_appraisal_counts_the_supervision_a_supervisor_received() -> None:
    html = text("line-management", "SUP-NW-01", "line-manager")
    after = re.sub(r"<[^>]+>", " ", html[html.index("<caption>Supervision received") :])
    assert " ".join(after.split()).startswith("Supervision received Month Held Cancelled or moved July 2016 1 0")


def test_a_field_nobody_marked_for_the_expert_is_hidden_from_them(casebook: Casebook) -> None:
    session = casebook.sites[0].mentalisation[0]
    assert session.data.learning
    assert not hasattr(outside_sessions(casebook, casebook.sites[0])[0], "learning")
    assert visible(casebook, "external").sites == ()


def test_a_site_without_a_session_in_the_period_has_no_pack() -> None:
    with pytest.raises(NoPack, match="no mentalisation session of NW is recorded in 2014"):
        text("mentalisation", "NW", "external", "2014")


def test_a_participant_s_copy_is_theirs_alone(casebook: Casebook) -> None:
    book = visible(casebook, "participant", "SW-006")
    (case,) = book.cases
    assert case.id == "SW-006"
    assert case.network is None and case.risks is None and case.variations is None and case.release_day is None
    assert [entry.data.outcome for entry in case.contacts] == ["planned"]
    assert all(entry.body == "" for entry in (*case.contacts, *case.understandings))
    assert book.staff == () and book.sites[0].clinical == ()
    html = text("participant-copy", "SW-006", "participant")
    assert not re.findall(r"(?:PRA|SUP)-[A-Z]{2}-\d\d|[A-Z]{2}-\d{3}(?<!SW-006)", html)
    assert "Tuesday, 4 July 2017" in html and "We meet face to face. Where: home." in html
    assert "No crowd, no lecture, and do not stop." in html


def test_the_copy_is_set_in_fourteen_points_or_eighteen() -> None:
    assert '<body class="large">' in text("participant-copy", "SW-006", "participant")
    assert '<body class="largest">' in text("participant-copy", "SW-006", "participant", large=True)


def test_the_copy_of_a_finished_case_says_when_the_last_meeting_was_and_promises_none() -> None:
    html = text("participant-copy", "NW-001", "participant")
    assert "Our work together ended. We met for the last time on 19 July 2016." in html
    assert "Please ask us when we meet next" not in html


def test_a_step_of_staff_is_ours_and_one_of_the_network_is_somebody_s() -> None:
    html = text("participant-copy", "NW-001", "participant")
    assert "Go on with the waiting list with the hostel key-worker. <strong>Someone who supports you</strong>." in html
    assert "hostel-1" not in html


def reading_age(sentences: str) -> float:
    """Return the years of age of a text by the Flesch-Kincaid grade and five."""
    words = re.findall(r"[A-Za-z']+", sentences)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in words)
    ends = len(re.findall(r"[.!?]", sentences))
    return 0.39 * len(words) / ends + 11.8 * syllables / len(words) - 15.59 + 5


def test_our_own_words_in_the_copy_can_be_read_at_the_age_of_nine() -> None:
    """Our words are those a copy without any record is made of."""
    source = (ROOT / "engager_docs/render/packs/participant_copy.py").read_text("utf-8")
    said = [each for each in re.findall(r'"([A-Z][^"{]+\.)"', source) if " " in each]
    assert len(said) > 6
    assert reading_age(" ".join(said)) < 9


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("His sister came.", True), ("my mum's flat", True), ("He rang his ex-partner", True), ("the victim", True),
        ("another participant", True), ("Grandmother", True), ("children", True), ("cell mate", True),
        ("He was on time.", False), ("in partnership with probation", False), ("The sun", False), ("mates'", True),
    ],
)  # fmt: skip
def test_a_passage_about_somebody_else_is_marked(said: str, marked: bool) -> None:
    assert speaks_of_others(said) is marked


def test_a_note_is_marked_paragraph_by_paragraph_and_a_block_of_code_stays_whole(casebook: Casebook) -> None:
    sheet = Sheet(service_of(casebook, Stamp(casebook.as_of)), "x", paper={})
    found = passages("On time.\n\nHis sister came.\n\n- a\n- b\n", "cases/NW/participants/NW-001/contacts/a.md", sheet)
    assert [each.review for each in found] == [False, True, False]
    (whole,) = passages("```\nsister\n\nx\n```\n", "cases/NW/participants/NW-001/contacts/a.md", sheet)
    assert whole.review


def test_a_friend_in_the_network_is_a_third_party_and_a_probation_officer_is_not(casebook: Casebook) -> None:
    members = (Member(id="mum", kind="family"), Member(id="probation-1", kind="probation_practitioner"))
    assert private_members(members) == {"mum"}
    sheet = Sheet(service_of(casebook, Stamp(casebook.as_of)), "x", paper={})
    assert [whole_group(each, "", sheet).review for each in members] == [True, False]


def test_a_subject_access_pack_lists_every_file_of_the_case_and_each_that_speaks_of_it(casebook: Casebook) -> None:
    html = text("subject-access", "SW-003", "subject-access")
    case = next(each for each in casebook.cases if each.id == "SW-003")
    files = {entry.file for entry in case.entries()}
    site = next(each for each in casebook.sites if each.id == "SW")
    files |= {entry.file for entry in site.clinical if any(one.participant == "SW-003" for one in entry.data.cases)}
    assert {file for file in files if f"<code>{file}</code>" not in html} == set()
    others = [each.id for each in casebook.cases if each.id != "SW-003"]
    assert not [each for each in others if each in html]
    assert html.count("Third party: review") > 10


def test_another_participant_named_in_a_note_is_masked(casebook: Casebook) -> None:
    case = next(each for each in casebook.cases if each.id == "SW-003")
    contact = case.contacts[0]
    body = "Sat with SW-006 in the van.\n"
    changed = replace(contact, source=replace(contact.source, body=body))
    book = replace(casebook, cases=(replace(case, contacts=(changed,)),))
    seen = visible(book, "subject-access", "SW-003").cases[0]
    assert seen.contacts[0].body == "Sat with another participant in the van.\n"


def test_research_sees_no_free_text(casebook: Casebook) -> None:
    case = visible(casebook, "research").cases[0]
    assert all(entry.body == "" for entry in case.contacts)
    understanding: SharedUnderstanding = case.understandings[0].data
    assert understanding.emotions == () and understanding.agreed is not None
    assert {(link.from_, link.to, link.words) for link in understanding.links} == {("", "", None)}
    assert case.plan is not None
    assert {goal.statement for goal in case.plan.data.goals} == {""}
    assert {goal.domain for goal in case.plan.data.goals} != set()


def test_in_an_adherence_report_for_research_a_rate_over_fewer_than_five_is_not_told() -> None:
    inside, shared = (text("adherence", "SW", audience, "2016") for audience in ("team", "research"))
    assert "Fewer than 5 due" in shared and "Fewer than 5 due" not in inside
    assert "A rate out of fewer than 5 is not shown." in shared
    assert not re.findall(r"\b\d+ of [1-4] met", shared)
    assert re.findall(r"\b\d+ of [1-4] met", inside)


@pytest.mark.parametrize("kind", ["workbook", "adherence", "dashboard", "caseload", "handover", "case-management"])
def test_a_pack_of_one_site_holds_no_other(kind: str, casebook: Casebook) -> None:
    subject = {"adherence": "SW", "dashboard": "SW", "caseload": "PRA-SW-01", "case-management": "SW"}.get(
        kind, "SW-006"
    )
    html = text(kind, subject, "supervisor", "2017-W26" if kind == "case-management" else None)
    others = [case.id for case in casebook.cases if case.site == "NW"]
    others += [person.id for person in casebook.staff if person.id.startswith(("PRA-NW", "SUP-NW"))]
    assert not [each for each in others if each in html]


def test_a_site_can_be_built_for_one_site_alone() -> None:
    one = at(edition("supervisor"), ("SW",))
    assert {case.site for case in one.casebook.cases} == {"SW"}
    assert {site.id for site in one.casebook.sites} == {"SW"}
    found = one.examined.assessment
    assert found is not None
    assert {each.id for each in found.cases} == {case.id for case in one.casebook.cases}
    with pytest.raises(LookupError, match="no site XX: there is NW, SW"):
        at(edition("supervisor"), ("XX",))
