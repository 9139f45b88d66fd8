"""Strategies → invented cases: any contacts, moves, variations and closings, likely or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from engager_docs.assess.parameters import PROFILES, Parameters
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Case, Staff
from engager_docs.model.records.contact import Contact, ContactMode, Outcome, Place, Purpose
from engager_docs.model.records.course import Variation, VariationReason
from engager_docs.model.records.participant import (
    ClosureReason,
    ConsentStatus,
    CustodyBasis,
    CustodyPlace,
    Decision,
    Participant,
)
from engager_docs.model.records.release import NotMetBecause, ReleaseDay
from engager_docs.model.records.staff import StaffMember
from engager_docs.model.source import Entry, Source
from engager_docs.model.source import Mapping as Fields

EMPTY = Source("cases/NW/participants/NW-900/participant.yaml", "", Fields((), 1, 1, 1, 1))
START = date(2016, 1, 4)
TEAM = {"PRA-NW-01": "practitioner", "PRA-NW-02": "practitioner", "SUP-NW-01": "supervisor"}

days = st.integers(-60, 400).map(lambda number: START + timedelta(days=number))
any_day = st.one_of(days, st.dates())


def a_case(
    participant: Mapping[str, Any],
    contacts: Sequence[Contact] = (),
    variations: Sequence[Variation] = (),
    release_day: ReleaseDay | None = None,
) -> Case:
    """Return a case of these records, contacts in order of date as a casebook has them."""
    return Case(
        id="NW-900",
        site="NW",
        participant=Entry(Participant.model_validate(participant), EMPTY),
        contacts=tuple(Entry(one, EMPTY) for one in sorted(contacts, key=lambda one: one.date)),
        variations=Entry(tuple(variations), EMPTY) if variations else None,
        release_day=Entry(release_day, EMPTY) if release_day else None,
    )


def a_contact(day: date, **fields: Any) -> Contact:
    """Return an attended visit in prison, single fields changed."""
    usual = {"place": "prison", "mode": "in_person", "outcome": "attended", "staff": ("PRA-NW-02",)}
    return Contact.model_validate({**usual, "date": day, **fields})


def a_participant(**fields: Any) -> dict[str, Any]:
    """Return a participant accepted on the first day and in prison since, single fields changed."""
    referral = {"received_on": START, "source": "self", "decision": "accepted", "decided_on": START}
    custody = ({"place": "prison", "from": START - timedelta(days=30), "basis": "sentence"},)
    return {"referral": referral, "custody": custody, **fields}


def a_member(person: str, *roles: str) -> Staff:
    """Return a staff member in these roles throughout."""
    held = tuple({"role": role, "from": date(2000, 1, 1)} for role in roles)
    record = {"employer": "charity", "engagement": "employed", "roles": held}
    return Staff(person, "NW", Entry(StaffMember.model_validate(record), EMPTY))


def staff() -> dict[str, Staff]:
    """Return a team of three, in role throughout."""
    return {person: a_member(person, role) for person, role in TEAM.items()}


def some(alias: Any) -> st.SearchStrategy[Any]:
    """Return any value of a literal type."""
    return st.sampled_from(get_args(alias))


def contacts(day: st.SearchStrategy[date]) -> st.SearchStrategy[list[Contact]]:
    """Return up to forty contacts of every kind."""
    one = st.builds(
        a_contact,
        day,
        place=some(Place),
        mode=some(ContactMode),
        outcome=some(Outcome),
        minutes=st.one_of(st.none(), st.integers(0, 90)),
        staff=st.lists(st.sampled_from([*TEAM, "PRA-NW-99"]), max_size=3).map(tuple),
        purposes=st.lists(some(Purpose), max_size=2).map(tuple),
    )
    return st.lists(one, max_size=40)


def variations(day: st.SearchStrategy[date]) -> st.SearchStrategy[list[Variation]]:
    """Return a few variations for the rules there are."""
    one = st.fixed_dictionaries(
        {
            "rule": st.sampled_from(["P01", "P03", "P05", "P06", "P08", "P09", "P10"]),
            "from": day,
            "to": st.one_of(st.none(), day),
            "reason": some(VariationReason),
            "authorised_by": st.just("SUP-NW-01"),
            "recorded_on": day,
        }
    )
    return st.lists(one.map(Variation.model_validate), max_size=4)


def participants(day: st.SearchStrategy[date]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a participant with any history."""
    maybe = st.one_of(st.none(), day)
    period = st.fixed_dictionaries({"place": some(CustodyPlace), "from": day, "to": maybe, "basis": some(CustodyBasis)})
    return st.fixed_dictionaries(
        {
            "referral": st.fixed_dictionaries(
                {
                    "received_on": day,
                    "source": st.just("self"),
                    "expected_release": maybe,
                    "decision": some(Decision),
                    "decided_on": maybe,
                }
            ),
            "custody": st.lists(period, max_size=6).map(tuple),
            "release_dates": st.lists(
                st.fixed_dictionaries({"recorded_on": day, "date": maybe, "told_team_on": maybe}), max_size=3
            ).map(tuple),
            "consent": st.lists(
                st.fixed_dictionaries({"scope": st.just("support"), "status": some(ConsentStatus), "on": day}),
                max_size=2,
            ).map(tuple),
            "closure": st.one_of(st.none(), st.fixed_dictionaries({"on": day, "reason": some(ClosureReason)})),
        }
    )


def release_days() -> st.SearchStrategy[ReleaseDay | None]:
    """Return a release-day record or none."""
    actual = st.fixed_dictionaries({"met": st.booleans(), "not_met_because": st.one_of(st.none(), some(NotMetBecause))})
    return st.one_of(st.none(), actual.map(lambda fields: ReleaseDay.model_validate({"actual": fields})))


def cases(day: st.SearchStrategy[date] = days) -> st.SearchStrategy[Case]:
    """Return any case."""
    return st.builds(a_case, participants(day), contacts(day), variations(day), release_days())


def settings(day: st.SearchStrategy[date] = days) -> st.SearchStrategy[Setting]:
    """Return a day and a profile, with the team."""
    team = staff()
    profiles: list[Parameters] = list(PROFILES.values())
    return st.builds(lambda today, profile: Setting(today, profile, team), day, st.sampled_from(profiles))
