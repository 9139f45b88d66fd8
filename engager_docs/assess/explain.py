"""A rule, its page and the figures in force → the text `explain CODE` prints."""

from __future__ import annotations

from collections.abc import Iterable

from engager_docs.assess.parameter_words import DESCRIPTIONS
from engager_docs.assess.parameters import Parameters, value_of, value_text
from engager_docs.assess.registry import RULES
from engager_docs.assess.rule import Rule
from engager_docs.model.result import Figure


def explain(rule: Rule, page: str, parameters: Parameters) -> str:
    """Return a rule's page followed by the present values of its parameters.

    ``page`` is the Markdown of ``tests/assess/rules``, which is the rule's specification and its test too.
    """
    lines = [page.rstrip(), "", "## Present values", "", *present_values(parameters, rule.parameters)]
    return "\n".join(lines) + "\n"


def present_values(parameters: Parameters, keys: Iterable[str]) -> tuple[str, ...]:
    """Return a Markdown list of parameters with their value, the profile's own if it differs, and meaning."""
    default = Parameters()
    lines = []
    for key in keys:
        present, described = value_of(parameters, key), value_of(default, key)
        instead = "" if present == described else f" (the description's own: {value_text(described)})"
        lines.append(f"- `{key}: {value_text(present)}`{instead}: {DESCRIPTIONS[key]}")
    return tuple(lines) or ("This rule has no parameters.",)


def figures_of(parameters: Parameters) -> tuple[Figure, ...]:
    """Return every parameter with its value in force and the description's own."""
    default = Parameters()
    return tuple(
        Figure(key, value_text(value_of(parameters, key)), value_text(value_of(default, key)), meaning)
        for key, meaning in DESCRIPTIONS.items()
    )


def used_by(key: str) -> tuple[str, ...]:
    """Return the codes of the rules that depend on a parameter."""
    return tuple(rule.code for rule in RULES if key in rule.parameters)
