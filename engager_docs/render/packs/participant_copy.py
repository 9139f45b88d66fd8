"""One participant → their own copy, in plain words and large print: nothing of anyone else (documents.md 1, variants).

What they told us, their plan, their next meetings, how it ends. It is made from what the participant is shown
(``shown_to`` in the schema), so no reflection, no risk and no network record can be in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engager_docs.model.casebook import Case
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.course import Ending
from engager_docs.model.records.plan import Action, Goal
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.view import Fact, Labelled, Pack, Part
from engager_docs.render.audience import visible
from engager_docs.render.blocks import facts
from engager_docs.render.dates import time_text
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import phrase

NOT_SHOWN = (
    "Notes that staff write for themselves.",
    "Anything about other people.",
    "You can ask us for all that we hold about you. Ask us how.",
)
_DONE = frozenset({"done", "no_longer_needed", "not_done"})
_OVER = frozenset({"achieved", "changed", "dropped"})
_GOAL_WORDS = {
    "achieved": "You did this",
    "partly_achieved": "You did part of this",
    "active": "We are working on this",
}
_MODE_WORDS = {"in_person": "We meet face to face", "video": "We meet by video", "phone": "We speak by phone"}


class Step(Struct, frozen=True):
    """One step of the plan: what, who does it, by when."""

    what: str
    who: str
    when: str


class OwnGoal(Struct, frozen=True):
    """One goal in the participant's words, with the steps still to do and those done."""

    words: str
    state: str
    ahead: tuple[Step, ...]
    done: tuple[Step, ...]


class OwnView(Struct, frozen=True):
    """One chapter: sentences, short lists, links in words, goals, facts. No picture: its words would be small."""

    intro: tuple[str, ...] = ()
    lists: tuple[Labelled, ...] = ()
    links: tuple[str, ...] = ()
    goals: tuple[OwnGoal, ...] = ()
    facts: tuple[Fact, ...] = ()


def participant_copy_pack(asked: PackRequest) -> Pack:
    """Return a participant's own copy; NoPack where there is no such case."""
    subject = asked.about("participant-copy", "NW-001")
    book = visible(asked.casebook, asked.stamp.audience, subject)
    case = next((each for each in book.cases if each.id == subject), None)
    if case is None:
        raise NoPack(f"no participant {subject} on {asked.stamp.as_of.isoformat()}")
    sheet = Sheet(service_of(book, asked.stamp), "participant-copy", paper={})
    return Pack(
        id=f"participant-copy-{case.id}-{asked.stamp.as_of}",
        title="Your copy",
        subtitle=f"From {sheet.day(sheet.as_of)}",
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(("For", case.id), ("This copy is yours", "You may keep it, or ask us to keep it for you")),
        not_shown=NOT_SHOWN,
        parts=tuple(_parts(case, sheet)),
        created=asked.stamp.as_of.isoformat(),
        short=True,
        size="largest" if asked.large_print else "large",
    )


def _parts(case: Case, sheet: Sheet) -> Iterator[Part]:
    yield _part("meetings", "When we meet next", _meetings(case, sheet))
    latest = case.understandings[-1] if case.understandings else None
    yield _part("understanding", "What you told us", _understanding(latest.data if latest else None, sheet))
    yield _part("plan", "Your plan", _plan(case, sheet))
    yield _part("ending", "When our work ends", _ending(case.ending.data if case.ending else None, sheet))


def _part(name: str, title: str, view: OwnView) -> Part:
    return Part(name, title, "pages/packs/own-copy.html", view)


def _meetings(case: Case, sheet: Sheet) -> OwnView:
    ahead = sorted((entry.data for entry in case.contacts), key=lambda each: each.date)
    last = case.ending.data.session if case.ending else None
    if not ahead and last and last <= sheet.as_of:
        return OwnView(intro=(f"Our work together ended. We met for the last time on {sheet.day(last)}.",))
    if not ahead:
        return OwnView(intro=("No meeting is set. Please ask us when we meet next.",))
    return OwnView(facts=tuple(Fact(f"{each.date:%A}, {sheet.day(each.date)}", _how(each)) for each in ahead))


