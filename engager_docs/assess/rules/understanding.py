"""P11 to P14: course → when the Shared Understanding was begun, what it holds, how it was developed."""

from __future__ import annotations

from datetime import date

from engager_docs.assess.calendar import days_after
from engager_docs.assess.contacts import after_release, joint_days
from engager_docs.assess.course import Course
from engager_docs.assess.due import soon, standing
from engager_docs.assess.release import early_release, expected_now
from engager_docs.assess.rules.telling import ahead, closing, since
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.result import Spot
from engager_docs.model.source import Entry

WARNING_DAYS = 14
TIED_DAYS = 3
REVIEW_DAYS = 42
KINDS = ("emotions", "thoughts", "behaviours")
ANSWERS = ("needs", "problems", "strengths", "resources")


def versions(course: Course) -> tuple[Entry[SharedUnderstanding], ...]:
    """Return the versions written by the end of the case, oldest first."""
    return tuple(entry for entry in course.case.understandings if entry.data.date <= course.end)


def understanding_begun(course: Course) -> Verdict:
    """P11: a version of the Shared Understanding dated before the day of release (§33)."""
    expected = "before release"
    if not course.parameters.su.required_before_release:
        return Verdict("not_applicable", expected, "This service does not ask for it before release")
    early = [one for one in versions(course) if course.release is None or one.data.date < course.release]
    outcome = standing(course, course.release, met=bool(early))
    due = course.release or (expected_now(course) if course.is_open else None)
    near = outcome == "not_due_yet" and soon(course, due, WARNING_DAYS)
    hint = {
        "not_due_yet": "Begin the Shared Understanding at the next contact in prison",
        "not_met": "Enter any version that was written before release",
    }
    return Verdict(
        outcome, expected, _begun(course, early), len(early), hint.get(outcome, ""), due_on=due, due_soon=near
    )


def _begun(course: Course, early: list[Entry[SharedUnderstanding]]) -> str:
    if early:
        return f"Begun on {in_words(early[0].data.date)}, {counted(len(early), 'version')} before release"
    if course.release is None:
        return f"No version yet{ahead(course)}{closing(course)}"
    reason = early_release(course)
    late = versions(course)
    first = f"; the first is of {in_words(late[0].data.date)}" if late else ""
    return f"No version before release on {in_words(course.release)}{first}" + (f"; {reason}" if reason else "")


def understanding_links(course: Course) -> Verdict:
    """P12: the latest version names emotions, thoughts and behaviours and links two different kinds (§33).

    Nothing is said of its grammar or its length.
    """
    least = course.parameters.su.min_links
    expected = f"all three, {counted(least, 'link')}"
    latest = versions(course)[-1:]
    if not latest:
        return without_version(course, expected)
    record = latest[0].data
    empty = [kind for kind in KINDS if not getattr(record, kind)]
    links = sum(_joins_kinds(record, link.from_, link.to) for link in record.links)
    said = [f"nothing is written under {' and '.join(empty)}"] if empty else []
    if links < least:
        said.append(
            f"{counted(links, 'link')} of {least} between two of them" if links else "no link joins two of them"
        )
    day = in_words(record.date)
    if not said:
        why = f"The version of {day} links emotions, thoughts and behaviours"
        return Verdict("met", expected, why, links)
    hint = "Add what is missing at the next review, in the participant's own words"
    spot = Spot(latest[0].file, (empty[0] if empty else "links",))
    why = f"In the version of {day} {' and '.join(said)}"
    return Verdict("not_met", expected, why, links, hint, severity="info", due_on=record.date, spot=spot)


def _joins_kinds(record: SharedUnderstanding, one: str, other: str) -> bool:
    kinds = [{kind for kind in KINDS if text in getattr(record, kind)} for text in (one, other)]
    return any(first != second for first in kinds[0] for second in kinds[1])


