"""Identifiers in any spelling → found at their place and never told; everything else → nothing (rules I01 to I10)."""

from __future__ import annotations

import re
import time
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from engager_docs.build import examine
from engager_docs.check.identifiers.findings import identifiers
from engager_docs.model.asked import Asked
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.rules import RULE_TITLES
from engager_docs.model.source import Mapping, Source
from tests.hostile.reading import reports
from tests.repositories import CASE, TODAY, base, faults, whole, write

ROOT = Path(__file__).parents[2]
CONTACT = f"{CASE}/contacts/2016-06-21.md"
FIELDS = "---\ndate: 2016-06-21\nplace: prison\nmode: in_person\noutcome: attended\nstaff: [PRA-NW-01]\n---\n"
KINDS = {
    "I01": "999 123 4519",
    "I02": "A1234AA",
    "I03": "X000000",
    "I04": "2000/0000000Z",
    "I05": "QQ 12 34 56 C",
    "I06": "01632 960123",
    "I07": "ZZ99 3VZ",
    "I08": "first.last@example.org",
    "I09": "DOB 01/01/1900",
    "I10": "Mr Example",
}
GAPS = st.sampled_from(["", "", " ", "  ", "-", "–", " - ", ".", "\u00a0", "\u202f", "\u2011"])


def found(text: str, allowed: tuple[str, ...] = ()) -> list[Diagnostic]:
    return list(identifiers(Source(CONTACT, text, Mapping((), 1, 1, 1, 1)), allowed, {}))


def places(text: str) -> list[tuple[str, str]]:
    """The code of each finding with what stands at its place."""
    lines = text.split("\n")
    told = []
    for each in found(text):
        span = each.span
        inside = lines[span.line - 1 : span.end_line]
        inside[-1] = inside[-1][: span.end_column - 1]
        inside[0] = inside[0][span.column - 1 :]
        told.append((each.code, "\n".join(inside)))
    return told


@st.composite
def nhs_digits(draw: st.DrawFn) -> str:
    """A valid number of the range kept free for tests."""
    nine = "999" + draw(st.text("0123456789", min_size=6, max_size=6))
    check = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    assume(check < 10)
    return f"{nine}{check}"


@st.composite
def spaced(draw: st.DrawFn, digits: str) -> str:
    """Ten digits in any spacing but the two that read as lists of scores, and those that hold a day."""
    text = digits[0] + "".join(draw(GAPS) + digit for digit in digits[1:])
    groups = re.split(r"\D+", text)
    assume({len(group) for group in groups} != {2})
    assume(not re.search(r"(?<!\d)(19|20)\d\d(?!\d)|(?<!\d)(19|20)\d\d\W", text))
    return text


BEFORE = st.sampled_from(["", "NHS number ", "on the ward, ", "no. ", "**", "_", '"', "(", "é ", "| "])
AFTER = st.sampled_from(["", ".", ", and then", "**", "_", '"', ")", " or so", " |", "; 3 of 4"])


@settings(deadline=None, max_examples=300)
@given(data=st.data(), before=BEFORE, after=AFTER, above=st.integers(0, 5))
def test_every_valid_nhs_number_is_found_at_its_place(data: st.DataObject, before: str, after: str, above: int) -> None:
    number = data.draw(nhs_digits().flatmap(spaced))
    text = "a line without any\n" * above + before + number + after + "\nthe end"
    (told,) = found(text)
    start = len(before) + 1
    assert told.code == "I01"
    assert told.span == (CONTACT, above + 1, start, above + 1, start + len(number))


@settings(deadline=None, max_examples=300)
@given(data=st.data(), before=BEFORE, after=AFTER, off=st.integers(1, 9))
def test_no_number_with_a_wrong_check_digit_is(data: st.DataObject, before: str, after: str, off: int) -> None:
    digits = data.draw(nhs_digits())
    wrong = digits[:9] + str((int(digits[9]) + off) % 10)
    assert found(before + data.draw(spaced(wrong)) + after) == []


@pytest.mark.parametrize("gap", ["\n", "\n    ", "\n> ", "\n  # "])
def test_a_number_broken_at_a_line_end_is_found(gap: str) -> None:
    assert places(f"rang about 999{gap}123 4519.") == [("I01", f"999{gap}123 4519")]
    assert places(f"rang 01632{gap}960123.") == [("I06", f"01632{gap}960123")]
    assert places(f"rang Mr{gap}Example.") == [("I10", f"Mr{gap}Example")]


