"""T01, T02 and T09: site → one supervisor, two or three practitioners, and who employs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from engager_docs.assess.calendar import days_after
from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import PRACTISING, SUPERVISING
from engager_docs.assess.subjects import SiteRecords
from engager_docs.assess.team import TEAM, Post, holders, posts_at
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import counted, phrase, span_in_words
from engager_docs.model.result import Occurrence

LONG_ABSENCE_DAYS = 28
FEWEST, MOST = 2, 3


class Stretch(Struct, frozen=True):
    """Days on which the same people held the posts."""

    first: date
    last: date
    people: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def period(self) -> str:
        """The stretch as an occurrence names it."""
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def words(self) -> str:
        """The stretch in words."""
        return span_in_words(self.first, self.last)


def stretches(posts: Iterable[Post], first: date, last: date) -> Iterator[Stretch]:
    """Yield the stretches from ``first`` to ``last`` in which nobody came or went."""
    held = tuple(posts)
    starts = {first}
    for post in held:
        starts |= {post.first, days_after(post.last, 1)}
    begun = sorted(day for day in starts if first <= day <= last)
    for place, day in enumerate(begun):
        end = days_after(begun[place + 1], -1) if place + 1 < len(begun) else last
        yield Stretch(day, end, holders(held, day))


def one_supervisor(records: SiteRecords) -> Verdict:
    """T01: on each day exactly one supervisor, or interim supervisor, of the site (§1).

    A vacancy is listed with its days. Two may hand over for up to two weeks; an interim beside a supervisor who
    is away is no second one.
    """
    return _judged(
        records, SUPERVISING, _supervised, "one each day", "Fill the post, or enter who stands in", "One in post in"
    )


def _supervised(records: SiteRecords, stretch: Stretch) -> Occurrence:
    posts = posts_at(records.service.team_at(records.site.id), records.site.id, frozenset({"supervisor"}))
    full = holders(posts, stretch.first)
    if not stretch.people:
        why = f"No supervisor in post, {stretch.words}, {counted(stretch.days, 'day')}"
        return Occurrence(stretch.period, "not_met", why)
    if len(full) > 1:
        both = " and ".join(full)
        if stretch.days <= records.parameters.team.overlap_days:
            return Occurrence(stretch.period, "met", f"{both} handed over")
        why = f"{both} at once for {counted(stretch.days, 'day')}, {stretch.words}"
        return Occurrence(stretch.period, "not_met", why)
    return Occurrence(stretch.period, "met", f"{stretch.people[0]} in post")


def two_or_three(records: SiteRecords) -> Verdict:
    """T02: on each day two or three practitioners in post (§1).

    A fourth for a hand-over of up to two weeks is information. An absence of more than 28 days takes one from
    those available: both counts are told, the one in post is judged.
    """
    return _judged(
        records,
        PRACTISING,
        _practised,
        "2 or 3 each day",
        "Fill the post, or enter who has joined",
        "Two or three in post in",
    )


def _practised(records: SiteRecords, stretch: Stretch) -> Occurrence:
    number = len(stretch.people)
    away = [one for one in stretch.people if _long_away(records, one, stretch)]
    available = f", {number - len(away)} of them available" if away else ""
    why = f"{counted(number, 'practitioner')} in post{available}, {stretch.words}"
    if FEWEST <= number <= MOST:
        return Occurrence(stretch.period, "met", why)
    handing_over = number == MOST + 1 and stretch.days <= records.parameters.team.overlap_days
    if handing_over:
        return Occurrence(stretch.period, "not_met", f"{why}: a hand-over", "info")
    return Occurrence(stretch.period, "not_met", why)


def _long_away(records: SiteRecords, staff: str, stretch: Stretch) -> bool:
    person = records.service.setting.staff.get(staff)
    return person is not None and any(
        (away.to - away.from_).days + 1 > LONG_ABSENCE_DAYS and away.from_ <= stretch.last and stretch.first <= away.to
        for away in person.record.data.absences
    )


def _judged(
    records: SiteRecords,
    roles: frozenset[str],
    judge: Callable[[SiteRecords, Stretch], Occurrence],
    expected: str,
    hint: str,
    did: str,
) -> Verdict:
    if records.opened > records.until:
        return Verdict("not_applicable", expected, "The site has not opened")
    posts = posts_at(records.service.team_at(records.site.id), records.site.id, roles)
    found = [judge(records, stretch) for stretch in stretches(posts, records.opened, records.until)]
    return together(found, expected, Words("stretch of days", "stretches of days", did), hint)


def mixed_team(records: SiteRecords) -> Verdict:
    """T09: the employers of the team and what kind of organisation each is (§2). Descriptive only."""
    posts = posts_at(records.service.team_at(records.site.id), records.site.id, TEAM)
    staff = records.service.setting.staff
    organisations = records.service.casebook.organisations
    kinds = {one.id: phrase(one.type) for one in (organisations.data if organisations else ())}
    people = {post.staff for post in posts if post.first <= records.until}
    found = Counter(staff[one].record.data.employer for one in people)
    if not found:
        return Verdict("not_applicable", "described", "Nobody has been in the team")
    listed = "; ".join(
        f"{name} ({kinds.get(name, 'kind not recorded')}): {counted(number, 'person', 'people')}"
        for name, number in sorted(found.items())
    )
    return Verdict("met", "described", f"Employed by {counted(len(found), 'organisation')}: {listed}", len(found))
