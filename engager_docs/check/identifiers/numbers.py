"""A text → the numbers that health, prison, probation, police and benefits know a person by (I01–I05).

Shape and check digit decide; numbers reserved for tests are found like real ones (rules.md 6, reading 21).
Patterns stand as text, compiled when the first text is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engager_docs.check.identifiers.shapes import DASHES, END, GAP, ON_ONE_LINE, START, Found, digits_of

# three, three and four as printed on a letter, or all in one; a decimal point before it makes it an amount
_NHS = rf"(?:{START}(?<![0-9]\.)|(?<=[Nn][Hh][Ss]))(?:[0-9]{{10}}|[0-9]{{3}}{GAP}[0-9]{{3}}{GAP}[0-9]{{4}}){END}"
# ten digits in any other grouping, when nothing but those ten stands there
_TEN_DIGITS = (
    rf"{START}(?<![0-9][{DASHES}./:,])(?<![0-9] )(?<![A-Z]-)[0-9](?:{ON_ONE_LINE}?[0-9]){{9}}{END}"
    rf"(?!{ON_ONE_LINE}[0-9])(?![:/,][0-9])"
)
_DAY = (
    rf"(?<![0-9])(?:(?:19|20)[0-9]{{2}}[{DASHES}.][01][0-9]|[0-3]?[0-9][{DASHES}.][01]?[0-9][{DASHES}.](?:19|20)[0-9]{{2}})"
    rf"(?![0-9])"
)
_PRISON = rf"{START}[A-Za-z][0-9]{{4}}[A-Za-z]{{2}}{END}"
_PROBATION = rf"{START}[A-Za-z][0-9]{{6}}{END}"
_POLICE = (
    rf"{START}(?<![0-9]/)(?:(?:19|20)?(?P<year>[0-9]{{2}})/(?P<serial>[0-9]{{4,7}})"
    rf"|(?:19|20)(?P<year_of_all>[0-9]{{2}})(?P<serial_of_all>[0-9]{{7}})) ?(?P<letter>[A-Za-z]){END}"
)
_POLICE_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_PREFIX = "(?!BG|GB|KN|NK|NT|TN|ZZ)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)"
"""Never given out: D F I Q U V, O in second place, and seven pairs. QQ is the example on official pages."""
_PAIRS = rf"(?:{ON_ONE_LINE}?[0-9]{{2}}){{3}}{ON_ONE_LINE}?"
# in small letters only when written in one: "on 12 10 16 a" is no number
_INSURANCE = rf"{START}(?:{_PREFIX}{_PAIRS}[A-D]|(?i:{_PREFIX}[0-9]{{6}}[A-D])){END}"


def nhs_numbers(text: str) -> Iterator[Found]:
    """Yield I01 for each ten digits with the NHS number's check digit (modulus 11)."""
    for match in re.finditer(_NHS, text):
        if valid_nhs(digits_of(match[0])):
            yield Found("I01", match.start(), match.end())
    for match in re.finditer(_TEN_DIGITS, text):
        if not re.search(_DAY, match[0]) and not _scores(match[0]) and valid_nhs(digits_of(match[0])):
            yield Found("I01", match.start(), match.end())


def valid_nhs(digits: str) -> bool:
    """Return whether ten digits end in their check digit."""
    # loaded for the rare text that holds ten digits: the library brings a network's and a manual's modules along
    from stdnum.gb import nhs  # noqa: PLC0415

    return nhs.is_valid(digits)


def _scores(text: str) -> bool:
    """Return whether ten digits read as a list: five of two digits, or ten answers of a scale from 0 to 4."""
    groups = re.findall(r"[0-9]+", text)
    return {len(group) for group in groups} == {2} or (len(groups) == 10 and max(groups) <= "4")


def prison_numbers(text: str) -> Iterator[Found]:
    """Yield I02 for each letter, four digits and two letters."""
    for match in re.finditer(_PRISON, text):
        yield Found("I02", match.start(), match.end())


def probation_numbers(text: str) -> Iterator[Found]:
    """Yield I03 for each letter with six digits."""
    for match in re.finditer(_PROBATION, text):
        yield Found("I03", match.start(), match.end())


def police_numbers(text: str) -> Iterator[Found]:
    """Yield I04 for each year and serial number with its check letter (modulus 23)."""
    for match in re.finditer(_POLICE, text):
        year = match["year"] or match["year_of_all"]
        serial = match["serial"] or match["serial_of_all"]
        if police_letter(year, serial) == match["letter"].upper():
            yield Found("I04", match.start(), match.end())


def police_letter(year: str, serial: str) -> str:
    """Return the check letter of a year of two digits and a serial number, filled up to seven."""
    return _POLICE_LETTERS[int(year + serial.zfill(7)) % len(_POLICE_LETTERS)]


def insurance_numbers(text: str) -> Iterator[Found]:
    """Yield I05 for each prefix that is given out, six digits and a letter from A to D."""
    for match in re.finditer(_INSURANCE, text):
        yield Found("I05", match.start(), match.end())