def _how(contact: Contact) -> str:
    at = f" at {time_text(contact.start)}" if contact.start else ""
    where = f" Where: {phrase(contact.venue)}." if contact.venue and contact.venue != "other" else ""
    return f"{_MODE_WORDS.get(contact.mode, 'We get in touch')}{at}.{where}"


def _understanding(version: SharedUnderstanding | None, sheet: Sheet) -> OwnView:
    if version is None:
        return OwnView(intro=("We have not written this down with you yet.",))
    lists = (
        Labelled("What you feel", version.emotions),
        Labelled("What you think", version.thoughts),
        Labelled("What you do", version.behaviours),
        Labelled("What sets it off", version.triggers),
        Labelled("What you need", version.needs),
        Labelled("What gets in the way", version.problems),
        Labelled("What you are good at", version.strengths),
        Labelled("Who and what can help", version.resources),
        Labelled("What has helped before", version.what_helps),
        Labelled("What we do if we lose touch", (version.if_i_disappear,) if version.if_i_disappear else ()),
    )
    return OwnView(
        intro=(f"We wrote this down with you on {sheet.day(version.date)}. Tell us if it is wrong.",),
        lists=tuple(each for each in lists if each.items),
        links=tuple(_link(each.from_, each.to, each.words) for each in version.links),
    )


def _link(start: str, end: str, said: str | None) -> str:
    return f"{start} leads to {end}" + (f': "{said}"' if said else "")


def _plan(case: Case, sheet: Sheet) -> OwnView:
    goals = case.plan.data.goals if case.plan else ()
    if not goals:
        return OwnView(intro=("We have not made a plan with you yet.",))
    reviews = case.plan.data.reviews if case.plan else ()
    seen = (f"We last looked at it with you on {sheet.day(max(each.on for each in reviews))}.",) if reviews else ()
    order = sorted(goals, key=lambda each: each.status in _OVER)
    return OwnView(intro=seen, goals=tuple(_goal(goal, sheet) for goal in order))


def _goal(goal: Goal, sheet: Sheet) -> OwnGoal:
    steps = [(action, Step(action.what, _who(action.who), _when(action, sheet))) for action in goal.actions]
    return OwnGoal(
        words=goal.statement,
        state=_GOAL_WORDS.get(goal.status or "active", "This is no longer part of the plan"),
        ahead=tuple(step for action, step in steps if action.status not in _DONE),
        done=tuple(step for action, step in steps if action.status in _DONE),
    )


def _who(who: str) -> str:
    """Return who does a step; staff are masked before, and anybody else is somebody the participant knows."""
    if who == "participant":
        return "You"
    return "Us" if who.startswith(("a ", "the ")) else "Someone who supports you"


def _when(action: Action, sheet: Sheet) -> str:
    if action.status == "done":
        return f"Done {sheet.day(action.done_on)}" if action.done_on else "Done"
    if action.status in _DONE:
        return "Not any more"
    return f"By {sheet.day(action.due_on)}" if action.due_on else "No date set"


def _ending(record: Ending | None, sheet: Sheet) -> OwnView:
    if record is None:
        return OwnView(intro=("We have not planned this with you yet. We will do it together.",))
    steps = record.next_steps if isinstance(record.next_steps, tuple) else ()
    went_on = tuple(_step(step.service, sheet.day(step.first_appointment, "")) for step in steps)
    lists = (
        Labelled("Signs that things get harder", record.warning_signs),
        Labelled("What to keep doing", record.keep_doing),
        Labelled("Where you go from here", went_on),
        Labelled("What you said", (record.feedback,) if record.feedback else ()),
    )
    last = (("Last meeting", sheet.day(record.session)),) if record.session else ()
    letter = (("Your letter", sheet.day(record.letter_given_on)),) if record.letter_given_on else ()
    return OwnView(lists=tuple(each for each in lists if each.items), facts=facts(*last, *letter))


def _step(service: str, first: str) -> str:
    return f"{service}, first time {first}" if first else service
