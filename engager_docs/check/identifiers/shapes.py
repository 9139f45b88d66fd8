"""Characters → the gaps people leave inside a number, its edges, and whether a text is worth looking through.

Every pattern here takes time in step with the length of the text, whatever the text is: what repeats is bounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# the spaces and dashes that word processors put for the ones on the keyboard
_SPACES = " \t\u00a0\u2009\u202f"
DASHES = "\\-\u2010-\u2015\u2212"
# a line end, with the indentation, quotation or comment mark that the next line begins with
_WRAP = r"[ \t]{0,3}\n[ \t>#]{0,40}"
SPACE = f"(?:[{_SPACES}]{{1,3}}|{_WRAP})"
ON_ONE_LINE = f"(?:[{_SPACES}]?[{DASHES}.][{_SPACES}]?|[{_SPACES}]{{1,3}})"
GAP = f"(?:{ON_ONE_LINE}|{_WRAP})"
START = r"(?<![^\W_])"
"""Not inside a word; an underscore is no letter here, since Markdown sets words in italics with it."""
END = r"(?![^\W_])"


class Found(NamedTuple):
    """One identifier: its code, and where it begins and ends in the text."""

    code: str
    start: int
    end: int


# looked for as they stand: much quicker than by a pattern
_WORDS = ("@", "born", "Born", "BORN", "irth", "IRTH", "dob", "Dob", "DOB", "d.o.b", "D.O.B", "D.o.b")
_OUTLINE = re.compile(
    rf"""
    [0-9DMS](?:
        (?<=[0-9])(?:
            (?<![0-9][0-9])(?:[\s()>\#.{DASHES}]{{0,44}}[0-9]){{9}}   # ten digits: NHS, telephone, police
          | [0-9]/[0-9]{{4}}[0-9]{{0,3}}[ ]?[A-Za-z]            # police, the serial number not filled up
          | (?<=[A-Za-z][0-9])(?:[0-9]{{3}}[A-Za-z]{{2}}{END}|[0-9]{{5}})   # prison, probation
          | [0-9](?:[{_SPACES}{DASHES}.]{{0,3}}[0-9]{{2}}){{2}}[{_SPACES}{DASHES}.]{{0,3}}[A-Da-d]{END}   # insurance
          | (?<=[\s0-9A-Za-z][0-9])(?!st|nd|rd|th)[A-Za-z]{{2}}{END}   # the last half of a postcode
        )
      | (?<=[DMS])(?:rs?|s|x|iss|ir|RS?|ISS)\.?\s
    )
    """,
    re.VERBOSE,
)


def worth_reading(text: str) -> bool:
    """Return whether anything in a text has the outline of an identifier; quick, since most texts have nothing."""
    for word in _WORDS:  # no generator: it would take longer than the search
        if word in text:
            return True
    return _OUTLINE.search(text) is not None


def digits_of(text: str) -> str:
    """Return the digits of a text, without what stands between them."""
    return "".join(each for each in text if "0" <= each <= "9")
