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

from engager_docs.model.view import Output
from engager_docs.render.search.entry import SearchEntry

FOLDER = "assets/search"
BLOCK = 200
"""Titles in one file: a page of results needs a few of them."""
FIRST = ("Case", "Staff member", "Site", "List")
"""Kinds that come first among entries found equally well."""
_LONG = 4
"""Letters of a word in which a slip is looked for."""
_EPOCH = date(2000, 1, 1).toordinal()
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def index_outputs(entries: Iterable[SearchEntry], sites: Mapping[str, str]) -> Iterator[Output]:
    """Yield the files of the index, the same for the same entries in the same order; ``sites`` are their labels."""
    listed = tuple(entries)
    postings = _postings(listed)
    shards: dict[str, list[str]] = defaultdict(list)
    for word in sorted(postings):
        shards[shard_of(word)].append(word)
    yield _script("columns", {**_columns(listed, sites), "shards": " ".join(sorted(shards)), "block": BLOCK})
    for start in range(0, len(listed), BLOCK):
        rows = [(each.title, each.path, each.summary) for each in listed[start : start + BLOCK]]
        yield _script(f"titles-{start // BLOCK}", rows)
    for name, words in sorted(shards.items()):
        yield _script(f"shard-{name}", {word: postings[word] for word in words})
    yield _script("words", " ".join(word for word in sorted(postings) if len(word) >= _LONG and not word.isdigit()))


def shard_of(word: str) -> str:
    """Return the name of the file a word stands in: its first two letters, none but those every disk can write."""
    return "".join(letter if letter in _DIGITS else "_" for letter in word[:2].ljust(2, "_"))


def _script(name: str, value: object) -> Output:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=name == "columns")
    return Output(f"{FOLDER}/{name}.js", f'engagerSearch.take("{name}",{text});\n'.encode())


def _postings(entries: Sequence[SearchEntry]) -> dict[str, str]:
    """Return where each word stands: the rank as a digit, then the numbers of entries as steps in base 36."""
    found: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(4)]
    for number, entry in enumerate(entries):
        for numbers, rank in zip(found, entry.ranked.split("|"), strict=True):
            for word in rank.split():
                numbers[word].append(number)
    written = [_base36(number) for number in range(len(entries) + 1)]
    texts: dict[str, str] = {}
    for place, numbers in enumerate(found):
        for word, held in numbers.items():
            steps = " ".join([written[number - last] for number, last in zip(held, (0, *held), strict=False)])
            own = f"{place}{steps}"
            texts[word] = f"{texts[word]}|{own}" if word in texts else own
    return texts


def _base36(number: int) -> str:
    text = _DIGITS[number % 36]
    while number := number // 36:
        text = _DIGITS[number % 36] + text
    return text


def _columns(entries: Sequence[SearchEntry], sites: Mapping[str, str]) -> dict[str, object]:
    """Return what entries are filtered and sorted by, as numbers of values that are listed once."""
    kinds = sorted({each.kind for each in entries})
    phases = sorted({each.phase for each in entries if each.phase})
    places = sorted({each.site for each in entries if each.site})
    teams = sorted({each.people for each in entries})
    numbered = [{value: number for number, value in enumerate(values)} for values in (kinds, phases, places, teams)]
    kind, phase, place, team = numbered
    people = sorted({person for each in teams for person in each.split()})
    return {
        "kinds": kinds, "phases": phases, "people": people, "first": [kind[each] for each in FIRST if each in kind],
        "sites": [sites.get(each, each) for each in places],
        "teams": [[people.index(person) for person in each.split()] for each in teams],
        "kind": [kind[each.kind] for each in entries],
        "phase": [phase.get(each.phase, -1) for each in entries],
        "site": [place.get(each.site, -1) for each in entries],
        "team": [team[each.people] for each in entries],
        "day": [date.fromisoformat(each.on).toordinal() - _EPOCH if each.on else 0 for each in entries],
    }  # fmt: skip
