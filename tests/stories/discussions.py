"""A story → the clinical supervision in which its case was talked about, a file for each session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.stories.story import Story, holder

_USUAL = timedelta(days=7)


def discussion_files(story: Story) -> dict[str, Any]:
    """Return a held session for each day the case was discussed: those told, or one a week beside ``docs``."""
    found: dict[str, Any] = {}
    for day in _days(story):
        staff = holder(story.practitioners, day)
        found[f"cases/{story.site}/supervision/clinical/{day}-{staff}.md"] = {
            "date": day,
            "supervisor": holder(story.supervisors, day),
            "mode": "in_person",
            "status": "held",
            "cases": [{"participant": story.id, "understanding_addresses_goals": "yes", "progress": "on_track"}],
        }
    return found


def _days(story: Story) -> Iterator[date]:
    if story.discussed is not None:
        yield from story.discussed
        return
    day = story.accepted
    while story.docs is not None and day is not None and day <= min(story.end_date or story.today, story.today):
        if _in_post(story, day):
            yield day
        day += _USUAL


def _in_post(story: Story, day: date) -> bool:
    """Return whether supervisor and practitioner were in post that day, and neither was away."""
    both = (story.supervisors, story.practitioners)
    away = [row for turns in both for row in (story.absences or {}).get(holder(turns, day), ())]
    filled = all(any(turn.holds(day) for turn in turns) for turns in both)
    return filled and not any(row["from"] <= day <= row["to"] for row in away)
