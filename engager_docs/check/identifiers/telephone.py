"""A text → the telephone numbers in it, of the United Kingdom or with a country's code (I06).

Patterns stand as text, compiled when the first text is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engager_docs.check.identifiers.shapes import DASHES, SPACE, Found, digits_of

_BETWEEN = rf"(?:[ \t\u00a0\u2009\u202f(){DASHES}.]{{1,3}}|{SPACE})"
# the first digits that a number can begin with: everything else need not be looked at any further
_BEGINNING = (
    rf"(?<![^\W_])(?<![0-9][{DASHES}.:])"
    r"(?:[(]?[+][( ]?[1-9]|[(]?00[ ]?[1-9]|[(]?0[\s().-]{0,3}[1-35789])(?=[0-9 ()\t.\n-])"
)
_NUMBER = rf"[(+]{{0,2}}[ ]?[0-9]{{1,16}}+(?![0-9])(?:{_BETWEEN}[0-9]{{1,16}}+(?![0-9])){{0,14}}"
_DAY = rf"[0-3]?[0-9][{DASHES}.][01]?[0-9][{DASHES}.](?:19|20)?[0-9]{{2}}(?![0-9])"
# the numbers kept free for plays and films, which no plan of numbers holds to be in use (Ofcom): each with a
# thousand after it
_FREE = (
    "1134960 1144960 1154960 1164960 1174960 1184960 1214960 1314960 1414960 1514960 1614960 1632960 1914980 "
    "2079460 2896496 2920180 3069990 7700900 8081570 9098790"
)
_RESERVED = frozenset(_FREE.split())
_UNITED_KINGDOM = 44
_AT_HOME = "[1-35789][0-9]{8,9}"
_ABROAD = "[1-9][0-9]{9,14}"
_MOST_ASKED = 2000
"""The numbers of one text that are looked up in the plan; in a text with more, the shape alone decides."""


def telephone_numbers(text: str) -> Iterator[Found]:
    """Yield I06 for each telephone number; numbers of three to eight digits, 999 and 116 123 among them, are free."""
    number, day = re.compile(_NUMBER), re.compile(_DAY)
    asked = 0
    done = 0
    for beginning in re.finditer(_BEGINNING, text):
        start = beginning.start()
        whole = number.match(text, start) if start >= done else None
        if whole is None or day.match(text, start):
            continue
        for length in _lengths(whole[0]):
            country, rest = _parts(whole[0][:length])
            asked += bool(rest)
            if rest and (asked > _MOST_ASKED or valid(country, rest)):
                done = start + length
                yield Found("I06", start, done)
                break


def _lengths(text: str) -> list[int]:
    """Return how far a number may reach, the furthest first: to the end of any group of digits, 10 to 16 in all."""
    ends: list[int] = []
    digits = 0
    for group in re.finditer("[0-9]+", text):
        digits += len(group[0])
        if digits > 16:
            break
        if digits >= 10:
            ends.append(group.end())
    return ends[::-1]


def _parts(written: str) -> tuple[int, str]:
    """Return the country's code (0 where it stands first in the number) and the number; empty if it has no shape."""
    digits = digits_of(written)
    if "+" in written[:3] or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith(str(_UNITED_KINGDOM)):
            return 0, digits if re.fullmatch(_ABROAD, digits) else ""
        # some write +44 (0)1632: the nought is for those who call from inside
        digits = digits[2:].removeprefix("0")
    else:
        digits = digits[1:] if digits.startswith("0") else ""
    return _UNITED_KINGDOM, digits if re.fullmatch(_AT_HOME, digits) else ""


def valid(country: int, number: str) -> bool:
    """Return whether the plan of numbers has a number, or Ofcom keeps it free; ``country`` 0: its code stands first."""
    # loaded for the rare text that holds a number of this shape
    import phonenumbers  # noqa: PLC0415

    if country:
        reserved = country == _UNITED_KINGDOM and len(number) == 10 and number[:7] in _RESERVED
        return reserved or phonenumbers.is_valid_number(phonenumbers.PhoneNumber(country, int(number)))
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{number}"))
    except phonenumbers.NumberParseException:
        return False
