"""S17 to S19: site → sessions on the mentalisation-based approach: how often, by whom, about what."""

from __future__ import annotations

from msgspec.structs import replace

from engager_docs.assess.calendar import days_after
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.subjects import SiteRecords
from engager_docs.assess.team import holders, posts_at
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, in_words, phrase
from engager_docs.model.records.supervision import MentalisationSession
from engager_docs.model.result import Occurrence, Spot
from engager_docs.model.source import Entry


def held_sessions(records: SiteRecords) -> tuple[Entry[MentalisationSession], ...]:
    """Return the sessions that were held, in order of date."""
    return tuple(one for one in records.site.mentalisation if one.data.status in (None, "held"))


def mentalisation_interval(records: SiteRecords) -> Verdict:
    """S17: 28 to 42 days from one session to the next, the first within 42 days of the start (§24).

    Later is a departure, earlier information. August and Christmas are no exception. Per site, not per person.
    """
    rules = records.parameters.mba
    expected = f"every {rules.min_days} to {rules.max_days} days"
    sessions = held_sessions(records)
    if records.opened > records.until:
        return Verdict("not_applicable", expected, "The site has not opened")
    found = [_interval(records, place, one) for place, one in enumerate(sessions)]
    last = sessions[-1].data.date if sessions else records.opened
    due = days_after(last, rules.max_days)
    if records.until > due:
        days = (records.until - last).days
        found.append(Occurrence(due.isoformat(), "not_met", f"No session for {counted(days, 'day')}"))
    else:
        found.append(Occurrence(due.isoformat(), "not_due_yet", f"Due by {in_words(due)}"))
    words = Words("session", "sessions", "In time for")
    hint = "Arrange the session with the expert, or enter the one that was held"
    return replace(together(found, expected, words, hint), due_on=due)


def _interval(records: SiteRecords, place: int, one: Entry[MentalisationSession]) -> Occurrence:
    rules = records.parameters.mba
    first = place == 0
    before = records.opened if first else held_sessions(records)[place - 1].data.date
    days = (one.data.date - before).days
    since = "after the site opened" if first else "after the last one"
    period, spot = one.data.date.isoformat(), Spot(one.file, ("date",))
    why = f"{counted(days, 'day')} {since}"
    if days > rules.max_days:
        return Occurrence(period, "not_met", f"{why}, {counted(days - rules.max_days, 'day')} late", spot=spot)
    if days < rules.min_days and not first:
        return Occurrence(period, "not_met", f"{why}, {counted(rules.min_days - days, 'day')} early", "info", spot)
    return Occurrence(period, "met", why)


def external_expert(records: SiteRecords) -> Verdict:
    """S18: the expert has no post in the site's team, and leads by video (§25).

    In person is not worse: it is information only.
    """
    modes = records.parameters.mba.modes
    posts = posts_at(records.service.team_at(records.site.id), records.site.id)
    found = []
    for one in held_sessions(records):
        period, said = one.data.date.isoformat(), []
        if one.data.expert in holders(posts, one.data.date):
            said.append(f"{one.data.expert} belongs to the team of the site")
        if one.data.mode not in modes:
            said.append(f"held {'by ' if one.data.mode == 'phone' else ''}{phrase(one.data.mode)}")
        if said:
            why = "; ".join(said)
            found.append(Occurrence(period, "not_met", why[0].upper() + why[1:], "info", Spot(one.file, ("expert",))))
        else:
            found.append(Occurrence(period, "met", "An external expert, as the service holds it"))
    words = Words("session", "sessions", "External, and in that way, in", "No session was held")
    return together(found, "external, by video", words)


def toolkit_applied(records: SiteRecords) -> Verdict:
    """S19: each session looks at an issue raised and applies at least one element of the toolkit (§26)."""
    found = []
    for one in held_sessions(records):
        period, spot = one.data.date.isoformat(), Spot(one.file, ("issues",))
        if not one.data.issues:
            found.append(Occurrence(period, "not_met", "No issue is recorded", "info", spot))
        elif not any(issue.toolkit for issue in one.data.issues):
            found.append(Occurrence(period, "not_met", "No element of the toolkit is recorded", "info", spot))
        else:
            found.append(Occurrence(period, "met", f"{counted(len(one.data.issues), 'issue')} looked at"))
    words = Words("session", "sessions", "An issue and an element in", "No session was held")
    return together(found, "one issue, one element", words, "Enter the elements of the toolkit that were applied")
