"""Cases of a period → one row a case, one short word a rule (documents.md 8.3)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from engager_docs.model.result import Outcome, RuleResult
from engager_docs.model.rules import rule_title
from engager_docs.model.view import Part
from engager_docs.render.adherence.about import Reported
from engager_docs.render.words import result_tag
from engager_docs.render.workbook.checklist import Mark, MatrixRow

# short enough for twenty-two columns across a page; the colour repeats what the word says
_MARKS: Mapping[Outcome, Mark] = {
    "met": Mark("Met", "yes"),
    "not_met": Mark("Not met", "no"),
    "covered": Mark("Expl.", "partly"),
    "not_due_yet": Mark("Not yet", "open"),
    "not_applicable": Mark("n/a", "open"),
    "cannot_tell": Mark("?", "partly"),
}
_NONE = Mark("n/a", "open")


class StripsView(Struct, frozen=True):
    """What the short words and codes mean, and the rows."""

    key: str
    caption: str
    components: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def strips(about: Reported) -> Part:
    """Return the strip of every case open in the period, on landscape pages."""
    found = about.assessed
    results = {case: _by_rule(each.results) for case, each in found.items()}
    rules = tuple(sorted({rule for own in results.values() for rule in own}))
    rows = tuple(
        MatrixRow(about.sheet.case(case), tuple(_mark(own.get(rule)) for rule in rules))
        for case, own in results.items()
    )
    view = StripsView(_key(rules), "Each rule, one row a case", rules, rows)
    return Part("strips", "Participants, rule by rule", "pages/adherence/strips.html", view, wide=True)


def _by_rule(results: tuple[RuleResult, ...]) -> dict[str, RuleResult]:
    return {each.rule: each for each in results if each.rule[0] == "P"}


def _mark(result: RuleResult | None) -> Mark:
    return _MARKS[result.result] if result else _NONE


def _key(rules: tuple[str, ...]) -> str:
    """Return what the short words and the codes stand for."""
    meanings = ((mark.text, result_tag(outcome).text.lower()) for outcome, mark in _MARKS.items())
    short = "; ".join(f"{text}: {meaning}" for text, meaning in meanings if meaning != text.lower())
    return f"{short}. " + "; ".join(f"{rule}: {rule_title(rule)}" for rule in rules) + "."
