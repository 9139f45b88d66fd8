"""A case's dates → its action plan, network, release day, risks and ending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench.generate.course import WEEK, Course
from bench.generate.prose import note, sentence

_GOALS = (
    ("G1", "Have a bed to go to on the day I leave", "short_term", "accommodation"),
    ("G2", "Step back and say my sentence before a row starts", "short_term", "thinking_and_behaviour"),
    ("G3", "See my sister and be on time", "medium_term", "family_and_relationships"),
)
_MEMBERS = (("sister", "family", ""), ("probation-1", "probation_practitioner", "probation"), ("gp-1", "gp", "gp"))
_DAY = timedelta(days=1)


def action_plan(course: Course, chance: Random) -> str:
    """Return the text of action-plan.yaml: three goals, and a review for each version."""
    lines = ["goals:", *(line for goal in _GOALS for line in _goal(course, goal, chance)), "reviews:"]
    for day in course.contacts[2::4]:
        lines += [f"  - on: {day}", f"    by: [{course.lead}]", "    agreed_with_participant: yes"]
        lines += [f"    note: {sentence(chance)}", "    goals: [G1, G2, G3]", "    given_to: [probation-1]"]
    return "\n".join(lines) + "\n"


def _goal(course: Course, goal: tuple[str, str, str, str], chance: Random) -> Iterator[str]:
    name, statement, horizon, domain = goal
    start = course.contacts[1]
    yield f"  - id: {name}"
    yield f"    statement: {statement}"
    yield f"    horizon: {horizon}"
    yield f"    domain: {domain}"
    yield f"    set_on: {start}"
    yield f"    target_on: {course.expected}"
    if course.closed:
        yield f"    status: {chance.choice(('achieved', 'partly_achieved'))}"
        yield f"    closed_on: {course.closed}"
        yield "    closed_reason: met"
    else:
        yield "    status: active"
    yield f"    understanding: {sentence(chance)}"
    yield "    actions:"
    for place, who in enumerate(("participant", course.lead)):
        yield f"      - id: A{int(name[1]) * 2 + place - 1}"
        yield f"        what: {sentence(chance)}"
        yield f"        who: {who}"
        yield f"        due_on: {start + WEEK}"
        yield "        status: done"
        yield f"        done_on: {start + WEEK - _DAY}"


def network(course: Course, chance: Random) -> str:
    """Return the text of network.yaml: three members and the liaison with them."""
    lines = ["members:"]
    for name, kind, organisation in _MEMBERS:
        lines += [f"  - id: {name}", f"    kind: {kind}"]
        lines += [f"    organisation: {course.site.org}-{organisation}"] if organisation else []
        lines += ["    named_in_plan: true"]
    lines += ["liaison:"]
    for place, day in enumerate(course.contacts[1::3]):
        lines += [f"  - on: {day}", f"    with: {_MEMBERS[place % len(_MEMBERS)][0]}", "    direction: out"]
        lines += ["    mode: phone", f"    purpose: {sentence(chance)}", "    goals: [G1]"]
        lines += [f"    outcome: {sentence(chance)}", "    shared: need_to_know", f"    by: {course.lead}"]
    return "\n".join(lines) + "\n"


def release_day(course: Course, chance: Random) -> str:
    """Return the text of release-day.yaml, with what happened where the day has come."""
    lines = ["plan:", "  meet_at: Main gate of the prison", "  time: 08:45", f"  met_by: {course.lead}"]
    lines += [f"  backup: {course.supervisor}", "  travel: On foot and by bus", f"  first_night: {sentence(chance)}"]
    lines += ["  probation_appointment: 12:00 on the day of release", "  first_72_hours:"]
    lines += [f"    - {sentence(chance)}", f"    - {sentence(chance)}"]
    if course.release:
        lines += ["actual:", "  met: true", f"  on: {course.release}", "  arrived: gate"]
    return "\n".join(lines) + "\n"


def risks(course: Course, chance: Random) -> str:
    """Return the text of risks.yaml: one risk, reviewed some weeks later."""
    opened, reviewed = course.contacts[1], course.contacts[3]
    lines = ["- type: suicide_self_harm", "  level: medium", f"  opened_on: {opened}", f"  reviewed_on: {reviewed}"]
    lines += [f"  plan: {sentence(chance)}"]
    lines += [f"  closed_on: {course.closed}"] if course.closed else [f"  next_review_on: {_later(course)}"]
    return "\n".join(lines) + "\n"


def _later(course: Course) -> date:
    return course.contacts[-1] + 2 * WEEK


def ending(course: Course, words: int, chance: Random) -> str:
    """Return the text of ending.md for a case that was closed as planned."""
    last = course.contacts[-1]
    lines = [f"planned_from: {last - 4 * WEEK}", f"planned_on: {last - 3 * WEEK}", f"session: {last}", "warning_signs:"]
    lines += ["  - not answering texts", "  - short words", "keep_doing:", f"  - {sentence(chance)}", "next_steps:"]
    lines += [f"  - service: {sentence(chance)}", "    warm_handover: yes", "    accepted: yes"]
    lines += [f"letter_given_on: {last}", f"feedback: {sentence(chance)}"]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{note(chance, words // 2)}"
