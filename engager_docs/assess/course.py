"""A case and its setting → the course it took: referral, contacts, releases, pauses, closure, by day.

Every rule and every measure reads this one frozen value; it holds what can be known on the as-of day.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.assess.custody import Spell, joined, known_by, releases, spells_in
from engager_docs.assess.parameters import Parameters
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Case
from engager_docs.model.records.contact import Contact
from engager_docs.model.records.course import Variation
from engager_docs.model.records.participant import Closure, CustodyPeriod, Participant
from engager_docs.model.result import ClosureClass

ATTENDED = frozenset({"attended", "attended_late"})
_NOT_EVALUABLE = frozenset(
    {"died", "transferred_out_of_area", "transferred_to_other_service", "deported", "ineligible", "duplicate"}
)


class Course(Struct, frozen=True):
    """What happened in one case up to a day.

    ``contacts`` are all but the planned ones, ``attended`` those attended up to ``end``, both by date.
    ``end`` is the day of closure, or the as-of day of an open case. ``stopped`` is the day on which the
    consent to support was withdrawn in a case still open. ``paused`` are the spells on which the clock of
    the community work stands still.
    """

    case: Case
    setting: Setting
    contacts: tuple[Contact, ...]
    attended: tuple[Contact, ...]
    periods: tuple[CustodyPeriod, ...]
    releases: tuple[date, ...]
    paused: tuple[Spell, ...]
    closure: Closure | None
    closure_class: ClosureClass | None
    end: date
    stopped: date | None

    @property
    def record(self) -> Participant:
        """The participant's record."""
        return self.case.participant.data

    @property
    def parameters(self) -> Parameters:
        """The figures the case is judged by."""
        return self.setting.parameters

    @property
    def release(self) -> date | None:
        """The day of the first release, if it has come."""
        return self.releases[0] if self.releases else None

    @property
    def is_open(self) -> bool:
        """Whether the case is still open and its participant still agrees to the support."""
        return self.closure is None and self.stopped is None

    @property
    def until(self) -> date:
        """The last day on which something could be due: the end, or the day consent was withdrawn."""
        return self.end if self.stopped is None else min(self.stopped, self.end)

    @property
    def accepted_on(self) -> date | None:
        """The day the referral was accepted, if it was and the day was written down."""
        referral = self.record.referral
        return referral.decided_on if referral.decision == "accepted" else None

    @property
    def paused_days(self) -> int:
        """The days after release on which the clock of the community work stood still."""
        return sum(spell.days for spell in self.paused)

    @property
    def variations(self) -> tuple[Variation, ...]:
        """The authorised departures of the case."""
        return self.case.variations.data if self.case.variations else ()


def course_of(case: Case, setting: Setting) -> Course:
    """Return the course of ``case`` as it stood on the as-of day of ``setting``."""
    record = case.participant.data
    closure = record.closure if record.closure and record.closure.on <= setting.as_of else None
    end = closure.on if closure else setting.as_of
    contacts = tuple(
        entry.data for entry in case.contacts if entry.data.outcome != "planned" and entry.data.date <= setting.as_of
    )
    periods = known_by(record.custody, end)
    days = releases(periods)
    return Course(
        case=case,
        # the clock of a closed case stops on the day of its closure: on no later day is it judged otherwise
        setting=replace(setting, as_of=closure.on) if closure else setting,
        contacts=contacts,
        attended=tuple(one for one in contacts if one.outcome in ATTENDED and one.date <= end),
        periods=periods,
        releases=days,
        paused=_paused(setting.parameters, periods, days, end),
        closure=closure,
        closure_class=closure_class(closure, days) if closure else None,
        end=end,
        stopped=None if closure else _withdrawn(record, setting.as_of),
    )


def closure_class(closure: Closure, days: tuple[date, ...]) -> ClosureClass:
    """Return how a closed case is judged (rules.md 1 and 6.5); ``days`` are its releases."""
    if closure.reason == "completed":
        return "completed"
    before_release = not days or closure.on < days[0]
    if closure.reason in _NOT_EVALUABLE or (closure.reason == "withdrew" and before_release):
        return "not_evaluable"
    return "early"


def expected_release(record: Participant, day: date) -> date | None:
    """Return the expected release date as it was last recorded by ``day``; None when it was not known."""
    known = sorted(
        (entry for entry in record.release_dates if entry.recorded_on <= day), key=lambda one: one.recorded_on
    )
    return known[-1].date if known else record.referral.expected_release


def _paused(
    parameters: Parameters, periods: tuple[CustodyPeriod, ...], days: tuple[date, ...], end: date
) -> tuple[Spell, ...]:
    if not days:
        return ()
    community = parameters.community
    recall = spells_in(periods, "prison", days[0], end) if community.pause_on_recall else ()
    hospital = spells_in(periods, "hospital", days[0], end) if community.pause_on_hospital else ()
    return joined((*recall, *hospital))


def _withdrawn(record: Participant, day: date) -> date | None:
    """Return the day on which the consent to support was withdrawn, if that is the last word on it."""
    answers = sorted(
        (one for one in record.consent if one.scope == "support" and one.on <= day), key=lambda one: one.on
    )
    return answers[-1].on if answers and answers[-1].status == "withdrawn" else None