@settings(deadline=None)
@given(
    year=st.integers(1950, 2026),
    serial=st.integers(0, 9_999_999),
    long=st.booleans(),
    short=st.booleans(),
    low=st.booleans(),
)
def test_a_police_number_is_found_with_its_own_letter_alone(
    year: int, serial: int, long: bool, short: bool, low: bool
) -> None:
    letters = "ZABCDEFGHJKLMNPQRTUVWXY"
    own = letters[(year % 100 * 10**7 + serial) % 23]
    written = f"{year if long else f'{year % 100:02}'}/{f'{serial:04}' if short else f'{serial:07}'}"
    for letter in letters + "IOS":
        number = written + (letter.lower() if low else letter)
        assert places(f"the request {number}.") == ([("I04", number)] if letter == own else [])


FREE = ("01632 960", "07700 900", "020 7946 0", "0113 496 0", "029 2018 0", "028 9649 6", "08081 570", "03069 990")


@settings(deadline=None)
@given(area=st.sampled_from(FREE), last=st.integers(0, 999), gap=GAPS, home=st.booleans())
def test_every_number_kept_free_for_plays_is_found(area: str, last: int, gap: str, home: bool) -> None:
    number = f"{area}{last:03}" if home else f"+44 {area[1:]}{last:03}"
    number = number.replace(" ", gap)
    assert places(f"rang {number}, no answer") == [("I06", number)]


PLAIN = st.one_of(
    st.from_regex(r"[A-Z]{2,4}-[0-9]{3,5}", fullmatch=True),
    st.from_regex(r"(PRA|SUP|LIN|MBX|RES|PEER)-[A-Z]{2,4}-[0-9]{2}", fullmatch=True),
    st.from_regex(r"[GA][0-9]{1,5}", fullmatch=True),
    st.from_regex(r"[a-z]{3,9}-[0-9]{1,3}", fullmatch=True),
    st.sampled_from(sorted(RULE_TITLES)),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)).flatmap(
        lambda day: st.sampled_from(
            [f"{day:%Y-%m-%d}", f"{day:%Y-W%V}", f"{day:%d/%m/%Y}", f"{day:%d %B %Y}", f"{day:%Y-%m}"]
        )
    ),
    st.times().map(lambda each: f"{clock.isoformat(each, 'minutes')}"),
    st.integers(0, 99_999_999).map(lambda pence: f"£{pence // 100:,}.{pence % 100:02}"),
    st.integers(0, 400).map(lambda tenths: f"{tenths / 10}"),
    st.tuples(st.integers(0, 27), st.sampled_from([27, 40, 21])).map(lambda score: f"{score[0]}/{score[1]}"),
    st.sampled_from(
        ["1st", "2nd", "3rd", "4th", "m1", "m12", "116 123", "999", "CORE-10", "PHQ-9", "SW", "NW1", "§13"]
    ),
)
WORDS = st.sampled_from(
    [
        "met",
        "at",
        "the",
        "gate",
        "and",
        "went",
        "to",
        "court;",
        "then",
        "score",
        "was",
        "week",
        "rule",
        "seen",
        "by",
        "plan",
        "with",
        "dose",
        "of",
        "next",
        "(on)",
        "“for”",
        "ward's",
    ]
)


@settings(deadline=None, max_examples=400)
@given(text=st.lists(st.one_of(st.tuples(WORDS, PLAIN), st.tuples(WORDS, WORDS)), max_size=30))
@example([("on", "26/01/2016"), ("at", "10:30")])
def test_ordinary_prose_and_the_ids_of_the_format_hold_nothing(text: list[tuple[str, str]]) -> None:
    assert places(" ".join(" ".join(pair) for pair in text)) == []


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Nd"), exclude_characters="@"), max_size=300))
def test_text_without_figures_and_signs_holds_no_number(text: str) -> None:
    assert [code for code, _ in places(text) if code != "I10"] == []


