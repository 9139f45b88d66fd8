"""The search index: made case by case from what the audience may see, and joined; words are found as they are typed."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from msgspec.structs import replace

from engager_docs.build import Examined
from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Output, Stamp
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.html import Templates, render_pages
from engager_docs.render.search.cases import case_entries
from engager_docs.render.search.entry import SearchEntry
from engager_docs.render.search.index import index_outputs, shard_of
from engager_docs.render.search.service import general_entries, site_entries
from engager_docs.render.search.tokens import words_in
from engager_docs.render.service import service_of
from engager_docs.render.site import search_outputs, site_pages


def entries_of(examined: Examined, stamp: Stamp, book: Casebook) -> tuple[SearchEntry, ...]:
    shown = visible(book, stamp.audience)
    assert examined.assessment is not None
    found = {each.id: each for each in visible_assessment(examined.assessment, stamp.audience).cases}
    service = service_of(shown, stamp)
    of_cases = [entry for case in shown.cases for entry in case_entries(case, service, found.get(case.id))]
    of_sites = [entry for site in shown.sites for entry in site_entries(site, shown, service)]
    return (*general_entries(shown, service), *of_sites, *of_cases)


@pytest.fixture(scope="module")
def entries(examined: Examined, casebook: Casebook, stamp: Stamp) -> tuple[SearchEntry, ...]:
    return entries_of(examined, stamp, casebook)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Contact with NW-001, 3 March 2016", "contact nw001 nw 001 3 march 2016"),
        ("PRA-NW-02's follow-up", "pranw02s pra nw follow up"),
        ("Llŷr at the café", "llyr cafe"),
        ("2016-03-22", "20160322 2016"),
        ("see https://example.org/a?b=c and ring tel:+441234", "see ring"),
        ("a I ! ’ -", ""),
        ("constructor __proto__", "constructor proto"),
    ],
)
def test_a_text_is_found_by_its_words(text: str, words: str) -> None:
    assert " ".join(words_in(text)) == words


def test_a_contact_is_found_by_title_ids_codes_and_day_and_by_nothing_that_was_written(
    entries: tuple[SearchEntry, ...],
) -> None:
    path = "NW/participants/NW-001/contacts/2016-02-09.html"
    assert next(each for each in entries if each.path == path) == SearchEntry(
        path=path,
        title="Contact with NW-001, 9 February 2016",
        summary="In person, prison: attended. Emotions, thoughts, behaviours, engagement",
        kind="Contact",
        site="NW",
        on="2016-02-09",
        people="PRA-NW-02",
        phase="Closed",
        ranked="001 2016 9 contact february nw nw001|20160209 attended behaviours emotions engagement focus "
        "mentalising person pra pranw02 prison session stance strengths thoughts wing yes||",
    )


def test_an_entry_survives_being_kept_as_json(entries: tuple[SearchEntry, ...]) -> None:
    assert tuple(SearchEntry(*row) for row in json.loads(json.dumps(entries))) == entries


def test_the_entries_of_a_case_do_not_depend_on_other_cases(
    examined: Examined, casebook: Casebook, stamp: Stamp, entries: tuple[SearchEntry, ...]
) -> None:
    alone = replace(casebook, cases=tuple(case for case in casebook.cases if case.id == "SW-006"))
    own = [each for each in entries_of(examined, stamp, alone) if "/SW-006/" in each.path]
    assert own == [each for each in entries if "/SW-006/" in each.path]
    assert len(own) > 20


def test_every_entry_leads_to_a_page_and_every_page_but_the_ways_to_find_has_an_entry(
    examined: Examined, casebook: Casebook, stamp: Stamp, templates: Templates, entries: tuple[SearchEntry, ...]
) -> None:
    pages = list(site_pages(casebook, examined.assessment, stamp))
    made = {each.path: each.content.decode("utf-8") for each in render_pages(pages, templates)}
    for entry in entries:
        path, _, fragment = entry.path.partition("#")
        assert not fragment or f'id="{fragment}"' in made[path], entry.path
    without = {page.path for page in pages} - {entry.path for entry in entries}
    assert without == {"index.html", "find/index.html", "find/a-to-z.html", "find/practitioners.html"}
    titles = {page.path: page.title for page in pages}
    assert [each.title for each in entries if "#" not in each.path] == [
        titles[each.path] for each in entries if "#" not in each.path
    ]


def taken(output: Output) -> tuple[str, object]:
    match = re.fullmatch(r'engagerSearch\.take\("([a-z0-9_-]+)",(.*)\);\n', output.content.decode("utf-8"), re.S)
    assert match, output.path
    return match[1], json.loads(match[2])


def test_the_index_of_two_entries_is_small_scripts_that_hand_over_their_values() -> None:
    first = SearchEntry(
        "a.html", "Case workbook NW-001", "Open", "Case", "NW", "2016-01-02", "PRA-NW-01", "Open", "nw001|case||"
    )
    second = SearchEntry("b.html", "Contact", "", "Contact", "", "", "", "", "contact|nw001||ŵ3")
    assert dict(map(taken, index_outputs((first, second), {"NW": "North West"}))) == {
        "columns": {
            "number": 2, "block": 50,
            "kinds": ["Case", "Contact"], "phases": ["Open"], "people": ["PRA-NW-01"], "first": [0],
            "sites": ["North West"], "teams": [[], [0]], "kind": "12", "phase": "10", "site": "10",
            "team": "21", "day": "4ie001", "shards": "_3 ca co nw",
        },
        "titles-0": [["Case workbook NW-001", "a.html", "Open"], ["Contact", "b.html", ""]],
        "shard-_3": {"ŵ3": "31"},
        "shard-ca": {"case": "10"},
        "shard-co": {"contact": "01"},
        "shard-nw": {"nw001": "00|11"},
        "words": "case contact nw001",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "shard"), [("contact", "co"), ("3", "3_"), ("été", "_t"), ("con", "co"), ("../", "__")]
)
def test_a_word_s_shard_has_a_name_every_disk_can_write(word: str, shard: str) -> None:
    assert shard_of(word) == shard


def test_the_index_is_the_same_each_time_and_its_files_are_named_once(
    examined: Examined, casebook: Casebook, stamp: Stamp
) -> None:
    made = list(search_outputs(casebook, examined.assessment, stamp))
    assert made == list(search_outputs(casebook, examined.assessment, stamp))
    assert len({each.path for each in made}) == len(made)


@cache
def words_of(outputs: tuple[Output, ...]) -> frozenset[str]:
    values = dict(map(taken, outputs))
    shards = [value for name, value in values.items() if name.startswith("shard-")]
    return frozenset(word for shard in shards if isinstance(shard, dict) for word in shard)


def indexed(examined: Examined, casebook: Casebook, stamp: Stamp, bodies: bool) -> frozenset[str]:
    settings = casebook.settings
    changed = replace(settings, data=settings.data.model_copy(update={"search_bodies": bodies}))
    book = replace(casebook, settings=changed)
    return words_of(tuple(search_outputs(book, examined.assessment, stamp)))


def test_words_of_notes_are_found_only_where_the_service_says_so(
    examined: Examined, casebook: Casebook, stamp: Stamp
) -> None:
    case = next(each for each in casebook.cases if each.id == "NW-001")
    notes = {word for entry in case.contacts for word in words_in(entry.body)}
    usual = indexed(examined, casebook, stamp, False)
    more = indexed(examined, casebook, stamp, True)
    assert notes <= more
    assert usual < more
    assert len(notes - usual) > 200
    emotions = {word for text in case.understandings[0].data.emotions for word in words_in(text)}
    assert emotions - usual and emotions <= more


def test_a_line_manager_s_index_holds_no_participant(examined: Examined, casebook: Casebook, stamp: Stamp) -> None:
    made = search_outputs(casebook, examined.assessment, replace(stamp, audience="line-manager"))
    text = b"".join(each.content for each in made).decode("utf-8")
    assert "NW-001" not in text and "nw001" not in text
    assert "PRA-NW-02" in text
