"""One case → the day of release: what was arranged, what happened, the first 72 hours (documents.md 1.7)."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.release import ReleaseActual, ReleasePlan
from engager_docs.model.view import Content, Fact, Part, Tag, Task
from engager_docs.render.blocks import facts
from engager_docs.render.dates import time_text
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import words, yes_no


class ReleaseView(Struct, frozen=True):
    """One release: the checklist of the plan and what happened."""

    title: str
    planned: tuple[Task, ...]
    first_72_hours: tuple[str, ...]
    actual: tuple[Fact, ...]


class ReleasesView(Struct, frozen=True):
    """The first release and, after a recall, the later ones."""

    releases: tuple[ReleaseView, ...]


def release_day(case: Case, sheet: Sheet) -> Part:
    """Return the day of release; without a record it says so."""
    record = case.release_day.data if case.release_day else None
    releases: tuple[ReleaseView, ...] = ()
    if record is not None:
        pairs = ((record.plan, record.actual), *((each.plan, each.actual) for each in record.again))
        releases = tuple(_release(number, plan, actual, sheet) for number, (plan, actual) in enumerate(pairs, 1))
    files = (case.release_day.file,) if case.release_day else ()
    return Part("release-day", "Release day", "pages/workbook/release-day.html", ReleasesView(releases), files)


def _release(number: int, plan: ReleasePlan | None, actual: ReleaseActual | None, sheet: Sheet) -> ReleaseView:
    return ReleaseView(
        title="First release" if number == 1 else f"Release {number}, after recall",
        planned=() if plan is None else _planned(plan, sheet),
        first_72_hours=() if plan is None else plan.first_72_hours,
        actual=() if actual is None else _actual(actual, sheet),
    )


def _planned(plan: ReleasePlan, sheet: Sheet) -> tuple[Task, ...]:
    return (
        _task("Where and when to meet", _where(plan)),
        _task("Met by", sheet.person(plan.met_by) if plan.met_by else None),
        _task("If that falls through", plan.backup),
        _task("Travel", plan.travel),
        _task("First night", plan.first_night),
        _task("Prescription", plan.prescription),
        _task("ID and bank account", plan.id_and_bank),
        _task("Phone", plan.phone),
        _task("Probation appointment", plan.probation_appointment),
    )


def _where(plan: ReleasePlan) -> str | None:
    if plan.meet_at and plan.time:
        return f"{plan.meet_at}, {time_text(plan.time)}"
    return plan.meet_at or (time_text(plan.time) if plan.time else None)


def _task(label: str, value: Content | None) -> Task:
    if value is None or value == "":
        return Task(label, Tag("Not arranged", "warn"))
    return Task((f"{label}: ", value), Tag("Arranged", "good"))


def _actual(actual: ReleaseActual, sheet: Sheet) -> tuple[Fact, ...]:
    why = words(actual.not_met_because) if actual.not_met_because else None
    return facts(
        ("Released", sheet.day(actual.on)),
        ("Met", yes_no(actual.met)),
        ("Where", words(actual.arrived) if actual.arrived else None),
        *((("Not met because", why),) if why or actual.met is False else ()),
    )
