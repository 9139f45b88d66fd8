"""Whatever a case holds, its assessment stands: no exception, and what must always be true of it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st
from msgspec.structs import replace

from engager_docs.assess.case import assess_case
from engager_docs.assess.setting import Setting
from engager_docs.model.casebook import Case
from engager_docs.model.result import CaseAssessment
from tests.assess.invented import any_day, cases, settings


def outcomes(assessment: CaseAssessment) -> dict[str, str]:
    return {one.rule: one.result for one in assessment.results}


@runs(max_examples=100, deadline=None)
@given(cases(any_day), settings(any_day))
def test_any_dates_are_assessed(case: Case, setting: Setting) -> None:
    found = assess_case(case, setting)
    assert len(found.results) == len(outcomes(found))
    assert all(one.why and one.expected for one in found.results)


@runs(max_examples=300, deadline=None)
@given(cases(), settings())
def test_the_measures_agree_with_each_other(case: Case, setting: Setting) -> None:
    found = assess_case(case, setting).measures
    assert found.community_sessions_excluding_release_day <= found.community_sessions
    assert (found.community_days is None) == (found.community_days_net is None) == (found.met_on_release_day is None)
    assert found.community_days is None or 0 <= (found.community_days_net or 0) <= found.community_days
    assert found.missed <= found.contacts
    if found.community_days is None:
        assert found.community_sessions == found.joint_community == len(found.community_gaps) == 0


@runs(max_examples=300, deadline=None)
@given(cases(), settings())
def test_severity_and_due_days_fit_the_result(case: Case, setting: Setting) -> None:
    found = assess_case(case, setting)
    for one in found.results:
        assert one.result not in ("covered", "cannot_tell") or one.severity == "info"
        assert one.result != "not_applicable" or (one.due_on is None and not one.due_soon and not one.hint)
        assert not one.due_soon or (one.due_on is not None and found.phase != "closed")


@runs(max_examples=200, deadline=None)
@given(cases(), settings(), st.integers(1, 400))
def test_a_closed_case_no_longer_changes(case: Case, setting: Setting, later: int) -> None:
    closure = case.participant.data.closure
    if closure is not None and closure.on <= setting.as_of:
        case = replace(case, contacts=tuple(one for one in case.contacts if one.data.date <= setting.as_of))
        tomorrow = replace(setting, as_of=setting.as_of + timedelta(days=later))
        assert assess_case(case, tomorrow) == assess_case(case, setting)


@runs(max_examples=200, deadline=None)
@given(cases(), settings())
def test_what_lies_ahead_changes_nothing(case: Case, setting: Setting) -> None:
    known = (one for one in case.contacts if one.data.date <= setting.as_of or one.data.outcome == "planned")
    assert assess_case(replace(case, contacts=tuple(known)), setting) == assess_case(case, setting)
