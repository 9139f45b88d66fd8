"""Codes of the record format → plain words; a code without an entry says itself, without underscores."""

from __future__ import annotations

from functools import lru_cache

from engager_docs.model.result import Outcome
from engager_docs.model.view import Tag, Tone

NOT_RECORDED = "Not recorded"
_MANY = 1024
"""Codes whose words are remembered: more than the record format has."""

_WORDS = {
    "accommodation": "Accommodation",
    "acct": "ACCT (care plan for risk of suicide or self-harm)",
    "cancelled_by_provider": "Cancelled by the service or prison",
    "cbt": "CBT",
    "cbt_therapist_high_intensity": "High intensity CBT therapist",
    "cmht": "Community mental health team",
    "contact_family": "Contact with family",
    "contact_peer_mentor": "Contact with a peer mentor",
    "core_10": "CORE-10",
    "core_om": "CORE-OM",
    "detained_mha": "Detained under the Mental Health Act",
    "education_training_work": "Education, training and work",
    "external": "External",
    "finance_benefits_debt": "Money, benefits and debt",
    "gad7": "GAD-7",
    "gp": "GP",
    "gp_surgery": "GP surgery",
    "hdc": "Home detention curfew",
    "id_and_bank": "ID and bank account",
    "id_and_documents": "ID and documents",
    "in_reach": "Prison in-reach team",
    "later": "Later",
    "long_term": "Long term",
    "m1": "1 month",
    "m12": "12 months",
    "m3": "3 months",
    "m6": "6 months",
    "mba_expert": "Mentalisation expert",
    "medium_term": "Medium term",
    "money_benefits_id": "Money, benefits and ID",
    "nhs_trust": "NHS trust",
    "pre_release": "Before release",
    "phq9": "PHQ-9",
    "pro_activeness": "Pro-activeness",
    "probation_licence": "Probation and licence",
    "released_at_court": "Released at court",
    "released_conditional": "Conditional release",
    "released_early_scheme": "Released under an early scheme",
    "released_hdc": "Released on home detention curfew",
    "released_sentence_end": "Released at the end of the sentence",
    "session_date": "Date of the session",
    "short_term": "Short term",
    "suicide_self_harm": "Suicide or self-harm",
    "work_training": "Work and training",
}
_CODES = {"engager": "Engager", "i": "I", "mba": "MBA", "nhs": "NHS"}

_OUTCOMES: dict[Outcome, Tag] = {
    "met": Tag("Met", "good"),
    "not_met": Tag("Not met", "bad"),
    "covered": Tag("Explained", "news"),
    "not_due_yet": Tag("Not due yet", "plain"),
    "not_applicable": Tag("Does not apply", "plain"),
    "cannot_tell": Tag("Cannot tell", "warn"),
}
_TONES: dict[str, Tone] = {
    "attended": "good", "attended_late": "good", "planned": "news",
    "did_not_attend": "warn", "cancelled_by_participant": "warn", "no_reply": "warn",
    "refused_on_arrival": "warn", "late_not_seen": "warn", "cancelled_by_provider": "warn",
    "held": "good", "rearranged": "news", "cancelled": "warn",
    "achieved": "good", "partly_achieved": "good", "active": "news", "changed": "plain", "dropped": "plain",
    "done": "good", "in_progress": "news", "not_done": "warn", "to_do": "plain", "no_longer_needed": "plain",
    "accepted": "good", "pending": "news", "declined": "plain", "withdrawn": "warn", "given": "good",
    "present": "good", "absent": "warn", "apologies_leave": "plain", "apologies_other": "warn",
    "partial": "warn", "apologies": "warn", "not_in_post": "plain",
    "on_track": "good", "barriers": "warn", "stalled": "bad",
    "yes": "good", "partly": "warn", "no": "bad", "not_recorded": "plain", "not_indicated": "plain",
}  # fmt: skip


@lru_cache(_MANY)
def words(code: str) -> str:
    """Return a code as a short phrase with a capital: ``did_not_attend`` → "Did not attend"."""
    known = _WORDS.get(code)
    if known is not None:
        return known
    plain = " ".join(_CODES.get(part, part) for part in code.split("_"))
    return plain[:1].upper() + plain[1:]


@lru_cache(_MANY)
def phrase(code: str) -> str:
    """Return a code as words inside a sentence: ``did_not_attend`` → "did not attend"."""
    text = words(code)
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


def word_list(codes: tuple[str, ...]) -> str:
    """Return several codes as one line: "Emotions, goals"."""
    if not codes:
        return NOT_RECORDED
    return ", ".join((words(codes[0]), *(phrase(code) for code in codes[1:])))


def joined(parts: tuple[str, ...], none: str = NOT_RECORDED) -> str:
    """Return texts as one line with commas, or ``none`` where there are none."""
    return ", ".join(parts) if parts else none


@lru_cache(_MANY)
def code_tag(code: str) -> Tag:
    """Return a code as a tag whose tone is the one its meaning has everywhere."""
    return Tag(words(code), _TONES.get(code, "plain"))


def result_tag(outcome: Outcome) -> Tag:
    """Return a rule's result as a tag."""
    return _OUTCOMES[outcome]


def yes_no(truth: bool | None) -> str:
    """Return a truth in words; an unknown one is not a no."""
    if truth is None:
        return NOT_RECORDED
    return "Yes" if truth else "No"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 case", "2 cases"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
