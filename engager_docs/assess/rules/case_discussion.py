"""S05: practitioner → each of their cases talked about in supervision."""

from __future__ import annotations

from engager_docs.assess.occurrences import Words, together
from engager_docs.assess.roles import PRACTISING, SUPERVISING
from engager_docs.assess.rules.clinical import NOT_A_PRACTITIONER
from engager_docs.assess.rules.intervals import Held, Measure, held_by, too_long
from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import posts_at, posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.model.casebook import Staff
from engager_docs.model.result import Occurrence


def cases_discussed(records: StaffRecords) -> Verdict:
    """S05: each active case is discussed in clinical supervision at least every two weeks (§16).

    Leave of the practitioner or of a supervisor covers the days it takes; a vacancy is named and does not.
    """
    most = records.parameters.case_discussion.max_days
    expected = f"every {most} days"
    if not posts_of(records.staff, PRACTISING):
        return Verdict("not_applicable", expected, NOT_A_PRACTITIONER)
    found: list[Occurrence] = []
    for held in held_by(records.service.caseload(records.staff.id), records.staff.id):
        discussed = records.service.setting.discussed.get(held.course.case.id, ())
        people = (records.staff, *_supervisors(records, held))
        measure = Measure(most, "without a discussion in supervision", records.service, people)
        found += too_long(held, (one.on for one in discussed if one.in_supervision), measure)
    words = Words("stretch", "stretches", "In time in", "No case was active long enough")
    return together(sorted(found, key=lambda one: one.period), expected, words, "Discuss the case in the next session")


def _supervisors(records: StaffRecords, held: Held) -> tuple[Staff, ...]:
    team = records.service.team_at(held.course.case.site)
    posts = posts_at(team, held.course.case.site, SUPERVISING)
    names = {post.staff for post in posts if post.first <= held.last and held.first <= post.last}
    return tuple(person for person in team if person.id in names)
