"""What is to be done, by whom and since when → an action with a due day and, mostly, a day it was done."""

from __future__ import annotations

from datetime import date

from bench.demonstration.choice import number
from bench.demonstration.discussion import action
from bench.demonstration.roster import Person
from bench.demonstration.rota import later_day
from bench.demonstration.workdays import days
from bench.demonstration.yaml_text import Fields

WAITS = (3, 4, 5, 7, 8, 10, 12)


def done_day(person: Person, said: date, due: date, as_of: date) -> date | None:
    """The day an action was done: by its due day, or not yet when that lies ahead of the service's last day."""
    if due > as_of:
        return None
    possible = [day for day in days(said, due) if person.there(day)][1:]
    return possible[-1 - number(f"{person.id}/{said}/done", min(3, len(possible)))] if possible else due


def dated_action(what: str, person: Person, said: date, as_of: date, wait: int | None = None) -> Fields | None:
    """One action with its days, due after the wait; none where the person has no working day left to do it."""
    key = f"{person.id}/{said}/{what}"
    due = later_day(person, said, wait or WAITS[number(key, len(WAITS))])
    if due == said:
        return None
    return action(what, person.id, due, done_day(person, said, due, as_of))
