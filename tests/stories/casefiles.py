"""A story → the files of its case, as fields and Markdown, in the format of records.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.stories.documents import document_files, has_plan_by, plan_goals
from tests.stories.story import Meeting, Story, holder

Fields = dict[str, Any]
Files = dict[str, tuple[Any, str]]

_PRISON = {"NW": "north-west-prison", "SW": "south-west-prison"}
_NOTE = "## What we did\n\nWe met as arranged.\n"
_LISTS = ("variations", "outcomes", "risks", "incidents")


def case_files(story: Story) -> Files:
    """Return each file of the case folder by its path in it: fields, and Markdown for a ``.md``."""
    files: Files = {"participant.yaml": (_participant(story), "")}
    files |= _contacts(story)
    for name in _LISTS:
        rows = getattr(story, name)
        if rows:
            files[f"{name}.yaml"] = (list(rows), "")
    if story.docs is not None:
        files |= document_files(story)
    if story.release_day is not None:
        files["release-day.yaml"] = (story.release_day, "")
    if story.ending is not None:
        files["ending.md"] = (story.ending, "The plan for the ending.\n")
    for name, fields in (story.files or {}).items():
        if fields is None:
            files.pop(name, None)
        else:
            files[name] = (fields, "Notes.\n" if name.endswith(".md") else "")
    return files


def _participant(story: Story) -> Fields:
    fields: Fields = {
        "referral": _referral(story),
        "consent": [
            {"scope": scope, "status": "given", "on": story.referral_date}
            for scope in ("support", "share_with_agency", "contact_peer_mentor")
        ]
        + list(story.consent),
        "custody": list(story.custody) if story.custody is not None else _custody(story),
    }
    known = story.expected_release_date_at_referral
    if story.release_dates or known:
        told = {"recorded_on": story.referral_date, "date": known, "told_team_on": story.referral_date}
        fields["release_dates"] = list(story.release_dates) or [told]
    if story.accepted and story.decision == "accepted":
        fields["allocation"] = list(_allocation(story, story.accepted))
    if story.end_date:
        by = holder(story.supervisors, story.end_date)
        fields["closure"] = {"on": story.end_date, "reason": story.closure, "decided_by": by}
    return fields


def _referral(story: Story) -> Fields:
    fields: Fields = {"received_on": story.referral_date, "source": "prison_mental_health_in_reach"}
    if story.expected_release_date_at_referral:
        fields["expected_release"] = story.expected_release_date_at_referral
    fields["decision"] = story.decision
    if story.accepted and story.decision != "pending":
        fields["decided_on"] = story.accepted
    return fields


def _custody(story: Story) -> list[Fields]:
    """In prison from a month before the referral, released on the actual day."""
    first: Fields = {
        "place": "prison",
        "establishment": _PRISON[story.site],
        "from": story.referral_date - timedelta(days=30),
        "basis": "sentence",
    }
    released = story.actual_release_date
    if released is None:
        return [first]
    return [
        {**first, "to": released},
        {"place": "community", "from": released, "basis": "released_conditional"},
    ]


def _allocation(story: Story, accepted: date) -> Iterable[Fields]:
    for role, parts in (("lead", story.practitioners), ("supervising", story.supervisors)):
        for turn in parts:
            first = max(turn.first or accepted, accepted)
            if first > story.today or (turn.last and turn.last < first):
                continue
            fields: Fields = {"staff": turn.staff, "role": role, "from": first}
            yield fields | ({"to": turn.last} if turn.last else {})


def _contacts(story: Story) -> Files:
    told = sorted((*story.contacts, *story.attempts), key=lambda meeting: meeting.day)
    files: Files = {}
    for meeting in told:
        stem = meeting.day.isoformat()
        number = 1 + sum(name.startswith(f"contacts/{stem}") for name in files)
        suffix = f"-{number}" if number > 1 else ""
        fields = _contact(story, meeting, attempt=meeting in story.attempts)
        later = [other.day for other in story.contacts if other.day > meeting.day]
        if later and fields["outcome"] == "attended":
            fields["next_contact"] = later[0]
        files[f"contacts/{stem}{suffix}.md"] = (fields, _NOTE)
    return files


def _contact(story: Story, meeting: Meeting, *, attempt: bool) -> Fields:
    fields: Fields = {
        "date": meeting.day,
        "place": meeting.place,
        "mode": meeting.mode,
        "outcome": meeting.outcome,
        "staff": _staff(story, meeting),
    }
    if meeting.minutes != 0 and meeting.outcome in ("attended", "attended_late"):
        fields["minutes"] = meeting.minutes or 50
    purposes = [*meeting.purposes, *(["follow_up_attempt"] if attempt else [])]
    if str((story.docs or {}).get("ending_session")) == meeting.day.isoformat():
        purposes = ["session", "ending_session"]
    optional: Mapping[str, Any] = {
        "purposes": purposes,
        "cancel_cause": meeting.cause,
        "recorded_on": date.fromisoformat(meeting.recorded) if meeting.recorded else None,
        "goals": plan_goals(story) if meeting.outcome == "attended" and has_plan_by(story, meeting.day) else [],
    }
    return fields | {name: value for name, value in optional.items() if value}


def _staff(story: Story, meeting: Meeting) -> list[str]:
    if meeting.staff:
        return list(meeting.staff)
    practitioner, supervisor = (holder(parts, meeting.day) for parts in (story.practitioners, story.supervisors))
    if meeting.alone:
        return [supervisor]
    return [practitioner, supervisor] if meeting.joint else [practitioner]
