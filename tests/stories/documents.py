"""A story that lists its documents → Shared Understanding, plan, network, release day and ending, made whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.stories.story import Story, holder

Fields = dict[str, Any]
Files = dict[str, tuple[Any, str]]

_GOALS = (
    ("G1", "Somewhere safe to sleep from the first night", "short_term", "accommodation"),
    ("G2", "Keep my prescription going without a gap", "short_term", "medication_continuity"),
    ("G3", "Find work that suits me", "medium_term", "education_training_work"),
)


def document_files(story: Story) -> Files:
    """Return the documents a story lists under ``docs``, by their path in the case folder."""
    docs = story.docs or {}
    files: Files = {}
    for number, told in enumerate(docs.get("shared_understanding") or ()):
        day = version_day(told)
        files[f"shared-understanding/{day}.md"] = (
            _understanding(story, day, joint="joint" in told, first=number == 0),
            "What we worked out together.\n",
        )
    if plan_days(story):
        files["action-plan.yaml"] = (_plan(story), "")
        files["network.yaml"] = (_network(story), "")
    if story.actual_release_date:
        files["release-day.yaml"] = (_release_day(story), "")
    if docs.get("ending_plan"):
        files["ending.md"] = (_ending(docs), "How we bring the work to its end.\n")
    return files


def plan_days(story: Story) -> list[date]:
    """Return the days of the versions of the plan."""
    return [version_day(told) for told in (story.docs or {}).get("action_plan") or ()]


def version_day(told: str) -> date:
    """Return the day of ``v1 2016-02-02 joint``."""
    return date.fromisoformat(told.split()[1])


def has_plan_by(story: Story, day: date) -> bool:
    """Return whether there was a plan on ``day``."""
    return any(version <= day for version in plan_days(story))


def plan_goals(story: Story) -> list[str]:
    """Return the ids of the goals of a story with a plan."""
    return [goal for goal, *_ in _GOALS] if plan_days(story) else []


def _understanding(story: Story, day: date, *, joint: bool, first: bool) -> Fields:
    supervisor = [holder(story.supervisors, day)] if joint else []
    fields: Fields = {"date": day, "authors": [holder(story.practitioners, day), *supervisor]}
    if any(meeting.day == day for meeting in story.contacts):
        fields["contact"] = day
    return fields | {
        "emotions": ["low mood"],
        "thoughts": ["nobody wants me around"],
        "behaviours": ["staying in my cell"],
        "links": [{"from": "low mood", "to": "staying in my cell", "words": "when I am low I stay in"}],
        "needs": ["a place to stay"],
        "problems": ["rows when I have not slept"],
        "strengths": ["good with my hands"],
        "resources": ["my sister"],
        "agreed": {"by_participant": "yes", "on": day},
        "review_reason": "first" if first else "planned_review",
    }


def _plan(story: Story) -> Fields:
    days = plan_days(story)
    goals = [_goal(story, days[0], *goal) for goal in _GOALS]
    reviews = [
        {"on": day, "by": [holder(story.practitioners, day)], "goals": plan_goals(story), "note": "Looked at together."}
        for day in days
    ]
    return {"goals": goals, "reviews": reviews}


def _goal(story: Story, day: date, goal: str, statement: str, horizon: str, domain: str) -> Fields:
    fields: Fields = {"id": goal, "statement": statement, "horizon": horizon, "domain": domain, "set_on": day}
    if story.end_date:
        fields |= {"status": "achieved", "closed_on": story.end_date, "closed_reason": "met"}
    else:
        fields |= {"status": "active"}
    return fields | {"understanding": "staying in my cell"}


def _network(story: Story) -> Fields:
    members: list[Fields] = [
        {
            "id": "probation-1",
            "kind": "probation_practitioner",
            "organisation": f"{story.site.lower()}-probation",
            "named_in_plan": True,
        },
        {"id": "peer-mentor-1", "kind": "peer_mentor"},
    ]
    return {"members": members, "liaison": sorted(_liaison(story), key=lambda entry: str(entry["on"]))}


def _liaison(story: Story) -> list[Mapping[str, Any]]:
    """One exchange with probation on the day of the first plan, one a week after release, and those told."""
    days = [plan_days(story)[0]]
    if story.actual_release_date:
        days.append(story.actual_release_date + timedelta(days=7))
    usual = [
        {
            "on": day,
            "with": "probation-1",
            "direction": "out",
            "mode": "phone",
            "purpose": "what the plan asks of each of us",
            "goals": ["G1"],
            "shared": "need_to_know",
            "by": holder(story.practitioners, day),
        }
        for day in days
        if day <= story.today
    ]
    return [*usual, *story.liaison]


def _release_day(story: Story) -> Fields:
    released = story.actual_release_date
    assert released is not None
    met_by = holder(story.practitioners, released)
    fields: Fields = {
        "plan": {"meet_at": "the gate", "met_by": met_by, "first_night": "hostel", "prescription": "arranged"},
        "actual": {"met": True, "on": released, "arrived": "gate"},
    }
    custody = [row for row in story.custody or () if row["place"] != "prison" and row["from"] > released]
    again = [{"actual": {"met": True, "on": row["from"], "arrived": "gate"}} for row in custody]
    return fields | ({"again": again} if again else {})


def _ending(docs: Mapping[str, Any]) -> Fields:
    session = date.fromisoformat(str(docs["ending_session"]))
    return {
        "planned_on": date.fromisoformat(str(docs["ending_plan"])),
        "session": session,
        "warning_signs": ["not getting up"],
        "keep_doing": ["the gym"],
        "next_steps": [{"service": "community mental health team", "warm_handover": "yes", "accepted": "yes"}],
        "letter_given_on": session,
    }
