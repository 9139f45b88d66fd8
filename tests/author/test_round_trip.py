"""What is written reads back as the same record: every record there is, and any record there could be."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engager_docs.author.fields import Field, Group, Holds, Many, One, Table, fields_of
from engager_docs.author.held import held
from engager_docs.author.scalar import Unwritable, scalar
from engager_docs.author.text import Draft, Held, form, record
from engager_docs.check.schema import plain, record_of, typed
from engager_docs.model.place import Place
from engager_docs.model.records.registry import KINDS, RecordKind
from engager_docs.model.source import Source
from engager_docs.read.repository import listing, load, source_from
from tests.model.minimal import MINIMAL

ROOT = Path(__file__).parents[2]


def source(root: Path, place: Place) -> Source:
    found = load(root, place.file)
    assert isinstance(found, Source)
    return found


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/whole"], ids=["demonstration", "every field"])
def test_every_record_read_and_written_is_the_same_record(root: Path) -> None:
    places = listing(root).records
    assert len(places) > 30
    for place in places:
        before = source(root, place)
        text = record(place.kind, held(before.node), before.body)
        after = source_from(place.file, text.encode())
        assert isinstance(after, Source), (after, text)
        assert (typed(after, place), after.body) == (typed(before, place), before.body), place.file
        assert typed(after, place)[0] is not None


READABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp", "Co"], include_characters="\n\t"),
    max_size=140,
)


def is_held(text: str) -> bool:
    try:
        scalar(text)
    except Unwritable:
        return False
    return True


WORDS = READABLE.filter(is_held)


def one(holds: One) -> st.SearchStrategy[str]:
    """Values as somebody would write them; ids are those of the schema's own example."""
    if holds.choices:
        return st.sampled_from(holds.choices)
    if holds.words:
        return WORDS
    days = st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(date.isoformat)
    written: dict[str, st.SearchStrategy[str]] = {
        "YYYY-MM-DD": days,
        "YYYY-MM-DD or YYYY-MM": days | days.map(lambda day: day[:7]),
        "HH:MM": st.times().map(lambda clock: time.strftime(clock, "%H:%M")),
        "a whole number": st.integers(-1000, 1000).map(str),
        "a number": st.decimals(-1000, 1000, places=2).map(str),
        "true | false": st.sampled_from(["true", "false"]),
        "a code": WORDS,
    }
    return written[holds.form] if holds.form in written else st.just(holds.form.removeprefix("such as "))


def value(field: Field) -> st.SearchStrategy[Held]:
    ways = [way(each) for each in (field.holds, field.other) if each is not None]
    return st.one_of(ways)


def way(holds: Holds) -> st.SearchStrategy[Held]:
    if isinstance(holds, One):
        return one(holds)
    if isinstance(holds, Table):
        return st.dictionaries(WORDS, one(holds.of), max_size=3).map(dict)
    if isinstance(holds, Many):
        inner: st.SearchStrategy[Any] = one(holds.of) if isinstance(holds.of, One) else group(holds.of.fields)
        return st.lists(inner, max_size=3)
    assert isinstance(holds, Group)
    return group(holds.fields)


def group(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Held]]:
    needed = {field.key: st.deferred(lambda field=field: value(field)) for field in fields if field.required}  # type: ignore[misc]
    other = {field.key: st.deferred(lambda field=field: value(field)) for field in fields if not field.required}  # type: ignore[misc]
    return st.fixed_dictionaries(needed, optional=other)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_record_of_any_kind_survives_being_written_and_read(kind: RecordKind, data: st.DataObject) -> None:
    values = data.draw(group(fields_of(kind.model)))
    body = data.draw(WORDS) if kind.form == "markdown" else ""
    whole: Held = [values] if kind.many else values
    file = MINIMAL[kind.name][0]
    alone = source_from(file, record(kind, whole, body).encode())
    among_blanks = source_from(file, form(Draft(kind, values, body=body)).encode())
    assert isinstance(alone, Source) and isinstance(among_blanks, Source), (alone, among_blanks)
    assert (held(alone.node), alone.body, among_blanks.body) == (whole, body, body)
    assert record_of(plain(among_blanks.node, []), kind) == record_of(plain(alone.node, []), kind)


@pytest.mark.parametrize("sign", ["\u202e", "\x07", "\u2028", "\ud800", "\r"])
def test_what_no_record_may_hold_is_never_written(sign: str) -> None:
    with pytest.raises(Unwritable):
        scalar(f"a{sign}b")


@given(WORDS)
@settings(max_examples=500, deadline=None)
def test_any_text_reads_back_letter_for_letter(text: str) -> None:
    lines = scalar(text, 2)
    file = "".join(f"{line}\n" for line in (f"reason: {lines[0]}", *lines[1:], "next: x"))
    found = source_from("cases/NW/site.yaml", file.encode())
    assert isinstance(found, Source), (found, file)
    assert held(found.node) == ({"reason": text, "next": "x"})