@pytest.mark.parametrize(("code", "written"), KINDS.items())
@pytest.mark.parametrize(
    ("path", "content"),
    [
        (CONTACT, FIELDS + "\nSaid {} then.\n"),
        (CONTACT, FIELDS.replace("place:", "# {}\nplace:")),
        (CONTACT, FIELDS.replace("date:", "others: ['{}']\ndate:")),
        (CONTACT, FIELDS.replace("prison", "'{}'") + "\n{}\n"),
        (CONTACT, FIELDS.replace("prison", ">-\n  the place\n  {}")),
        (CONTACT, "---\n- {}\n---\n"),
        ("cases/NW/site.yaml", "label: North West {}\nopened_on: 2016-01-04\n"),
        ("cases/NW/staff/PRA-NW-02.yaml", base()["cases/NW/staff/PRA-NW-02.yaml"] + "\n# {}\n"),
        ("cases/NW/team-meetings/2016-06-20.md", "---\ndate: 2016-06-20\nchair: SUP-NW-01\n---\n{}\n"),
        ("cases/service.yaml", base()["cases/service.yaml"] + "contact_line: '{}'\n"),
    ],
)
def test_what_was_found_is_told_nowhere(code: str, written: str, path: str, content: str, tmp_path: Path) -> None:
    text = content.replace("{}", written)
    diagnostics = examine(write(tmp_path, {**base(), path: text}), Asked(TODAY)).diagnostics
    private = [each for each in diagnostics if each.severity == "privacy"]
    assert [each.code for each in private] == [code] * content.count("{}")
    assert {(each.found, each.excerpt, each.field) for each in private} == {("", "", "")}
    for told in reports(diagnostics):
        assert written not in told and written.split(maxsplit=1)[-1] not in told


@pytest.mark.parametrize("written", KINDS.values(), ids=KINDS)
def test_what_the_service_allows_may_stand_however_it_is_written(written: str, tmp_path: Path) -> None:
    other = written.replace(" ", "-").upper()
    service = base()["cases/service.yaml"] + f"allowed_identifiers:\n  - text: {other}\n    why: an example\n"
    files = {**base(), "cases/service.yaml": service, CONTACT: f"{FIELDS}\n{written}\n"}
    assert faults(write(tmp_path, files)) == ()
    wrong = {**files, "cases/service.yaml": service + "colour: blue\n"}
    assert {each.code for each in faults(write(tmp_path, wrong))} == {"E030"}


def test_what_is_allowed_says_why(tmp_path: Path) -> None:
    service = base()["cases/service.yaml"] + "allowed_identifiers:\n  - text: 116 123\n"
    assert [each.code for each in faults(write(tmp_path, {**base(), "cases/service.yaml": service}))] == ["E032"]


@pytest.mark.parametrize(
    ("own", "severity"), [("", "privacy"), ("info", "info"), ("error", "error"), ("sever", "privacy")]
)
def test_a_kind_counts_for_what_the_service_says(own: str, severity: str, tmp_path: Path) -> None:
    service = base()["cases/service.yaml"] + (f"severity:\n  I06: {own}\n" if own else "")
    files = {**base(), "cases/service.yaml": service, CONTACT: f"{FIELDS}\n{KINDS['I06']} A1234AA\n"}
    told = {each.code: each.severity for each in faults(write(tmp_path, files)) if each.code[0] == "I"}
    assert told == {"I06": severity, "I02": "privacy"}


def test_of_two_in_one_place_the_longer_is_told() -> None:
    assert places("see 01632960123@example.org") == [("I08", "01632960123@example.org")]
    assert places("DOB 01/01/1900, A1234AA@example.org") == [
        ("I09", "DOB 01/01/1900"),
        ("I08", "A1234AA@example.org"),
    ]


def test_a_hundred_of_one_file_are_told_and_that_there_are_more(tmp_path: Path) -> None:
    files = {**base(), CONTACT: FIELDS + "\nA1234AA" * 101 + "\n"}
    told = faults(write(tmp_path, files))
    assert [each.code for each in told].count("I02") == 100
    assert [each.code for each in told if each.code[0] == "E"] == ["E039"]


def test_the_demonstration_holds_none() -> None:
    diagnostics = examine(ROOT, Asked(TODAY)).diagnostics
    assert [each.span for each in diagnostics if each.code[0] == "I"] == []


def test_the_file_that_is_there_for_them_is_not_read(tmp_path: Path) -> None:
    identity = f"nhs_number: {KINDS['I01']}\nprison_number: A1234AA\n"
    told = faults(write(tmp_path, {**whole(), f"{CASE}/identity.yaml": identity}))
    assert [each.code for each in told if each.code[0] == "I"] == []


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "0 ",
        "01",
        "0(",
        "-",
        "@",
        "a.",
        "a.@",
        "+1 ",
        "01632 96012 ",
        "A1",
        "Mr A. ",
        "born on ",
        "M1 1",
        "2016/",
        " ",
        "\n",
    ],
)
def test_looking_through_takes_time_in_step_with_the_length(piece: str) -> None:
    def taken(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        found(f"born {text}")
        return time.process_time() - begun

    taken(1_000)
    assert min(taken(100_000) for _ in range(2)) < 8 * min(taken(25_000) for _ in range(3)) + 0.1


def test_a_number_is_found_at_the_head_of_more_digits_than_any_has() -> None:
    assert "I06" in {each.code for each in found("ring +44 7700 900123 4567890 today")}
