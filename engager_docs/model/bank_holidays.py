"""A year → the bank holidays of England and Wales in it.

One that falls on a weekend is counted on its substitute weekday alone, as the calendar of England and Wales has it.
"""

from __future__ import annotations

from datetime import date
from functools import cache

_SATURDAY = 5
_KNOWN = """
2012 0102 0406 0409 0507 0604 0605 0827 1225 1226
2013 0101 0329 0401 0506 0527 0826 1225 1226
2014 0101 0418 0421 0505 0526 0825 1225 1226
2015 0101 0403 0406 0504 0525 0831 1225 1228
2016 0101 0325 0328 0502 0530 0829 1226 1227
2017 0102 0414 0417 0501 0529 0828 1225 1226
2018 0101 0330 0402 0507 0528 0827 1225 1226
2019 0101 0419 0422 0506 0527 0826 1225 1226
2020 0101 0410 0413 0508 0525 0831 1225 1228
2021 0101 0402 0405 0503 0531 0830 1227 1228
2022 0103 0415 0418 0502 0602 0603 0829 0919 1226 1227
2023 0102 0407 0410 0501 0508 0529 0828 1225 1226
2024 0101 0329 0401 0506 0527 0826 1225 1226
2025 0101 0418 0421 0505 0526 0825 1225 1226
2026 0101 0403 0406 0504 0525 0831 1225 1228
2027 0101 0326 0329 0503 0531 0830 1227 1228
2028 0103 0414 0417 0501 0529 0828 1225 1226
2029 0101 0330 0402 0507 0528 0827 1225 1226
2030 0101 0419 0422 0506 0527 0826 1225 1226
"""
"""Year, and month and day of its bank holidays: the library that knows them takes longer to load than most checks."""


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of ``year`` in England and Wales, all of them weekdays."""
    for row in _KNOWN.split("\n"):
        if row.startswith(f"{year} "):
            return frozenset(date(year, int(day[:2]), int(day[2:])) for day in row.split()[1:])
    return by_library(year)


def by_library(year: int) -> frozenset[date]:
    """Return what the library ``holidays`` knows of a year: the table above is held to it."""
    return frozenset(day for day, _ in named_holidays(year) if day.weekday() < _SATURDAY)


@cache
def named_holidays(year: int) -> tuple[tuple[date, str], ...]:
    """Return the bank holidays of ``year`` with their names, those that fall on a weekend too."""
    import holidays  # noqa: PLC0415  (heavy, for names and for a year that the table does not hold)

    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return tuple(sorted((day, str(name)) for day, name in found.items()))
