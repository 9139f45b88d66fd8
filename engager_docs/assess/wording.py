"""Days, counts and codes → the plain words a result is told in."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CLOSURES = {
    "completed": "the work was completed",
    "early_planned": "the work ended early, as planned",
    "declined_after_accepting": "the participant decided not to go on",
    "withdrew": "the participant withdrew",
    "lost_contact": "contact was lost",
    "recalled_not_resumed": "the work was not resumed after a recall",
    "transferred_out_of_area": "the participant was transferred out of the area",
    "transferred_to_other_service": "another service took over",
    "died": "the participant died",
    "deported": "the participant was deported",
    "ineligible": "the participant was not eligible",
    "duplicate": "the case was recorded twice",
    "other": "the case was closed for another reason",
}


def in_words(day: date) -> str:
    """Return a day as "30 September 2016"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_in_words(start: date, end: date) -> str:
    """Return two days as "20 to 30 September 2016", the year and month said once where they are the same."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {in_words(end)}"
    first = in_words(start) if start.year != end.year else f"{start.day} {_MONTHS[start.month - 1]}"
    return f"{first} to {in_words(end)}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 day", "2 days"."""
    return f"{number} {one if abs(number) == 1 else many or one + 's'}"


def out_of(number: int, least: int, one: str, many: str) -> str:
    """Return a number against the least asked for: "1 of 2 sessions", and beyond it "11 sessions" alone."""
    return counted(number, one, many) if number > least else f"{number} of {counted(least, one, many)}"


def phrase(code: str) -> str:
    """Return a code of the record format as words: ``practitioner_leave`` → "practitioner leave"."""
    for written, said in (("needs_based", "needs-based"), ("nhs_", "NHS_"), ("engager_", "Engager_")):
        code = code.replace(written, said)
    return code.replace("_", " ")


def closure_in_words(reason: str) -> str:
    """Return why a case closed, as half a sentence."""
    return _CLOSURES.get(reason, phrase(reason))
