"""Edits, sign-offs → the records changed after the days around them were signed off (issue: trust).

A correction is no fault where the record says so itself: an amendment added with it, or, for a record typed late,
the day it was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from engager_docs.model.history import Edit, LateChange, SignOff
from engager_docs.model.records.registry import KINDS

_DATED = tuple(re.compile(kind.pattern) for kind in KINDS if kind.dated and "(?P<site>" in kind.pattern)


def late_changes(
    edits: Mapping[str, Sequence[Edit]], signed: Sequence[SignOff], recorded: Collection[str] = ()
) -> tuple[LateChange, ...]:
    """Return each change that entered the history after the sign-off of the days its record is about.

    ``recorded`` names the versions that say the day they were recorded. For changes and sign-offs alike the day counts
    on which they entered the history; a change made on the day of the sign-off itself belongs to it.
    """
    return tuple(
        LateChange(edit, sign, _says_so(edit, recorded))
        for file, found in edits.items()
        for edit in found
        for sign in _over(file, edit, signed)
        if edit.revision.commit.entered > sign.known
    )


def signed_files(files: Collection[str], signed: Sequence[SignOff]) -> tuple[str, ...]:
    """Return the files that a sign-off covers: the records of its days, and the review itself."""
    return tuple(file for file in files if any(_covers(sign, file) for sign in signed))


def _over(file: str, edit: Edit, signed: Sequence[SignOff]) -> Iterator[SignOff]:
    names = {file, edit.revision.file, edit.revision.was}
    return (sign for sign in signed if any(_covers(sign, name) for name in names if name))


def _covers(sign: SignOff, file: str) -> bool:
    if sign.file == file:
        return True
    match = next((found for pattern in _DATED if (found := pattern.fullmatch(file))), None)
    if match is None or match["site"] != sign.site:
        return False
    try:
        return sign.first <= date.fromisoformat(match["date"]) <= sign.last
    except ValueError:
        return False


def _says_so(edit: Edit, recorded: Collection[str]) -> bool:
    if edit.revision.kind == "added":
        return edit.revision.after in recorded
    return any(each.path[0] == "amendments" and each.before is None for each in edit.changes)
