"""All entries → the files of the index, small scripts a page loads when its search box is first used.

A page opened from a disk may not fetch, so each file is a classic script that hands its values to
``site_templates/js/search.js``: ``columns`` what to filter and sort by, ``titles`` in blocks, a shard for each first
two letters of a word, and all words, to find the one that was meant where none is found.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from engager_docs.model.view import Output
from engager_docs.render.search.entry import SearchEntry

FOLDER = "assets/search"
BLOCK = 50
"""Titles in one file: each of the twenty results that are shown first may stand in another."""
FIRST = ("Case", "Staff member", "Site", "List")
"""Kinds that come first among entries found equally well."""
_LONG = 4
"""Letters of a word in which a slip is looked for."""
_EPOCH = date(2000, 1, 1).toordinal()
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Sorted(NamedTuple):
    """What an entry is filtered and sorted by, each text as in its ``SearchEntry``."""

    kind: str
    phase: str
    site: str
    people: str
    on: str


def index_outputs(entries: Iterable[SearchEntry], sites: Mapping[str, str]) -> Iterator[Output]:
    """Yield the files of the index, the same for the same entries in the same order; ``sites`` are their labels.

    Entries are taken one after the other, and of each no more is held than the index needs.
    """
    postings: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(4)]
    sorted_by: list[_Sorted] = []
    rows: list[tuple[str, str, str]] = []
    same: dict[str, str] = {}
    for number, entry in enumerate(entries):
        _post(postings, number, entry.ranked)
        texts = (entry.kind, entry.phase, entry.site, entry.people, entry.on)
        sorted_by.append(_Sorted(*(same.setdefault(text, text) for text in texts)))
        rows.append((entry.title, entry.path, entry.summary))
        if len(rows) == BLOCK:
            yield _script(f"titles-{number // BLOCK}", rows)
            rows = []
    if rows:
        yield _script(f"titles-{len(sorted_by) // BLOCK}", rows)
    yield from _words(postings, len(sorted_by), _columns(sorted_by, sites))


def _words(postings: list[dict[str, list[int]]], number: int, columns: dict[str, object]) -> Iterator[Output]:
    """Yield the columns, the shards and the list of all words."""
    shards: dict[str, list[str]] = defaultdict(list)
    every = sorted(set().union(*postings))
    for word in every:
        shards[shard_of(word)].append(word)
    yield _script("columns", {**columns, "shards": " ".join(sorted(shards)), "block": BLOCK})
    written = [_base36(each) for each in range(number + 1)]
    for name, words in sorted(shards.items()):
        yield _script(f"shard-{name}", {word: _places(postings, word, written) for word in words})
    yield _script("words", " ".join(word for word in every if len(word) >= _LONG and not word.isdigit()))


def shard_of(word: str) -> str:
    """Return the name of the file a word stands in: its first two letters, none but those every disk can write."""
    return "".join(letter if letter in _DIGITS else "_" for letter in word[:2].ljust(2, "_"))


def _script(name: str, value: object) -> Output:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=name == "columns")
    return Output(f"{FOLDER}/{name}.js", f'engagerSearch.take("{name}",{text});\n'.encode())


def _post(postings: list[dict[str, list[int]]], number: int, ranked: str) -> None:
    """Note for each word, by its rank, that an entry is found by it."""
    for found, rank in zip(postings, ranked.split("|"), strict=True):
        for word in rank.split():
            found[word].append(number)


def _places(postings: list[dict[str, list[int]]], word: str, written: list[str]) -> str:
    """Return where a word stands: the rank as a digit, then the numbers of entries as steps in base 36."""
    texts = []
    for place, found in enumerate(postings):
        if held := found.get(word):
            steps = " ".join([written[number - last] for number, last in zip(held, (0, *held), strict=False)])
            texts.append(f"{place}{steps}")
    return "|".join(texts)


def _base36(number: int) -> str:
    text = _DIGITS[number % 36]
    while number := number // 36:
        text = _DIGITS[number % 36] + text
    return text


def _columns(entries: Sequence[_Sorted], sites: Mapping[str, str]) -> dict[str, object]:
    """Return what entries are filtered and sorted by, as numbers of values that are listed once."""
    kinds = sorted({each.kind for each in entries})
    phases = sorted({each.phase for each in entries if each.phase})
    places = sorted({each.site for each in entries if each.site})
    teams = sorted({each.people for each in entries})
    numbered = [{value: number for number, value in enumerate(values)} for values in (kinds, phases, places, teams)]
    kind, phase, place, team = numbered
    people = sorted({person for each in teams for person in each.split()})
    return {
        "number": len(entries),
        "kinds": kinds, "phases": phases, "people": people, "first": [kind[each] for each in FIRST if each in kind],
        "sites": [sites.get(each, each) for each in places],
        "teams": [[people.index(person) for person in each.split()] for each in teams],
        "kind": _packed([kind[each.kind] for each in entries]),
        "phase": _packed([phase.get(each.phase, -1) for each in entries]),
        "site": _packed([place.get(each.site, -1) for each in entries]),
        "team": _packed([team[each.people] for each in entries]),
        "day": _packed([date.fromisoformat(each.on).toordinal() - _EPOCH if each.on else 0 for each in entries]),
    }  # fmt: skip


def _packed(numbers: Sequence[int]) -> str:
    """Return numbers from -1 on as one text, each in as many digits of base 36: a list of them takes longer to read."""
    texts = [_base36(number + 1) for number in numbers]
    width = max(map(len, texts), default=0)
    return "".join(text.rjust(width, "0") for text in texts)
