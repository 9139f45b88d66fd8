"""History on the site: each audience is told of what it may see, and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from engager_docs.build import examine
from engager_docs.model.asked import SITE_AUDIENCES, Asked
from engager_docs.publication import edition_of, past_of, site_outputs
from engager_docs.render.audience import visible
from engager_docs.render.history.past import last_week_until, with_history
from engager_docs.render.service import service_of
from engager_docs.render.workbook.book import case_pages
from tests.history.team import Team, team
from tests.history.test_history import BRYN
from tests.leaks.saturated import Saturated, saturated
from tests.leaks.test_leaks import MARK, allowed
from tests.repositories import CASE, TODAY, base, write

ROOT = Path(__file__).parents[2]
CONTACT = f"{CASE}/contacts/2016-06-22.md"
SESSION = "cases/NW/supervision/clinical/2016-06-24-PRA-NW-01.md"
HELD = """\
---
date: 2016-06-22
place: prison
mode: in_person
outcome: attended
staff: [PRA-NW-01]
---

We met on the wing.
"""
SUPERVISED = """\
---
date: 2016-06-24
supervisor: SUP-NW-01
mode: in_person
status: held
cases:
  - participant: NW-001
    progress: on_track
    dynamic_issue: A wish to rescue.
---

He was tired.
"""


def pages(root: Path, audience: str = "team") -> dict[str, str]:
    edition = edition_of(root, examine(root, Asked(TODAY)), audience, ROOT / "site_templates")
    return {each.path: each.content.decode("utf-8", "replace") for each in site_outputs(edition)}


def told(page: str) -> list[str]:
    """Return what the history of a page says, each line as a reader meets it."""
    blocks = re.findall(r'<details class="history">(.*?)</details>', page, re.DOTALL)
    return [line for block in blocks for line in _lines(block)]


def _lines(block: str) -> Iterator[str]:
    for part in re.split(r"</p>|</li>|</summary>|<ul>", block):
        text = " ".join(re.sub(r"<[^>]*>", "", part).split())
        if text:
            yield text


@pytest.fixture
def service(repository: Team) -> Team:
    repository.commit("2016-06-22", {CONTACT: HELD, f"{CASE}/risks.yaml": RISK, SESSION: SUPERVISED})
    repository.commit(
        "2016-06-28",
        {
            CONTACT: HELD.replace("attended", "attended_late").replace("wing", "landing"),
            f"{CASE}/risks.yaml": RISK.replace("low", "high"),
            SESSION: SUPERVISED.replace("on_track", "stalled").replace("rescue", "save").replace("tired", "sad"),
        },
        by=BRYN,
    )
    return repository


RISK = "- type: suicide_self_harm\n  level: low\n  opened_on: 2016-06-22\n"


def test_a_page_tells_the_history_of_its_record(service: Team) -> None:
    page = pages(service.root)["NW/participants/NW-001/contacts/2016-06-22.html"]
    assert told(page) == [
        "History: 2 revisions, the last on 28 June 2016",
        "28 June 2016, Bryn Okafor",
        "Outcome: was attended, now attended late",
        "Note: 1 line added, 1 line removed",
        "22 June 2016, Alex Reed",
        "Record added",
    ]
    assert "example.org" not in page


def test_a_workbook_begins_with_what_was_changed_in_its_last_week(service: Team) -> None:
    page = pages(service.root)["NW/participants/NW-001/index.html"]
    assert told(page)[:4] == [
        "Changed since last week (1)",
        "28 June 2016, Bryn Okafor: Contact, 22 June 2016",
        "Outcome: was attended, now attended late",
        "Note: 1 line added, 1 line removed",
    ]
    quiet = write(service.root, {"cases/service.yaml": base()["cases/service.yaml"].replace("06-30", "07-30")})
    assert told(pages(quiet)["NW/participants/NW-001/index.html"])[0] == "Nothing was changed since last week"


def test_restricted_records_and_fields_are_told_to_the_supervisor_alone(service: Team) -> None:
    case, session = "NW/participants/NW-001/index.html", "NW/supervision/clinical/2016-06-24-PRA-NW-01.html"
    team, supervisor = pages(service.root), pages(service.root, "supervisor")
    assert "Risk" not in " ".join(told(team[case]))
    assert "Entry of 22 June 2016, level: was low, now high" in told(supervisor[case])
    assert told(team[session])[1:4] == [
        "28 June 2016, Bryn Okafor",
        "Cases, NW-001, progress: was on track, now stalled",
        "2 fields not shown to this audience",
    ]
    assert told(supervisor[session])[2:5] == [
        "Cases, NW-001, progress: was on track, now stalled",
        "Cases, NW-001, dynamic issue: reworded",
        "Note: 1 line added, 1 line removed",
    ]


def test_research_is_told_codes_and_no_names_and_a_line_manager_nothing_of_cases(service: Team) -> None:
    research = pages(service.root, "research")["NW/participants/NW-001/contacts/2016-06-22.html"]
    assert told(research)[1:4] == [
        "28 June 2016, somebody without a name",
        "Outcome: was attended, now attended late",
        "A field not shown to this audience",
    ]
    manager = pages(service.root, "line-manager")
    assert told(manager["NW/supervision/clinical/2016-06-24-PRA-NW-01.html"]) == []


def test_a_case_is_told_from_the_past_of_its_own_folder_alone(service: Team) -> None:
    edition = edition_of(service.root, examine(service.root, Asked(TODAY)), "supervisor", ROOT / "site_templates")
    book, past = visible(edition.casebook, "supervisor"), past_of(edition)
    shared = service_of(book, edition.stamp)
    made = [*case_pages(book.cases[0], shared, None)]
    assert [*with_history(made, past.by_case()[CASE], shared)] == [*with_history(made, past, shared)]
    assert all(page.history for page in with_history(made, past.by_case()[CASE], shared))


def test_a_record_that_was_removed_is_told_in_its_case(service: Team) -> None:
    service.git("rm", "-q", CONTACT)
    service.commit("2016-06-29", {})
    told_first = told(pages(service.root)["NW/participants/NW-001/index.html"])[:3]
    assert told_first == [
        "Changed since last week (2)",
        "29 June 2016, Alex Reed: Contact, 22 June 2016",
        "Record removed",
    ]


def test_hostile_names_and_files_are_text(repository: Team) -> None:
    name = "A\"'&{{7*7}}\x1b\u202eB"
    repository.commit("2016-06-22", {f"{CASE}/action-plan.yaml": "'<script>': 1\n"}, by=f"{name} <x@example.org>")
    repository.commit("2016-06-23", {f"{CASE}/action-plan.yaml": "goals: []\n"}, subject="<script>alert(1)</script>")
    page = pages(repository.root)["NW/participants/NW-001/index.html"]
    assert "A&#34;&#39;&amp;{{7*7}}&lt;U+001B&gt;&lt;U+202E&gt;B" in page
    assert "<script>" not in page and "alert(1)" not in page


def test_without_git_each_page_says_so_in_one_sentence(tmp_path: Path) -> None:
    for path, page in pages(write(tmp_path, base())).items():
        if path.endswith(".html") and '<p class="cite">From' in page:
            assert page.count("These records are not kept under git, so there is no history.") == 1, path


def test_the_last_week_of_an_archive_is_the_last_one_anybody_worked(repository: Team) -> None:
    repository.commit("2017-03-01", {CONTACT: HELD})
    repository.git("checkout", "-q", "--orphan", "later")
    repository.commit("2017-03-01", {})
    edition = edition_of(repository.root, examine(repository.root, Asked(TODAY)), "team", ROOT / "site_templates")
    assert last_week_until(past_of(edition).edits, edition.stamp.as_of) == date(2017, 3, 1)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Saturated:
    """The repository with a marker in every field, each of them another one in its first version."""
    first = saturated(tmp_path_factory.mktemp("first"))
    files = {file.relative_to(first.root).as_posix(): file.read_text("utf-8") for file in first.root.rglob("*.*")}
    made = team(tmp_path_factory.mktemp("under-git"))
    earlier = {path: MARK.sub(lambda found: f"zq{int(found[0][2:6]) + 5000}qz", text) for path, text in files.items()}
    made.commit("2016-04-01", earlier)
    made.commit("2016-04-28", files)
    markers = {f"zq{int(word[2:6]) + 5000}qz": marker for word, marker in first.markers.items()}
    return Saturated(made.root, {**first.markers, **markers})


@pytest.mark.parametrize("audience", SITE_AUDIENCES)
def test_no_marker_of_an_earlier_version_is_shown_and_no_hidden_field_is_named(
    changed: Saturated, audience: str
) -> None:
    text = "\n".join(pages(changed.root, audience).values())
    shown = {changed.markers[word.lower()] for word in set(MARK.findall(text))}
    assert [str(each) for each in shown if not allowed(audience, each)] == []
    assert not [word for word in MARK.findall(text) if int(word[2:6]) >= 6000]
    said = " ".join(line for page in pages(changed.root, audience).values() for line in told(page))
    named = ("Dynamic issue", "dynamic issue", "Reported to", "Level", "level", "Risk", "Incident")
    assert [each for each in named if each in said] == (
        [] if audience != "supervisor" else ["dynamic issue", "Risk", "Incident"]
    )
