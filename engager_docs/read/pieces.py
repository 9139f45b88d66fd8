"""A path → the piece of the records that changes as one: a case's folder, or a file outside the cases."""

from __future__ import annotations

import re

_CASE = re.compile(r"(cases/[^/]+/participants/[^/]+)/")


def is_case(name: str) -> bool:
    """Return whether a piece of this name is a case's folder."""
    return _CASE.fullmatch(f"{name}/") is not None


def piece_of(file: str) -> str:
    """Return the name of the piece a file belongs to."""
    inside = _CASE.match(file)
    return inside[1] if inside is not None else file
