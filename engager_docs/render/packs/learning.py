"""A site's week → the learning page of the meeting: what worked, where practice differs, what is left to take further.

The facts come from the records, so that the talk begins with something; the lines below them are for the team (§23).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from engager_docs.model.casebook import Case, Site
from engager_docs.model.view import Content, Table
from engager_docs.render import course
from engager_docs.render.adherence.period import Period
from engager_docs.render.blocks import lines, table
from engager_docs.render.packs.pieces import TablesView
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, phrase, words

QUESTIONS = ("What worked this week", "Where we did not do the same thing", "For the next mentalisation supervision")
WEEKS = 4
_SHORT = frozenset({"partly", "no"})
_ACHIEVED = frozenset({"achieved", "partly_achieved"})


def learning_view(site: Site, cases: tuple[Case, ...], week: Period, sheet: Sheet) -> TablesView:
    """Return the learning page of a week's meeting."""
    return TablesView(
        tables=(
            table(
                "What worked this week, from the records", ("Case", "What"),
                ((case.id, what) for case in cases for what in _worked(case, week, sheet)),
                "No goal was reached and no version agreed this week.",
            ),
            _differences(site, sheet),
            _noted(site, sheet),
            _left(site, sheet),
        ),
        questions=QUESTIONS,
        room=2,
    )  # fmt: skip


def _worked(case: Case, week: Period, sheet: Sheet) -> Iterator[str]:
    for goal in case.plan.data.goals if case.plan else ():
        if goal.status in _ACHIEVED and goal.closed_on is not None and week.holds(goal.closed_on):
            yield f"{goal.id} {goal.statement}: {phrase(goal.status)}"
        for action in goal.actions:
            if action.status == "done" and action.done_on is not None and week.holds(action.done_on):
                yield f"Done: {action.what}"
    for version in case.understandings:
        agreed = version.data.agreed
        if week.holds(version.data.date) and agreed is not None and agreed.by_participant == "yes":
            yield "A version of the Shared Understanding, agreed with the participant"
    yield from _seen_again(case, week, sheet)


def _seen_again(case: Case, week: Period, sheet: Sheet) -> Iterator[str]:
    """Yield each contact of the week that was attended after one or more were missed."""
    missed = 0
    for entry in case.contacts:
        if course.attended(entry.data):
            if missed and week.holds(entry.data.date):
                yield f"Seen on {sheet.day(entry.data.date)}, after {counted(missed, 'missed contact')}"
            missed = 0
        elif course.missed(entry.data):
            missed += 1


def _differences(site: Site, sheet: Sheet) -> Table:
    """Return the core components marked as applied in part or not, by practitioner, in the last four weeks."""
    since = sheet.as_of - timedelta(weeks=WEEKS)
    marked: Counter[tuple[str, str]] = Counter()
    short: Counter[tuple[str, str]] = Counter()
    for entry in site.clinical:
        if since < entry.data.date <= sheet.as_of:
            for mark in (mark for said in entry.data.cases for mark in said.checklist):
                marked[mark.component, entry.staff] += mark.applied in {"yes", *_SHORT}
                short[mark.component, entry.staff] += mark.applied in _SHORT
    labels = {item.code: item.label for item in sheet.service.components}
    rows: list[tuple[Content, ...]] = [
        (
            labels.get(component, words(component)),
            lines(f"{staff}: {short[component, staff]} of {marked[component, staff]}" for staff in people),
        )
        for component in dict.fromkeys(component for component, _ in marked)
        if (people := [staff for each, staff in sorted(short) if each == component and short[each, staff]])
    ]
    heads = ("Component", "Partly or no, of the checklists where it was needed")
    return table(f"Components applied in part or not, in {WEEKS} weeks", heads, rows, "Every checklist says yes.")


def _noted(site: Site, sheet: Sheet) -> Table:
    held = [entry.data for entry in site.meetings if entry.data.learning and entry.data.date <= sheet.as_of]
    rows: list[tuple[Content, ...]] = [(sheet.day(each.date), lines(each.learning)) for each in held[-1:]]
    return table("What was learned last time", ("Meeting", "Learning"), rows, "No learning is written down yet.")


def _left(site: Site, sheet: Sheet) -> Table:
    """Return the issues of the last mentalisation session, with what came of them."""
    held = [entry.data for entry in site.mentalisation if entry.data.date <= sheet.as_of]
    rows: list[tuple[Content, ...]] = [
        (sheet.day(session.date), issue.participant or "The team", issue.what, issue.outcome or "Nothing yet")
        for session in held[-1:]
        for issue in session.issues
    ]
    heads = ("Session", "About", "Issue", "What came of it")
    return table("From the last mentalisation session", heads, rows, "No session is recorded yet.")