def without_version(course: Course, expected: str) -> Verdict:
    """Return how a rule about a version stands where there is none (rules.md 6.27)."""
    if course.release is not None and course.release <= course.until:
        why = f"No version of the Shared Understanding is recorded{closing(course)}"
        return Verdict("cannot_tell", expected, why)
    return Verdict(standing(course, None, met=False), expected, f"No version yet{ahead(course)}{closing(course)}")


def understanding_joint(course: Course) -> Verdict:
    """P13: a version tied to a joint meeting, and one on or after release (§27 §38).

    A version is tied to a joint meeting when it was developed in it, or is dated within three days of it.
    Without attended contact in the community only the first half is judged (rules.md 6.26).
    """
    least = course.parameters.su.community_review_min
    reviewed = course.release is not None and bool(after_release(course))
    tied = any(_is_tied(one.data, joint_days(course)) for one in versions(course))
    later = sum(one.data.date >= course.release for one in versions(course)) if course.release else 0
    due = days_after(course.release, REVIEW_DAYS) if course.release else None
    # while it can still come to contact in the community, the second half is awaited
    awaited = course.is_open and (due is None or due > course.until)
    outcome = standing(course, due, met=tied and (later >= least if reviewed or awaited else True))
    if course.release is None and outcome == "met" and course.is_open:
        outcome = "not_due_yet"
    if outcome == "not_applicable" or course.release is None:
        return Verdict(outcome, "joint, then reviewed", _joint_words(course, tied, later, least, reviewed), later)
    hint = "Review the Shared Understanding together with supervisor and participant"
    return Verdict(
        outcome,
        "joint, then reviewed",
        _joint_words(course, tied, later, least, reviewed),
        later,
        hint if outcome in ("not_met", "not_due_yet") else "",
        due_on=due,
        due_soon=outcome == "not_due_yet" and soon(course, due),
        spot=Spot(versions(course)[-1].file, ("date",)) if outcome == "not_met" and versions(course) else None,
    )


def _is_tied(version: SharedUnderstanding, days: tuple[date, ...]) -> bool:
    if version.contact in days:
        return True
    return any(abs((version.date - day).days) <= TIED_DAYS for day in days)


def _joint_words(course: Course, tied: bool, later: int, least: int, reviewed: bool) -> str:
    first = "Developed in a joint meeting" if tied else "No version is tied to a joint meeting"
    if course.release is None:
        return f"{first}{since(course)}{closing(course)}"
    if not reviewed:
        return f"{first}; no attended contact in the community to review it in{closing(course)}"
    versions_since = counted(later, "version")
    short = f" of {least}" if later < least else ""
    return f"{first}; {versions_since}{short} on or after release on {in_words(course.release)}{closing(course)}"


def four_answers(course: Course) -> Verdict:
    """P14: the latest version answers needs, problems, strengths and resources, and a goal rests on it (§34).

    "None identified" is an answer.
    """
    expected = "four answers, one goal"
    latest = versions(course)[-1:]
    if not latest:
        return without_version(course, expected)
    record = latest[0].data
    unanswered = [name for name in ANSWERS if not getattr(record, name)]
    goals = course.case.plan.data.goals if course.case.plan else ()
    linked = [goal for goal in goals if goal.understanding and goal.set_on <= course.end]
    said = [f"nothing is written under {' and '.join(unanswered)}"] if unanswered else []
    if not linked:
        said.append("no goal names what in it the goal answers")
    value, day = len(ANSWERS) - len(unanswered), in_words(record.date)
    if not said:
        why = f"All four are answered in the version of {day}, and {counted(len(linked), 'goal')} rest on it"
        return Verdict("met", expected, why.replace("1 goal rest", "1 goal rests"), value)
    hint = "Ask at the next review; none identified is an answer"
    spot = Spot(latest[0].file, (unanswered[0],)) if unanswered else _plan_spot(course)
    why = f"In the version of {day} {', and '.join(said)}"
    return Verdict("not_met", expected, why, value, hint, severity="info", due_on=record.date, spot=spot)


def _plan_spot(course: Course) -> Spot | None:
    return Spot(course.case.plan.file, ("goals",)) if course.case.plan else None
