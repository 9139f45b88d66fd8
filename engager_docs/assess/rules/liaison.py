"""P17 and P18: course → whether other services were spoken with before release, and everybody the plan names."""

from __future__ import annotations

from engager_docs.assess.contacts import after_release
from engager_docs.assess.course import ATTENDED, Course
from engager_docs.assess.due import soon, standing
from engager_docs.assess.release import early_release, expected_now
from engager_docs.assess.rules.telling import ahead, closing
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words, out_of
from engager_docs.model.records.network import LiaisonEntry, Member
from engager_docs.model.records.participant import Consent
from engager_docs.model.result import Spot

_SCOPES = {"family": "contact_family", "partner": "contact_family", "friend": "contact_family",
           "peer_mentor": "contact_peer_mentor"}  # fmt: skip


def liaison_before_release(course: Course) -> Verdict:
    """P17: an exchange with another service before release that serves a goal (§36).

    Where the participant declined all sharing it is covered by the consent record.
    """
    least = course.parameters.liaison.prison_min
    expected = f"at least {least}"
    early = [one for one in exchanges(course) if course.release is None or one.on < course.release]
    serving = [one for one in early if one.goals]
    outcome = standing(course, course.release, met=len(serving) >= least)
    due = course.release or (expected_now(course) if course.is_open else None)
    near = outcome == "not_due_yet" and soon(course, due)
    why = _liaison_words(course, len(serving), len(early), least)
    if outcome == "not_met" and _declined(course, "share_with_agency"):
        why = f"{why}; the participant declined to share anything with other services"
        return Verdict("covered", expected, why, len(serving), severity="info", due_on=due)
    hint = {
        "not_due_yet": "Speak with the services the plan needs, and enter it with the goal it serves",
        "not_met": "Enter any exchange that took place before release, with the goal it served",
    }
    spot = Spot(course.case.network.file, ("liaison",)) if course.case.network and outcome == "not_met" else None
    return Verdict(outcome, expected, why, len(serving), hint.get(outcome, ""), due_on=due, due_soon=near, spot=spot)


def exchanges(course: Course) -> tuple[LiaisonEntry, ...]:
    """Return the exchanges with the network up to the end of the case."""
    network = course.case.network
    return tuple(one for one in (network.data.liaison if network else ()) if one.on <= course.end)


def _liaison_words(course: Course, serving: int, early: int, least: int) -> str:
    count = out_of(serving, least, "exchange that served a goal", "exchanges that served a goal")
    unlinked = f", {counted(early - serving, 'other')} without a goal" if early > serving else ""
    if course.release is None:
        return f"{count}{unlinked}{ahead(course)}{closing(course)}"
    reason = early_release(course)
    return f"{count} before release on {in_words(course.release)}{unlinked}" + (f"; {reason}" if reason else "")


def _declined(course: Course, scope: str) -> bool:
    """Return whether the last answer about a scope was no, and no agency has a yes of its own."""
    answers = [one for one in course.record.consent if one.scope == scope and one.on <= course.end]
    latest: dict[str | None, Consent] = {}
    for one in sorted(answers, key=lambda each: each.on):
        latest[one.agency] = one
    return bool(latest) and all(one.status in ("declined", "withdrawn") for one in latest.values())


def network_contacted(course: Course) -> Verdict:
    """P18: everybody the plan names was spoken with at least once (§29).

    A three-way contact counts. Nobody is asked for whom the participant did not agree to contact.
    """
    expected = "everybody named"
    network = course.case.network
    named = [one for one in (network.data.members if network else ()) if one.named_in_plan]
    asked = [one for one in named if not _declined(course, _SCOPES.get(one.kind, "share_with_agency"))]
    if not asked:
        why = (
            "The participant did not agree to contact with anybody the plan names" if named else "The plan names nobody"
        )
        return Verdict("not_applicable", expected, why)
    if never_began(course):
        return Verdict("not_applicable", expected, f"No attended contact in the community{closing(course)}")
    reached = {one.with_ for one in exchanges(course)} | _met_together(course)
    missing = [one for one in asked if one.id not in reached]
    count = f"{len(asked) - len(missing)} of {len(asked)} people and agencies named in the plan were spoken with"
    if not missing:
        return Verdict("met", expected, count, len(asked))
    listed = ", ".join(one.id for one in missing)
    hint = "Speak with them, or change the plan if they no longer belong to it"
    spot = _member_spot(course, missing[0])
    value = len(asked) - len(missing)
    return Verdict("not_met", expected, f"{count}; not yet: {listed}", value, hint, severity="info", spot=spot)


def never_began(course: Course) -> bool:
    """Return whether a case closed early without any attended contact in the community (rules.md 6.8)."""
    return course.closure_class == "early" and not after_release(course)


def _met_together(course: Course) -> set[str]:
    contacts = (one for one in course.contacts if "liaison_three_way" in one.purposes and one.outcome in ATTENDED)
    return {other for one in contacts for other in one.others}


def _member_spot(course: Course, member: Member) -> Spot | None:
    network = course.case.network
    return Spot(network.file, ("members", network.data.members.index(member), "id")) if network else None
