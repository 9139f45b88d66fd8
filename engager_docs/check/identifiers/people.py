"""A text → the dates of birth and the names after a title in it (I09, I10).

Patterns stand as text, compiled when the first text is worth reading: a check of most files needs none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engager_docs.check.identifiers.shapes import DASHES, END, SPACE, START, Found

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = "(?:19|20)[0-9]{2}"
_NUMBERED_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_NUMBERED_MONTH = "(?:0?[1-9]|1[0-2])"
_POINT = rf" ?[{DASHES}/. ] ?"
_DAY_OF_MONTH = rf"{_NUMBERED_DAY}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_YEAR}{_POINT}{_NUMBERED_MONTH}(?:{_POINT}{_NUMBERED_DAY})?"
    rf"|{_NUMBERED_DAY}{_POINT}{_NUMBERED_MONTH}{_POINT}(?:{_YEAR}|[0-9]{{2}})"
    rf"|{_NUMBERED_MONTH}{_POINT}{_YEAR}"
    rf"|[0-3][0-9][01][0-9](?:19|20)?[0-9]{{2}}"
    rf"|(?:the{SPACE})?{_DAY_OF_MONTH}[ {DASHES}]{{0,3}}(?:of{SPACE})?{_MONTH}\.?"
    rf"(?:,?[ {DASHES}]{{0,3}}(?:{_YEAR}|'?[0-9]{{2}}))?"
    rf"|{_MONTH}\.?{SPACE}{_DAY_OF_MONTH}(?:,?{SPACE}{_YEAR})?)"
)
_BETWEEN = rf"[\s:=,|*_\"'(){DASHES}]"
_BORN = rf"(?:d\.?o\.?b\.?|date(?:_|{SPACE})of(?:_|{SPACE})birth|birth(?:_|{SPACE})?date|born)"
_BIRTH = (
    rf"(?i){START}{_BORN}{END}{_BETWEEN}{{0,44}}(?:(?:is|was|on|as|given|recorded|stated){END}{_BETWEEN}{{1,44}}){{0,3}}"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?{SPACE})?{_DATE}{END}"
)

_TITLE = r"(?:M(?:r|rs|s|iss|x)|Dr|Sir|MRS?|DR|MISS)"
# initials, then the word; a hyphen and a figure after it make it an id
_NAMED = (
    rf"{START}{_TITLE}(?P<gap>\.?{SPACE}(?:[A-Z]\.?{SPACE}){{0,3}})(?!{_TITLE}{END})"
    rf"(?P<word>[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))++)(?:-[^\W\d_]++)*+(?!-?[0-9])"
)
_NO_NAME_WORDS = (
    "appointment appointments surgery letter letters visit visits note notes review reviews report reports call "
    "calls contact contacts session sessions meeting meetings prescription january february march april may june "
    "july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "christmas easter or and madam sir"
)
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())
_BEGINNING_WORDS = (
    "a after all also an and as asked at before but by for from goal had he her his how i if in it its next no "
    "not nothing on our plan prn she so some that the their then there they this to today together tomorrow under "
    "was we what when where who will with yes you your"
)
_BEGINNINGS = frozenset(_BEGINNING_WORDS.split())
"""What a new sentence begins with: "asked the Dr. He said" holds no name."""


def dates_of_birth(text: str) -> Iterator[Found]:
    """Yield I09 for each phrase that says somebody was born and then a date."""
    for match in re.finditer(_BIRTH, text):
        yield Found("I09", match.start(), match.end())


def names_after_titles(text: str) -> Iterator[Found]:
    """Yield I10 for each title with a name after it; a lone initial is not a name."""
    for match in re.finditer(_NAMED, text):
        if match["word"][0].isupper() and not _is_word(match["gap"], re.split("['’]", match["word"])[0].lower()):
            yield Found("I10", match.start(), match.end())


def _is_word(gap: str, word: str) -> bool:
    """Return whether what follows a title is a word of the language rather than a name."""
    return word in _NO_NAMES or (word in _BEGINNINGS and ("." in gap or "\n" in gap))
