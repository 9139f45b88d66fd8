"""Ways through the checks that few records take."""

from __future__ import annotations

from pathlib import Path

import pytest

from engager_docs.build import examine
from engager_docs.check.assemble import Typed
from engager_docs.check.identifiers.findings import identifiers
from engager_docs.check.identifiers.telephone import valid
from engager_docs.check.repository import check, check_part, entry_of
from engager_docs.check.schema import typed
from engager_docs.check.summary import records_in, summary_of
from engager_docs.model.asked import Asked
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.source import Mapping, Source
from engager_docs.read.layout import classify
from engager_docs.read.repository import source_from
from tests.repositories import CASE, TODAY, base, codes, report, whole, write

CONTACT = f"{CASE}/contacts/2016-06-21.md"
FIELDS = "---\ndate: 2016-06-21\nplace: prison\nmode: in_person\noutcome: attended\nstaff: [PRA-NW-01]\nMORE---\n"
OWN = "cases/NW/supervision/supervisor/2016-02-10-SUP-NW-01.md"


def fields(more: str) -> dict[str, str]:
    return {**base(), CONTACT: FIELDS.replace("MORE", more)}


def test_without_a_service_that_can_be_read_there_is_no_casebook(tmp_path: Path) -> None:
    files = {**base(), "cases/service.yaml": "title: Example service\n"}
    assert examine(write(tmp_path, files), Asked(TODAY)).casebook is None


def test_an_entry_of_a_list_that_is_left_blank_is_named(tmp_path: Path) -> None:
    assert report(write(tmp_path, fields("focus:\n  - engagement\n  -\n"))) == (
        f"{CONTACT}:9:4: error E032 `focus`: an entry of this list is left blank\n"
        "  9 |   -\n"
        "    |    ^ fill it in, or delete it\n"
    )


def test_yes_where_true_is_meant_is_answered_with_what_to_write(tmp_path: Path) -> None:
    assert "in this field write true or false, not yes or no" in report(write(tmp_path, fields("risk_changed: yes\n")))


def test_a_number_in_quotation_marks_is_answered_with_what_to_write(tmp_path: Path) -> None:
    assert "take the quotation marks away" in report(write(tmp_path, fields('minutes: "40"\n')))


def test_an_unknown_field_that_is_blank_is_named_inside_a_list_too(tmp_path: Path) -> None:
    more = "amendments:\n  - on: 2016-06-21\n    by: PRA-NW-01\n    text: the minutes\n    wrong:\n"
    assert "unknown field" in report(write(tmp_path, fields(more)))


def test_one_case_alone_is_judged_as_in_the_whole() -> None:
    files = {file: text.encode() for file, text in fields("contact_with: nobody\n").items()}
    read = [(place, source) for file, text in files.items() for place, source in [located(file, text)]]
    everything = check([place for place, _ in read], read, frozenset(files), TODAY)
    case = [(place, source) for place, source in read if place.file.startswith(CASE)]
    records, faults = check_part(everything.ground, [place for place, _ in case], case, frozenset(files))
    assert [each.code for each in faults] == ["E030"]
    assert faults == tuple(each for each in everything.diagnostics if each.span.file == CONTACT)
    assert [each.place.file for each in records] == [f"{CASE}/participant.yaml"]


def located(file: str, text: bytes) -> tuple[Place, Source]:
    source = source_from(file, text)
    assert isinstance(source, Source)
    return classify(file), source


def test_a_supervisors_own_session_that_was_not_held_needs_nobody_on_duty(tmp_path: Path) -> None:
    files = whole()
    files[OWN] = files[OWN].replace("status: held", "status: cancelled").replace("LIN-NW-02", "MBX-NW-01")
    assert "E060" not in codes(tmp_path, files)


@pytest.mark.parametrize(
    ("number", "known"), [("33140205050", True), ("999", False), ("0", False), ("331402050", False)]
)
def test_a_number_from_abroad_is_known_by_its_plan(number: str, known: bool) -> None:
    assert valid(0, number) is known


def found(text: str) -> list[Diagnostic]:
    return list(identifiers(Source(CONTACT, text, Mapping((), 1, 1, 1, 1)), (), {}))


def test_a_number_from_abroad_is_found() -> None:
    assert [each.code for each in found("rang +33 1 40 20 50 50 twice")] == ["I06"]
    assert found("code +99 9 99 99 99 99 of the parcel") == []


def test_of_two_that_overlap_the_longer_is_named() -> None:
    assert [each.code for each in found("Mr QQ 12 34 56 C came")] == ["I05"]


def test_text_in_quotation_marks_inside_a_list_comes_back_from_a_summary() -> None:
    place = classify(CONTACT)
    source = source_from(CONTACT, FIELDS.replace("MORE", 'others: ["9", mother]\nminutes: 40\n').encode())
    assert isinstance(source, Source)
    record, faults = typed(source, place)
    assert faults == []
    first = Typed(place, entry_of(place, source, record))
    again = records_in(summary_of([first]))[0]
    assert again.entry.data == first.entry.data
    assert again.entry.data.others == ("9", "mother")
