"""A site and its cases → its supervision and team meetings, with the cases discussed at each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from bench.generate.course import PRACTITIONERS, WEEK, Course
from bench.generate.prose import sentence
from bench.generate.size import AS_OF, SiteSize

_FOCUS_WORDS = (
    "plan_interventions keep_on_track barriers therapeutic_engagement reflect_self reflect_practice "
    "reflect_relationships dynamic_issues"
)
_FOCUS = _FOCUS_WORDS.split()
_CHECKLIST_WORDS = (
    "engagement_and_trust shared_understanding goals_and_plan mentalising_stance strengths_focus practical_support "
    "liaison assertive_follow_up release_day_support planned_ending"
)
_CHECKLIST = _CHECKLIST_WORDS.split()
_AGENDA = ("dynamic_issues", "shared_understanding_and_plans", "learning_and_consistency", "caseload_and_resources")


def meetings(site: SiteSize, cases: Sequence[Course], seed: int) -> Iterator[tuple[str, str]]:
    """Yield the path inside the site's folder and the text of each week's and each month's records."""
    chance = Random(f"{seed}/{site.code}/meetings")
    week = 0
    while (monday := site.opened_on + week * WEEK) + timedelta(days=4) <= AS_OF:
        open_now = [case for case in cases if case.active(monday + timedelta(days=3))]
        yield f"team-meetings/{monday}.md", _team_meeting(site, monday, open_now[week % 2 :: 2], chance)
        for number in range(PRACTITIONERS):
            name, day = f"PRA-{site.code}-{number + 1:02}", monday + timedelta(days=1 + number)
            own = [case for case in open_now if case.lead == name]
            yield f"supervision/clinical/{day}-{name}.md", _clinical(site, day, own, week, chance)
        if week % 4 == 0:
            yield from _monthly(site, monday, chance)
        week += 1


def _team_meeting(site: SiteSize, day: date, cases: Sequence[Course], chance: Random) -> str:
    lines = [f"date: {day}", f"chair: SUP-{site.code}-01", "status: held", *_present(site), "agenda:"]
    lines += [f"  - {each}" for each in _AGENDA]
    lines += ["whole_caseload: true", "cases:" if cases else "cases: []"]
    for case in cases:
        lines += _discussion(case, chance)
    return _record(lines, chance)


def _clinical(site: SiteSize, day: date, cases: Sequence[Course], week: int, chance: Random) -> str:
    lines = [f"date: {day}", f"supervisor: SUP-{site.code}-01", "mode: in_person", "minutes: 60", "status: held"]
    lines += ["focus:", *(f"  - {each}" for each in chance.sample(_FOCUS, 4))]
    discussed = cases[week % 2 :: 2] or cases[:1]
    lines += ["cases:" if discussed else "cases: []"]
    for case in discussed:
        lines += _discussion(case, chance)
        if week % 4 < 2:  # every case once in four weeks
            lines += ["    checklist:"]
            for component in _CHECKLIST:
                lines += [
                    f"      - component: {component}",
                    f"        applied: {chance.choice(('yes', 'partly', 'no'))}",
                ]
            lines += [f"        plan: {sentence(chance)}"]
    return _record([*lines, f"agreed_by_both: {day}"], chance)


def _discussion(case: Course, chance: Random) -> list[str]:
    return [
        f"  - participant: {case.id}",
        f"    understanding_addresses_goals: {chance.choice(('yes', 'yes', 'partly'))}",
        f"    progress: {chance.choice(('on_track', 'on_track', 'barriers', 'stalled'))}",
        f"    decision: {sentence(chance)}",
    ]


def _monthly(site: SiteSize, day: date, chance: Random) -> Iterator[tuple[str, str]]:
    code = site.code
    own = day + timedelta(days=2)
    lines = [f"date: {own}", f"provided_by: LIN-{code}-03", "mode: in_person", "status: held"]
    yield f"supervision/supervisor/{own}-SUP-{code}-01.md", _record(lines, chance)
    outside = day + timedelta(days=1)
    lines = [f"date: {outside}", f"expert: MBX-{code}-01", "mode: video", "status: held", *_present(site), "issues:"]
    lines += [f"  - raised_by: PRA-{code}-01", f"    what: {sentence(chance)}", "    toolkit: [stop_listen_look]"]
    yield f"supervision/mentalisation/{outside}.md", _record(lines, chance)
    if day > site.opened_on:
        period = ["period:", f"  from: {day - 4 * WEEK}", f"  to: {day - timedelta(days=1)}"]
        lines = [f"date: {day}", f"reviewer: SUP-{code}-01", *period, "findings: []", f"signed_off_on: {day}"]
        yield f"adherence-reviews/{day}.md", _record(lines, chance)
    for person, manager in [("SUP", 2), *((f"PRA{number}", 1) for number in range(1, PRACTITIONERS + 1))]:
        name = f"{person[:3]}-{code}-0{person[3:] or 1}"
        text = f"date: {day}\nmanager: LIN-{code}-0{manager}\nstatus: held\ndevelopment_discussed: true\n"
        yield f"line-management/{day}-{name}.yaml", text


def _present(site: SiteSize) -> list[str]:
    people = [f"SUP-{site.code}-01", *(f"PRA-{site.code}-{number + 1:02}" for number in range(PRACTITIONERS))]
    return ["attendance:", *(line for name in people for line in (f"  - staff: {name}", "    status: present"))]


def _record(lines: list[str], chance: Random) -> str:
    return "---\n" + "\n".join(lines) + f"\n---\n\n{sentence(chance)} {sentence(chance)}\n"
