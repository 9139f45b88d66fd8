"""A text → the postcodes and e-mail addresses in it (I07, I08).

Patterns stand as text, compiled when the first text is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engager_docs.check.identifiers.shapes import END, SPACE, START, Found

_DISTRICT = r"(?:[1-9][0-9]?|0)[A-HJKMNP-Y]?"
_POSTCODE = (
    rf"{START}(?P<area>[A-Za-z]{{1,2}})(?i:{_DISTRICT})(?P<gap>{SPACE}?)(?P<unit>[0-9](?i:[ABD-HJLNP-UW-Z]){{2}}){END}"
    rf"|{START}(?:GIR{SPACE}?0AA|(?i:ZZ99){SPACE}?[0-9](?i:[A-Z]{{2}})){END}"
)
_AREA_WORDS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
    "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N "
    "NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN "
    "TQ TR TS TW UB W WA WC WD WF WN WR WS WV XM XX YO ZE"
)
_AREAS = frozenset(_AREA_WORDS.split())
"""The letters a postcode begins with; XX and XM stand for no place on the map and are found all the same, as
are GIR 0AA and the ZZ99 that the health service writes where there is no address, whose units follow no rule."""
_NOT_UNITS = frozenset({"st", "nd", "rd", "th", "hr", "yr", "wd", "lb", "ft"})
"""What follows a figure in running text: goal "g1 2nd try"."""

_LONGEST_LOCAL = 64
_IN_LOCAL = frozenset(".%&'+_-")
_DOMAIN = r"(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_][\w-]{0,61}[^\W_]"


def postcodes(text: str) -> Iterator[Found]:
    """Yield I07 for each whole postcode; the first half alone says no more than the town."""
    for match in re.finditer(_POSTCODE, text):
        area, unit = match["area"], match["unit"]
        if area is None or (area.upper() in _AREAS and (match[0].isupper() or unit[1:].lower() not in _NOT_UNITS)):
            yield Found("I07", match.start(), match.end())


def e_mail_addresses(text: str) -> Iterator[Found]:
    """Yield I08 for each address: looked for from its @, so that a long word costs no more than a short one."""
    after = re.compile(_DOMAIN)
    at = text.find("@")
    while at >= 0:
        domain = after.match(text, at + 1)
        start = _local(text, at) if domain is not None else at
        if domain is not None and start < at:
            yield Found("I08", start, domain.end())
        at = text.find("@", at + 1)


def _local(text: str, at: int) -> int:
    """Return where the part before the @ begins; ``at`` itself where there is none."""
    start = at
    while start > max(0, at - _LONGEST_LOCAL) and (text[start - 1].isalnum() or text[start - 1] in _IN_LOCAL):
        start -= 1
    # marks of Markdown and quotation marks are no part of it
    while start < at and not text[start].isalnum():
        start += 1
    return start
