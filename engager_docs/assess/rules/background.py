"""T03 to T05: staff member → the evidence kept of who they are and what they bring. Never used to rank people."""

from __future__ import annotations

from typing import get_args

from engager_docs.assess.roles import PRACTISING, SUPERVISING
from engager_docs.assess.rules.clinical import NOT_A_PRACTITIONER
from engager_docs.assess.rules.line_management import NOT_IN_THE_TEAM
from engager_docs.assess.rules.own_supervision import NOT_A_SUPERVISOR
from engager_docs.assess.subjects import StaffRecords
from engager_docs.assess.team import first_day, posts_of
from engager_docs.assess.verdict import Verdict
from engager_docs.assess.wording import phrase
from engager_docs.model.records.staff import CharacteristicCode
from engager_docs.model.result import Spot

CHARACTERISTICS: tuple[CharacteristicCode, ...] = get_args(CharacteristicCode)


def characteristics(records: StaffRecords) -> Verdict:
    """T03: each of the ten characteristics has evidence with its day (§7)."""
    expected = "evidence of all ten"
    if first_day(records.staff) is None:
        return Verdict("not_applicable", expected, NOT_IN_THE_TEAM)
    kept = {one.code for one in records.staff.record.data.characteristics}
    spot = Spot(records.staff.record.file, ("characteristics",))
    if not kept:
        return Verdict("cannot_tell", expected, "No evidence of the characteristics is recorded", spot=spot)
    missing = [phrase(code) for code in CHARACTERISTICS if code not in kept]
    if not missing:
        return Verdict("met", expected, "Evidence of all ten is recorded", len(kept))
    why = f"Evidence of {len(kept)} of {len(CHARACTERISTICS)}; still to add: {', '.join(missing)}"
    return Verdict("not_met", expected, why, len(kept), "Add it at the next appraisal", severity="info", spot=spot)


def practitioner_background(records: StaffRecords) -> Verdict:
    """T04: experience in mental health or with hard-to-reach groups, no formal training as a therapist, some
    therapeutic approach, an understanding of social exclusion (§8 §9).

    That somebody is a trained therapist is a fact, not an error.
    """
    expected = "experience, approach"
    if not posts_of(records.staff, PRACTISING):
        return Verdict("not_applicable", expected, NOT_A_PRACTITIONER)
    record = records.staff.record.data
    trained = record.formally_trained_therapist
    unknown = [
        name
        for name, absent in (
            ("prior experience", not record.prior_experience),
            ("therapeutic approaches", not record.therapeutic_approaches),
            ("understanding of social exclusion", not record.social_exclusion_understanding),
            ("whether formally trained as a therapist", trained in (None, "not_known")),
        )
        if absent
    ]
    return _background(records, expected, unknown, "Formally trained as a therapist" if trained == "yes" else "")


def supervisor_background(records: StaffRecords) -> Verdict:
    """T05: experience of supervision and of at least one therapeutic approach (§10)."""
    expected = "supervision, approach"
    if not posts_of(records.staff, SUPERVISING):
        return Verdict("not_applicable", expected, NOT_A_SUPERVISOR)
    record = records.staff.record.data
    experience = record.supervision_experience
    unknown = [
        name
        for name, absent in (
            ("experience of supervision", experience in (None, "not_known")),
            ("therapeutic approaches", not record.therapeutic_approaches),
        )
        if absent
    ]
    return _background(records, expected, unknown, "No experience of supervision before" if experience == "no" else "")


def _background(records: StaffRecords, expected: str, unknown: list[str], differs: str) -> Verdict:
    spot = Spot(records.staff.record.file, ("employer",))
    told = f"not recorded: {', '.join(unknown)}" if unknown else ""
    if differs:
        why = f"{differs}; {told}" if told else differs
        return Verdict("not_met", expected, why, severity="info", spot=spot)
    if unknown:
        hint = "Add it to the staff file"
        return Verdict("cannot_tell", expected, f"{told[0].upper()}{told[1:]}", hint=hint, spot=spot)
    return Verdict("met", expected, "Recorded, and as the description has it")
